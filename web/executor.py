"""Running a question in the server: at once where it is cheap, else beside the others, in its turn and its time."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

from ..graph import KnowledgeGraph
from ..schema.execute import Deferred, execute_if_cheap
from ..schema.request import Request
from ..schema.response import Response
from . import metrics
from .http.negotiation import TYPED
from .http.responses import Refused, encoded
from .reload import code_version
from .response_cache import SharedAnswers, fingerprint
from .settings import Settings

CHEAP: Final = 15_000
"""Up to which cost a question is answered at once; it takes a few milliseconds at most."""
GIVING_WAY: Final = 0.0005
"""Seconds after which a costly question lets others go on: at each step that waits for it they lose so much."""
_NONE: Final[frozenset[str]] = frozenset()
_SHORT: Final = 1_000
"""Up to how many signs a document is made ready at once."""


class Outcome(NamedTuple):
    """What a question came to.

    Attributes
    ----------
    body : bytes
        The answer as JSON.
    was_run : bool
        Whether it was run at all, with or without errors on the way.
    codes : frozenset of str
        The codes of its errors.
    operation : str or None
        The name of its operation.
    """

    body: bytes
    was_run: bool = True
    codes: frozenset[str] = frozenset()
    operation: str | None = None

    @property
    def lasts(self) -> bool:
        """Whether the same question to the same data has this answer again."""
        return not self.codes & {"INTERNAL_SERVER_ERROR", "DEADLINE_EXCEEDED"}

    def status(self, media_type: str) -> int:
        """The status of the reply: clients that accept plain JSON only take most others for a failed network."""
        if self.was_run:
            return 200
        if "DEADLINE_EXCEEDED" in self.codes:
            return 503
        return 400 if media_type == TYPED or "OPERATION_RESOLUTION_FAILURE" in self.codes else 200


class Runner:
    """Runs questions within the bounds of the settings.

    Parameters
    ----------
    settings
        The bounds, the deadline, how many costly questions run and wait, and where their answers are shared.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._limits = settings.limits
        self._threads = ThreadPoolExecutor(settings.max_concurrent_expensive, "question")
        self._most = settings.max_concurrent_expensive + settings.max_queued
        self._under_way = 0
        self._shared = SharedAnswers(settings.shared_cache) if settings.shared_cache else None

    def at_once(self, graph: KnowledgeGraph, asked: Request, *, provenance: bool) -> Outcome | Deferred:
        """Return the outcome of a cheap request, or the request to be given to `run`."""
        response = execute_if_cheap(
            graph, asked, self._limits, provenance=provenance, max_cost=CHEAP, max_length=_SHORT
        )
        return response if isinstance(response, Deferred) else _outcome(response)

    async def run(self, deferred: Deferred) -> Outcome:
        """Return the outcome of a request, executed in a thread, in its turn and its time.

        Raises
        ------
        Refused
            When too many expensive requests wait already.
        """
        request, context = deferred.request, deferred.context
        if self._shared is not None:
            shown = (code_version(), context.graph.fingerprint, context.day, deferred.provenance)
            key = fingerprint(*shown, request.query, request.operation_name, encoded(request.variables))
            body = await self._shared.get(key)
            if body is not None:
                metrics.answer_from("shared")
                return Outcome(body, operation=request.operation_name)
        timer = asyncio.get_running_loop().call_later(self._settings.operation_timeout, context.expire)
        try:
            outcome: Outcome = await self._beside(_executed, deferred)
        finally:
            timer.cancel()
        if self._shared is not None and outcome.was_run and not outcome.codes:
            await self._shared.keep(key, outcome.body)
        return outcome

    async def close(self) -> None:
        """Let go of the threads and the shared cache."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._shared is not None:
            await self._shared.close()

    async def _beside(self, work: Any, *arguments: Any) -> Any:
        """Work done in a thread, in its turn."""
        if self._under_way >= self._most:
            message = "Too many costly questions wait for their turn; ask again in a moment."
            raise Refused(503, message, "OVERLOADED", ((b"retry-after", b"1"),))
        self._under_way += 1
        metrics.long_question(1)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._under_way -= 1
            metrics.long_question(-1)


def _executed(deferred: Deferred) -> Outcome:
    return _outcome(deferred.execute())


def _outcome(response: Response) -> Outcome:
    if not response.errors:
        return Outcome(encoded(response.as_dict()), True, _NONE, response.operation)
    codes = frozenset(error["extensions"]["code"] for error in response.errors)
    return Outcome(encoded(response.as_dict()), response.was_run, codes, response.operation)
