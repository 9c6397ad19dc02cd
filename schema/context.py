"""What every resolver is given: the graph, and the day on which the question is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from time import time
from typing import Any, Final

import strawberry
from graphql import GraphQLError, GraphQLResolveInfo

from ..graph import KnowledgeGraph
from ..graph.errors import ClemencyGraphError

_FIRST: Final = date(1970, 1, 1).toordinal()
_SECONDS: Final = 24 * 60 * 60


def today() -> date:
    """Today, in UTC."""
    return _day(int(time()) // _SECONDS)


@lru_cache(2)
def _day(number: int) -> date:
    """A day by its number since 1970: asked for with each request, and nearly always the same."""
    return date.fromordinal(_FIRST + number)


class OperationTimeout(ClemencyGraphError, GraphQLError):
    """An operation that exceeded its time limit."""

    def __init__(self) -> None:
        message = "The operation exceeded its time limit; request smaller pages or fewer fields."
        super().__init__(message, extensions={"code": "DEADLINE_EXCEEDED"})


@dataclass(slots=True)
class Context:
    """What an operation is run with: the graph, today, the sources that it used, and whether its time is up."""

    graph: KnowledgeGraph
    day: date = field(default_factory=today)
    """The day on which the question is asked; resolvers read `today`, so that it is known who did."""
    sources: dict[str, None] = field(default_factory=dict)
    expired: bool = False
    """Whether the time is up; the operation looks at it before it asks the graph."""
    dated: bool = False
    """Whether the answer hangs on the day: set as soon as anyone reads `today`."""

    @property
    def today(self) -> date:
        """The day on which the question is asked."""
        self.dated = True
        return self.day

    def expire(self) -> None:
        """End the operation at its next step: called by whoever holds the clock, from any thread."""
        self.expired = True

    def check_time(self) -> None:
        """Raise an error if the time of the operation is up."""
        if self.expired:
            raise OperationTimeout


def in_time(next_: Callable[..., Any], root: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> object:
    """Resolve a field of an operation whose time is not up."""
    info.context.check_time()
    return next_(root, info, **arguments)


Info = strawberry.Info[Context, Any]
