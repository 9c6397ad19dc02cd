"""The lists of all entities of a type, at the path that begins their ids."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from ..pages.list_pages import LISTS, list_page
from .page_endpoint import PageContext, PageEndpoint


def list_routes(context: PageContext) -> list[BaseRoute]:
    """Return the routes of the lists."""
    return [Route(f"/{kind}", PageEndpoint(context, list_page(kind)), methods=["GET", "HEAD"]) for kind in LISTS]
