"""What the tests of the server share: both ways to serve."""

from __future__ import annotations

import pytest
from support.marking import slow_but
from support.servers import WAY


@pytest.fixture(scope="module", params=slow_but([WAY], ["--fast-path", "--no-fast-path"]))
def way(request: pytest.FixtureRequest) -> str:
    """The option that picks how to serve: as these tests run; and in the other way with `-m slow`."""
    return str(request.param)
