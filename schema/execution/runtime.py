"""What the functions of an operation are given in one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
import strawberry

from ...graph.queries.provenance import sources_behind
from ..context import Context, OperationTimeout
from .fragment_cache import Entries, FragmentCache
from .resolver_cache import ResolverCache
from .variables import CoercedVariables

if TYPE_CHECKING:
    from .specialize import Specialization


class Run(strawberry.Info[Context, Any]):
    """One request. It stands in for the info that resolvers are given, of which it has the context and nothing else.

    Parameters
    ----------
    form
        What is run.
    context
        What it is run with.
    variables
        The values of its variables.

    Attributes
    ----------
    variables : mapping of str to object
        The values of its variables, coerced.
    """

    context: Any = None

    def __init__(self, form: Specialization, context: Context, variables: CoercedVariables) -> None:
        self.context = context
        self._form = form
        self.variables = variables.coerced
        self._variables = variables
        self._arguments: dict[int, Mapping[str, Any]] = {}
        self._open: dict[int, Entries] = {}

    def __getattr__(self, name: str) -> Any:
        # A resolver that wants to know more is called by the book, with the true info.
        raise LookupError(name)

    @property
    def results(self) -> ResolverCache:
        """What questions to the graph came to before."""
        return self.context.graph.derived(ResolverCache)  # type: ignore[no-any-return]

    def check_time(self) -> None:
        """Go on only while there is time."""
        if self.context.expired:
            raise OperationTimeout

    def record_sources(self, source: object, name: str) -> None:
        """Note the sources behind a field."""
        self.context.sources.update(dict.fromkeys(sources_behind(source, name)))

    def arguments(self, place: int) -> Mapping[str, Any]:
        """The arguments of a field that hang on variables."""
        known = self._arguments.get(place)
        if known is None:
            known = self._arguments[place] = self._form.arguments[place].varying_values(self._variables)
        return known

    def constant(self, place: int) -> Any:
        """The answer to a question about the schema."""
        return self._form.constant(place)

    def cached(self, place: int, record: object) -> orjson.Fragment:
        """The encoded answer to what is asked of a record."""
        try:
            return self._open[place][id(record)]
        except KeyError:
            entries = self._entries(place)
            return entries.get(id(record)) or self._encode(place, entries, record)

    def all_cached(self, place: int, records: Sequence[object]) -> list[orjson.Fragment]:
        """The encoded answers to what is asked of some records."""
        entries = self._entries(place)
        try:
            return list(map(entries.__getitem__, map(id, records)))
        except KeyError:
            return [entries.get(id(record)) or self._encode(place, entries, record) for record in records]

    def _entries(self, place: int) -> Entries:
        """What is kept of a selection."""
        entries = self._open.get(place)
        if entries is None:
            memo: FragmentCache = self.context.graph.derived(FragmentCache)
            entries = self._open[place] = memo.open(self._form.dispatches[place], self.context)
        return entries

    def _encode(self, place: int, entries: Entries, record: object) -> orjson.Fragment:
        """The answer to what is asked of a record, encoded and kept."""
        select, context = self._form.dispatches[place], self.context
        memo: FragmentCache = context.graph.derived(FragmentCache)
        before, context.dated = context.dated, False
        part = orjson.dumps(select[record.__class__](self, record))
        dated = context.today if context.dated else None
        context.dated = before or dated is not None
        return memo.put(select, entries, record, part, dated)
