"""The pages in a real browser that can reach no other host."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from clemency_graph.schema.graphiql import build as graphiql
from clemency_graph.server import create_app
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright
from starlette.applications import Starlette
from starlette.routing import Mount

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("NO BROWSER: install Debian's chromium to run the browser tests", allow_module_level=True)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The address of an application, served from a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page_is_built() -> None:
    if graphiql.is_stale():
        graphiql.build()


class Visit:
    """A page, with all that it asked for and all that it complained of."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        # graphiql-explorer warns of arguments that are lists of enums, which it shows as text; nothing else may warn.
        if message.type in ("error", "warning") and not message.text.startswith("arg mismatch between arg"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, viewport={"width": 1280, "height": 800})
    yield visit
    visit.context.close()


@pytest.mark.usefixtures("page_is_built")
@pytest.mark.parametrize("prefix", ["", "clemency/"])
def test_graphiql_answers_its_first_question_by_itself(visit: Visit, prefix: str, tmp_path: Path) -> None:
    app = create_app()
    with served(Starlette(routes=[Mount(f"/{prefix}".rstrip("/"), app)]) if prefix else app) as address:
        visit.page.goto(f"{address}{prefix}")
        expect(visit.page).to_have_title("Clemency Graph")
        expect(visit.page.locator(".graphiql-response")).to_contain_text('"actions"', timeout=30_000)
        expect(visit.page.locator(".graphiql-response")).to_contain_text("totalCount")
        visit.page.screenshot(path=tmp_path / "graphiql.png")
        assert visit.complaints == []
        assert {url.partition("/graphql")[0] for url in visit.requests if "/graphql" in url}
        assert all(url.startswith((address, "data:", "blob:")) for url in visit.requests)
        assert visit.context.cookies() == []


@pytest.mark.usefixtures("page_is_built")
def test_graphiql_knows_the_schema(visit: Visit) -> None:
    with served(create_app()) as address:
        visit.page.goto(address)
        expect(visit.page.locator(".graphiql-response")).to_contain_text('"data"', timeout=30_000)
        visit.page.get_by_label("Show Documentation Explorer").first.click()
        expect(visit.page.locator(".graphiql-plugin")).to_contain_text("Query", timeout=10_000)
        visit.page.get_by_label("Show GraphiQL Explorer").first.click()
        expect(visit.page.locator(".graphiql-plugin")).to_contain_text("neighborhood", timeout=10_000)
        assert visit.complaints == []


@pytest.mark.usefixtures("page_is_built")
def test_an_address_opens_its_question(visit: Visit) -> None:
    with served(create_app()) as address:
        visit.page.goto(f"{address}?query=%7B%20parties%20%7B%20abbreviation%20%7D%20%7D")
        expect(visit.page.locator(".graphiql-query-editor")).to_contain_text("abbreviation", timeout=30_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_graphiql_is_not_built_a_small_page_still_asks(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheme: Any
) -> None:
    monkeypatch.setattr(graphiql, "dist", lambda: None)
    visit = Visit(browser, color_scheme=scheme, viewport={"width": 390, "height": 800})
    with served(create_app()) as address:
        visit.page.goto(address)
        expect(visit.page.locator("body")).to_contain_text("clemency-graph[graphiql]")
        visit.page.get_by_role("button", name="Run").click()
        expect(visit.page.locator("body")).to_contain_text("MORE_THAN", timeout=10_000)
        visit.page.screenshot(path=tmp_path / "fallback.png")
        assert visit.complaints == []
        assert all(url.startswith(address) for url in visit.requests)
    visit.context.close()
