"""Records the sources behind the fields of an operation, on request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import GraphQLResolveInfo

from ..graph.queries.provenance import sources_behind
from .context import Context
from .execution.strawberry_adapter import record_field


def record_sources(next_: Callable[..., Any], root: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> object:
    """Record the sources behind a field in the context, and resolve it."""
    context: Context = info.context
    name = record_field(info.parent_type.fields.get(info.field_name), info.field_name)
    context.sources.update(dict.fromkeys(sources_behind(root, name)))
    return next_(root, info, **arguments)
