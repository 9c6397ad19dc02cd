"""Flat tables of a schema for validation: its types, fields and arguments, and the variables that each accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any, Final, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLSkipDirective,
    GraphQLType,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    TypeNameMetaFieldDef,
    Undefined,
    assert_valid_schema,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_introspection_type,
)

DEEPEST: Final = 89
"""The maximum depth of selections, fragments included; `validate` gives up at more than twice that."""
_DEPTH: Final = {"fields": 30, "interfaces": 30, "possibleTypes": 30, "inputFields": 30}
"""The depth that lists of introspection count: three nested ones are too deep, as they are invalid."""


class Inputs(NamedTuple):
    """The arguments of a field, or the fields of an input object."""

    places: Mapping[str, Place]
    required: frozenset[str]
    one_of: bool = False


class Place(NamedTuple):
    """The place of a value: its kind, whether it may be null, and the types of variables that it accepts."""

    kind: Kind
    nullable: bool
    takes: frozenset[str]


@dataclass(slots=True, eq=False)
class Kind:
    """The kind of a value other than null: a list, an input object, or the result of a function of a literal."""

    item: Place | None = None
    inputs: Inputs | None = None
    coerce: Callable[[Any], object] | None = None


class Field(NamedTuple):
    """A field; `same` is one object for all fields of one name and type."""

    same: str
    inputs: Inputs
    below: Type | None
    depth: int


@dataclass(slots=True, eq=False)
class Type:
    """An object, interface or union: its fields, and the names of its possible objects."""

    fields: Mapping[str, Field]
    possible: frozenset[str]

    def overlaps(self, other: Type) -> bool:
        """Return whether a value can be of both types."""
        return self is other or not self.possible.isdisjoint(other.possible)


class SchemaTables:
    """The tables of a schema.

    Attributes
    ----------
    types : dict
        The composite types, by name.
    query : Type
        The query type.
    kinds : dict
        The kinds of values, by their types as text, without the last `!`.
    conditions : dict
        The arguments of @skip and @include, by name.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        assert_valid_schema(schema)
        self.kinds: dict[str, Kind] = {}
        composite = {name: one for name, one in schema.type_map.items() if is_composite_type(one)}
        self.types = {name: Type({}, frozenset()) for name in composite}
        for name, one in composite.items():
            possible = (one,) if isinstance(one, GraphQLObjectType) else schema.get_possible_types(one)
            fields = {"__typename": TypeNameMetaFieldDef, **getattr(one, "fields", {})}
            if one is schema.query_type:
                self.query = self.types[name]
                fields |= {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
            self.types[name].possible = frozenset(each.name for each in possible)
            self.types[name].fields = {key: self._field(key, field, one) for key, field in fields.items()}
        # A schema may have other directives of these names.
        known = (one for one in schema.directives if one is GraphQLSkipDirective or one is GraphQLIncludeDirective)
        self.conditions = {one.name: self._inputs(one.args) for one in known}

    def _field(self, name: str, field: GraphQLField, on: GraphQLNamedType) -> Field:
        depth = _DEPTH.get(name, 1) if is_introspection_type(on) else 1
        below = self.types.get(get_named_type(field.type).name)
        return Field(intern(f"{name}: {field.type}"), self._inputs(field.args), below, depth)

    def _inputs(self, given: Mapping[str, GraphQLArgument] | Mapping[str, GraphQLInputField]) -> Inputs:
        places, required = {}, set()
        for name, one in given.items():
            if one.default is not None or one.default_value is not Undefined:
                # A nullable variable is accepted there: the default replaces it where it has no value.
                places[name] = self._place(one.type)._replace(takes=_takes(get_nullable_type(one.type)))
            else:
                places[name] = self._place(one.type)
                if isinstance(one.type, GraphQLNonNull):
                    required.add(name)
        return Inputs(places, frozenset(required))

    def _place(self, type_: GraphQLType) -> Place:
        if isinstance(type_, GraphQLNonNull):
            return Place(self._kind(type_.of_type), False, _takes(type_))
        return Place(self._kind(type_), True, _takes(type_))

    def _kind(self, type_: GraphQLType) -> Kind:
        text = str(type_)
        if text not in self.kinds:
            # It is entered before it is complete: input objects may contain one another.
            kind = self.kinds[text] = Kind()
            if isinstance(type_, GraphQLList):
                kind.item = self._place(type_.of_type)
            elif isinstance(type_, GraphQLInputObjectType):
                kind.inputs = self._inputs(type_.fields)
                if type_.is_one_of:
                    kind.inputs = _one_of(kind.inputs)
            elif isinstance(type_, GraphQLEnumType):
                kind.coerce = type_.coerce_input_literal
            elif isinstance(type_, GraphQLScalarType):
                kind.coerce = type_.coerce_input_literal or (lambda node: type_.parse_literal(node, None))
        return self.kinds[text]


schema_tables = lru_cache(maxsize=16)(SchemaTables)
"""Return the tables of a schema, which are built once."""


def _one_of(inputs: Inputs) -> Inputs:
    """Return the fields of a @oneOf input object: one is given, not null, whatever the default of a variable."""
    places = {
        name: Place(one.kind, False, frozenset(text for text in one.takes if text.endswith("!")))
        for name, one in inputs.places.items()
    }
    return Inputs(places, frozenset(), True)


def _takes(type_: GraphQLType) -> frozenset[str]:
    """Return the types, as text, of the variables that are accepted where a type is expected.

    A `=` after a nullable type means a variable with a default other than null, which is accepted where null is not.
    """
    if isinstance(type_, GraphQLNonNull):
        return frozenset(text for text in _takes(type_.of_type) if text[-1] in "!=")
    texts = {str(type_)}
    if isinstance(type_, GraphQLList):
        texts = {f"[{text}]" for text in _takes(type_.of_type) if not text.endswith("=")}
    return frozenset(text + mark for text in texts for mark in ("", "!", "="))
