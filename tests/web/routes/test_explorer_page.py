"""The page of the explorer: with its script where it is built, and useful without."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from clemency_graph.server import create_app
from clemency_graph.web.explorer import build as graphiql
from clemency_graph.web.explorer.entry_files import EntryFiles, entry_files
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from support.html_page import HTMLPage

pytestmark = pytest.mark.usefixtures("serve_small_folder")
MANIFEST = {
    "src/explore/main.tsx": {"file": "graphiql/explore.js", "imports": ["_react.js"], "css": ["graphiql/explore.css"]},
    "_react.js": {"file": "graphiql/react.js", "css": ["graphiql/shared.css"]},
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like that of the built page."""
    files = tmp_path / "graphiql"
    files.mkdir()
    (files / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    for name in ("explore.js", "explore.css", "shared.css"):
        (files / name).write_text("", "utf-8")
    (tmp_path / "index.html").write_text("", "utf-8")
    monkeypatch.setattr(graphiql, "dist", lambda: tmp_path)
    return tmp_path


@pytest.fixture(params=["", "/clemency"])
def site(request: pytest.FixtureRequest) -> Iterator[tuple[TestClient, str]]:
    """The application, and mounted in another one under a prefix."""
    app = create_app()
    with TestClient(Starlette(routes=[Mount(request.param, app)]) if request.param else app) as client:
        yield client, request.param


def test_the_files_of_an_entry_are_those_of_its_imports_too(built: Path) -> None:
    found = entry_files(built, "src/explore/main.tsx")
    assert found == EntryFiles("graphiql/explore.js", ("graphiql/shared.css", "graphiql/explore.css"))
    assert entry_files(built, "src/other.tsx") is None


def test_it_loads_its_own_files_alone(built: Path, site: tuple[TestClient, str]) -> None:
    client, prefix = site
    response = client.get(f"{prefix}/explore")
    page = HTMLPage(response.text)
    assert page.inline == []
    policy = response.headers["content-security-policy"]
    assert "script-src 'self';" in policy and "unsafe" not in policy
    assert {urljoin("/explore", one).partition("?")[0] for one in page.loaded} >= {
        "/graphiql/explore.js",
        "/graphiql/explore.css",
    }
    for one in page.loaded:
        assert client.get(urljoin(f"{prefix}/explore", one)).status_code == 200, one


def test_without_its_script_it_leads_to_search_and_pages(site: tuple[TestClient, str], built: Path) -> None:
    client, prefix = site
    page = client.get(f"{prefix}/explore?open=state/nv").text
    assert "It needs JavaScript" in page
    assert '<form class="find large" action="./search">' in page
    assert 'Asked for: <a href="./state/nv">Nevada</a>' in page
    assert "Asked for" not in client.get(f"{prefix}/explore?open=state/zz").text
    for link in ("./state/nv", "./state", "./topics", "./person", "./law", "./action"):
        assert f'href="{link}"' in page
        assert client.get(urljoin(f"{prefix}/explore", link)).status_code == 200


def test_where_it_is_not_built_it_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphiql, "dist", lambda: None)
    with TestClient(create_app()) as client:
        page = client.get("/explore")
        assert page.status_code == 200
        assert 'pip install "clemency-graph[graphiql]"' in page.text.replace("&#34;", '"')
        assert re.findall(r'<script[^>]* src="([^"?]*)', page.text) == ["./static/pages.js"]


def test_its_address_has_no_slash_at_its_end(built: Path) -> None:
    with TestClient(create_app(), follow_redirects=False) as client:
        moved = client.get("/explore/?open=state/nv")
        assert (moved.status_code, moved.headers["location"]) == (308, "../explore?open=state/nv")
        assert client.get(f"/explore?{'&'.join('a=1' for _ in range(30))}").status_code == 400


def test_pages_of_entities_lead_to_it(built: Path) -> None:
    with TestClient(create_app()) as client:
        assert 'href="../explore?open=state/nv">Explore its relationships</a>' in client.get("/state/nv").text
        assert 'href="./explore"' in client.get("/").text
