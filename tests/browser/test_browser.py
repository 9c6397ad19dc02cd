"""The pages in a real browser that can reach no other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clemency_graph.server import create_app
from clemency_graph.web.explorer import build as graphiql
from playwright.sync_api import Browser, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from support.browser import Visit, served


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, viewport={"width": 1280, "height": 800})
    yield visit
    visit.context.close()


@pytest.mark.browser
@pytest.mark.usefixtures("page_is_built")
@pytest.mark.parametrize("prefix", ["", "clemency/"])
def test_graphiql_answers_its_first_question_by_itself(visit: Visit, prefix: str, tmp_path: Path) -> None:
    app = create_app()
    with served(Starlette(routes=[Mount(f"/{prefix}".rstrip("/"), app)]) if prefix else app) as address:
        visit.page.goto(f"{address}{prefix}graphiql")
        expect(visit.page).to_have_title("Clemency Graph")
        expect(visit.page.locator(".graphiql-response")).to_contain_text('"actions"', timeout=30_000)
        expect(visit.page.locator(".graphiql-response")).to_contain_text("totalCount")
        visit.page.screenshot(path=tmp_path / "graphiql.png")
        assert visit.complaints == []
        assert {url.partition("/graphql")[0] for url in visit.requests if "/graphql" in url}
        assert all(url.startswith((address, "data:", "blob:")) for url in visit.requests)
        assert visit.context.cookies() == []


@pytest.mark.browser
@pytest.mark.usefixtures("page_is_built")
def test_graphiql_knows_the_schema(visit: Visit) -> None:
    with served(create_app()) as address:
        visit.page.goto(f"{address}graphiql")
        expect(visit.page.locator(".graphiql-response")).to_contain_text('"data"', timeout=30_000)
        visit.page.get_by_label("Show Documentation Explorer").first.click()
        expect(visit.page.locator(".graphiql-plugin")).to_contain_text("Query", timeout=10_000)
        visit.page.get_by_label("Show GraphiQL Explorer").first.click()
        expect(visit.page.locator(".graphiql-plugin")).to_contain_text("neighborhood", timeout=10_000)
        assert visit.complaints == []


@pytest.mark.browser
@pytest.mark.usefixtures("page_is_built")
def test_an_address_opens_its_question(visit: Visit) -> None:
    with served(create_app()) as address:
        visit.page.goto(f"{address}graphiql?query=%7B%20parties%20%7B%20abbreviation%20%7D%20%7D")
        expect(visit.page.locator(".graphiql-query-editor")).to_contain_text("abbreviation", timeout=30_000)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.browser)])
def test_where_graphiql_is_not_built_a_small_page_still_asks(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheme: Any
) -> None:
    monkeypatch.setattr(graphiql, "dist", lambda: None)
    visit = Visit(browser, color_scheme=scheme, viewport={"width": 390, "height": 800})
    with served(create_app()) as address:
        visit.page.goto(f"{address}graphiql")
        expect(visit.page.locator("body")).to_contain_text("clemency-graph[graphiql]")
        visit.page.get_by_role("button", name="Run").click()
        expect(visit.page.locator("body")).to_contain_text("MORE_THAN", timeout=10_000)
        visit.page.screenshot(path=tmp_path / "fallback.png")
        assert visit.complaints == []
        assert all(url.startswith(address) for url in visit.requests)
    visit.context.close()
