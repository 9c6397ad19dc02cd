"""The runtime of a compiled operation in one request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
import strawberry
from graphql import FieldNode, GraphQLError, located_error

from ...graph.errors import QueryError
from ...graph.queries.provenance import sources_behind
from ..context import Context, OperationTimeout
from ..quick_parse.document_shape import is_lifted
from .encoded_parts_cache import Entries, FragmentCache
from .resolver_cache import ResolverCache
from .variables import CoercedVariables

if TYPE_CHECKING:
    from .plan import Field
    from .specialize import Specialization


class Binding(NamedTuple):
    """A document of a shape, as its compiled operation takes it; see `quick_parse.shape_cache`.

    Attributes
    ----------
    strings : mapping of str to object
        The coerced values of its strings, by the variables in their place.
    aliases : mapping of str to str
        Its aliases of fields of the root, by those of the shape.
    moved : callable
        Returns a field of the shape as a field of the document.
    """

    strings: Mapping[str, Any]
    aliases: Mapping[str, str]
    moved: Callable[[FieldNode], FieldNode]


class Run(strawberry.Info[Context, Any]):
    """The execution of one request. It is the `info` of resolvers, of which it has the context only.

    Parameters
    ----------
    form
        The specialization.
    context
        The context of the operation.
    variables
        The values of its variables.
    binding
        The document, where the operation is compiled for its shape.

    Attributes
    ----------
    variables : mapping of str to object
        The values of its variables, coerced.
    errors : list of GraphQLError
        The errors of fields of the root, which are null.
    """

    context: Any = None

    def __init__(
        self, form: Specialization, context: Context, variables: CoercedVariables, binding: Binding | None = None
    ) -> None:
        self.context = context
        self._form = form
        self.variables = variables.coerced
        self._variables = variables
        self._arguments: dict[int, Mapping[str, Any]] = {}
        self._open: dict[int, Entries] = {}
        self.errors: list[GraphQLError] = []
        self._binding = binding

    def __getattr__(self, name: str) -> Any:
        # A resolver that reads more of `info` is executed by graphql-core.
        raise LookupError(name)

    @property
    def results(self) -> ResolverCache:
        """The cached results of resolvers."""
        cached: ResolverCache = self.context.graph.cached(ResolverCache)
        return cached

    def check_time(self) -> None:
        """Raise an error if the time of the operation is up."""
        if self.context.expired:
            raise OperationTimeout

    def attempt(self, field: Field, resolve: Callable[[], Any]) -> Any:
        """Return the value of a nullable field of the root; None where the client's query is wrong."""
        try:
            return resolve()
        except QueryError as error:
            binding = self._binding
            key = self.alias(field.key) if is_lifted(field.key) else field.key
            nodes = field.nodes if binding is None else list(map(binding.moved, field.nodes))
            self.errors.append(located_error(error, nodes, [key]))
            return None

    def alias(self, key: str) -> str:
        """Return the alias in the document of a field of the root."""
        assert self._binding is not None
        return self._binding.aliases[key]

    def record_sources(self, source: object, name: str) -> None:
        """Record the sources behind a field."""
        self.context.sources.update(dict.fromkeys(sources_behind(source, name)))

    def arguments(self, place: int) -> Mapping[str, Any]:
        """Return the arguments of a field that depend on variables."""
        known = self._arguments.get(place)
        if known is None:
            known = self._arguments[place] = self._form.arguments[place].varying_values(self._variables)
        return known

    def constant(self, place: int) -> Any:
        """Return a constant result of introspection."""
        return self._form.constant(place)

    def cached(self, place: int, record: object) -> orjson.Fragment:
        """Return the encoded selection of a record."""
        try:
            return self._open[place][id(record)]
        except KeyError:
            entries = self._entries(place)
            return entries.get(id(record)) or self._encode(place, entries, record)

    def all_cached(self, place: int, records: Sequence[object]) -> list[orjson.Fragment]:
        """Return the encoded selections of some records."""
        entries = self._entries(place)
        try:
            return list(map(entries.__getitem__, map(id, records)))
        except KeyError:
            return [entries.get(id(record)) or self._encode(place, entries, record) for record in records]

    def _entries(self, place: int) -> Entries:
        """Return the cached parts of a selection."""
        entries = self._open.get(place)
        if entries is None:
            memo: FragmentCache = self.context.graph.cached(FragmentCache)
            entries = self._open[place] = memo.open(self._form.dispatches[place], self.context)
        return entries

    def _encode(self, place: int, entries: Entries, record: object) -> orjson.Fragment:
        """Encode the selection of a record, and cache it."""
        select, context = self._form.dispatches[place], self.context
        memo: FragmentCache = context.graph.cached(FragmentCache)
        before, context.dated = context.dated, False
        part = orjson.dumps(select[record.__class__](self, record))
        dated = context.today if context.dated else None
        context.dated = before or dated is not None
        return memo.put(select, entries, record, part, dated)
