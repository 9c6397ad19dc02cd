"""The schema, put together from its types."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import strawberry
from graphql import GraphQLError, OperationDefinitionNode
from strawberry.extensions import MaxTokensLimiter, ParserCache, SchemaExtension, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.types import ExecutionContext
from strawberry.types.base import StrawberryObjectDefinition, StrawberryType

from .people import Organization
from .places import Country, Locality
from .provenance import Provenance
from .query import Query
from .scalars import SCALARS

_SHORT = {"ClemencyAction": "Action", "SearchHit": "Search"}


class Schema(strawberry.Schema):
    """A schema that leaves the logging of errors to `run`, which knows whose they are."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        pass


class OneOperation(SchemaExtension):
    """Refuses a document of several operations where none is named, rather than run the first."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        definitions = context.graphql_document.definitions if context.graphql_document else ()
        names = [one.name.value for one in definitions if isinstance(one, OperationDefinitionNode) and one.name]
        several = sum(isinstance(one, OperationDefinitionNode) for one in definitions) > 1
        if several and not context.context.named:
            told = f"The document has several operations; name the one to run in operationName: {', '.join(names)}."
            context.pre_execution_errors = [GraphQLError(told)]
        yield


class Names(NameConverter):
    """Names of generic types as people say them: ActionConnection, SearchEdge."""

    def from_generic(self, object_type: StrawberryObjectDefinition, types: list[StrawberryType | type]) -> str:
        name = super().from_generic(object_type, types)
        for long, short in _SHORT.items():
            if name.startswith(long):
                return short + name.removeprefix(long)
        return name


@cache
def schema(*, provenance: bool = False) -> strawberry.Schema:
    """The schema; with provenance, one that notes the sources behind every value that it answers."""
    return Schema(
        Query,
        types=[Country, Locality, Organization],
        extensions=[
            lambda: MaxTokensLimiter(10_000),
            lambda: ParserCache(512),
            lambda: ValidationCache(512),
            OneOperation,
            *([Provenance] if provenance else []),
        ],
        config=StrawberryConfig(scalar_map=SCALARS, name_converter=Names()),
    )
