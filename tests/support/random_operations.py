"""Random operations over any schema, made from a seed: much faster than hypothesis, for runs of a hundred thousand.

They are almost all valid; the others are for the caller to leave out. They hold aliases, fragments on objects,
interfaces and unions, fields asked twice, conditions, and variables of every kind: given, null, left out, wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
    is_required_argument,
    is_required_input_field,
)
from graphql.pyutils import Undefined

Scalars = Mapping[str, Callable[[Random], Any]]
"""How to make a value of each scalar, as JSON has it."""

WRONG: tuple[Any, ...] = ({"no": "such"}, [], "\u2603 no value", 1e400, True)
"""Values that hardly any type takes."""


class Operation(NamedTuple):
    """A document with one operation, and values for its variables."""

    document: str
    variables: dict[str, Any]


class Operations:
    """A source of random operations.

    Parameters
    ----------
    schema
        What to ask.
    scalars
        How to make a value of each scalar.
    seed
        What makes two sources alike.
    """

    def __init__(self, schema: GraphQLSchema, scalars: Scalars, seed: int) -> None:
        self._schema = schema
        self._scalars = scalars
        self._random = Random(seed)
        self._definitions: list[str] = []
        self._fragments: list[tuple[str, GraphQLNamedType, str]] = []
        self._variables: dict[str, Any] = {}
        self._names = 0

    def one(self) -> Operation:
        """A random operation."""
        self._definitions, self._fragments, self._variables, self._names = [], [], {}, 0
        root = self._schema.query_type
        assert root is not None
        body = self._selection(root, self._random.choice((2, 3, 3, 4, 5)))
        head = f"query ({', '.join(self._definitions)})" if self._definitions else "query"
        written = [f"{head} {body}", *(text for _, _, text in self._fragments)]
        self._random.shuffle(written)
        return Operation("\n".join(written), self._variables)

    def _chance(self, chance: float) -> bool:
        return self._random.random() < chance

    def _name(self, start: str) -> str:
        self._names += 1
        return f"{start}{self._names}"

    def _selection(self, type_: GraphQLNamedType, depth: int) -> str:
        fields = getattr(type_, "fields", {})
        parts: list[str] = []
        wanted = self._random.choice((1, 1, 2, 2, 3, 4))
        names = [name for name, one in fields.items() if depth > 1 or not is_composite_type(get_named_type(one.type))]
        for name in self._random.choices(names, k=wanted) if names else ():
            parts.append(self._field(name, fields[name], depth))
        if not parts or self._chance(0.15):
            parts.append(f"__typename{self._condition()}")
        if type_ is self._schema.query_type and self._chance(0.03):
            parts.append(self._random.choice(("__schema { queryType { name } }", '__type(name: "Query") { kind }')))
        possible = self._narrower(type_)
        if possible and self._chance(0.6 if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType) else 0.1):
            for _ in range(self._random.choice((1, 1, 2, 3))):
                parts.append(self._fragment(type_, self._random.choice(possible), depth))
        self._random.shuffle(parts)
        return "{ " + " ".join(parts) + " }"

    def _narrower(self, type_: GraphQLNamedType) -> list[GraphQLNamedType]:
        """Types that a fragment within a type may be on."""
        if isinstance(type_, GraphQLObjectType):
            return [type_, *type_.interfaces]
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            return [type_, *self._schema.get_possible_types(type_)]
        return []

    def _fragment(self, within: GraphQLNamedType, type_: GraphQLNamedType, depth: int) -> str:
        if self._chance(0.3):
            known = [name for name, on, _ in self._fragments if on is type_]
            if known and self._chance(0.5):
                return f"...{self._random.choice(known)}{self._condition()}"
            body = self._selection(type_, depth - 1)
            name = self._name("F")
            self._fragments.append((name, type_, f"fragment {name} on {type_.name} {body}"))
            return f"...{name}{self._condition()}"
        on = "" if type_ is within and self._chance(0.3) else f" on {type_.name}"
        return f"...{on}{self._condition()} {self._selection(type_, depth - 1)}"

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        arguments = []
        for key, argument in field.args.items():
            if is_required_argument(argument) or self._chance(0.3):
                arguments.append(f"{key}: {self._literal(argument.type, argument, 3)}")
        alias = f"{self._name('a')}: " if (arguments and self._chance(0.9)) or self._chance(0.15) else ""
        given = f"({', '.join(arguments)})" if arguments else ""
        named = get_named_type(field.type)
        below = f" {self._selection(named, depth - 1)}" if is_composite_type(named) else ""
        return f"{alias}{name}{given}{self._condition()}{below}"

    def _condition(self) -> str:
        if self._chance(0.9):
            return ""
        if self._chance(0.5):
            value = self._random.choice(("true", "false"))
        else:
            name = self._random.choice(("c1", "c2"))
            value = f"${name}"
            if name not in self._variables:
                self._definitions.append(f"${name}: Boolean!")
                self._variables[name] = self._chance(0.5)
        return f" @{self._random.choice(('skip', 'include'))}(if: {value})"

    def _literal(self, type_: GraphQLInputType, of: GraphQLArgument | GraphQLInputField, depth: int) -> str:
        """A value as a document has it: a variable, or the value itself, in which there may be variables."""
        if self._chance(0.35):
            return self._variable(type_, of)
        if isinstance(type_, GraphQLNonNull):
            return self._literal_of(type_.of_type, of, depth)
        return "null" if self._chance(0.1) else self._literal_of(type_, of, depth)

    def _literal_of(self, type_: GraphQLInputType, of: GraphQLArgument | GraphQLInputField, depth: int) -> str:
        if isinstance(type_, GraphQLList):
            if self._chance(0.2) and not isinstance(type_.of_type, GraphQLList):
                item = type_.of_type
                return self._literal_of(item.of_type if isinstance(item, GraphQLNonNull) else item, of, depth)
            item_type = type_.of_type
            items = range(self._random.choice((0, 1, 1, 2, 3)))
            return f"[{', '.join(self._literal(item_type, GraphQLInputField(item_type), depth) for _ in items)}]"
        if isinstance(type_, GraphQLInputObjectType):
            parts = [
                f"{name}: {self._literal(field.type, field, depth - 1)}" for name, field in self._parts(type_, depth)
            ]
            return "{" + ", ".join(parts) + "}"
        value = self._json_of(type_, depth)
        return str(value) if isinstance(type_, GraphQLEnumType) else json.dumps(value)

    def _parts(self, type_: GraphQLInputObjectType, depth: int) -> list[tuple[str, GraphQLInputField]]:
        """Some fields of an input object; nearly always one that is not null where exactly one has to be given."""
        fields = type_.fields.items()
        if type_.is_one_of and self._chance(0.9):
            name, field = self._random.choice(list(fields))
            return [(name, GraphQLInputField(GraphQLNonNull(field.type)))]
        return [
            (name, field)
            for name, field in fields
            if is_required_input_field(field) or (depth > 0 and self._chance(1.5 / len(type_.fields)))
        ]

    def _variable(self, type_: GraphQLInputType, of: GraphQLArgument | GraphQLInputField) -> str:
        """A variable of a type that may stand there, with or without a default and a value."""
        name = self._name("v")
        declared: GraphQLInputType = type_
        if not isinstance(type_, GraphQLNonNull) and self._chance(0.3):
            declared = GraphQLNonNull(type_)
        default = ""
        if self._chance(0.3):
            if isinstance(type_, GraphQLNonNull) and self._chance(0.5):
                declared = type_.of_type
            written = self._constant(declared)
            default = f" = {written}" if written != "null" or not isinstance(type_, GraphQLNonNull) else ""
        elif isinstance(type_, GraphQLNonNull) and of.default is not None and self._chance(0.3):
            declared = type_.of_type
        self._definitions.append(f"${name}: {declared}{default}")
        if self._chance(0.85):
            self._variables[name] = self._json(declared, 3)
        if self._chance(0.03):
            self._variables[name] = self._random.choice((*WRONG, None))
        return f"${name}"

    def _constant(self, type_: GraphQLInputType) -> str:
        """A value without variables, as a document has it."""
        return _written(self._json(type_, 2), type_)

    def _json(self, type_: GraphQLInputType, depth: int) -> Any:
        """A value as JSON has it."""
        if isinstance(type_, GraphQLNonNull):
            return self._json_of(type_.of_type, depth)
        return None if self._chance(0.1) else self._json_of(type_, depth)

    def _json_of(self, type_: GraphQLInputType, depth: int) -> Any:
        if isinstance(type_, GraphQLList):
            return [self._json(type_.of_type, depth) for _ in range(self._random.choice((0, 1, 1, 2)))]
        if isinstance(type_, GraphQLInputObjectType):
            return {name: self._json(field.type, depth - 1) for name, field in self._parts(type_, depth)}
        if isinstance(type_, GraphQLEnumType):
            return self._random.choice(list(type_.values))
        assert not isinstance(type_, GraphQLNonNull)
        return self._scalars[type_.name](self._random)


def _written(value: Any, type_: GraphQLInputType) -> str:
    if isinstance(type_, GraphQLNonNull):
        return _written(value, type_.of_type)
    if value is None or value is Undefined:
        return "null"
    if isinstance(type_, GraphQLList):
        return "[" + ", ".join(_written(one, type_.of_type) for one in value) + "]"
    if isinstance(type_, GraphQLInputObjectType):
        return "{" + ", ".join(f"{key}: {_written(one, type_.fields[key].type)}" for key, one in value.items()) + "}"
    return str(value) if isinstance(type_, GraphQLEnumType) else json.dumps(value)
