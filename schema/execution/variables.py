"""The variables of an operation: coerced directly where they are simple, else by graphql-core."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLFloat,
    GraphQLID,
    GraphQLInputType,
    GraphQLInt,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLString,
    Undefined,
    VariableDefinitionNode,
    coerce_input_value,
    is_input_type,
    type_from_ast,
)
from graphql.execution import VariableValues, get_variable_values

from .plan import Operation

MOST_ERRORS: Final = 50
"""The maximum number of errors of variables; the default of graphql-core."""

_PLAIN: Final[Mapping[str, type]] = {
    GraphQLString.name: str,
    GraphQLID.name: str,
    GraphQLBoolean.name: bool,
    GraphQLInt.name: int,
    GraphQLFloat.name: float,
}


class CoercedVariables:
    """The values of an operation's variables in one request.

    Attributes
    ----------
    coerced : mapping of str to object
        The coerced values, by name.
    """

    __slots__ = ("_all", "_raw", "_variables", "coerced")

    def __init__(
        self,
        variables: Variables,
        raw: Mapping[str, Any],
        coerced: Mapping[str, Any],
        all_: VariableValues | None = None,
    ) -> None:
        self._variables = variables
        self._raw = raw
        self._all = all_
        self.coerced = coerced

    def all(self) -> VariableValues:
        """Return the values as graphql-core has them."""
        if self._all is None:
            found = self._variables.values(self._raw)
            assert isinstance(found, VariableValues)
            self._all = found
        return self._all


class BoundVariables(CoercedVariables):
    """The values of variables, some of which are in place of strings: graphql-core would not know them."""

    __slots__ = ()

    def all(self) -> VariableValues:
        """Raise an error, for graphql-core has to execute the document itself."""
        raise LookupError


class Variables:
    """The variables of an operation, coerced for each request.

    Parameters
    ----------
    operation
        The operation.
    """

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._quick: list[tuple[str, Callable[[Any], Any], bool, Any]] | None = []
        for node in operation.node.variable_definitions or ():
            type_ = type_from_ast(operation.schema, node.type)
            if not is_input_type(type_) or self._quick is None:
                self._quick = None
                break
            required = isinstance(type_, GraphQLNonNull)
            self._quick.append((node.variable.name.value, _coerce(type_), required, _default(operation, node)))

    def coerce(self, raw: Mapping[str, Any]) -> CoercedVariables | list[GraphQLError]:
        """Coerce raw values of the variables, or return the errors."""
        coerced = self._coerced(raw)
        if coerced is not None:
            return CoercedVariables(self, raw, coerced)
        values = self.values(raw)
        return values if isinstance(values, list) else CoercedVariables(self, raw, values.coerced, values)

    def _coerced(self, given: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the coerced values; None where the raw values may be invalid."""
        if self._quick is None:
            return None
        coerced: dict[str, Any] = {}
        try:
            for name, coerce, required, default in self._quick:
                value = given.get(name, Undefined)
                if value is Undefined:
                    if default is _WRONG or (default is Undefined and required):
                        return None
                    if default is not Undefined:
                        coerced[name] = default
                elif value is None:
                    if required:
                        return None
                    coerced[name] = None
                else:
                    value = coerce(value)
                    if value is Undefined:
                        return None
                    coerced[name] = value
        except Exception:  # graphql-core reports the error
            return None
        return coerced

    def values(self, given: Mapping[str, Any]) -> VariableValues | list[GraphQLError]:
        """Return the values of the variables as graphql-core has them, or the errors."""
        nodes = self._operation.node.variable_definitions or ()
        return get_variable_values(self._operation.schema, nodes, dict(given), max_errors=MOST_ERRORS)


_WRONG: Final = object()


def _default(operation: Operation, node: VariableDefinitionNode) -> Any:
    if node.default_value is None:
        return Undefined
    found = get_variable_values(operation.schema, (node,), {})
    return _WRONG if isinstance(found, list) else found.coerced.get(node.variable.name.value, Undefined)


def _coerce(type_: GraphQLInputType) -> Callable[[Any], Any]:
    """Return the function that coerces a value other than null; it returns Undefined or raises for an invalid one."""
    named = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if isinstance(named, GraphQLScalarType) and named.name in _PLAIN:
        usual = _PLAIN[named.name]
        if usual is str:
            return lambda value: value if value.__class__ is str else named.coerce_input_value(value)
        if usual is bool:
            return lambda value: value if value.__class__ is bool else named.coerce_input_value(value)
    if isinstance(named, GraphQLScalarType | GraphQLEnumType):
        return named.coerce_input_value
    return lambda value: Undefined if _deep(value) else coerce_input_value(value, type_)


_DEEP: Final = 20


def _deep(value: Any, depth: int = 0) -> bool:
    """Return whether a value is nested so deeply that graphql-core has to decide whether it is valid."""
    if depth > _DEEP:
        return True
    if isinstance(value, dict):
        return any(_deep(one, depth + 1) for one in value.values())
    return isinstance(value, list | tuple) and any(_deep(one, depth + 1) for one in value)
