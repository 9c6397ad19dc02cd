"""The schema, assembled from its types."""

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
    """Short names of generic types: ActionConnection, SearchEdge."""

    def from_generic(self, object_type: StrawberryObjectDefinition, types: list[StrawberryType | type]) -> str:
        """Return the name of a generic type."""
        name = super().from_generic(object_type, types)
        for long, short in _SHORT.items():
            if name.startswith(long):
                return short + name.removeprefix(long)
        return name


@cache
def schema() -> strawberry.Schema:
    """Return the schema."""
    return strawberry.Schema(
        Query,
        types=[Country, Locality, Organization],
        config=StrawberryConfig(scalar_map=SCALARS, name_converter=Names()),
    )
