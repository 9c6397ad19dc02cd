"""What questions came to, kept with the graph that they were asked of: neither changes, so the same comes again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final

from graphql import GraphQLResolveInfo

from ...graph import KnowledgeGraph
from ...graph.storage.cache_budget import Cache, Share
from .arguments import converted
from .strawberry_adapter import Call, resolver_of

RESULTS: Final = Share("results of resolvers", 0.1)
NOTHING: Final = object()


class ResolverCache:
    """The results of one graph, the least recently used out first.

    Parameters
    ----------
    graph
        The graph that is asked.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._cache: Cache[Hashable, Any] = Cache(RESULTS)

    def lookup(self, function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
        """What a function came to with these arguments; `NOTHING` where that is not kept."""
        return self._cache.get(key_of(function, arguments), NOTHING)

    def resolve(
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
        known = self._cache.get(key, NOTHING)
        if known is not NOTHING:
            return known
        context = run.context
        before, context.dated = context.dated, False
        try:
            found = function(**arguments, **({info: run} if info else {}))
            if not context.dated:
                self._cache.put(key, found)
            return found
        finally:
            context.dated = before or context.dated

    def clear(self) -> None:
        """Keep nothing of what was asked so far."""
        self._cache.clear()


def reuse(next_: Callable[..., Any], root: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
    """Resolve a field with the result that is kept, so that it is not worked out twice where an operation fails."""
    resolver = resolver_of(info.schema, info.parent_type, info.field_name)
    if isinstance(resolver, Call) and resolver.cacheable:
        results: ResolverCache = info.context.graph.derived(ResolverCache)
        field = info.parent_type.fields[info.field_name]
        found = results.lookup(resolver.function, converted(info.schema, field, arguments))
        if found is not NOTHING:
            return found
    return next_(root, info, **arguments)


def key_of(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Hashable:
    """What tells a question from others."""
    return function, frozenset((name, frozen(value)) for name, value in arguments.items())


def frozen(value: Any) -> Hashable:
    """What tells an argument from others, by its value: scalars, enums, and lists and inputs of them."""
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    if dataclasses.is_dataclass(value):
        return type(value), *(frozen(getattr(value, field.name)) for field in dataclasses.fields(value))
    assert isinstance(value, Hashable)
    return value
