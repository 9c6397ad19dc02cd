"""What the tests of the server share: both ways to serve."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module", params=["--fast-path", "--no-fast-path"])
def way(request: pytest.FixtureRequest) -> str:
    """The option that picks how to serve: through the fast path, or by uvicorn alone."""
    return str(request.param)
