"""The results of expensive resolvers, cached with the graph: it does not change, so neither do they."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final

from graphql import GraphQLResolveInfo

from ...graph import KnowledgeGraph
from ...graph.storage.cache_budget import Cache, Share, weigh
from .arguments import converted
from .strawberry_adapter import Call, resolver_of

RESULTS: Final = Share("results of resolvers", 0.1)
NOTHING: Final = object()


class ResolverCache:
    """The results of the resolvers of one graph.

    Parameters
    ----------
    graph
        The graph.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._cache: Cache[Hashable, Any] = Cache(RESULTS)

    def lookup(self, function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
        """Return the cached result of a call; `NOTHING` where there is none."""
        return self._cache.get(key_of(function, arguments), NOTHING)

    def resolve(
        self,
        function: Callable[..., Any],
        arguments: Mapping[str, Any],
        run: Any,
        info: str | None,
        key: Hashable | None = None,
    ) -> Any:
        """Return the result of a resolver of the root, cached where it may be.

        Parameters
        ----------
        function
            A function that depends on its arguments, the graph and the day only.
        arguments
            Its arguments, without `info`.
        run
            The value of `info`. A result is not cached if the function reads the day.
        info
            The name of the argument that takes `info`; None where there is none.
        key
            The cache key, where it is known.
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
                self._cache.put(key, found, weigh(key) + weigh(found, of_graph=True))
            return found
        finally:
            context.dated = before or context.dated

    def clear(self) -> None:
        """Evict all results."""
        self._cache.clear()


def reuse(next_: Callable[..., Any], root: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
    """Resolve a field with its cached result, so that it is not computed twice where an operation fails."""
    resolver = resolver_of(info.schema, info.parent_type, info.field_name)
    if isinstance(resolver, Call) and resolver.cacheable:
        results: ResolverCache = info.context.graph.cached(ResolverCache)
        field = info.parent_type.fields[info.field_name]
        found = results.lookup(resolver.function, converted(info.schema, field, arguments))
        if found is not NOTHING:
            return found
    return next_(root, info, **arguments)


def key_of(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Hashable:
    """Return the cache key of a call."""
    return function, frozenset((name, frozen(value)) for name, value in arguments.items())


def frozen(value: Any) -> Hashable:
    """Return a hashable form of an argument: scalars, enums, and lists and inputs of them."""
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    if dataclasses.is_dataclass(value):
        return type(value), *(frozen(getattr(value, field.name)) for field in dataclasses.fields(value))
    assert isinstance(value, Hashable)
    return value
