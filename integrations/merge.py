"""The parts for merging this schema into another Strawberry schema: see docs/examples/strawberry_merge.py."""

from __future__ import annotations

from typing import Final

from strawberry.schema.config import StrawberryConfig

from ..schema.build import Names, entity_types, query_type
from ..schema.context import Context
from ..schema.types.scalars import SCALARS

__all__ = ["TYPES", "Context", "Query", "config"]

Query: Final = query_type()
"""The type Query."""

TYPES: Final[list[type]] = entity_types()
"""The types of entities, for `strawberry.Schema(types=...)`; no field refers to some of them."""


def config() -> StrawberryConfig:
    """Return the configuration that the types need: their scalars, and the names of connections."""
    return StrawberryConfig(scalar_map=SCALARS, name_converter=Names())
