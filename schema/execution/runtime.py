"""What the functions of an operation are given in one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
import strawberry

from ...graph.queries.provenance import sources_behind
from ..context import Context, OperationTimeout
from .fragment_cache import Entries, Memo
from .resolver_cache import Results
from .variables import Given

if TYPE_CHECKING:
    from .specialize import Form


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

    def __init__(self, form: Form, context: Context, variables: Given) -> None:
        self.context = context
        self._form = form
        self.variables = variables.coerced
        self._variables = variables
        self._given: dict[int, Mapping[str, Any]] = {}
        self._open: dict[int, Entries] = {}

    def __getattr__(self, name: str) -> Any:
        # A resolver that wants to know more is called by the book, with the true info.
        raise LookupError(name)

    @property
    def results(self) -> Results:
        """What questions to the graph came to before."""
        return self.context.graph.derived(Results)  # type: ignore[no-any-return]

    def in_time(self) -> None:
        """Go on only while there is time."""
        if self.context.expired:
            raise OperationTimeout

    def note(self, source: object, name: str) -> None:
        """Note the sources behind a field."""
        self.context.sources.update(dict.fromkeys(sources_behind(source, name)))

    def given(self, place: int) -> Mapping[str, Any]:
        """The arguments of a field that hang on variables."""
        known = self._given.get(place)
        if known is None:
            known = self._given[place] = self._form.arguments[place].varied(self._variables)
        return known

    def once(self, place: int) -> Any:
        """The answer to a question about the schema."""
        return self._form.answered_once(place)

    def kept(self, place: int, record: object) -> orjson.Fragment:
        """The encoded answer to what is asked of a record."""
        try:
            return self._open[place][id(record)]
        except KeyError:
            entries = self._entries(place)
            return entries.get(id(record)) or self._worked_out(place, entries, record)

    def all_kept(self, place: int, records: Sequence[object]) -> list[orjson.Fragment]:
        """The encoded answers to what is asked of some records."""
        entries = self._entries(place)
        try:
            return list(map(entries.__getitem__, map(id, records)))
        except KeyError:
            return [entries.get(id(record)) or self._worked_out(place, entries, record) for record in records]

    def _entries(self, place: int) -> Entries:
        """What is kept of a selection."""
        entries = self._open.get(place)
        if entries is None:
            memo: Memo = self.context.graph.derived(Memo)
            entries = self._open[place] = memo.open(self._form.shelves[place], self.context)
        return entries

    def _worked_out(self, place: int, entries: Entries, record: object) -> orjson.Fragment:
        """The answer to what is asked of a record, encoded and kept."""
        select, context = self._form.shelves[place], self.context
        memo: Memo = context.graph.derived(Memo)
        before, context.dated = context.dated, False
        part = orjson.dumps(select[record.__class__](self, record))
        dated = context.today if context.dated else None
        context.dated = before or dated is not None
        return memo.put(select, entries, record, part, dated)
