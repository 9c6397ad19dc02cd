"""How a field gets its value: as an attribute, from a function, or in some way of its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from keyword import iskeyword
from typing import Any

from graphql import GraphQLAbstractType, GraphQLField, GraphQLObjectType, GraphQLSchema, TypeNameMetaFieldDef
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from ..types.fields import Effort

DEFINITION = "strawberry-definition"
"""Where Strawberry keeps its own definition of a field or type."""


@dataclass(frozen=True, slots=True)
class TypeName:
    """The name of the type."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of the object."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the object and the arguments.

    Attributes
    ----------
    function : callable
        The function that was written, not what Strawberry made of it.
    positional : bool
        Whether the object is its first argument, whatever that is called.
    root : str or None
        The argument that is given the object, where the function wants it by name.
    info : str or None
        The argument that is given the context, where the function wants it.
    kept : bool
        Whether what it comes to is worth keeping, and may be: it takes work, and is a question to the graph alone.
    """

    function: Callable[..., Any]
    positional: bool
    root: str | None
    info: str | None
    kept: bool


@dataclass(frozen=True, slots=True)
class Foreign:
    """A function of graphql-core's form, of which nothing more is known."""


Resolver = TypeName | Attribute | Call | Foreign


@lru_cache(maxsize=10_000)
def resolver_of(schema: GraphQLSchema, type_: GraphQLObjectType, name: str) -> Resolver:
    """How a field of a type gets its value."""
    field = schema.get_field(type_, name)
    assert field is not None
    if field is TypeNameMetaFieldDef:
        return TypeName()
    definition = strawberry_field(field)
    if definition is None or definition.extensions or _has_handlers(schema):
        return Foreign()
    resolver = definition.base_resolver
    if resolver is None:
        name = definition.python_name
        attribute = definition.default_resolver is getattr and name.isidentifier() and not iskeyword(name)
        return Attribute(name) if attribute else Foreign()
    function = resolver.wrapped_func
    if resolver.is_async or isinstance(function, staticmethod | classmethod):
        return Foreign()
    root = resolver.root_parameter or resolver.parent_parameter
    info = resolver.info_parameter
    positional = bool(resolver.self_parameter)
    effort = definition.metadata.get(Effort)
    kept = effort is not None and effort.weight > 0 and not effort.fresh and root is None and not positional
    return Call(function, positional, root.name if root else None, info.name if info else None, kept)


def strawberry_field(field: GraphQLField) -> StrawberryField | None:
    """What Strawberry knows of a field; None where the field is not of its making, or was changed since."""
    definition = (field.extensions or {}).get(DEFINITION)
    ours = getattr(field.resolve, "__module__", None) == "strawberry.schema.schema_converter"
    return definition if ours and type(definition) is StrawberryField else None


def is_async(field: GraphQLField) -> bool:
    """Whether a field is sure to give something to be awaited."""
    return inspect.iscoroutinefunction(field.resolve) or inspect.isasyncgenfunction(field.resolve)


@lru_cache(maxsize=1_000)
def record_of(type_: GraphQLObjectType) -> type | None:
    """The class of the records that a type stands for and recognizes by it; None where it has none."""
    definition = (type_.extensions or {}).get(DEFINITION)
    if not isinstance(definition, StrawberryObjectDefinition):
        return None
    record: type | None = definition.origin.__dict__.get("record_class")
    return record


@lru_cache(maxsize=1_000)
def types_by_record(schema: GraphQLSchema, type_: GraphQLAbstractType) -> dict[type, GraphQLObjectType] | None:
    """The type of each class of records that an interface stands for; None where it may hang on more than the class."""
    definition = (type_.extensions or {}).get(DEFINITION)
    if not isinstance(definition, StrawberryObjectDefinition) or definition.resolve_type is not None:
        return None
    possible = [(record_of(one), one) for one in schema.get_possible_types(type_)]
    records = [record for record, _ in possible if record is not None]
    if len(records) < len(possible):
        return None
    # The first type that recognizes a record takes it, as in graphql-core.
    return {cls: next(one for record, one in possible if record and issubclass(cls, record)) for cls in records}


def _has_handlers(schema: GraphQLSchema) -> bool:
    made_by = getattr(schema, "_strawberry_schema", None)
    return made_by is None or bool(made_by.schema_converter._exception_handler_specs)
