"""Which pages are looked at in a browser, in which state, and in which cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from web_readings import arabic, hostile, unwieldy, visit, wire

# Every page, and every state that a page can be in: full, empty, not found, disputed, wrong.
PATHS = (
    "/",
    "/events",
    "/events?actor=Iceland",
    "/events?known=2001-01-01&limit=1",
    "/statements",
    "/facts",
    "/commitments",
    "/commitments?status=lapsed",
    "/meetings",
    "/meetings?actor=Iceland",
    "/stories",
    f"/story/{wire().article.id}",
    "/map",
    "/map?view=UKR&status=denied",
    "/map/kosovo?view=SRB",
    "/sources",
    "/source",
    "/search?q=border",
    "/search?q=Kenia",
    "/ask",
    "/ask?q=What+did+Kenya+demand+of+Chad%3F",
    "/ask?q=What+is+love%3F",
    "/ask?q=Does+Serbia+recognise+Kosovo%3F",
    "/corrections",
    "/corrections?which=rules",
    "/sign-in",
    f"/correct/{visit().events[0].id}",
    "/timeline",
    "/timeline?actor=Iceland",
    "/new?since=2024-03-01",
    "/new?since=2999-01-01",
    "/office/KEN/foreign-minister?on=2024-03-08",
    "/office/KEN/tamer-of-lions",
    "/diff?from=2024-03-01",
    "/diff?from=2020-01-01&known=2020-02-01",
    "/questions",
    f"/why/{visit().statements[0].id}",
    f"/why/{visit().events[0].id}",
    "/rule",
    "/rule/verb.visit",
    "/keys",
    "/fact/holds_office/*/*",
    "/fact/recognizes/*/somaliland",
    "/actor/TCD",
    "/actor/TCD?tab=events",
    "/actor/amina-mohamed?tab=offices",
    "/actor/amina-mohamed",
    "/dyad/KEN/TCD",
    "/dyad/KEN/TCD?way=there",
    "/dyad/KEN/TCD?way=together&known=2001-01-01",
    "/commitments?known=2001-01-01",
    "/mission/unifil",
    "/process/minsk-process",
    "/nowhere",
    "/events?actr=TCD",
    f"/article/{visit().article.id}",
    f"/article/{visit().article.id}?hide=said&hide=left",
    f"/article/{hostile().article.id}",
    f"/article/{unwieldy().article.id}",
    f"/article/{arabic().article.id}",
)
THEMES = ("light", "dark")
WIDTHS = (1440, 768, 390, 320)
MEDIA = ("screen", "print", "forced colours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A way to look at a page; `rules` says whether the rules of accessibility are run."""

    theme: str
    width: int
    script: bool
    medium: str = "screen"
    rules: bool = False


def cells(number: int, *, all_of_them: bool) -> Iterator[Cell]:
    """How a page is looked at: in every way, or in two that change from page to page."""
    if all_of_them:
        for width, script, theme, medium in product(WIDTHS, (True, False), THEMES, MEDIA):
            rules = script and medium != "print"
            yield Cell(theme=theme, width=width, script=script, medium=medium, rules=rules)
        return
    wide, dark = number % 2 == 0, number % 4 < 2
    yield Cell(theme=THEMES[dark], width=1440 if wide else 390, script=True, rules=True)
    theme = THEMES[not dark]
    if number % 3 == 0:
        yield Cell(theme=theme, width=320, script=False)
    else:
        yield Cell(theme=theme, width=768, script=True, medium=MEDIA[number % 3])
