"""The lists of all entities of a type, at the path that begins their ids."""

from __future__ import annotations

from starlette.datastructures import State
from starlette.routing import BaseRoute, Route

from ..pages.list_pages import LISTS, list_page
from ..response_cache import ResponseCache
from ..settings import Settings
from .page_endpoint import PageEndpoint


def list_routes(settings: Settings, state: State, cache: ResponseCache) -> list[BaseRoute]:
    """Return the routes of the lists."""
    return [
        Route(f"/{kind}", PageEndpoint(settings, state, cache, list_page(kind)), methods=["GET", "HEAD"])
        for kind in LISTS
    ]
