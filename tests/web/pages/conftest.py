"""What the tests of the pages share: a client of the application over the package's own data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from clemency_graph.server import create_app
from starlette.testclient import TestClient
from support.page_reading import Page


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def read(client: TestClient) -> Callable[[str], Page]:
    """Read the page at a path."""

    def read(path: str) -> Page:
        response = client.get(path)
        assert response.status_code == 200, path
        return Page(response.text)

    return read
