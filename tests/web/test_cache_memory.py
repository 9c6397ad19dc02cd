"""The memory of all caches stays within their budget, whatever clients send."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator

import pytest
from clemency_graph.graph.storage.cache_budget import BUDGET
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient
from support.distinct_requests import KINDS, Distinct

pytestmark = pytest.mark.usefixtures("serve_small_folder")

CACHED = 200_000
"""The budget."""
APART = 500_000
"""Bytes for all that is no cache: bounded tables of headers, names and dates."""
LONG = 60_000
"""Characters that each request carries beside its own words, where it can."""
REQUESTS = 15


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    before = BUDGET.limit
    with TestClient(create_app(settings=Settings(cache_memory=CACHED, log_sample=0.0))) as client:
        yield client
    BUDGET.resize(before)


def _send(client: TestClient, request: Distinct) -> None:
    response = client.request(request.method, request.path, content=request.body, headers=dict(request.headers))
    assert response.status_code < 500, response.text[:300]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_distinct_requests_take_no_more_memory_than_the_budget(client: TestClient, kind: str) -> None:
    make = KINDS[kind]
    for _ in range(4):  # imports, and tables of the schema
        _send(client, KINDS["documents"](10_000_000, ""))
        _send(client, make(10_000_000, " " * LONG))
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(REQUESTS):
            for _ in range(2):  # what comes once is not kept
                _send(client, make(number, " " * LONG))
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken <= CACHED + APART
    assert BUDGET.weight <= CACHED
