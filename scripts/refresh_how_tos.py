"""Fill the tutorial and the how-tos with what is printed now.

    python scripts/refresh_how_tos.py            the pages, over the record that is kept
    python scripts/refresh_how_tos.py --read     read the bundled stories anew first

Look at what changed before it is kept: `git diff docs`.
"""

from __future__ import annotations

import json
import lzma
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from how_tos import PAGES, RECORD, fill_store, filled  # noqa: E402

STORIES = ROOT / "src/legation/data/stories"


def read_anew() -> None:
    from legation.codec import encode
    from legation.extract.article import extract
    from legation.fetch.files import read_file
    from legation.read import Reader
    from legation.records import Article, Page

    reader, lines = Reader(), []
    for path in sorted(p for p in STORIES.iterdir() if p.suffix in (".txt", ".html")):
        page = read_file(path)
        assert isinstance(page, Page), path
        article = extract(page)
        assert isinstance(article, Article), path
        reading = json.loads(encode(reader.read(article)))
        kept = {"path": f"stories/{path.name}", "reading": reading}
        lines.append(json.dumps(kept, ensure_ascii=False))
    RECORD.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode("utf-8")))


def main() -> None:
    if "--read" in sys.argv:
        read_anew()
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            fill_store(Path(folder) / "legation.db")
            text = filled(page.read_text(encoding="utf-8"), Path(folder))
            page.write_text(text, encoding="utf-8")
        print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
