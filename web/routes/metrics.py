"""The route of the metrics, for Prometheus."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from .. import metrics


async def prometheus(request: Request) -> Response:
    """Return the metrics in the text format of Prometheus."""
    from ..metrics_exposition import exposition  # which imports the library

    metrics.flush()
    content, media_type = exposition()
    return Response(content, headers={"cache-control": "no-store", "content-type": media_type})
