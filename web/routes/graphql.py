"""GraphQL at one address: from a request to a reply, by the shortest way that answers it rightly."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Final, NamedTuple
from weakref import ref

from starlette.datastructures import State
from starlette.types import Receive, Scope, Send

from ...graph.storage.cache_budget import BUDGET
from ...schema.admission import Admission
from ...schema.context import today
from ...schema.request import Request, RequestError
from .. import logs, metrics
from ..executor import Outcome, Runner
from ..http import conditional, graphql_request, persisted_queries, responses
from ..http.negotiation import JSON, TYPED, media_type, takes_gzip
from ..http.responses import Header, Headers, Refused, Reply
from ..reload import code_version
from ..response_cache import Answers, Kept, fingerprint
from ..settings import Settings

METHODS: Final = "GET, HEAD, POST, OPTIONS"
"""What may be done at the address."""

VARY: Final = (b"vary", b"accept, accept-encoding, clemency-provenance")
"""The headers of a request on which an answer depends."""
_PREFLIGHT: Final[Headers] = (
    (b"allow", METHODS.encode()),
    (b"access-control-allow-methods", METHODS.encode()),
    (b"access-control-allow-headers", b"*"),
    (b"access-control-max-age", b"86400"),
)


class Answered(NamedTuple):
    """What a request came to.

    Attributes
    ----------
    reply : Reply
        The reply.
    id : bytes
        The id of the request, which the client is told with it.
    note : callable
        Counts the request and, where it is slow, failed or drawn by chance, logs it; for when the reply is on its way.
    """

    reply: Reply
    id: bytes
    note: Callable[[], None]


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL requests from `state.graph`.

    Parameters
    ----------
    settings
        Its bounds, caches and logs.
    state
        The application's state; the graph in it may be replaced at any time.
    """

    def __init__(self, settings: Settings, state: State) -> None:
        self.runner = Runner(settings)
        self._settings = settings
        self._state = state
        BUDGET.resize(settings.cache_memory)
        self._answers = Answers()
        self._admission = Admission()
        self._fresh = cache_control(settings.max_age)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        reply, id, note = await self.answered(scope, receive)
        # A client that waits for 100 Continue has not sent the body, and does not once it is refused.
        expects = any(name == b"expect" for name, _ in scope["headers"])
        await responses.send(reply, send, scope["method"], ((b"x-request-id", id),), None if expects else receive)
        note()

    async def answered(self, scope: Scope, receive: Receive) -> Answered:
        """The reply to a request.

        Parameters
        ----------
        scope
            The request: its method, query string, headers and, for logs, its path and client.
        receive
            Gives its body.
        """
        began = perf_counter()
        headers = dict(scope["headers"])
        kept = None
        try:
            kept = await self._asked(scope, headers, receive)
            reply = await in_form(kept, headers, scope["method"])
        except Refused as error:
            reply = error.reply(media_type(headers.get(b"accept")) or JSON)
        except Exception:
            reply = failed()
        id = logs.request_id(headers.get(b"x-request-id"))
        seconds = perf_counter() - began
        return Answered(reply, id.encode(), lambda: self.note(scope, id, kept, reply, seconds))

    async def _asked(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive) -> Kept:
        method = scope["method"]
        if method == "OPTIONS":
            return Kept(Reply(204, (*responses.SECURITY, *_PREFLIGHT), b""))
        get = method in ("GET", "HEAD")
        if not get and method != "POST":
            allowed = ((b"allow", METHODS.encode()),)
            raise Refused(405, f"{method} is not allowed here; use GET or POST.", headers=allowed)
        typed = media_type(headers.get(b"accept"))
        if typed is None:
            raise Refused(406, f"Nothing that you accept can be given; accept {TYPED} or {JSON}.")
        content = (
            scope["query_string"] if get else await graphql_request.body(headers, receive, self._settings.max_body)
        )
        form = (get, typed == TYPED, wants_provenance(headers), headers.get(b"content-type", b""))
        key = b"%d%d%d%b %b" % (*form, content)
        # What is kept is of these data, and of today: an answer may depend on the day.
        self._answers.since((ref(self._state.graph), today()))
        known = self._answers.get(key)
        if known is not None:
            metrics.answer_from("memory")
            return known
        asked = _request(graphql_request.got(content) if get else graphql_request.posted(headers, content), typed)
        return await self._not_kept(key, asked, headers, typed, get=get)

    async def kept(
        self, key: bytes, asked: Request, headers: Mapping[bytes, bytes], typed: str, *, variant: str = ""
    ) -> Kept:
        """The reply to a question: as it is kept, unchanged where the client has it, or worked out.

        Parameters
        ----------
        key
            What tells the question from all others, its form included.
        asked
            The question.
        headers
            Those of the request.
        typed
            The media type of the answer.
        variant
            What else the body depends on, such as the list whose items are the rows of a table.

        Raises
        ------
        Refused
            When too many wait.
        """
        self._answers.since((ref(self._state.graph), today()))
        known = self._answers.get(key)
        if known is not None:
            metrics.answer_from("memory")
            return known
        return await self._not_kept(key, asked, headers, typed, get=True, variant=variant)

    async def _not_kept(
        self,
        key: bytes,
        asked: Request,
        headers: Mapping[bytes, bytes],
        typed: str,
        *,
        get: bool,
        variant: str = "",
    ) -> Kept:
        provenance = asked.provenance or wants_provenance(headers)
        etag = self._etag(asked, provenance, typed, variant) if get else b""
        if conditional.names(headers.get(b"if-none-match"), etag):
            # The client has this tag from us, from a 200 to this very query on these very data. `*` says no such thing.
            metrics.answer_from("unchanged")
            return Kept(responses.of(200, b"", typed, self._caching(etag)), etag, asked.operation_name)
        graph = self._state.graph
        outcome = self.runner.at_once(graph, asked, provenance=provenance)
        if isinstance(outcome, Outcome):
            # What is cheap and asked once is not worth its place.
            return self._made(key, asked, outcome, typed, etag, lasts=self._admission.admits(key))

        async def make() -> Kept:
            ran = await self.runner.run(outcome)
            return self._made(key, asked, ran, typed, etag, lasts=graph is self._state.graph)

        return await self._answers.once(key, make)

    def _made(self, key: bytes, asked: Request, outcome: Outcome, typed: str, etag: bytes, *, lasts: bool) -> Kept:
        """The reply to a question that was not kept; kept from then on, where it will hold."""
        metrics.answer_from("run")
        if not outcome.was_run or outcome.codes:
            etag = b""
        told = asked.variables if self._settings.log_variables else None
        reply = responses.of(outcome.status(typed), outcome.body, typed, self._caching(etag))
        kept = Kept(reply, etag, outcome.operation, told)
        if lasts and outcome.lasts:
            self._answers.keep(key, kept)
        return kept

    def _etag(self, asked: Request, provenance: bool, typed: str, variant: str) -> bytes:
        variables = responses.encoded(asked.variables)
        question = (asked.query, asked.operation_name, variables, provenance, typed, variant)
        return tagged(self._state.graph.fingerprint, today(), *question)

    def _caching(self, etag: bytes) -> Headers:
        if not etag:
            return (VARY, (b"cache-control", b"no-store"))
        return (VARY, self._fresh, (b"etag", etag))

    def note(self, scope: Scope, id: str, kept: Kept | None, reply: Reply, seconds: float) -> None:
        """Count a request and, where it is slow, failed or drawn by chance, log it."""
        operation, variables = (kept.operation, kept.variables) if kept else (None, None)
        metrics.answered(operation, reply.status, seconds)
        if random.random() < self._settings.log_sample or seconds >= logs.SLOW or reply.status >= 500:
            logs.request(id, scope, operation, variables, reply.status, len(reply.body), seconds)


def cache_control(max_age: int) -> Header:
    """The header that lets caches keep an answer, and for how long they need not ask whether it still holds."""
    return (b"cache-control", b"public, max-age=%d%b" % (max_age, b"" if max_age else b", must-revalidate"))


def tagged(*parts: object) -> bytes:
    """Return the ETag of a response, by all that makes it what it is and the version of the code."""
    return conditional.weak(fingerprint(code_version(), *parts))


def failed() -> Reply:
    """The reply to a request that failed on our side: an id, which the log has too, with what went wrong."""
    id = secrets.token_hex(8)
    logs.log.exception("internal error %s", id)
    return Refused(500, f"Something went wrong on our side. Please report it with this id: {id}.").reply()


def _request(given: object, typed: str) -> Request:
    try:
        asked = Request.of(given)
        query = persisted_queries.document(asked.query, asked.extensions)
        return asked if query is asked.query else asked._replace(query=query)
    except RequestError as error:
        raise Refused(400, str(error)) from None
    except persisted_queries.NotFound as error:
        # Plain JSON has it as an answer; to those who can tell, it is a question that was not run.
        raise Refused(400 if typed == TYPED else 200, str(error), "PERSISTED_QUERY_NOT_FOUND") from None


async def in_form(kept: Kept, headers: Mapping[bytes, bytes], method: str) -> Reply:
    """Return a response in the form for its client: compressed, or 304 where the client has it."""
    reply = conditional.respond(kept.reply, headers, method)
    return await kept.in_gzip() if reply.status != 304 and takes_gzip(headers.get(b"accept-encoding")) else reply


def wants_provenance(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a header asks for the sources behind the answer."""
    return headers.get(b"clemency-provenance") == b"true"
