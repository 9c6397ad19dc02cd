"""What questions came to, kept with the graph that they were asked of: neither changes, so the same comes again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any, Final

from cachetools import LRUCache

from ...graph import KnowledgeGraph

MOST_RESULTS: Final = 500
"""How many results are kept with a graph. A page holds no more than a hundred records, which the graph has anyway."""
_NOTHING: Final = object()


class Results:
    """The results of one graph, the least recently used out first.

    Parameters
    ----------
    graph
        The graph that is asked.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._kept: LRUCache[Hashable, Any] = LRUCache(MOST_RESULTS)
        self._lock = Lock()

    def of(self, function: Callable[..., Any], arguments: Mapping[str, Any], run: Any, info: str | None) -> Any:
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
        """
        key = (function, *((name, frozen(value)) for name, value in arguments.items()))
        with self._lock:
            found = self._kept.get(key, _NOTHING)
        if found is not _NOTHING:
            return found
        context = run.context
        before, context.dated = context.dated, False
        try:
            found = function(**arguments, **({info: run} if info else {}))
            if not context.dated:
                with self._lock:
                    self._kept[key] = found
            return found
        finally:
            context.dated = before or context.dated

    def forget(self) -> None:
        """Keep nothing of what was asked so far."""
        with self._lock:
            self._kept.clear()


def frozen(value: Any) -> Hashable:
    """What tells an argument from others, by its value: scalars, enums, and lists and inputs of them."""
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    if dataclasses.is_dataclass(value):
        return type(value), *(frozen(getattr(value, field.name)) for field in dataclasses.fields(value))
    assert isinstance(value, Hashable)
    return value
