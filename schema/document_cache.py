"""Prepared documents: parsed, checked against the limits, validated and measured. They are cached on their second use.

Queries with inlined literals rarely repeat; caching them would evict those that do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    validate,
)

from ..graph.storage.cache_budget import Cache, Share, weigh
from .build import schema
from .cache_admission import Admission
from .execution import Compiled, compile_operation
from .execution.plan import weight_of
from .execution.strawberry_adapter import core_of
from .quick_parse import SWITCH, Tokens, tokens_of
from .quick_parse.shape_cache import Bound, bind
from .validation.cost import Cost, amount, cost_of
from .validation.error_messages import reword
from .validation.limits import UNBOUNDED, LimitExceeded, Limits
from .validation.parsing import parse_document
from .validation.private_arguments import fields_with_private, in_document, may_be_private
from .validation.quick_accept import accepts

DOCUMENTS: Final = Share("prepared documents", 0.15)
_MOST_ERRORS: Final = 20
"""The maximum number of errors that are reported for a document."""
_LONGEST_ERROR: Final = 1_000
"""Characters of an error message at most; some repeat the whole value that they are about."""
_LONGEST_NAME: Final = 200
"""Characters of the names of operations in an error message at most."""


@dataclass(slots=True, eq=False)
class Prepared:
    """An operation of a document that is ready to be executed, or the errors of the document.

    Attributes
    ----------
    document : DocumentNode or None
        The document; None where it could not be parsed.
    operation : OperationDefinitionNode or None
        The operation to execute; None where there is an error.
    errors : list of GraphQLError
        Why it cannot be executed; empty where it can.
    cost : Cost
        Its cost, in which the sizes that variables give are still open; see `cost`.
    compiled : Compiled or None
        The compiled operation; None where graphql-core executes it.
    weight : int
        Its weight in bytes when it was last put into the cache.
    private : bool
        Whether it has a field with a private argument, or may have one that cannot be parsed.
    """

    document: DocumentNode | None
    operation: OperationDefinitionNode | None
    errors: list[GraphQLError]
    cost: Cost = field(default_factory=dict)
    compiled: Compiled | None = None
    weight: int = 0
    private: bool = False

    @property
    def name(self) -> str | None:
        """The name of the operation."""
        return self.operation.name.value if self.operation and self.operation.name else None

    def amount(self, variables: Mapping[str, Any]) -> int:
        """Return the cost of the operation with values for its variables."""
        return amount(self.cost, variables)

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes, which grows with the ways in which it is executed."""
        if self.compiled is not None:
            return _COST * len(self.cost) + self.compiled.weight_in_bytes
        document = weight_of(self.document) if self.document is not None else 0
        return _COST * len(self.cost) + document + sum(weigh(error.message) + 1_000 for error in self.errors)


_COST: Final = 300
"""Bytes that each product of sizes in a cost takes."""
_Key = tuple[str, str | None, Limits]
_cache: Final[Cache[_Key, Prepared]] = Cache(DOCUMENTS)
_admission: Final = Admission()


def prepare(query: str, operation_name: str | None = None, limits: Limits = UNBOUNDED) -> Prepared:
    """Prepare an operation for execution; it is cached when the same document comes a second time.

    Parameters
    ----------
    query
        A GraphQL document.
    operation_name
        The operation of the document, where it has several.
    limits
        The limits on the document; its cost is checked when the values of its variables are known.
    """
    known = ready(query, operation_name, limits)
    if known is None:
        known = _prepare(query, operation_name, limits, _tokens_of(query, limits))
        key = (query, operation_name, limits)
        # With an error, the document may have a private value in it.
        if not (known.private and known.errors) and _admission.admits(key):
            _keep(key, known)
    return known


def prepare_to_run(query: str, operation_name: str | None, limits: Limits) -> Prepared | Bound:
    """Prepare an operation for one execution: one that is new and of a known shape is not parsed."""
    known = ready(query, operation_name, limits)
    if known is not None:
        return known
    if may_be_private(core_schema(), query):
        # The strings of a shape may be kept; a private one never is.
        return prepare(query, operation_name, limits)
    key = (query, operation_name, limits)
    repeated = _admission.admits(key)
    tokens = _tokens_of(query, limits)
    if tokens is not None and not repeated:
        bound = bind(core_schema(), query, operation_name, limits, tokens)
        if bound is not None:
            return bound
    known = _prepare(query, operation_name, limits, tokens)
    if repeated:
        _keep(key, known)
    return known


def whole_of(prepared: Prepared | Bound) -> Prepared:
    """Return an operation that is prepared by itself, whatever its shape."""
    if isinstance(prepared, Prepared):
        return prepared
    return _prepare(prepared.text, prepared.operation_name, prepared.limits, prepared.tokens)


def _tokens_of(query: str, limits: Limits) -> Tokens | None:
    """Return the tokens of a document; None where graphql-core has to read it."""
    if not SWITCH.on:
        return None
    tokens = tokens_of(query)
    # Comments count too.
    return tokens if tokens is not None and len(tokens.texts) + query.count("#") <= limits.tokens else None


def ready(query: str, operation_name: str | None, limits: Limits) -> Prepared | None:
    """Return the prepared operation, where it is in the cache."""
    key = (query, operation_name, limits)
    known: Prepared | None = _cache.get(key)
    if known is not None and known.compiled is not None and known.weight != known.weight_in_bytes:
        _keep(key, known)
    return known


def _keep(key: _Key, prepared: Prepared) -> None:
    prepared.weight = prepared.weight_in_bytes
    _cache.put(key, prepared, weigh(key) + prepared.weight)


def core_schema() -> GraphQLSchema:
    """Return the schema as graphql-core has it."""
    return core_of(schema())


def _prepare(query: str, operation_name: str | None, limits: Limits, tokens: Tokens | None) -> Prepared:
    try:
        document = parse_document(query, limits, tokens)
    except GraphQLError as error:
        return Prepared(None, None, [_shorten(error, limits)], private=may_be_private(core_schema(), query))
    private = fields_with_private(core_schema(), document) if may_be_private(core_schema(), query) else []
    if literals := in_document(core_schema(), document, private):
        return Prepared(document, None, [*literals], private=True)
    try:
        operation = _select_operation(document, operation_name)
    except GraphQLError as error:
        return Prepared(document, None, [error], private=bool(private))
    accepted = accepts(core_schema(), document, operation)
    if not accepted and tokens is not None:
        # The errors have places, which names do not have that were read quickly.
        return _prepare(query, operation_name, limits, None)
    errors = [] if accepted else validate(core_schema(), document, max_errors=_MOST_ERRORS)
    if errors:
        reworded = [_shorten(reword(core_schema(), error), limits) for error in errors]
        return Prepared(document, None, reworded, private=bool(private))
    cost = cost_of(core_schema(), document, operation)
    compiled = compile_operation(core_schema(), document, operation)
    return Prepared(document, operation, [], cost, compiled, private=bool(private))


def _shorten(error: GraphQLError, limits: Limits) -> GraphQLError:
    if error.message == "Validation aborted.":
        # graphql-core gives up on comparing fields with this message.
        return LimitExceeded("repeats", limits.repeats, None)
    if len(error.message) <= _LONGEST_ERROR:
        return error
    if isinstance(error, GraphQLSyntaxError) and error.source and error.positions:
        return GraphQLSyntaxError(
            error.source, next(iter(error.positions)), f"{error.description[:_LONGEST_ERROR]} ..."
        )
    return GraphQLError(f"{error.message[:_LONGEST_ERROR]} ...", error.nodes)


def _select_operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """Return the operation to execute: the one of that name, or the only one.

    Raises
    ------
    GraphQLError
        When there is none, or several and none is named, or it is not a query.
    """
    found = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    named = {one.name.value: one for one in found if one.name}
    if name is not None:
        if name not in named:
            raise _unresolved(f"The document has no operation named {_short(name)!r}; it has {_list(named)}.")
        operation = named[name]
    elif len(found) == 1:
        operation = found[0]
    elif found:
        raise _unresolved(f"The document has several operations; name the one to run in operationName: {_list(named)}.")
    else:
        raise _unresolved("The document has no operation, only fragments.")
    if operation.operation is not OperationType.QUERY:
        raise GraphQLError(f"A {operation.operation.value} is not supported: everything can be asked, nothing changed.")
    return operation


def _unresolved(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "OPERATION_RESOLUTION_FAILURE"})


def _list(names: dict[str, OperationDefinitionNode]) -> str:
    return _short(", ".join(names)) or "none with a name"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]} ..."
