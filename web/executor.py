"""Execute operations: cheap ones at once, expensive ones in a bounded pool of threads, with a time limit."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar

from ..graph import KnowledgeGraph
from ..schema.execute import Deferred, execute_if_cheap
from ..schema.operation_request import Request
from ..schema.response import Response
from . import metrics
from .http.negotiation import GRAPHQL_JSON
from .http.responses import HTTPError, encode_json
from .loop_turns import LoopTurns
from .reload import code_version
from .response_cache import SharedCache, fingerprint
from .settings import Settings

T = TypeVar("T")

CHEAP: Final = 15_000
"""The highest cost of an operation that is executed at once; it takes a few milliseconds at most."""
SWITCH_INTERVAL: Final = 0.0005
"""Seconds after which a thread with an expensive operation yields; each step that waits for it takes so much longer."""
_servers: list[float] = []
"""For each server that runs in this process, the interval before the first of them."""
_counting: Final = Lock()
_NONE: Final[frozenset[str]] = frozenset()
_PREPARED_ONLY: Final = -1
"""The most characters of a new document where none may be prepared."""
_SHORT: Final = 1_000
"""The most characters of a new document that is prepared at once."""


@contextmanager
def frequent_switches() -> Iterator[None]:
    """Let threads yield after `SWITCH_INTERVAL` while a server runs; the last one in the process restores what was."""
    with _counting:
        _servers.append(_servers[0] if _servers else sys.getswitchinterval())
        sys.setswitchinterval(min(_servers[0], SWITCH_INTERVAL))
    try:
        yield
    finally:
        with _counting:
            before = _servers.pop()
            if not _servers:
                sys.setswitchinterval(before)


class Outcome(NamedTuple):
    """The outcome of an operation.

    Attributes
    ----------
    body : bytes
        The response as JSON.
    was_run : bool
        Whether it was executed, with or without errors.
    codes : frozenset of str
        The codes of its errors.
    operation : str or None
        The name of its operation.
    private : bool
        Whether nothing may keep its variables or its body.
    """

    body: bytes
    was_run: bool = True
    codes: frozenset[str] = frozenset()
    operation: str | None = None
    private: bool = False

    @property
    def lasts(self) -> bool:
        """Whether it may be cached: the same operation on the same data has it again, and it is not private."""
        return not self.private and not self.codes & {"INTERNAL_SERVER_ERROR", "DEADLINE_EXCEEDED"}

    def status(self, media_type: str) -> int:
        """Return the status: for clients of plain JSON, most others than 200 mean a failed network."""
        if self.was_run:
            return 200
        if "DEADLINE_EXCEEDED" in self.codes:
            return 503
        return 400 if media_type == GRAPHQL_JSON or "OPERATION_RESOLUTION_FAILURE" in self.codes else 200


class Executor:
    """Executes operations within the limits of the settings.

    Parameters
    ----------
    settings
        The limits, the time limit, the numbers of expensive operations that run and wait, and the shared cache.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._limits = settings.limits
        self._threads = ThreadPoolExecutor(settings.max_concurrent_expensive, "operation")
        self._max_under_way = settings.max_concurrent_expensive + settings.max_queued
        self._under_way = 0
        self._turns = LoopTurns()
        self._shared = SharedCache(settings.shared_cache) if settings.shared_cache else None

    async def run_if_cheap(self, graph: KnowledgeGraph, request: Request, *, provenance: bool) -> Outcome | Deferred:
        """Return the outcome of a cheap request, or the request to be given to `run`.

        A document that is prepared already is executed without waiting; to prepare a new one takes longer than most
        operations, so that it may have to wait for its turn.

        Raises
        ------
        HTTPError
            When too many new documents wait already.
        """
        execute = partial(execute_if_cheap, graph, request, self._limits, provenance=provenance, max_cost=CHEAP)
        response = execute(max_length=_PREPARED_ONLY)
        if isinstance(response, Deferred) and response.prepared is None:
            await self._turns.wait()
            with self._turns.work():
                response = execute(max_length=_SHORT)
        return response if isinstance(response, Deferred) else _outcome(response)

    async def run(self, deferred: Deferred) -> Outcome:
        """Return the outcome of a request, executed in a thread, in its turn and its time.

        Raises
        ------
        HTTPError
            When too many expensive requests wait already.
        """
        request, context = deferred.request, deferred.context
        shared = None if deferred.prepared is not None and deferred.prepared.private else self._shared
        if shared is not None:
            parts = (code_version(), context.graph.fingerprint, context.day, deferred.provenance)
            key = fingerprint(*parts, request.query, request.operation_name, encode_json(request.variables))
            body = await shared.get(key)
            if body is not None:
                metrics.count_response("shared")
                return Outcome(body, operation=request.operation_name)
        timer = asyncio.get_running_loop().call_later(self._settings.operation_timeout, context.expire)
        try:
            outcome = await self.run_in_turn(_execute, deferred)
        finally:
            timer.cancel()
        if shared is not None and outcome.was_run and not outcome.codes and not outcome.private:
            await shared.put(key, outcome.body)
        return outcome

    async def close(self) -> None:
        """Stop the threads and close the shared cache."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._shared is not None:
            await self._shared.close()

    async def run_aside(self, work: Callable[..., T], *arguments: Any) -> T:
        """Return the result of a function that nobody waits for: no request waits or is refused because of it."""
        return await asyncio.get_running_loop().run_in_executor(None, work, *arguments)

    async def run_in_turn(self, work: Callable[..., T], *arguments: Any) -> T:
        """Return the result of a function that takes its time, such as an operation or the rendering of a page.

        Raises
        ------
        HTTPError
            When too many wait already.
        """
        if self._under_way >= self._max_under_way:
            message = "Too many expensive operations are waiting; try again in a moment."
            raise HTTPError(503, message, "OVERLOADED", ((b"retry-after", b"1"),))
        self._under_way += 1
        metrics.count_expensive(1)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._under_way -= 1
            metrics.count_expensive(-1)


def _execute(deferred: Deferred) -> Outcome:
    return _outcome(deferred.execute())


def _outcome(response: Response) -> Outcome:
    if not response.errors:
        return Outcome(encode_json(response.as_dict()), True, _NONE, response.operation, response.private)
    codes = frozenset(error["extensions"]["code"] for error in response.errors)
    return Outcome(encode_json(response.as_dict()), response.was_run, codes, response.operation, response.private)
