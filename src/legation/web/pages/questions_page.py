"""Questions of the record: what two passages cannot both say, one at a time, both in full."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.records import Question
from legation.telling.safe import clean
from legation.web.differing import all_doubts, all_questions, side_of
from legation.web.downloads import csv_file, data_links
from legation.web.rendering import Pages

router = APIRouter(include_in_schema=False)
COLUMNS = ("question", "check", "text", "left_article", "left_words", "right_article",
           "right_words", "records", "why")  # fmt: skip


@router.get("/questions.csv")
def as_csv(request: Request) -> Response:
    """Every question with both passages."""
    found = all_questions(request.app.state.pages.query)
    return csv_file(COLUMNS, map(_row, found), "questions")


@router.get("/questions")
def page(request: Request, at: int = 1) -> Response:
    """One question with both passages; `at` is its number, so that progress is in the address."""
    pages: Pages = request.app.state.pages
    query = pages.query
    every = all_doubts(query)
    found = every.questions
    number = min(max(at, 1), max(len(found), 1))
    one = found[number - 1] if found else None
    return pages.page(
        request,
        "questions.html",
        title="Questions",
        number=number,
        total=len(found),
        claims=query.claims().counted().total,
        one=one,
        open_end=one is not None and one.check.startswith(("overdue.", "turned.")),
        check=one.check.replace("_", " ") if one else "",
        sides=[side_of(query, each) for each in (one.left, one.right)] if one else [],
        records=[(each, f"/record/{each}") for each in one.records] if one else [],
        before=f"/questions?at={number - 1}" if number > 1 else "",
        skip=f"/questions?at={number + 1}" if number < len(found) else "",
        others=[(n, clean(each.text)) for n, each in enumerate(found, 1)][:60],
        downloads=data_links(request, [("CSV", "/questions.csv")]),
        missing=["Only what the checks know can be asked: one commander at a time, sums of "
                 "contributions, days of one meeting, and the like.", *_unread(every.unread)],
    )  # fmt: skip


def _unread(times: int) -> list[str]:
    """What is told of answers that are not asked about, for want of reading."""
    if not times:
        return []
    answers = "answer is" if times == 1 else "answers are"
    why = "too little was read of the days in which one would have been told"
    return [f"{times} overdue or changed {answers} not asked about: {why}."]


def _row(each: Question) -> tuple[object, ...]:
    return (
        each.id, each.check, each.text, each.left.article_id, each.left.text,
        each.right.article_id, each.right.text, " ".join(each.records), each.why or "",
    )  # fmt: skip
