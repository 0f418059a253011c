"""Make the screenshots of README and docs from the bundled stories.

Run it as python scripts/screenshots.py, without arguments.

Reads the stories into a store of its own, serves its pages on loopback, and writes PNGs to
docs/images. Needs Debian's `chromium` and what `make test` installs.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
STORIES = ROOT / "src" / "legation" / "data" / "stories"
SHOTS = (
    ("start-light", "/", "light", 1440, 1000),
    ("article-light", "/article", "light", 1440, 1100),
    ("dyad-dark", "/dyad/IND/PAK", "dark", 1440, 1000),
    ("actor-light", "/actor/TUR", "light", 1440, 1300),
    ("fact-light", "/fact/recognizes/*/somaliland", "light", 1440, 1150),
    ("map-light", "/map", "light", 1440, 1000),
    ("kosovo-light", "/map/kosovo", "light", 1440, 1000),
    ("meetings-dark", "/meetings", "dark", 1440, 1100),
    ("mission-light", "/mission/unifil", "light", 1440, 1100),
    ("dyad-narrow", "/dyad/IND/PAK", "light", 390, 1000),
    ("article-narrow", "/article", "dark", 390, 1000),
)


def main() -> int:
    import uvicorn
    from playwright.sync_api import sync_playwright

    from legation.cli.app import run
    from legation.store import Store
    from legation.store.asking.shelves import spines
    from legation.web.app import make_app

    browser_path = shutil.which("chromium")
    if browser_path is None:
        print("chromium is missing; install Debian's package chromium", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        name = str(Path(folder) / "stories.db")
        run(["ingest", str(STORIES), "--store", name])
        with Store.open(name, readonly=True) as store, sync_playwright() as play:
            config = uvicorn.Config(make_app(store), host="127.0.0.1", port=0, log_level="error")
            server = uvicorn.Server(config)
            threading.Thread(target=server.run, daemon=True).start()
            while not server.started:
                threading.Event().wait(0.05)
            base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = play.chromium.launch(executable_path=browser_path, args=flags)
            article = next(s.id for s in spines(store, "Bab al-Mandab Review"))
            for shot, path, theme, width, height in SHOTS:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=theme,  # type: ignore[arg-type]
                )
                page = context.new_page()
                page.goto(base + (f"/article/{article}" if shot.startswith("article") else path))
                page.wait_for_timeout(300)  # the fonts
                page.screenshot(path=IMAGES / f"{shot}.png")
                context.close()
            browser.close()
            server.should_exit = True
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
