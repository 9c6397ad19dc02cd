"""The same schema as Strawberry serves it by itself: its own ASGI view, executed by graphql-core.

For `uvicorn plain_strawberry:plain`, or `:cached` with Strawberry's caches of documents and of their validation. The
data folder stands in the environment, as CLEMENCY_GRAPH_DATA.
"""

from __future__ import annotations

import os
from typing import Any

import strawberry
from clemency_graph import load
from clemency_graph.schema.build import Names, entity_types, query_type
from clemency_graph.schema.context import Context
from clemency_graph.schema.types.scalars import SCALARS
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

_graph = load(os.environ["CLEMENCY_GRAPH_DATA"])


class _View(GraphQL[Any, Any]):
    async def get_context(self, *args: Any, **kwargs: Any) -> Context:
        return Context(_graph)


def _app(*extensions: Any) -> _View:
    config = StrawberryConfig(scalar_map=SCALARS, name_converter=Names())
    schema = strawberry.Schema(query_type(), types=entity_types(), extensions=extensions, config=config)
    return _View(schema, graphql_ide=None)


plain = _app()
cached = _app(lambda: ParserCache(512), lambda: ValidationCache(512))
