"""Compiled operations by shape: a document of a known shape is neither parsed nor validated, planned or compiled.

A shape is compiled with a variable in place of each string. What a document of it comes to is either the whole result,
or left to the document itself: where a string is not one that its place takes, or an error occurs below the root.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from graphql import (
    ExecutionResult,
    FieldNode,
    GraphQLSchema,
    OperationDefinitionNode,
    Source,
    StringValueNode,
    Undefined,
)

from ...graph.storage.cache_budget import Cache, Share, weigh
from ..cache_admission import Admission
from ..context import Context
from ..execution import Compiled, compile_operation
from ..execution.runtime import Binding
from ..validation.cost import Cost, amount, cost_of
from ..validation.limits import Limits, exceeded
from ..validation.quick_accept import Coerce, accepted_strings
from .document_shape import Form, form_of, string_name, with_strings, with_variables
from .parser import moved, parse_quickly
from .tokens import Tokens

SHAPES: Final = Share("shapes of documents", 0.07)
_PATIENCE: Final = 3
"""How many documents of a shape in a row may be left to themselves until all are."""
_TOKEN: Final = 200
"""Bytes that a token of a shape takes beside the document."""
_COST: Final = 300
"""Bytes that each product of sizes in a cost takes."""


class Shape:
    """A compiled shape, made by `shape_of`.

    Attributes
    ----------
    name : str or None
        The name of the operation.
    patience : int
        How many more documents may be left to themselves; 0 where all are.
    weight : int
        Its weight in bytes when it was last put into the cache.
    """

    def __init__(
        self, name: str | None, compiled: Compiled, cost: Cost, strings: Mapping[int, Coerce], places: Mapping[int, int]
    ) -> None:
        self.name = name
        self.compiled = compiled
        self.cost = cost
        self.strings = tuple((at, string_name(at), coerce) for at, coerce in strings.items())
        self.places = places
        self.patience = _PATIENCE
        self.weight = 0

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes, which grows with the ways in which it is executed."""
        return _COST * len(self.cost) + _TOKEN * len(self.places) + self.compiled.weight_in_bytes

    def values_of(self, tokens: Tokens) -> dict[str, Any] | None:
        """Return the values of the strings of a document; None where it may be invalid."""
        values: dict[str, Any] = {}
        try:
            for at, name, coerce in self.strings:
                value = coerce(StringValueNode(value=tokens.texts[at][1:-1], block=False))
                if value is Undefined:
                    return None
                values[name] = value
        except Exception:  # validation reports it
            return None
        return values


class Bound:
    """A document of a shape, with its strings and names.

    Parameters
    ----------
    shape
        The shape.
    text, operation_name, limits
        The request, to prepare the document by itself.
    tokens, form
        The document.
    strings
        The values of its strings, as `Shape.values_of` returns them.
    """

    def __init__(
        self,
        shape: Shape,
        text: str,
        operation_name: str | None,
        limits: Limits,
        tokens: Tokens,
        form: Form,
        strings: Mapping[str, Any],
    ) -> None:
        self.text = text
        self.operation_name = operation_name
        self.limits = limits
        self.tokens = tokens
        self._shape = shape
        self._variables = form.variables
        self._binding = Binding(strings, form.aliases, self._moved)

    @property
    def name(self) -> str | None:
        """The name of the operation."""
        return self._shape.name

    @property
    def private(self) -> bool:
        """Whether it has a private value: no document with one is prepared by its shape."""
        return False

    def amount(self, variables: Mapping[str, Any]) -> int:
        """Return the cost of the operation with values for its variables."""
        return amount(self._shape.cost, self._renamed(variables))

    def execute(
        self, context: Context, variables: Mapping[str, Any], *, provenance: bool, encoded: bool
    ) -> ExecutionResult | None:
        """Execute the operation; None where the document has to be executed by itself.

        Parameters
        ----------
        context
            The context of the operation.
        variables
            Raw values of the operation's variables.
        provenance
            Whether the sources behind every value are recorded in the context.
        encoded
            Whether the data are for orjson alone: parts of them may be encoded already.
        """
        form = "provenance" if provenance else "kept" if encoded else "plain"
        result = self._shape.compiled.execute_bound(context, self._renamed(variables), self._binding, form)
        self._shape.patience = self._shape.patience - 1 if result is None else _PATIENCE
        return result

    def _renamed(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        if not variables:
            return {}
        return {name: variables[own] for own, name in self._variables.items() if own in variables}

    def _moved(self, node: FieldNode) -> FieldNode:
        """Return a field of the shape as a field of the document."""
        assert node.loc is not None
        return moved(node, self.tokens.starts[self._shape.places[node.loc.start]], Source(self.text))


_UNKNOWN: Final[Any] = object()
_Key = tuple[str, str | None, Limits]
_cache: Final[Cache[_Key, Shape | None]] = Cache(SHAPES)
_admission: Final = Admission()


def bind(schema: GraphQLSchema, text: str, operation_name: str | None, limits: Limits, tokens: Tokens) -> Bound | None:
    """Return an operation by the shape of its document, which is compiled when it comes a second time.

    Parameters
    ----------
    schema
        The schema.
    text, operation_name, limits
        The request.
    tokens
        The tokens of the document, no more than the limit.

    Returns
    -------
    Bound or None
        None where the document has to be prepared by itself.
    """
    form = form_of(tokens)
    key = (" ".join(form.texts), operation_name, limits)
    shape: Shape | None = _cache.get(key, _UNKNOWN)
    if shape is _UNKNOWN:
        if not _admission.admits(key):
            return None
        shape = shape_of(schema, tokens, form, operation_name, limits)
        if shape is None:
            _cache.put(key, None)
    if shape is None or shape.patience <= 0:
        return None
    if shape.weight != shape.weight_in_bytes:
        shape.weight = shape.weight_in_bytes
        _cache.put(key, shape, weigh(key) + shape.weight)
    values = shape.values_of(tokens)
    return None if values is None else Bound(shape, text, operation_name, limits, tokens, form, values)


def shape_of(
    schema: GraphQLSchema, tokens: Tokens, form: Form, operation_name: str | None, limits: Limits
) -> Shape | None:
    """Compile the shape of a document; None where such documents have to be prepared one by one.

    Parameters
    ----------
    schema
        The schema.
    tokens, form
        The document.
    operation_name
        The operation that is asked for, if any.
    limits
        The limits on the document, but for its tokens, which comments are a part of.
    """
    written = with_strings(form, {at: tokens.texts[at] for at in form.strings})
    document = parse_quickly(written.text, written.tokens)
    if document is None or exceeded(document, limits) is not None:
        return None
    operation = document.definitions[0]
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if len(operations) != 1:
        return None
    (operation,) = operations
    name = operation.name.value if operation.name else None
    if operation_name not in (None, name):
        return None
    found = accepted_strings(schema, document, operation)
    if found is None:
        return None
    strings = {written.places[start]: coerce for start, coerce in found.items()}
    if any(strings.get(at) is None for at in form.strings):
        return None
    lifted = with_variables(form)
    with_them = parse_quickly(lifted.text, lifted.tokens)
    assert with_them is not None
    (again,) = (one for one in with_them.definitions if isinstance(one, OperationDefinitionNode))
    compiled = compile_operation(schema, with_them, again, given=frozenset(map(string_name, form.strings)))
    if compiled is None:
        return None
    coerced = {at: coerce for at in form.strings if (coerce := strings[at]) is not None}
    return Shape(name, compiled, cost_of(schema, document, operation), coerced, lifted.places)
