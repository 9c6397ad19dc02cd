"""Pages rendered ahead of the first request, so that no reader waits for the first totals of the data."""

from __future__ import annotations

import logging
from typing import Final

from starlette.datastructures import State
from starlette.types import Scope

from .executor import Executor
from .pages.address import Address
from .pages.site_page import SITE_PAGES

PATHS: Final = ("/", "/automatic", "/state", "/pardons", "/expungements", "/disputed", "/deadlines", "/search")
"""The pages that many readers open first."""
_QUERIES: Final = {"/search": b"q=missouri"}
_log: Final = logging.getLogger(__name__)


async def render_ahead(executor: Executor, state: State) -> int:
    """Render the pages that many readers open first, one after the other, and return how many were rendered.

    The HTML is not kept, for it depends on the host that is asked: what takes long are the totals, the index of the
    search and the templates, and these are kept. It takes no turn of a request.

    Parameters
    ----------
    executor
        Renders in a thread beside those of requests.
    state
        The application's state, with the graph.
    """
    done = 0
    for path in PATHS:
        try:
            await executor.run_aside(SITE_PAGES[path], state.graph, _address(path))
        except Exception:
            _log.exception("could not render %s ahead", path)
        else:
            done += 1
    return done


def _address(path: str) -> Address:
    scope: Scope = {
        "type": "http",
        "scheme": "http",
        "server": ("localhost", 80),
        "path": path,
        "query_string": _QUERIES.get(path, b""),
        "headers": [],
    }
    return Address(scope)
