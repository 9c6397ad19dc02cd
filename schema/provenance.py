"""Noting the sources behind what an operation selects, for those who ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import GraphQLResolveInfo

from ..graph.queries.provenance import sources_behind
from .context import Context
from .execution.strawberry_adapter import to_snake_case


def record_sources(next_: Callable[..., Any], root: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> object:
    """Add the sources behind a field to the context, and resolve it; costs every field a call."""
    context: Context = info.context
    context.sources.update(dict.fromkeys(sources_behind(root, to_snake_case(info.field_name))))
    return next_(root, info, **arguments)
