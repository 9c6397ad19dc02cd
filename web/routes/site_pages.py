"""The pages of the site that are about no single entity: home, states, glossary; and the files that pages load."""

from __future__ import annotations

from os import PathLike, stat_result

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ..pages.render import STATIC
from ..pages.report_page import report
from ..pages.site_page import SITE_PAGES
from .page_endpoint import PageContext, PageEndpoint
from .text_check import TextCheckEndpoint


def site_routes(context: PageContext) -> list[BaseRoute]:
    """Return the routes of the pages and of their files."""
    pages = {**SITE_PAGES, "/report": report(context.settings.report_form)}
    return [
        Mount("/static", _VersionedFiles(directory=STATIC), middleware=[Middleware(GZipMiddleware, minimum_size=1000)]),
        Route("/check", TextCheckEndpoint(context)),
        *(Route(path, PageEndpoint(context, make), methods=["GET", "HEAD"]) for path, make in pages.items()),
    ]


class _VersionedFiles(StaticFiles):
    """Files whose addresses carry a hash of their content, so that browsers need not ask for them again."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        response.headers["x-content-type-options"] = "nosniff"
        return response
