"""The context of an operation: the graph, the day and the time limit."""

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
    """Return the current day in UTC."""
    return _day(int(time()) // _SECONDS)


@lru_cache(2)
def _day(number: int) -> date:
    """Return a day by its number since 1970; it is nearly always the same for each request."""
    return date.fromordinal(_FIRST + number)


class OperationTimeout(ClemencyGraphError, GraphQLError):
    """An operation that exceeded its time limit."""

    def __init__(self) -> None:
        message = "The operation exceeded its time limit; request smaller pages or fewer fields."
        super().__init__(message, extensions={"code": "DEADLINE_EXCEEDED"})


@dataclass(slots=True)
class Context:
    """The context of an operation: the graph, the current day, the sources that it used, and whether its time is up."""

    graph: KnowledgeGraph
    day: date = field(default_factory=today)
    """The day of the request; resolvers read `today`, which records that they did."""
    sources: dict[str, None] = field(default_factory=dict)
    expired: bool = False
    """Whether the time is up; resolvers that query the graph check it first."""
    dated: bool = False
    """Whether the response depends on the day: set as soon as a resolver reads `today`."""

    @property
    def today(self) -> date:
        """The day of the request."""
        self.dated = True
        return self.day

    def today_for(self, asked: date) -> date:
        """Return the day of the request for a field about a day: only one to come makes the response depend on it."""
        return self.today if asked > self.day else self.day

    def expire(self) -> None:
        """End the operation at its next step; safe to call from any thread."""
        self.expired = True

    def check_time(self) -> None:
        """Raise an error if the time of the operation is up."""
        if self.expired:
            raise OperationTimeout


def check_time(next_: Callable[..., Any], root: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> object:
    """Resolve a field, unless the time of the operation is up."""
    info.context.check_time()
    return next_(root, info, **arguments)


Info = strawberry.Info[Context, Any]
