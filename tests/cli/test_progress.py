from __future__ import annotations

from types import SimpleNamespace

import pytest

from legation.cli import progress
from legation.ingest import IngestReport


@pytest.mark.parametrize(
    ("total", "items", "after_s", "told"),
    [
        (96, 24, 12.0, ["24 of 96 done, 2.0/s, about 36 s left: 24 written"]),
        (None, 24, 12.0, ["24 done, 2.0/s: 24 written"]),  # a table keeps its number to itself
        (10, 24, 12.0, ["24 done, 2.0/s: 24 written"]),  # more came than was counted
        (96, 0, 12.0, ["0 of 96 done, 0.0/s: "]),  # nothing yet: nobody knows how long
        (96, 24, 4.0, []),  # a line every five seconds
    ],
)
def test_the_time_left_is_told_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    total: int | None,
    items: int,
    after_s: float,
    told: list[str],
) -> None:
    now = [100.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: now[0]))
    with progress.shown_progress(total) as update:
        now[0] += after_s
        update(IngestReport(written=items))
    assert capsys.readouterr().err.splitlines() == told
