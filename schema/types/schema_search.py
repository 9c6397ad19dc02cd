"""The search of the schema itself."""

from typing import Annotated

import strawberry

from ...graph.queries.pagination import bounded
from ..context import Info
from ..schema_search import SchemaHit as Hit
from ..schema_search import search_schema
from .fields import attribute, described, resolver, root_fields


@described
class SchemaHit:
    """A part of the schema that fits a text: a type, a field, an argument or a value."""

    coordinate: str = attribute("Its coordinate, such as ClemencyAction.figure or Query.totals(stage:).")
    description: str = attribute("Its definition.")
    path: str = attribute(
        "The fields from the root to it, with dots between them; of a value, to a field that takes it."
    )
    example: str = attribute(
        "An operation that selects or uses it. A variable gives a value that is not kept, such as a text to check."
    )
    score: float = attribute("How well it fits, 0 to 1.")


def schema_search(
    info: Info,
    text: Annotated[str, strawberry.argument(description="What is looked for, such as: how many could have relief.")],
    first: Annotated[int, strawberry.argument(description="How many, 0 to 200.")] = 10,
) -> list[Hit]:
    """Return the parts of this schema whose names and definitions fit a text, best first, each with an example."""
    # The schema is built from this module.
    from ..document_cache import core_schema

    return search_schema(core_schema(), text)[: bounded(first, "first", 0, argument="first")]


@root_fields
class SchemaSearchFields:
    """The root field of the search of the schema."""

    schema_search: list[SchemaHit] | None = resolver(schema_search, cost=5_000, cacheable=True)
