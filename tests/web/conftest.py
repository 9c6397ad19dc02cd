"""What the tests of the server share: both ways to serve."""

from __future__ import annotations

import pytest
from support.marking import slow_but


@pytest.fixture(scope="module", params=slow_but(["--fast-path"], ["--fast-path", "--no-fast-path"]))
def way(request: pytest.FixtureRequest) -> str:
    """The option that picks how to serve: through the fast path; and by uvicorn alone with `-m slow`."""
    return str(request.param)
