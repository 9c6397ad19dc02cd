"""What the tests of the fast path share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.servers import Server, server


@pytest.fixture(scope="session")
def hasty() -> Iterator[Server]:
    """A server that waits for nobody: use it only where its limits are what is tested."""
    with server("--fast-path", "--request-timeout", "0.3", "--keep-alive", "0.3") as one:
        yield one
