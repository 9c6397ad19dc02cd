"""A graph that was replaced is freed, even the first, which the garbage collector no longer looks at."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import pytest
from clemency_graph.graph.loading.loader import freeze_gc
from clemency_graph.server import create_app
from starlette.testclient import TestClient

RELOADS = 5
QUERIES = (
    '{ state(code: "NV") { laws { nodes { name } } actions { nodes { name figure { stated source { url } } } } } }',
    '{ path(from: "state/nv", to: "country/us") { length } paths(from: "state/nv", to: "country/us") { length } }',
    '{ paths(from: "state/nv", to: "state/none") { length } }',
    '{ neighborhood(of: ["state/nv"]) { totalCount } central(by: DEGREE) { score } }',
    '{ search(text: "Nevada") { nodes { score } } conflicts { totalCount } }',
    "{ states(orderBy: [NAME_ASC]) { nodes { name terms { nodes { id } } totals { low } } } }",
    "{ nonsense }",
)


@pytest.fixture
def frozen() -> Iterator[None]:
    """The collector as a server sets it, once the application of the test is made, and then as it was."""
    yield
    gc.unfreeze()


def test_each_graph_is_freed_once_the_next_is_loaded(folder: Path, frozen: None) -> None:
    app = create_app(str(folder))
    freeze_gc()
    with TestClient(app) as client:
        for _ in range(RELOADS):
            for query in QUERIES:
                assert client.post("/graphql", json={"query": query}).status_code == 200
            for path in ("/q/GovernorsAndPardons", "/download/graphml", "/readyz"):
                assert client.get(path).status_code == 200
            graph = app.state.graph
            replaced = ref(graph), ref(graph.nx)
            del graph
            assert client.portal is not None
            assert client.portal.call(app.state.reloader.reload)
            gc.collect()
            assert [one() is None for one in replaced] == [True, True]
