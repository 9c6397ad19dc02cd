"""What the tests of the pages share: a client of the application over the package's own data."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from support.page_reading import Page


@pytest.fixture(scope="session")
def read(client: TestClient) -> Callable[[str], Page]:
    """Read the page at a path."""

    def read(path: str) -> Page:
        response = client.get(path)
        assert response.status_code == 200, path
        return Page(response.text)

    return read
