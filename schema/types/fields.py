"""Fields whose descriptions are written once: as docstrings of resolvers, or beside a plain attribute."""

import inspect
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

import strawberry

from ..context import Info
from ..execution.strawberry_adapter import StrawberryAnnotation
from .field_metadata import FieldMetadata

C = TypeVar("C", bound=type)

TYPE_OF_RECORD: Final[dict[type, type]] = {}
"""The GraphQL type of each class of records."""
ROOT_FIELDS: Final[list[type]] = []
"""The classes whose fields are fields of the type Query too."""


def summary(documented: object) -> str:
    """Return the part of a docstring before its first section, without parameters and examples."""
    text = inspect.getdoc(documented) or ""
    lines = text.splitlines()
    rules = (place for place, line in enumerate(lines) if line and set(line) == {"-"})
    return "\n".join(lines[: next(rules, len(lines) + 1) - 1]).strip()


def attribute(description: str, *, size: int | None = None, **options: Any) -> Any:
    """Return a field that is an attribute of the record; for `size` see `FieldMetadata`."""
    return strawberry.field(description=description, metadata={FieldMetadata: FieldMetadata(0, size)}, **options)


def optional(description: str, **options: Any) -> Any:
    """Return an optional field of an input; it is None when omitted, and has no default in the schema."""
    field = strawberry.field(description=description, default=None, **options)
    field.default_value = strawberry.UNSET
    return field


def resolver(
    function: Callable[..., Any],
    described_by: object = None,
    *,
    cost: int = 0,
    size: int | None = None,
    cacheable: bool = False,
    scanned: int | None = None,
    private: str | None = None,
    **options: Any,
) -> Any:
    """Return a field that a function resolves, described by its docstring or another's.

    An argument that is None when omitted has no default in the schema. For the rest see `FieldMetadata`.
    """
    cost_of_field = {FieldMetadata: FieldMetadata(cost, size, cacheable, scanned, private)}
    description = summary(described_by or function)
    field = strawberry.field(resolver=function, description=description, metadata=cost_of_field, **options)
    for argument in field.arguments:
        if argument.default is None:
            argument.default = strawberry.UNSET
    return field


def reference(attribute: str, description: str, **options: Any) -> Any:
    """Return a field that resolves an id of the record to the entity; null where the id is None."""

    def follow(root: Any, info: Info) -> Any:
        id = getattr(root, attribute)
        return None if id is None else info.context.graph.get(id)

    return strawberry.field(resolver=follow, description=description, **options)


def references(attribute: str, description: str, **options: Any) -> Any:
    """Return a field that resolves ids of the record to the entities."""

    def follow(root: Any, info: Info) -> Any:
        return [info.context.graph.entities[id] for id in getattr(root, attribute)]

    return strawberry.field(resolver=follow, description=description, **options)


def type_of(record: type) -> Callable[[C], C]:
    """Make a class the GraphQL type of records of a class: the records themselves are what resolvers return."""

    def decorate(cls: C) -> C:
        cls.record_class = record  # type: ignore[attr-defined]
        cls.is_type_of = classmethod(lambda cls, obj, info: isinstance(obj, record))  # type: ignore[attr-defined]
        typed = strawberry.type(_annotated(cls), description=inspect.getdoc(cls))
        TYPE_OF_RECORD[record] = typed
        return typed

    return decorate


def described(cls: C) -> C:
    """Make a class a GraphQL type that no interface returns, described by its docstring."""
    return strawberry.type(_annotated(cls), description=inspect.getdoc(cls))


def root_fields(cls: C) -> C:
    """Make the fields of a class fields of the type Query too; so a list is defined beside the type of its items."""
    ROOT_FIELDS.append(described(cls))
    return cls


def interface(cls: C) -> C:
    """Make a class a GraphQL interface, described by its docstring."""
    return strawberry.interface(_annotated(cls), description=inspect.getdoc(cls))


def input_type(cls: C) -> C:
    """Make a class a GraphQL input type, described by its docstring."""
    return strawberry.input(_annotated(cls), description=inspect.getdoc(cls))


def one_of_type(cls: C) -> C:
    """Make a class a GraphQL input type that takes exactly one of its fields, described by its docstring."""
    return strawberry.input(_annotated(cls), description=inspect.getdoc(cls), one_of=True)


def _annotated(cls: C) -> C:
    """Return a class whose annotations have a namespace: Strawberry evaluates these once, and others twice."""
    names = vars(sys.modules[cls.__module__])
    own = inspect.get_annotations(cls)
    cls.__annotations__ = {name: StrawberryAnnotation(one, namespace=names) for name, one in own.items()}
    return cls
