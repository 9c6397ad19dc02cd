"""What the tests of the feeds share: a client of the application over the package's own data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from clemency_graph.server import create_app
from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(), follow_redirects=False) as client:
        yield client
