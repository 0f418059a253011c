"""A small store of hand-made readings, one of them hostile, and its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from web_readings import arabic, hostile, reprinted, unwieldy, visit, wire
from web_serving import CHROMIUM, serving

from legation.store import Store
from legation.upkeep import update_stories
from legation.web.app import make_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    name = str(tmp_path_factory.mktemp("web") / "pages.db")
    with Store.open(name) as opened:
        for reading in (visit(), hostile(), unwieldy(), arabic(), wire(), reprinted()):
            opened.write(reading)
        update_stories(opened)
        yield opened


@pytest.fixture(scope="session")
def pages(store: Store) -> TestClient:
    return TestClient(make_app(store), base_url="http://127.0.0.1", raise_server_exceptions=True)


@pytest.fixture(scope="session")
def served(store: Store) -> Iterator[str]:
    """The address of the pages on a real socket of loopback."""
    with serving(make_app(store)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM is not None, "chromium is missing; .ci/run installs it"
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        yield play.chromium.launch(executable_path=CHROMIUM, args=flags)
