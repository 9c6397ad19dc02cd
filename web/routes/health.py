"""Routes that tell whether the server is alive, and ready for requests."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

_NO_STORE = {"cache-control": "no-store"}


async def liveness(request: Request) -> Response:
    """Report that the process is alive, and the version of its data."""
    return JSONResponse({"status": "ok", "version": request.app.state.graph.dataset.version}, headers=_NO_STORE)


async def readiness(request: Request) -> Response:
    """Report whether to send requests: 503 once the server is stopping; `refused` if the last load of data failed."""
    state = request.app.state
    report = {
        "status": "stopping" if state.stopping else "ready",
        "version": state.graph.dataset.version,
        "refused": state.reloader.refused is not None,
    }
    return JSONResponse(report, 503 if state.stopping else 200, headers=_NO_STORE)
