"""The arguments of a field: converted once where they are constant, else once in each request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, Final

from graphql import (
    ArgumentNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
    VariableNode,
)
from graphql.execution import VariableValues

from .literals_with_variables import Build, Builder, NotSupported, has_variables
from .plan import Field
from .strawberry_adapter import (
    StrawberryArgument,
    coerce_argument,
    config_of,
    convert_arguments,
    scalars_of,
    strawberry_field,
)
from .variables import CoercedVariables


def are_constant(arguments: tuple[ArgumentNode, ...] | None) -> bool:
    """Return whether no argument holds a variable."""
    return not any(has_variables(one.value) for one in arguments or ())


def converted(schema: GraphQLSchema, field: GraphQLField, arguments: dict[str, Any]) -> dict[str, Any]:
    """Convert arguments that graphql-core has coerced to those of the field's function."""
    definition = strawberry_field(field)
    assert definition is not None
    return convert_arguments(arguments, definition.arguments, scalars_of(schema), config_of(schema))


class Argument:
    """An argument of a Strawberry field, as the field's function takes it.

    Parameters
    ----------
    schema
        The schema of the field.
    field
        The selected field.
    name
        The argument's name in the schema.
    definition
        The argument as Strawberry has it.
    required
        The variables of the operation that always have a value.

    Attributes
    ----------
    variable : str or None
        The variable whose coerced value is the argument, in every request; None where it is not that simple.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        field: Field,
        name: str,
        definition: StrawberryArgument,
        required: Collection[str] = (),
    ) -> None:
        self.name = definition.python_name
        self._field = field
        self._graphql_name = name
        self._graphql: GraphQLArgument = field.definition.args[name]
        self._node = next((one for one in field.node.arguments or () if one.name.value == name), None)
        builder = Builder(schema)
        self._converted: Callable[[Any], Any] = lambda value: builder.converted(value, definition.type)
        self.is_constant = self._node is None or not has_variables(self._node.value)
        self._build: Build | None = None
        self.variable: str | None = None
        if self._node is not None and not self.is_constant:
            try:
                self._build = builder.build(self._node.value, self._graphql.type, definition.type)
                self.variable = self._as_it_is(builder, definition, required)
            except NotSupported:
                pass

    def _as_it_is(self, builder: Builder, definition: StrawberryArgument, required: Collection[str]) -> str | None:
        value = self._node.value if self._node else None
        if not isinstance(value, VariableNode) or value.name.value not in required:
            return None
        return value.name.value if builder.takes_as_it_is(self._graphql.type, definition.type) else None

    def constant(self) -> Any:
        """Return the constant value; Undefined where the argument is omitted and has no default.

        Raises
        ------
        Exception
            When the value is invalid.
        """
        return self._coerced(None)

    def value(self, given: CoercedVariables) -> Any:
        """Return the value for the values of the variables; Undefined where it is omitted and has no default."""
        if self._build is not None:
            try:
                return self._build(given.coerced)
            except LookupError:
                pass
        return self._coerced(given.all())

    def _coerced(self, values: VariableValues | None) -> Any:
        given: dict[str, Any] = {}
        coerce_argument(given, self._field.node, self._graphql_name, self._graphql, self._node, values, None)
        for found in given.values():
            return self._converted(found)
        return Undefined


def arguments_of(schema: GraphQLSchema, field: Field, required: Collection[str] = ()) -> Arguments:
    """Return the arguments of a field; those of a field that is given none are the same in every operation.

    Raises
    ------
    Exception
        When a constant argument is invalid.
    """
    if field.node.arguments:
        return Arguments(schema, field, required)
    key = (schema, field.parent, field.name)
    known = _defaults.get(key)
    if known is None:
        known = _defaults[key] = Arguments(schema, field)
    return known


_defaults: Final[dict[tuple[GraphQLSchema, GraphQLObjectType, str], Arguments]] = {}


@lru_cache(maxsize=10_000)
def _definitions(
    schema: GraphQLSchema, type_: GraphQLObjectType, name: str
) -> tuple[tuple[str, StrawberryArgument], ...]:
    """Return the arguments of a Strawberry field of a type, with their names in the schema."""
    definition = strawberry_field(type_.fields[name])
    assert definition is not None
    name_of = config_of(schema).name_converter.from_argument
    return tuple((name_of(one), one) for one in definition.arguments)


class Arguments:
    """The arguments of a Strawberry field.

    Attributes
    ----------
    constant : mapping of str to object
        Those that are the same in every request, by their names in the function; the function never changes them.
    sure : mapping of str to str
        The variables whose coerced values are arguments in every request, by the names in the function.
    varying : tuple of Argument
        The others.

    Raises
    ------
    Exception
        When a constant argument is invalid.
    """

    def __init__(self, schema: GraphQLSchema, field: Field, required: Collection[str] = ()) -> None:
        found = [
            Argument(schema, field, name, one, required) for name, one in _definitions(schema, field.parent, field.name)
        ]
        values = {one.name: one.constant() for one in found if one.is_constant}
        self.constant: Final[Mapping[str, Any]] = {
            name: value for name, value in values.items() if value is not Undefined
        }
        self.sure: Final = {one.name: one.variable for one in found if one.variable is not None}
        self.varying: Final = tuple(one for one in found if not one.is_constant and one.variable is None)

    def varying_values(self, given: CoercedVariables) -> Mapping[str, Any]:
        """Return the varying arguments for the values of the variables, by their names in the function.

        Raises
        ------
        Exception
            When an argument is invalid.
        """
        found = ((one.name, one.value(given)) for one in self.varying)
        return {name: value for name, value in found if value is not Undefined}
