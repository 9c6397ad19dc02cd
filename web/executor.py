"""Running a question in the server: at once where it is cheap, else beside the others, in its turn and its time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

from ..graph import KnowledgeGraph
from ..schema.context import Context
from ..schema.document_cache import Prepared, prepare, ready
from ..schema.execute import Answer, answer, refused
from ..schema.request import Request
from ..schema.validation.cost import amount
from ..schema.validation.limits import BoundError, values_in
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
        self._bounds = settings.bounds
        self._threads = ThreadPoolExecutor(settings.long_questions, "question")
        self._most = settings.long_questions + settings.waiting_questions
        self._under_way = 0
        self._shared = SharedAnswers(settings.shared_cache) if settings.shared_cache else None

    def at_once(
        self, graph: KnowledgeGraph, asked: Request, *, provenance: bool
    ) -> tuple[Outcome | None, Prepared | None]:
        """The outcome of a question that is cheap; none where it is for `run`, which takes what was made ready."""
        assert asked.query is not None
        prepared = ready(asked.query, asked.operation_name, self._bounds)
        if prepared is None:
            if len(asked.query) > _SHORT:
                return None, None
            prepared = prepare(asked.query, asked.operation_name, self._bounds)
        return self._cheap(prepared, graph, asked, provenance), prepared

    async def run(
        self, graph: KnowledgeGraph, asked: Request, prepared: Prepared | None = None, *, provenance: bool
    ) -> Outcome:
        """The outcome of a question, beside the others.

        Raises
        ------
        Refused
            When too many costly questions wait already.
        """
        assert asked.query is not None
        if prepared is None:
            prepared = await self._beside(prepare, asked.query, asked.operation_name, self._bounds)
            assert prepared is not None
        return self._cheap(prepared, graph, asked, provenance) or await self._long(prepared, graph, asked, provenance)

    def _cheap(self, prepared: Prepared, graph: KnowledgeGraph, asked: Request, provenance: bool) -> Outcome | None:
        """The outcome where it takes next to no time: an answer, or that there can be none."""
        cost = 0
        if not prepared.errors:
            try:
                cost = self._measured(prepared, asked.variables)
            except BoundError as error:
                return _outcome(refused(graph, [error]), prepared)
        if cost > CHEAP:
            return None
        return _answered(prepared, Context(graph), asked.variables, provenance, cost)

    async def close(self) -> None:
        """Let go of the threads and the shared cache."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._shared is not None:
            await self._shared.close()

    def _measured(self, prepared: Prepared, variables: Mapping[str, Any]) -> int:
        """What a question costs, where that and its values are within the bounds."""
        if variables and (values := values_in(variables) - 1) > self._bounds.values:
            raise BoundError("values", self._bounds.values, values)
        cost = amount(prepared.cost, variables)
        if cost > self._bounds.cost:
            raise BoundError("cost", self._bounds.cost, cost)
        return cost

    async def _long(self, prepared: Prepared, graph: KnowledgeGraph, asked: Request, provenance: bool) -> Outcome:
        context = Context(graph)
        cost = self._measured(prepared, asked.variables)
        operation = _name(prepared)
        if self._shared is not None:
            shown = (code_version(), graph.fingerprint, context.today, provenance)
            key = fingerprint(*shown, asked.query, operation, encoded(asked.variables))
            body = await self._shared.get(key)
            if body is not None:
                metrics.answer_from("shared")
                return Outcome(body, operation=operation)
        timer = asyncio.get_running_loop().call_later(self._settings.deadline, context.expire)
        try:
            outcome: Outcome = await self._beside(_answered, prepared, context, asked.variables, provenance, cost)
        finally:
            timer.cancel()
        if self._shared is not None and outcome.was_run and not outcome.codes:
            await self._shared.keep(key, outcome.body)
        return outcome

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


def _answered(
    prepared: Prepared, context: Context, variables: Mapping[str, Any], provenance: bool, cost: int
) -> Outcome:
    told = None if prepared.errors else cost
    given = answer(prepared, context, variables, provenance=provenance, cost=told, in_parts=True)
    return _outcome(given, prepared)


def _outcome(given: Answer, prepared: Prepared) -> Outcome:
    codes = frozenset(error["extensions"]["code"] for error in given.errors) if given.errors else _NONE
    return Outcome(encoded(given.as_dict()), given.was_run, codes, _name(prepared))


def _name(prepared: Prepared) -> str | None:
    return prepared.operation.name.value if prepared.operation and prepared.operation.name else None
