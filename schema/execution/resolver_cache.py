"""What questions came to, kept with the graph that they were asked of: neither changes, so the same comes again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Any, Final

from cachetools import LRUCache

from ...graph import KnowledgeGraph

MOST_RECORDS: Final = 500_000
"""How many records the results that are kept with a graph may name, each as often as it is named."""
_LEAST: Final = 100
"""What a result counts at the least, so that their number is bounded too."""
NOTHING: Final = object()


class Results:
    """The results of one graph, the least recently used out first.

    Parameters
    ----------
    graph
        The graph that is asked.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._kept: LRUCache[Hashable, Any] = LRUCache(MOST_RECORDS, named)
        self._lock = Lock()

    def known(self, function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
        """What a function came to with these arguments; `NOTHING` where that is not kept."""
        with self._lock:
            return self._kept.get(key_of(function, arguments), NOTHING)

    def of(
        self,
        function: Callable[..., Any],
        arguments: Mapping[str, Any],
        run: Any,
        info: str | None,
        key: Hashable | None = None,
    ) -> Any:
        """What a function of the root comes to.

        Parameters
        ----------
        function
            A function that asks the graph and the day, and nothing else that may change.
        arguments
            Its arguments, without the info.
        run
            What stands for the info. What is read while the day is, is not kept.
        info
            The name of the argument that is given the info; None where the function takes none.
        key
            The key of the question, where it is known already.
        """
        if key is None:
            key = key_of(function, arguments)
        try:
            with self._lock:
                return self._kept[key]
        except KeyError:
            pass
        context = run.context
        before, context.dated = context.dated, False
        try:
            found = function(**arguments, **({info: run} if info else {}))
            if not context.dated and named(found) <= MOST_RECORDS / 8:
                with self._lock:
                    self._kept[key] = found
            return found
        finally:
            context.dated = before or context.dated

    def forget(self) -> None:
        """Keep nothing of what was asked so far."""
        with self._lock:
            self._kept.clear()


def key_of(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Hashable:
    """What tells a question from others."""
    return function, frozenset((name, frozen(value)) for name, value in arguments.items())


def named(result: Any) -> int:
    """About how many records a result names."""
    results = result if isinstance(result, list | tuple) else (result,)
    parts = (part for one in results for part in _parts(one) if isinstance(part, list | tuple))
    return max(_LEAST, len(results) + sum(map(len, parts)))


def _parts(result: Any) -> Iterable[Any]:
    if isinstance(result, tuple):
        return result
    names = (field.name for field in dataclasses.fields(result)) if dataclasses.is_dataclass(result) else ()
    return (getattr(result, name) for name in names)


def frozen(value: Any) -> Hashable:
    """What tells an argument from others, by its value: scalars, enums, and lists and inputs of them."""
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    if dataclasses.is_dataclass(value):
        return type(value), *(frozen(getattr(value, field.name)) for field in dataclasses.fields(value))
    assert isinstance(value, Hashable)
    return value
