"""The parts for merging this schema into another Strawberry schema: see docs/examples/strawberry_merge.py."""

from __future__ import annotations

from typing import Final

from strawberry.schema.config import StrawberryConfig

from ..schema.build import Names
from ..schema.context import Context
from ..schema.root import Query
from ..schema.types.people import Organization
from ..schema.types.places import Country, Locality
from ..schema.types.scalars import SCALARS

__all__ = ["TYPES", "Context", "Query", "config"]

TYPES: Final[list[type]] = [Country, Locality, Organization]
"""Types that no field refers to, for `strawberry.Schema(types=...)`."""


def config() -> StrawberryConfig:
    """Return the configuration that the types need: their scalars, and the names of connections."""
    return StrawberryConfig(scalar_map=SCALARS, name_converter=Names())
