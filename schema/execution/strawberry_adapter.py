"""The private parts of Strawberry and graphql-core that the package uses; no other module touches them.

Releases change private parts without notice: pyproject.toml bounds both libraries above, and `scripts/newest_versions`
reports what the newest releases break.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from keyword import iskeyword
from typing import Any

import strawberry
from graphql import (
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    TypeNameMetaFieldDef,
)
from graphql.execution.collect_fields import (
    CollectedFields,
    FieldDetailsList,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import coerce_argument
from graphql.pyutils import inspect as inspected
from graphql.pyutils import is_awaitable
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument, convert_argument, convert_arguments
from strawberry.types.base import (
    StrawberryList,
    StrawberryMaybe,
    StrawberryObjectDefinition,
    StrawberryOptional,
    StrawberryType,
    has_object_definition,
)
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType
from strawberry.types.scalar import ScalarDefinition
from strawberry.utils.str_converters import to_snake_case

from ..types.field_metadata import FieldMetadata

__all__ = [
    "DEFINITION",
    "Attribute",
    "Call",
    "CollectedFields",
    "FieldDetailsList",
    "FragmentDetails",
    "LazyType",
    "Resolver",
    "ScalarDefinition",
    "SchemaExtension",
    "StrawberryAnnotation",
    "StrawberryArgument",
    "StrawberryList",
    "StrawberryMaybe",
    "StrawberryObjectDefinition",
    "StrawberryOptional",
    "StrawberryType",
    "TypeName",
    "UnknownResolver",
    "coerce_argument",
    "collect_fields",
    "collect_subfields",
    "config_of",
    "convert_argument",
    "convert_arguments",
    "core_of",
    "describe_values",
    "enum_of",
    "has_object_definition",
    "inspected",
    "is_async",
    "is_awaitable",
    "metadata_of",
    "record_field",
    "record_of",
    "resolver_of",
    "scalars_of",
    "strawberry_field",
    "to_snake_case",
    "types_by_record",
    "validate_one_of",
]

DEFINITION = "strawberry-definition"
"""The extension in which Strawberry keeps its definition of a field or type."""


@dataclass(frozen=True, slots=True)
class TypeName:
    """A field that returns the name of its type."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field that returns an attribute of the object."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A field that calls a function.

    Attributes
    ----------
    function : callable
        The function itself, without Strawberry's wrapper.
    positional : bool
        Whether the object is its first argument, whatever its name.
    root : str or None
        The name of the argument that takes the object, if any.
    info : str or None
        The name of the argument that takes `info`, if any.
    cacheable : bool
        Whether its result is cached: see `FieldMetadata.cacheable`.
    """

    function: Callable[..., Any]
    positional: bool
    root: str | None
    info: str | None
    cacheable: bool


@dataclass(frozen=True, slots=True)
class UnknownResolver:
    """A field with a resolver of graphql-core's form."""


Resolver = TypeName | Attribute | Call | UnknownResolver


@lru_cache(maxsize=10_000)
def resolver_of(schema: GraphQLSchema, type_: GraphQLObjectType, name: str) -> Resolver:
    """Return how a field of a type gets its value."""
    field = schema.get_field(type_, name)
    assert field is not None
    if field is TypeNameMetaFieldDef:
        return TypeName()
    definition = strawberry_field(field)
    if definition is None or definition.extensions or _has_handlers(schema):
        return UnknownResolver()
    resolver = definition.base_resolver
    if resolver is None:
        name = definition.python_name
        attribute = definition.default_resolver is getattr and name.isidentifier() and not iskeyword(name)
        return Attribute(name) if attribute else UnknownResolver()
    function = resolver.wrapped_func
    if resolver.is_async or isinstance(function, staticmethod | classmethod):
        return UnknownResolver()
    root = resolver.root_parameter or resolver.parent_parameter
    info = resolver.info_parameter
    positional = bool(resolver.self_parameter)
    effort = definition.metadata.get(FieldMetadata)
    cacheable = effort is not None and effort.cacheable and root is None and not positional
    return Call(function, positional, root.name if root else None, info.name if info else None, cacheable)


def strawberry_field(field: GraphQLField) -> StrawberryField | None:
    """Return Strawberry's definition of a field; None where it did not make the field, or it was changed since."""
    definition = (field.extensions or {}).get(DEFINITION)
    ours = getattr(field.resolve, "__module__", None) == "strawberry.schema.schema_converter"
    return definition if ours and type(definition) is StrawberryField else None


def record_field(field: GraphQLField | None, name: str) -> str:
    """Return the name in Python of a field with a name in the schema; None is a field of every type."""
    definition = (field.extensions or {}).get(DEFINITION) if field else None
    return getattr(definition, "python_name", None) or to_snake_case(name)


def metadata_of(field: GraphQLField) -> Mapping[Any, Any]:
    """Return the metadata that a Strawberry field was declared with."""
    definition = (field.extensions or {}).get(DEFINITION)
    return getattr(definition, "metadata", None) or {}


def core_of(schema: strawberry.Schema) -> GraphQLSchema:
    """Return a Strawberry schema as graphql-core has it."""
    return schema._schema


def validate_one_of(schema: strawberry.Schema) -> strawberry.Schema:
    """Let graphql-core check the @oneOf input objects of a schema, and return it: Strawberry does not mark them."""
    for type_ in core_of(schema).type_map.values():
        definition = type_.extensions.get(DEFINITION)
        if isinstance(type_, GraphQLInputObjectType) and isinstance(definition, StrawberryObjectDefinition):
            type_.is_one_of = definition.is_one_of
    return schema


def config_of(schema: GraphQLSchema) -> StrawberryConfig:
    """Return the configuration of the Strawberry schema that a schema was made by."""
    return _strawberry_schema(schema).config  # type: ignore[no-any-return]


def scalars_of(schema: GraphQLSchema) -> Any:
    """Return the scalars of the Strawberry schema that a schema was made by."""
    return _strawberry_schema(schema).schema_converter.scalar_registry


def _strawberry_schema(schema: GraphQLSchema) -> Any:
    return schema._strawberry_schema  # type: ignore[attr-defined]


def enum_of(type_: GraphQLEnumType) -> type[Enum] | None:
    """Return the class whose members the values of an enum are; None where there is none."""
    members = getattr(type_, "wrapped_cls", None)
    return members if isinstance(members, type) and issubclass(members, Enum) else None


def describe_values(enum: type[Enum], descriptions: Mapping[str, str]) -> None:
    """Set the descriptions of the values of a registered enum, by name."""
    definition: StrawberryEnumDefinition = enum.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = descriptions[value.name]


def is_async(field: GraphQLField) -> bool:
    """Return whether a field certainly returns an awaitable."""
    return inspect.iscoroutinefunction(field.resolve) or inspect.isasyncgenfunction(field.resolve)


@lru_cache(maxsize=1_000)
def record_of(type_: GraphQLObjectType) -> type | None:
    """Return the class of the records of a type, by which it recognizes them; None where it has none."""
    definition = (type_.extensions or {}).get(DEFINITION)
    if not isinstance(definition, StrawberryObjectDefinition):
        return None
    record: type | None = definition.origin.__dict__.get("record_class")
    return record


@lru_cache(maxsize=1_000)
def types_by_record(schema: GraphQLSchema, type_: GraphQLAbstractType) -> dict[type, GraphQLObjectType] | None:
    """Return the type of each class of records of an interface; None where it may depend on more than the class."""
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
