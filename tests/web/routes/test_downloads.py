"""Downloads over HTTP: the same bytes as the exports, named for version and day, sent once for one version."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.export import FORMATS
from clemency_graph.graph.export import download as exported
from clemency_graph.server import create_app
from starlette.testclient import TestClient
from support.marking import slow_but

pytestmark = pytest.mark.usefixtures("serve_small_folder")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app()) as client:
        yield client


@pytest.mark.slow
def test_every_format_is_listed_with_its_address(client: TestClient, small_graph: KnowledgeGraph) -> None:
    answer = client.get("/download").json()
    assert [one["name"] for one in answer["formats"]] == list(FORMATS)
    assert answer["version"] == small_graph.dataset.version
    assert answer["released"] == str(small_graph.dataset.released)
    assert all(client.head(one["address"]).status_code == 200 for one in answer["formats"])


@pytest.mark.parametrize("name", slow_but(["csv", "jsonl"], FORMATS))
def test_a_download_is_the_export(client: TestClient, small_graph: KnowledgeGraph, name: str) -> None:
    wanted = exported(small_graph, name)
    answer = client.get(f"/download/{name}")
    assert answer.status_code == 200
    assert answer.content == wanted.body
    assert answer.headers["content-type"].partition(";")[0] == wanted.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="{wanted.name}"'
    assert answer.headers["access-control-allow-origin"] == "*"


def test_who_has_it_does_not_get_it_again(client: TestClient) -> None:
    first = client.get("/download/csv")
    again = client.get("/download/csv", headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/download/csv", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_format_that_is_not_there_is_told(client: TestClient) -> None:
    answer = client.get("/download/xlsx")
    assert answer.status_code == 404
    assert "formats are csv, parquet" in json.dumps(answer.json())


def test_a_library_that_the_server_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with TestClient(create_app()) as client:
        answer = client.get("/download/parquet")
        assert answer.status_code == 501
        assert "pyarrow" in json.dumps(answer.json())
        assert zipfile.ZipFile(io.BytesIO(client.get("/download/csv").content)).testzip() is None
