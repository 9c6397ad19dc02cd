"""Files about an entity or a claim, at its id with .bib, .ris or .jsonld: citations and linked data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ...schema.context import today
from ..executor import Executor
from ..http.conditional import ConditionalMiddleware, weak
from ..http.responses import SECURITY, HTTPError
from ..pages.address import Address, Moved
from ..pages.entity_page import KINDS, entity_citation
from ..pages.linked_data import linked_data
from ..reload import code_version
from .entity_pages import id_with_a_page

_AROUND: Final = [Middleware(ConditionalMiddleware), Middleware(GZipMiddleware, minimum_size=1000)]


class _File(NamedTuple):
    """A format: its media type, whether browsers save it, and its text from the graph, an id and the home address."""

    media_type: str
    is_saved: bool
    write: Callable[[KnowledgeGraph, str, str], str]


_FILES: Final[Mapping[str, _File]] = {
    "bib": _File("application/x-bibtex", True, lambda *of: entity_citation(*of).bibtex),
    "ris": _File("application/x-research-info-systems", True, lambda *of: entity_citation(*of).ris),
    "jsonld": _File("application/ld+json", False, linked_data),
}


def entity_file_routes(executor: Executor) -> list[BaseRoute]:
    """Return the routes of the files, which an executor writes; they come before those of the pages."""
    send = partial(_send, executor)
    return [
        Route(f"/{kind}/{{rest:path}}.{ending}", send, methods=["GET", "HEAD"], middleware=_AROUND)
        for kind in KINDS
        for ending in _FILES
    ]


async def _send(executor: Executor, request: Request) -> Response:
    """Send a file about an entity."""
    graph: KnowledgeGraph = request.app.state.graph
    address = Address(request.scope)
    id, _, ending = address.path.rpartition(".")
    file = _FILES[ending]
    try:
        text = await executor.run_in_turn(file.write, graph, id_with_a_page(graph, id, f".{ending}"), address.base)
    except Moved as moved:
        return RedirectResponse(f"{address.root}{moved.path}", moved.status)
    except NotFound as error:
        raise HTTPError(404, str(error)) from None
    response = Response(text, media_type=file.media_type)
    response.raw_headers += SECURITY
    response.headers["etag"] = weak(f"{graph.fingerprint}-{today()}-{code_version()}").decode("ascii")
    response.headers["cache-control"] = "no-cache"
    response.headers["access-control-allow-origin"] = "*"
    if file.is_saved:
        response.headers["content-disposition"] = f'attachment; filename="{id.replace("/", "-")}.{ending}"'
    return response
