"""The calendar, the feed, the sitemap, and the files for robots and language models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from starlette.routing import BaseRoute, Route

from ...graph import KnowledgeGraph
from ..feeds.changes_feed import changes_feed
from ..feeds.deadlines_calendar import deadlines_calendar
from ..feeds.llms_text import llms_text
from ..feeds.sitemap import robots, sitemap
from ..pages.address import Address
from ..pages.names_file import names_file
from .page_endpoint import PageContext, PageEndpoint

FEEDS: Final[Mapping[str, tuple[Callable[[KnowledgeGraph, Address], str], str]]] = {
    "/changes.atom": (changes_feed, "application/atom+xml"),
    "/deadlines.ics": (deadlines_calendar, "text/calendar"),
    "/sitemap.xml": (sitemap, "application/xml"),
    "/names.json": (names_file, "application/json"),
    "/robots.txt": (robots, "text/plain"),
    "/llms.txt": (llms_text, "text/plain"),
}
"""The files by their paths: how each is made, and its media type."""


def feed_routes(context: PageContext) -> list[BaseRoute]:
    """Return the routes of the files."""
    return [
        Route(path, PageEndpoint(context, make, media_type), methods=["GET", "HEAD"])
        for path, (make, media_type) in FEEDS.items()
    ]
