"""Pages in a browser: no message, no request outside, nothing sideways, with script and without.

`make test-pages` looks at every page in every way; here each is looked at in two.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_matrix import MEDIA, PATHS, THEMES, WIDTHS, Cell, cells
from starlette.routing import Route
from web_readings import hostile, visit
from web_serving import needs_browser, serving

from legation.store import Store
from legation.web.api.bearers import add_bearer
from legation.web.app import PAGES, make_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ALL = os.environ.get("LEGATION_PAGES") == "all"
pytestmark = needs_browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def axe() -> str:
    from importlib.resources import files

    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


class Looking:
    """A browser's windows, one with script and one without, and what they told."""

    def __init__(self, browser: Browser, served: str) -> None:
        self.served = served
        self.told: list[str] = []
        self.axe = axe()
        self.windows: dict[bool, Page] = {}
        self.loaded: dict[bool, tuple[str, int, str]] = {}
        for script in (True, False):
            page = browser.new_context(java_script_enabled=script).new_page()
            page.on("console", lambda message: self.told.append(message.text))
            page.on("pageerror", lambda error: self.told.append(str(error)))
            page.on("request", lambda asked: self._asked(asked.url))
            page.on("dialog", lambda dialog: self.told.append(f"dialog {dialog.message}"))
            self.windows[script] = page

    def _asked(self, url: str) -> None:
        if not url.startswith(self.served):
            self.told.append(f"asked {url[:200]}")

    def faults(self, path: str, cell: Cell) -> list[str]:
        """What is wrong with a page, looked at in one way."""
        page = self.windows[cell.script]
        self.told.clear()
        media: dict[str, Any] = {"color_scheme": cell.theme, "media": "screen"}
        media["media"] = "print" if cell.medium == "print" else "screen"
        media["forced_colors"] = "active" if cell.medium == "forced colours" else "none"
        page.emulate_media(**media)
        self._load(path, cell)
        found = [each for each in self.told if "status of 4" not in each]
        if page.locator("h1").count() != 1:
            found.append("has not one h1")
        if cell.script:
            wide = page.evaluate("document.documentElement.scrollWidth")
            if cell.medium != "print" and wide > cell.width:
                found.append(f"is {wide} px wide")
        if cell.rules:
            found += self._rules(page)
        return found

    def _load(self, path: str, cell: Cell) -> None:
        """The page at a width, loaded unless it stands so: theme and medium do not change it.

        Script looks at the width when the page comes, so that another width is another page.
        """
        page = self.windows[cell.script]
        if self.loaded.get(cell.script) != (path, cell.width, page.url):
            page.set_viewport_size({"width": cell.width, "height": 900})
            page.goto(self.served + path)
            self.loaded[cell.script] = (path, cell.width, page.url)

    def _rules(self, page: Page) -> list[str]:
        page.evaluate(self.axe + "\n;0")
        told = page.evaluate("rules => axe.run(document, rules)", RULES)
        return [
            f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for each in told["violations"]
            for node in each["nodes"][:3]
        ]


@pytest.fixture(scope="module")
def looking(browser: Browser, served: str) -> Looking:
    return Looking(browser, served)


@pytest.mark.parametrize("number", range(len(PATHS)), ids=[path[:60] for path in PATHS])
def test_every_page_in_every_cell(looking: Looking, number: int) -> None:
    path = PATHS[number]
    faults = [
        f"{path} {cell}: {fault}"
        for cell in cells(number, all_of_them=ALL)
        for fault in looking.faults(path, cell)
    ]
    assert faults == []


def test_every_page_is_looked_at() -> None:
    """A page that is added without a path of its own in the matrix is a missing cell."""
    left_out = {
        "/record/{record}",
        "/card/{record}",
        "/cite",
        "/fact/{record}",
    }  # they show nothing of their own
    routes = [route for page in PAGES for route in page.router.routes if isinstance(route, Route)]
    shown = [r for r in routes if "." not in r.path and r.path not in left_out]
    shown = [r for r in shown if "GET" in (r.methods or ())]
    assert len(shown) > 15
    looked_at = [path.partition("?")[0] for path in PATHS]
    for route in shown:
        assert any(route.path_regex.match(path) for path in looked_at), route.path


def test_a_fault_of_access_is_found(looking: Looking) -> None:
    page = looking.windows[True]
    page.emulate_media(media="screen", forced_colors="none", color_scheme="light")
    page.goto(looking.served)
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert [fault for fault in looking._rules(page) if fault.startswith("label")]


def test_the_matrix_has_every_cell() -> None:
    every = [*cells(0, all_of_them=True)]
    assert len(set(every)) == len(THEMES) * len(WIDTHS) * 2 * len(MEDIA)
    some = [cell for number in range(12) for cell in cells(number, all_of_them=False)]
    assert {(cell.theme, cell.rules) for cell in some} >= {("light", True), ("dark", True)}
    assert {cell.medium for cell in some} == set(MEDIA)


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
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/meetings")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "cite"


def test_a_narrow_page_tells_on_a_rail_what_a_wide_one_draws(looking: Looking) -> None:
    page = looking.windows[False]
    page.emulate_media(media="screen", forced_colors="none", color_scheme="light")
    for path in ("/dyad/KEN/TCD", "/actor/TCD"):
        for width, rail in ((1440, False), (390, True)):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(looking.served + path)
            assert page.locator("ol.rail").is_visible() is rail
            assert page.locator(".strip .drawn svg").first.is_visible() is not rail


def test_the_view_is_chosen_by_keys_and_kept(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/map")
    page.keyboard.press("v")
    assert page.evaluate("document.activeElement.id") == "view"
    page.select_option("#view", "SRB")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map?*view=SRB*")
    assert "Serbia" in page.locator(".ctx").inner_text()
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/timeline?view=SRB")


def test_a_record_is_corrected_by_keys_and_without_script(browser: Browser, tmp_path: Path) -> None:
    """Every page of it is free of faults of access; a form works with script and without."""
    tokens = tmp_path / "tokens.csv"
    token = add_bearer(tokens, "Ada")
    event = visit().events[0].id
    with Store.open(str(tmp_path / "written.db")) as store:
        store.write(visit())
        store.write(hostile())
        with serving(make_app(store, tokens=tokens)) as served:
            looking = Looking(browser, served)
            for script, page in looking.windows.items():
                page.goto(f"{served}/sign-in?back=/article/{visit().article.id}?pin={event}")
                if script:
                    assert looking._rules(page) == []
                page.fill("#token", token)
                page.keyboard.press("Enter")
                page.wait_for_url(re.compile("^[^?]+/article/"))
                assert "Ada" in page.locator(".ctx").inner_text()
            for theme, width in (("light", 1440), ("dark", 390), ("light", 320)):
                for path in (f"/correct/{event}", f"/article/{visit().article.id}?pin={event}"):
                    cell = Cell(theme=theme, width=width, script=True, rules=True)
                    assert looking.faults(path, cell) == []
            page = looking.windows[True]
            page.keyboard.press("x")
            page.wait_for_url("**/article/**#v*")
            assert page.locator(".said-of").inner_text().count("by Ada") == 1
            assert page.locator("main [data-key=x]").count() == 0  # nothing else is chosen
            assert looking._rules(page) == []
            page.keyboard.press("u")
            page.wait_for_function("document.body.innerText.includes('taken back by Ada')")
            page = looking.windows[False]
            page.goto(f"{served}/correct/{event}")
            page.fill("#f-day", "2024-03")
            page.select_option("#scope-edit", "this rule here")
            page.click("text=Save the change")
            assert "What else this would change" in page.inner_text("main")
            page.click("text=Change them all")
            page.wait_for_url("**/article/**#v*")
            assert "2024-03" in page.locator(".said-of").inner_text()
            assert looking.told == []
            cookies = page.context.cookies()
            assert [(c["name"], c["httpOnly"], c["sameSite"]) for c in cookies] == [
                ("session", True, "Strict")
            ]


@pytest.mark.parametrize("path", ["/", "/actor/TCD", "/map", "/dyad/KEN/TCD", "/statements"])
def test_a_page_asks_for_little_and_again_for_itself_alone(
    browser: Browser, store: Store, path: str
) -> None:
    """At most eight requests the first time, one when it is asked again."""
    app, asked = make_app(store), []

    async def counted(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            asked.append(scope["path"])
        await app(scope, receive, send)

    with serving(counted) as served:
        page = browser.new_context().new_page()
        for most in (8, 1):
            asked.clear()
            page.goto(served + path)
            page.wait_for_load_state("networkidle")
            assert asked[0] == path
            assert len(asked) <= most, asked


def test_tab_alone_reaches_every_link_in_order(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/keys")
    ways = page.locator("a:visible, input:visible, summary:visible").count()
    reached = set()
    for _ in range(ways + 2):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
        assert page.evaluate(
            "document.activeElement === document.body || "
            "getComputedStyle(document.activeElement).outlineStyle !== 'none' || "
            "document.activeElement.tagName === 'INPUT'"
        ), "the focus cannot be seen"
    assert len(reached) >= page.evaluate(
        "new Set([...document.querySelectorAll('a, input, summary')]"
        ".filter(e => e.checkVisibility()).map(e => e.outerHTML)).size"
    )


def test_where_a_value_comes_from_is_one_focus_away(looking: Looking) -> None:
    page = looking.windows[True]
    page.emulate_media(media="screen", forced_colors="none", color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{looking.served}/statements?speaker=amina-mohamed")
    page.locator(".rec .meta a").first.focus()
    card = page.locator("aside.hover")
    card.wait_for(state="visible")
    assert "Chad must open the border" in card.inner_text()
    assert "Rule" in card.inner_text()
    assert looking._rules(page) == []
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_paper_is_white_whatever_the_theme(browser: Browser, served: str) -> None:
    page = browser.new_context(color_scheme="dark").new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{served}/events")
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    assert page.locator("body").evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    told = page.locator(".rec .w").first.evaluate("e => getComputedStyle(e).color")
    assert told in ("rgb(27, 26, 23)", "rgb(74, 71, 63)", "rgb(0, 0, 0)")
    assert page.locator("nav").is_hidden()


def test_right_to_left_words_stand_right_to_left(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/statements?speaker=&outlet=")
    told = page.locator("blockquote", has_text="لن نغلق").first
    assert told.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert told.evaluate("e => getComputedStyle(e).borderRightWidth") != "0px"


def test_the_theme_is_kept(browser: Browser, served: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(served)
    page.click("a.theme")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.goto(f"{served}/events")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert [cookie.get("name") for cookie in context.cookies()] == ["theme"]
