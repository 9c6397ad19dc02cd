"""The schema, put together from its types."""

from __future__ import annotations

from functools import cache

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter

from .execution.strawberry_adapter import StrawberryObjectDefinition, StrawberryType
from .root import Query
from .types.people import Organization
from .types.places import Country, Locality
from .types.scalars import SCALARS

_SHORT = {"ClemencyAction": "Action", "SearchHit": "Search"}


class Names(NameConverter):
    """Names of generic types as people say them: ActionConnection, SearchEdge."""

    def from_generic(self, object_type: StrawberryObjectDefinition, types: list[StrawberryType | type]) -> str:
        name = super().from_generic(object_type, types)
        for long, short in _SHORT.items():
            if name.startswith(long):
                return short + name.removeprefix(long)
        return name


@cache
def schema() -> strawberry.Schema:
    """The schema."""
    return strawberry.Schema(
        Query,
        types=[Country, Locality, Organization],
        config=StrawberryConfig(scalar_map=SCALARS, name_converter=Names()),
    )
