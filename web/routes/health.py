"""What those who operate the server ask it: whether it lives, whether it can answer, and its numbers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .. import metrics

_FRESH = {"cache-control": "no-store"}


async def health(request: Request) -> Response:
    """Whether the process lives, and from which data it answers."""
    return JSONResponse({"status": "ok", "version": request.app.state.graph.dataset.version}, headers=_FRESH)


async def readiness(request: Request) -> Response:
    """Whether it can answer: 503 while it is shutting down. Tells when the last load of data was refused."""
    state = request.app.state
    told = {
        "status": "stopping" if state.stopping else "ready",
        "version": state.graph.dataset.version,
        "refused": state.served.refused is not None,
    }
    return JSONResponse(told, 503 if state.stopping else 200, headers=_FRESH)


async def numbers(request: Request) -> Response:
    """The metrics, as Prometheus reads them."""
    content, media_type = metrics.exposition()
    return Response(content, headers={**_FRESH, "content-type": media_type})
