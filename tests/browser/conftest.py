"""What the browser tests share: the browser, the built page, and an address of the application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from clemency_graph.server import create_app
from clemency_graph.web.explorer import build as graphiql
from playwright.sync_api import Browser
from support.browser import CHROMIUM, WANTED, launched, served


# Not for the whole run: while Playwright is open, no other test of the process can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(WANTED)
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def page_is_built() -> None:
    if graphiql.is_stale():
        graphiql.build()


@pytest.fixture(scope="module")
def address(page_is_built: None) -> Iterator[str]:
    with served(create_app()) as address:
        yield address
