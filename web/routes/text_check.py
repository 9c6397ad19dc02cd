"""The check of a text at /check: a form for readers, and JSON for programs.

The text is neither stored nor logged, and no cache may store the response. There is no token against forged requests:
one that another site makes a browser send changes nothing, and as there are no cookies and no sessions, its response is
what that site could ask for itself.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import date
from time import perf_counter
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...graph.text_check import check_text
from ...schema.context import Context, OperationTimeout
from ...schema.response import extensions_of
from .. import logs, metrics
from ..http import graphql_request, responses
from ..http.html_responses import build_html
from ..http.negotiation import JSON
from ..http.responses import Header, HTTPError, RawResponse
from ..pages.address import Address
from ..pages.text_check_page import METHODS, check_form, checked_text, refused_text
from ..response_cache import CachedResponse
from .graphql import internal_error, negotiated
from .page_endpoint import PageContext, PageEndpoint

_FORM: Final = "application/x-www-form-urlencoded"
_NO_STORE: Final[Header] = (b"cache-control", b"no-store")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_FIELDS: Final = 10


class _Given(NamedTuple):
    """What a request gives: the text and the day on which it was published, as it is written."""

    text: str
    published: str


class TextCheckEndpoint:
    """An ASGI application for /check.

    Parameters
    ----------
    context
        What it shares with the pages.
    """

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._form = PageEndpoint(context, check_form)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        if scope["method"] in ("GET", "HEAD"):
            await self._form(scope, receive, send)
            return
        began = perf_counter()
        headers = dict(scope["headers"])
        try:
            made = await self._respond(scope, headers, receive)
            response = await negotiated(CachedResponse(made), headers, scope["method"])
        except HTTPError as error:
            response = error.response()
        except Exception:
            response = internal_error()
        id = logs.request_id(headers.get(b"x-request-id")).encode()
        await responses.send(response, send, scope["method"], ((b"x-request-id", id),), receive)
        metrics.count_request(metrics.PAGE, response.status, perf_counter() - began)

    async def _respond(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive) -> RawResponse:
        if scope["method"] == "OPTIONS":
            return responses.preflight(METHODS)
        if scope["method"] != "POST":
            allowed = ((b"allow", METHODS.encode()),)
            raise HTTPError(405, f"{scope['method']} is not allowed here; use GET or POST.", headers=allowed)
        most = self._context.settings.max_body
        media_type = headers.get(b"content-type", b"").partition(b";")[0].strip().lower().decode("latin-1")
        if media_type == _FORM:
            return await self._respond_to_form(Address(scope), headers, receive, most)
        if media_type != JSON:
            raise HTTPError(415, f"The body must be a form ({_FORM}) or JSON ({JSON}).")
        given = _read_json(graphql_request.parse_body(headers, await graphql_request.read_body(headers, receive, most)))
        graph = self._context.state.graph
        try:
            rows = await self._work(graph, _rows, given.text, _day_of(given.published))
        except QueryError as error:
            raise HTTPError(400, f"{error}.") from None
        return responses.build_json(200, {"findings": rows, **extensions_of(graph)}, headers=(_NO_STORE,))

    async def _respond_to_form(
        self, address: Address, headers: Mapping[bytes, bytes], receive: Receive, most: int
    ) -> RawResponse:
        """Return the page with the marked text, or with the error and what was sent."""
        graph, given = self._context.state.graph, _Given("", "")
        try:
            given = _read_form(await graphql_request.read_body(headers, receive, most))
            page = await self._work(graph, _page, address, given.text, _day_of(given.published))
            return build_html(200, page, (_NO_STORE,))
        except QueryError as error:
            told, refused = str(error), HTTPError(400, str(error))
        except HTTPError as error:
            told, refused = str(error).rstrip("."), error
        page = await self._context.executor.run_in_turn(refused_text, graph, address, *given, told)
        return build_html(refused.status, page, (_NO_STORE, *refused.headers))

    async def _work(self, graph: KnowledgeGraph, work: Any, *arguments: Any) -> Any:
        """Return what a function makes of a text, in a thread, in its turn and its time."""
        context = Context(graph)
        timer = asyncio.get_running_loop().call_later(self._context.settings.operation_timeout, context.expire)
        try:
            return await self._context.executor.run_in_turn(work, context, *arguments)
        except OperationTimeout:
            raise HTTPError(503, "The check exceeded its time limit; check the text part by part.") from None
        finally:
            timer.cancel()


def _page(context: Context, address: Address, text: str, published: date | None) -> str:
    found = check_text(context.graph, text, published, context.check_time)
    return checked_text(context.graph, address, text, published, found.findings)


def _rows(context: Context, text: str, published: date | None) -> list[dict[str, Any]]:
    return [one.as_row() for one in check_text(context.graph, text, published, context.check_time).findings]


def _read_form(body: bytes) -> _Given:
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        message = f"The form must be in UTF-8, percent-encoded, with {_MOST_FIELDS} fields at most."
        raise HTTPError(400, message) from None
    text, published = (fields.get(name, [""])[0] for name in ("text", "published"))
    # Browsers send the end of a line as two characters, and count one.
    return _Given(text.replace("\r\n", "\n"), published)


def _read_json(value: object) -> _Given:
    if not isinstance(value, dict):
        raise HTTPError(400, 'The body must be a JSON object such as {"text": "...", "published": "2024-06-18"}.')
    for name in value:
        if name not in _Given._fields:
            raise HTTPError(400, f"The body has only 'text' and 'published', not {str(name)[:40]!r}.")
    text, published = value.get("text"), value.get("published")
    if not isinstance(text, str):
        raise HTTPError(400, "'text' is missing or not a string; it is the text to check.")
    if published is not None and not isinstance(published, str):
        raise HTTPError(400, "'published' is not a string; write it as 2024-06-18.")
    return _Given(text, published or "")


def _day_of(published: str) -> date | None:
    if not published:
        return None
    try:
        if _DAY.fullmatch(published):
            return date.fromisoformat(published)
    except ValueError:
        pass
    raise QueryError("the day of publication is not a day; write it as 2024-06-18", "published")
