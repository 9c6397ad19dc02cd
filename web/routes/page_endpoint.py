"""Pages as ASGI applications: rendered once per version of the data and day, cached, compressed, with an ETag."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Final, NamedTuple
from weakref import ref

from starlette.datastructures import State
from starlette.types import Receive, Scope, Send

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ...schema.cache_admission import Admission
from ...schema.context import today
from .. import logs, metrics
from ..executor import Executor
from ..http import responses
from ..http.html_responses import HTML, build_html, redirect
from ..http.responses import HTTPError
from ..pages.address import Address, Moved
from ..pages.not_found_page import not_found
from ..response_cache import CachedResponse, ResponseCache
from ..settings import Settings
from .graphql import cache_control, compute_etag, internal_error, negotiated

Make = Callable[[KnowledgeGraph, Address], str]
_MAX_PATH: Final = 300
"""Characters of a path beyond which nothing is looked for."""


class PageContext(NamedTuple):
    """What the pages of one server share.

    Attributes
    ----------
    settings : Settings
        The settings of the server.
    state : State
        The application's state; the graph in it may be replaced at any time.
    executor : Executor
        Renders pages in threads, with a bound on how many wait.
    cache : ResponseCache
        Pages that were rendered.
    admission : Admission
        Tells searches that come again from those that come once, which would evict others.
    """

    settings: Settings
    state: State
    executor: Executor
    cache: ResponseCache
    admission: Admission


class PageEndpoint:
    """An ASGI application that sends pages.

    Parameters
    ----------
    context
        What it shares with other pages.
    make
        Returns a page from the graph and its address; raises `NotFound` or `Moved`.
    media_type
        The media type of what it returns.
    """

    def __init__(self, context: PageContext, make: Make, media_type: str = HTML) -> None:
        self._context = context
        self._make = make
        self._media_type = media_type
        self._fresh = cache_control(context.settings.max_age)

    _varies_by_query = True

    def _key(self, address: Address) -> str:
        """Return what its response depends on, beside the data and the day."""
        query = address.query if self._varies_by_query else ""
        return f"{self._media_type} {address.base} {address.root} {address.path} {query}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        began = perf_counter()
        headers = dict(scope["headers"])
        try:
            response = await negotiated(await self._respond(Address(scope)), headers, scope["method"])
        except Moved as moved:
            response = redirect(moved.status, f"{Address(scope).root}{moved.path}")
        except HTTPError as error:
            response = error.response()
        except Exception:
            response = internal_error()
        request_id = logs.request_id(headers.get(b"x-request-id"))
        await responses.send(response, send, scope["method"], ((b"x-request-id", request_id.encode()),))
        metrics.count_request(metrics.PAGE, response.status, perf_counter() - began)

    async def _respond(self, address: Address) -> CachedResponse:
        _, state, executor, cache, admission = self._context
        graph = state.graph
        cache.clear_if_changed((ref(graph), today()))
        if len(address.path) > _MAX_PATH:
            raise HTTPError(404, "No page has an address this long.")
        key = self._key(address).encode()
        known = cache.get(key)
        if known is not None:
            return known

        async def build() -> CachedResponse:
            try:
                page = await executor.run_in_turn(self._make, graph, address)
            except NotFound as error:
                return CachedResponse(await _not_found(executor, graph, address, str(error)))
            etag = compute_etag(graph.fingerprint, today(), key)
            built = await self._responded(page, (self._fresh, (b"etag", etag)), etag)
            if not self._varies_by_query or not address.query or admission.admits(key):
                cache.put(key, built)
            return built

        return await cache.single_flight(key, build)

    async def _responded(self, made: str, headers: tuple[responses.Header, ...], etag: bytes) -> CachedResponse:
        """Return the response with what was made, to be cached."""
        if self._media_type == HTML:
            return CachedResponse(build_html(200, made, headers), etag)
        headers = ((b"vary", b"accept-encoding"), *headers)
        return CachedResponse(responses.build(200, made.encode(), self._media_type, headers), etag)


async def not_found_response(scope: Scope, executor: Executor, graph: KnowledgeGraph) -> responses.RawResponse:
    """Return the page for a request for an address that no route has."""
    return await _not_found(executor, graph, Address(scope), "No page has this address.")


async def _not_found(
    executor: Executor, graph: KnowledgeGraph, address: Address, message: str
) -> responses.RawResponse:
    return build_html(404, await executor.run_in_turn(not_found, graph, address, message))
