"""Where the gold sets are, and what stands in one of their files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def gold_folder() -> Path | None:
    """`$LEGATION_GOLD`, else `../shared/gold` beside the project; `None` where there is none."""
    named = os.environ.get("LEGATION_GOLD")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "gold"
    return folder if folder.is_dir() else None


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
