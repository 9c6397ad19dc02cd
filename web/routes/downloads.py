"""Downloads: the whole graph in the formats of `graph.export`, at /download/FORMAT.

The modules that write them are imported on first use, so that the server starts without them.
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
from ..http.responses import SECURITY, HTTPError, link
from ..reload import code_version

_AROUND: Final = [Middleware(ConditionalMiddleware), Middleware(GZipMiddleware, minimum_size=1000)]


def download_routes() -> list[BaseRoute]:
    """Return the routes of the downloads."""
    return [
        Route("/download", list_formats),
        Route("/download/{format}", download, name="download", middleware=_AROUND),
    ]


async def list_formats(request: Request) -> Response:
    """List all formats: their names, descriptions and addresses."""
    from ...graph.export import FORMATS

    dataset = _graph(request).dataset
    formats = [
        {
            "name": one.name,
            "description": one.description,
            "address": link(request.scope, "download", one.name),
        }
        for one in FORMATS.values()
    ]
    answer = {"version": dataset.version, "released": dataset.released.isoformat(), "formats": formats}
    return JSONResponse(answer, headers={"access-control-allow-origin": "*", "cache-control": "no-cache"})


async def download(request: Request) -> Response:
    """Send the graph in one format, as one file."""
    from ...graph.export import download as export

    graph = _graph(request)
    try:
        file = await run_in_threadpool(export, graph, request.path_params["format"])
    except QueryError as error:
        return _refusal(HTTPError(404, str(error)))
    except ModuleNotFoundError as error:
        return _refusal(HTTPError(501, f"This server cannot write this format: {error}.", "NOT_IMPLEMENTED"))
    response = Response(file.body, media_type=file.media_type)
    response.raw_headers += SECURITY
    response.headers["etag"] = weak(f"{graph.fingerprint}-{code_version()}").decode("ascii")
    response.headers["cache-control"] = "no-cache"
    response.headers["content-disposition"] = f'attachment; filename="{file.name}"'
    return response


def _graph(request: Request) -> KnowledgeGraph:
    graph: KnowledgeGraph = request.app.state.graph
    return graph


def _refusal(refused: HTTPError) -> Response:
    raw = refused.response()
    response = Response(raw.body, raw.status)
    response.raw_headers = list(raw.headers)
    return response
