"""Literals with variables in them: compiled once, and built in each request without graphql-core."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from typing import Any, Final

from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    coerce_input_literal,
    is_leaf_type,
)

from .strawberry_adapter import (
    LazyType,
    StrawberryList,
    StrawberryMaybe,
    StrawberryOptional,
    config_of,
    convert_argument,
    has_object_definition,
    scalars_of,
)

Build = Callable[[Mapping[str, Any]], Any]
"""A function that builds a value, as a Strawberry resolver takes it, from the coerced values of the variables.

It raises LookupError where graphql-core has to build it: the value may be invalid, or depend on a default.
"""


class NotSupported(Exception):
    """A kind of value that only graphql-core and Strawberry can build."""


def has_variables(node: ValueNode) -> bool:
    """Return whether there is a variable in a value."""
    match node:
        case VariableNode():
            return True
        case ListValueNode():
            return any(has_variables(one) for one in node.values)
        case ObjectValueNode():
            return any(has_variables(one.value) for one in node.fields)
    return False


class Builder:
    """The compiler of the literals of a schema.

    Parameters
    ----------
    schema
        A schema made by Strawberry.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        self._config: Final = config_of(schema)
        self._registry: Final = scalars_of(schema)

    def converted(self, value: Any, wanted: Any) -> Any:
        """Convert a value that graphql-core coerced to what a Strawberry resolver takes."""
        return convert_argument(value, wanted, self._registry, self._config)

    def build(self, node: ValueNode, type_: GraphQLInputType, wanted: Any) -> Build:
        """Return the function that builds a value.

        Parameters
        ----------
        node
            The value in the document.
        type_
            Its type in the schema.
        wanted
            The type as Strawberry has it.

        Raises
        ------
        NotSupported
            When the kind of value is not supported.
        """
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        wanted = _bare(wanted)
        if isinstance(node, VariableNode):
            return self._variable(node.name.value, bare, wanted, required=bare is not type_)
        if not has_variables(node):
            return self._constant(node, type_, wanted)
        if isinstance(bare, GraphQLList) and isinstance(wanted, StrawberryList):
            nodes = node.values if isinstance(node, ListValueNode) else (node,)
            return self._list([self.build(one, bare.of_type, wanted.of_type) for one in nodes])
        if isinstance(bare, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
            return self._object(node, bare, wanted)
        raise NotSupported

    def takes_as_it_is(self, type_: GraphQLInputType, wanted: Any) -> bool:
        """Return whether a resolver takes a value of a type as graphql-core coerced it.

        Raises
        ------
        NotSupported
            When the kind of value is not supported.
        """
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        return is_leaf_type(bare) and getattr(_bare(wanted), "__name__", "") != "GlobalID"

    def _variable(self, name: str, bare: GraphQLInputType, wanted: Any, *, required: bool) -> Build:
        as_it_is = self.takes_as_it_is(bare, wanted)

        def variable(coerced: Mapping[str, Any]) -> Any:
            value = coerced[name]
            if value is None:
                if required:
                    raise LookupError(name)
                return None
            return value if as_it_is else self.converted(value, wanted)

        return variable

    def _constant(self, node: ValueNode, type_: GraphQLInputType, wanted: Any) -> Build:
        coerced = coerce_input_literal(node, type_)
        if coerced is Undefined:
            raise NotSupported
        value = self.converted(coerced, wanted)
        return lambda coerced: value

    def _list(self, items: list[Build]) -> Build:
        return lambda coerced: [item(coerced) for item in items]

    def _object(self, node: ObjectValueNode, type_: GraphQLInputObjectType, wanted: Any) -> Build:
        as_it_is = type_.out_type is GraphQLInputObjectType.out_type and not type_.is_one_of
        if not has_object_definition(wanted) or not as_it_is:
            raise NotSupported
        definition = wanted.__strawberry_definition__
        given = {one.name.value: one.value for one in node.fields}
        if definition.from_input is not None or any(
            name not in given and field.default is not None for name, field in type_.fields.items()
        ):
            raise NotSupported
        fields: list[tuple[str, Build]] = []
        for field in definition.fields:
            name = self._config.name_converter.from_field(field)
            if name in given:
                below = field.resolve_type(type_definition=definition)
                fields.append((field.python_name, self.build(given[name], type_.fields[name].type, below)))
        # A field without a default in Python is None when omitted.
        left_out = {
            one.python_name: None
            for one in definition.fields
            if one.default_value is MISSING and one.default_factory is MISSING
        }
        return lambda coerced: wanted(**left_out | {name: build(coerced) for name, build in fields})


def _bare(wanted: Any) -> Any:
    """Return a Strawberry type without its optional and lazy wrappers."""
    while True:
        if isinstance(wanted, StrawberryMaybe):
            raise NotSupported
        if isinstance(wanted, StrawberryOptional):
            wanted = wanted.of_type
        elif isinstance(wanted, LazyType):
            wanted = wanted.resolve_type()
        else:
            return wanted
