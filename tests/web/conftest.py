"""What the tests of the server share: both ways to serve, and one application for those that only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient
from support.marking import slow_but
from support.servers import WAY


@pytest.fixture(scope="module", params=slow_but([WAY], ["--fast-path", "--no-fast-path"]))
def way(request: pytest.FixtureRequest) -> str:
    """The option that picks how to serve: as these tests run; and in the other way with `-m slow`."""
    return str(request.param)


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """A client that follows no redirect. Beside other processes a page may take longer than a reader would wait."""
    with TestClient(create_app(settings=Settings(operation_timeout=300)), follow_redirects=False) as client:
        yield client
