"""Downloads: the whole graph in the forms of `graph.export`, at /download/FORMAT.

What writes the forms is imported when one is first asked for: the server starts without it.
"""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ..http.conditional import ConditionalMiddleware, weak
from ..http.responses import SECURITY, Refused, link
from ..reload import code_version

_AROUND: Final = [Middleware(ConditionalMiddleware), Middleware(GZipMiddleware, minimum_size=1000)]


def downloads() -> list[BaseRoute]:
    """The routes of the downloads."""
    return [
        Route("/download", formats),
        Route("/download/{format}", exported, name="download", middleware=_AROUND),
    ]


async def formats(request: Request) -> Response:
    """All formats: their names, what they are for, and their addresses."""
    from ...graph.export import FORMATS

    dataset = _graph(request).dataset
    told = [
        {
            "name": one.name,
            "description": one.description,
            "address": link(request.scope, "download", one.name),
        }
        for one in FORMATS.values()
    ]
    answer = {"version": dataset.version, "released": dataset.released.isoformat(), "formats": told}
    return JSONResponse(answer, headers={"access-control-allow-origin": "*", "cache-control": "no-cache"})


async def exported(request: Request) -> Response:
    """The graph in one format, in one file; not again to who has that of the same data."""
    from ...graph.export import download

    graph = _graph(request)
    try:
        made = await run_in_threadpool(download, graph, request.path_params["format"])
    except QueryError as error:
        return _refusal(Refused(404, str(error)))
    except ModuleNotFoundError as error:
        return _refusal(Refused(501, f"This server cannot make it: {error}.", "NOT_IMPLEMENTED"))
    response = Response(made.body, media_type=made.media_type)
    response.raw_headers += SECURITY
    response.headers["etag"] = weak(f"{graph.fingerprint}-{code_version()}").decode("ascii")
    response.headers["cache-control"] = "no-cache"
    response.headers["content-disposition"] = f'attachment; filename="{made.name}"'
    return response


def _graph(request: Request) -> KnowledgeGraph:
    graph: KnowledgeGraph = request.app.state.graph
    return graph


def _refusal(refused: Refused) -> Response:
    reply = refused.reply()
    response = Response(reply.body, reply.status)
    response.raw_headers = list(reply.headers)
    return response
