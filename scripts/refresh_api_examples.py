"""Write the answers that the description of the service shows: of the stories that come along.

`python scripts/refresh_api_examples.py` writes `web/api/examples.json`; with `--check` it only says
whether that is as it would be written.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from starlette.testclient import TestClient

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from how_tos import fill_store  # noqa: E402

from legation.store import open_store  # noqa: E402
from legation.web.api.guarding import Bounds  # noqa: E402
from legation.web.app import make_app  # noqa: E402

FILE = ROOT / "src/legation/web/api/examples.json"
ASKED = {
    "/events": "/events?type=CONSULT&limit=1&facet=status",
    "/dyads": "/dyads?type=CONSULT&limit=1&fields=id,source,target,type,when_first",
    "/statements": "/statements?act=demands&limit=1",
    "/claims": "/claims?limit=1",
    "/timeline": "/timeline?actor=ISR&limit=1",
    "/meetings": "/meetings?limit=1",
    "/dyad/{left}/{right}": "/dyad/ISR/SOM?limit=1",
    "/dyad/{left}/{right}/meetings": "/dyad/ISR/SOM/meetings?limit=1",
    "/dyad/{left}/{right}/series": "/dyad/ISR/SOM/series?on=2026-01",
    "/actor/{name}": "/actor/antonio-guterres",
    "/office/{country}/{title}": "/office/NATO/secretary-general?on=2018-06-17",
    "/facts": "/facts?predicate=recognizes&limit=1",
    "/fact/{predicate}/{subject}/{object}": "/fact/recognizes/*/Somaliland?limit=1",
    "/commitments": "/commitments?limit=1",
    "/new": "/new?since=2026&limit=1",
    "/resolve": "/resolve?name=Guterres",
    "/ask": "/ask?q=Who recognises Somaliland?",
    "/corrections": "/corrections",
    "/questions": "/questions?limit=1",
    "/diff": "/diff?from=2024-01-14&known=2024-01-15&actor=NRU",
    "/sources": "/sources",
}


def answers() -> dict[str, object]:
    """The answer of every address."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.db"
        fill_store(path)
        with open_store(str(path)) as store:
            app = make_app(store, bounds=Bounds(rate=0, answer_s=600.0))
            service = TestClient(app, base_url="http://127.0.0.1")
            return {path: service.get(f"/api/v1{asked}").json() for path, asked in ASKED.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    made = json.dumps(answers(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if check:
        print("as they are" if made == FILE.read_text("utf-8") else "run it without --check")
        return int(made != FILE.read_text("utf-8"))
    FILE.write_text(made, encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)}: {len(ASKED)} answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
