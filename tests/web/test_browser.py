"""Pages in a browser: no message, no request outside, nothing sideways, with script and without."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

import pytest
from web_readings import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no chromium; install Debian's"
)
PATHS = (
    "/",
    "/events",
    "/statements",
    "/facts",
    "/commitments",
    "/sources",
    "/meetings",
    "/stories",
    "/keys",
    "/fact/holds_office/*/*",
    "/actor/TCD",
    "/dyad/KEN/TCD",
    "/nowhere",
    f"/article/{visit().article.id}",
)
THEMES = ("light", "dark")
WIDTHS = (1440, 768, 390, 320)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM is not None, "chromium is missing; .ci/run installs it"
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        yield play.chromium.launch(executable_path=CHROMIUM, args=flags)


@pytest.mark.parametrize(("theme", "script"), list(product(THEMES, (True, False))))
def test_every_page_in_every_width(browser: Browser, served: str, theme: str, script: bool) -> None:
    context = browser.new_context(color_scheme=theme, java_script_enabled=script)  # type: ignore[arg-type]
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: told.append(asked.url) if served not in asked.url else None)
    for path, width in product(PATHS, WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served + path)
        box = page.locator("body").bounding_box()
        assert box is not None
        assert page.locator("h1").count() == 1
        over = page.locator("html").evaluate("e => e.scrollWidth") if script else width
        assert over <= width, f"{path} is wider than {width} px"
    context.close()
    expected = [t for t in told if "404" not in t]  # the page that is not there says so
    assert expected == []


def test_keys_reach_search_and_records(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/article/{visit().article.id}")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/*pin=*")
    assert page.locator("aside .card").is_visible()


def test_the_theme_is_kept(browser: Browser, served: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(served)
    page.click("a.theme")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.goto(f"{served}/events")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert [cookie.get("name") for cookie in context.cookies()] == ["theme"]
