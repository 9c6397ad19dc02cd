"""The schema, assembled from its types."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter

from ..graph.model.entity_types import ENTITY_TYPES
from . import types
from .execution.strawberry_adapter import StrawberryObjectDefinition, StrawberryType, validate_one_of
from .root import Query
from .types.fields import ROOT_FIELDS, TYPE_OF_RECORD
from .types.scalars import SCALARS

for _module in iter_modules(types.__path__):
    # Modules register their types and root fields when they are imported.
    import_module(f"{types.__name__}.{_module.name}")

_SHORT = {"ClemencyAction": "Action", "SearchHit": "Search"}


class Names(NameConverter):
    """Short names of generic types: ActionConnection, SearchEdge."""

    def from_generic(self, object_type: StrawberryObjectDefinition, types: list[StrawberryType | type]) -> str:
        """Return the name of a generic type."""
        name = super().from_generic(object_type, types)
        for long, short in _SHORT.items():
            if name.startswith(long):
                return short + name.removeprefix(long)
        return name


def entity_types() -> list[type]:
    """Return the GraphQL type of each entity type; no field refers to some of them."""
    return [TYPE_OF_RECORD[one.record] for one in ENTITY_TYPES.values()]


@cache
def query_type() -> type:
    """Return the type Query: the fields of `root`, and those that modules of `types` define."""
    return strawberry.type(type("Query", (Query, *ROOT_FIELDS), {}), description=getdoc(Query))


@cache
def schema() -> strawberry.Schema:
    """Return the schema."""
    built = strawberry.Schema(
        query_type(),
        types=entity_types(),
        config=StrawberryConfig(scalar_map=SCALARS, name_converter=Names()),
    )
    return validate_one_of(built)
