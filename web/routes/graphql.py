"""GraphQL at /graphql: cached responses, conditional requests, and execution of the others."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Final, NamedTuple
from weakref import ref

from starlette.datastructures import State
from starlette.types import Receive, Scope, Send

from ...graph import KnowledgeGraph
from ...graph.storage.cache_budget import BUDGET
from ...schema.cache_admission import Admission
from ...schema.context import today
from ...schema.operation_request import Request, RequestError
from ...schema.quick_parse import SWITCH
from ...schema.validation.private_arguments import PRIVATE_VALUE
from .. import logs, metrics
from ..executor import Executor, Outcome
from ..http import conditional, graphql_request, persisted_queries, responses
from ..http.negotiation import GRAPHQL_JSON, JSON, accepts_gzip, negotiate
from ..http.responses import Header, Headers, HTTPError, RawResponse
from ..reload import code_version
from ..response_cache import CachedResponse, ResponseCache, fingerprint
from ..settings import Settings

METHODS: Final = "GET, HEAD, POST, OPTIONS"
"""The methods of the route."""

VARY: Final = (b"vary", b"accept, accept-encoding, clemency-provenance")
"""The headers of a request on which a response depends."""


class Handled(NamedTuple):
    """A request that was handled.

    Attributes
    ----------
    response : RawResponse
        The response.
    request_id : bytes
        The id of the request, which is sent with the response.
    record : callable
        Counts the request and logs it if it is slow, failed or in the sample; to be called once the response is sent.
    """

    response: RawResponse
    request_id: bytes
    record: Callable[[], None]


class GraphQLEndpoint:
    """An ASGI application that responds to GraphQL requests from `state.graph`.

    Parameters
    ----------
    settings
        Its limits, caches and logs.
    state
        The application's state; the graph in it may be replaced at any time.
    """

    def __init__(self, settings: Settings, state: State) -> None:
        self.executor = Executor(settings)
        self._settings = settings
        self._state = state
        BUDGET.resize(settings.cache_memory)
        SWITCH.on = settings.quick_parse
        self._cache = ResponseCache()
        self._admission = Admission()
        self._fresh = cache_control(settings.max_age)

    @property
    def graph(self) -> KnowledgeGraph:
        """The graph that is served now."""
        graph: KnowledgeGraph = self._state.graph
        return graph

    @property
    def fresh(self) -> Header:
        """The Cache-Control header of what caches may keep."""
        return self._fresh

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        response, request_id, record = await self.handle(scope, receive)
        # A client that waits for 100 Continue has not sent the body, and does not once it is refused.
        rest = None if any(name == b"expect" for name, _ in scope["headers"]) else receive
        await responses.send(response, send, scope["method"], ((b"x-request-id", request_id),), rest)
        record()

    async def handle(self, scope: Scope, receive: Receive) -> Handled:
        """Return the response to a request.

        Parameters
        ----------
        scope
            The request: its method, query string, headers and, for logs, its path and client.
        receive
            Gives its body.
        """
        began = perf_counter()
        headers = dict(scope["headers"])
        try:
            cached = await self._respond(scope, headers, receive)
            response = await negotiated(cached, headers, scope["method"])
        except HTTPError as error:
            cached = refused(error, negotiate(headers.get(b"accept")) or JSON)
            response = cached.response
        except Exception:
            cached = failed()
            response = cached.response
        request_id = logs.request_id(headers.get(b"x-request-id"))
        seconds = perf_counter() - began
        return Handled(response, request_id.encode(), lambda: self.record(scope, request_id, cached, response, seconds))

    async def _respond(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive) -> CachedResponse:
        method = scope["method"]
        if method == "OPTIONS":
            return CachedResponse(responses.preflight(METHODS))
        get = method in ("GET", "HEAD")
        if not get and method != "POST":
            allowed = ((b"allow", METHODS.encode()),)
            raise HTTPError(405, f"{method} is not allowed here; use GET or POST.", headers=allowed)
        typed = negotiate(headers.get(b"accept"))
        if typed is None:
            raise HTTPError(406, f"None of the media types in Accept is available; use {GRAPHQL_JSON} or {JSON}.")
        content = (
            scope["query_string"] if get else await graphql_request.read_body(headers, receive, self._settings.max_body)
        )
        form = (get, typed == GRAPHQL_JSON, wants_provenance(headers), headers.get(b"content-type", b""))
        key = b"%d%d%d%b %b" % (*form, content)
        # Cached responses are for these data and this day, on which a response may depend.
        self._cache.clear_if_changed((ref(self._state.graph), today()))
        known = self._cache.get(key)
        if known is not None:
            metrics.count_response("memory")
            return known
        parameters = (
            graphql_request.parse_query_string(content) if get else graphql_request.parse_body(headers, content)
        )
        request = _read_request(parameters, typed)._replace(in_address=get)
        return await self._respond_uncached(key, request, headers, typed, get=get)

    async def respond(
        self, key: bytes, request: Request, headers: Mapping[bytes, bytes], typed: str, *, variant: str = ""
    ) -> CachedResponse:
        """Return the response to an operation: cached, unchanged if the client has it, or executed.

        Parameters
        ----------
        key
            A key of all that the response depends on.
        request
            The operation.
        headers
            The headers of the request.
        typed
            The media type of the response.
        variant
            What else the body depends on, such as the list whose items are the rows of a table.

        Raises
        ------
        HTTPError
            When too many expensive operations wait.
        """
        self._cache.clear_if_changed((ref(self._state.graph), today()))
        known = self._cache.get(key)
        if known is not None:
            metrics.count_response("memory")
            return known
        return await self._respond_uncached(key, request, headers, typed, get=True, variant=variant)

    async def _respond_uncached(
        self,
        key: bytes,
        request: Request,
        headers: Mapping[bytes, bytes],
        typed: str,
        *,
        get: bool,
        variant: str = "",
    ) -> CachedResponse:
        provenance = request.provenance or wants_provenance(headers)
        etag = self._etag(request, provenance, typed, variant) if get else b""
        if conditional.names(headers.get(b"if-none-match"), etag):
            # The client has this tag from a 200 to this very query of these data. `*` does not say so.
            metrics.count_response("unchanged")
            return CachedResponse(responses.build(200, b"", typed, self._caching(etag)), etag, request.operation_name)
        graph = self._state.graph
        outcome = await self.executor.run_if_cheap(graph, request, provenance=provenance)
        if isinstance(outcome, Outcome):
            # A cheap operation that comes once would evict others.
            lasts = outcome.lasts and self._admission.admits(key)
            return self._build(key, request, outcome, typed, etag, lasts=lasts)

        async def execute() -> CachedResponse:
            ran = await self.executor.run(outcome)
            return self._build(key, request, ran, typed, etag, lasts=graph is self._state.graph)

        return await self._cache.single_flight(key, execute)

    def _build(
        self, key: bytes, request: Request, outcome: Outcome, typed: str, etag: bytes, *, lasts: bool
    ) -> CachedResponse:
        """Build the response for an outcome, and cache it if it stays valid."""
        metrics.count_response("run")
        if not outcome.was_run or outcome.codes:
            etag = b""
        variables = request.variables if self._settings.log_variables and not outcome.private else None
        status, headers = outcome.status(typed), self._caching(etag)
        if request.in_address and PRIVATE_VALUE in outcome.codes:
            status, headers = 405, (*headers, (b"allow", b"POST, OPTIONS"))
        response = responses.build(status, outcome.body, typed, headers)
        cached = CachedResponse(response, etag, outcome.operation, variables, outcome.codes)
        if lasts and outcome.lasts:
            self._cache.put(key, cached)
        return cached

    def _etag(self, request: Request, provenance: bool, typed: str, variant: str) -> bytes:
        variables = responses.encode_json(request.variables)
        operation = (request.query, request.operation_name, variables, provenance, typed, variant)
        return compute_etag(self._state.graph.fingerprint, today(), *operation)

    def _caching(self, etag: bytes) -> Headers:
        if not etag:
            return (VARY, (b"cache-control", b"no-store"))
        return (VARY, self._fresh, (b"etag", etag))

    def record(
        self, scope: Scope, request_id: str, cached: CachedResponse, response: RawResponse, seconds: float
    ) -> None:
        """Count a request, and log it if it is slow, failed or in the sample."""
        operation, variables = cached.operation, cached.variables
        metrics.count_request(operation, response.status, seconds, cached.codes)
        if random.random() < self._settings.log_sample or seconds >= logs.SLOW or response.status >= 500:
            logs.log_request(request_id, scope, operation, variables, response.status, len(response.body), seconds)


def cache_control(max_age: int) -> Header:
    """Return the Cache-Control header, with the seconds for which caches need not revalidate."""
    return (b"cache-control", b"public, max-age=%d%b" % (max_age, b"" if max_age else b", must-revalidate"))


def compute_etag(*parts: object) -> bytes:
    """Return the ETag of a response from all that it depends on, and the version of the code."""
    return conditional.weak(fingerprint(code_version(), *parts))


def internal_error() -> RawResponse:
    """Return the response to a request that failed here: an id, which is logged with the traceback."""
    error_id = secrets.token_hex(8)
    logs.log.exception("internal error %s", error_id)
    return HTTPError(500, f"Internal error. Please report it with this id: {error_id}.").response()


def refused(error: HTTPError, media_type: str = JSON) -> CachedResponse:
    """Return the response to a request that is refused, for the metrics with the code of its error."""
    return CachedResponse(error.response(media_type), codes=frozenset((error.code,)))


def failed() -> CachedResponse:
    """Return the response to a request that failed here."""
    return CachedResponse(internal_error(), codes=frozenset((responses.CODES[500],)))


def _read_request(parameters: object, typed: str) -> Request:
    try:
        request = Request.of(parameters)
        query = persisted_queries.resolve_document(request.query, request.extensions)
        return request if query is request.query else request._replace(query=query)
    except RequestError as error:
        raise HTTPError(400, str(error)) from None
    except persisted_queries.PersistedQueryNotFoundError as error:
        # Clients of plain JSON expect 200; the other media type has a status for what was not executed.
        raise HTTPError(400 if typed == GRAPHQL_JSON else 200, str(error), "PERSISTED_QUERY_NOT_FOUND") from None


async def negotiated(cached: CachedResponse, headers: Mapping[bytes, bytes], method: str) -> RawResponse:
    """Return a response as its client accepts it: compressed, or 304 if the client has it.

    To a client that identifies itself, which this server does not ask for, an outer application may send what others
    must not get from a cache.
    """
    response = conditional.respond(cached.response, headers, method)
    if response.status != 304 and accepts_gzip(headers.get(b"accept-encoding")):
        response = await cached.gzipped()
    return responses.make_private(response) if b"authorization" in headers else response


def wants_provenance(headers: Mapping[bytes, bytes]) -> bool:
    """Return whether a header requests the sources of the response."""
    return headers.get(b"clemency-provenance") == b"true"
