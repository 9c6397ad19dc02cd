"""Noting the sources behind what an operation selects, for those who ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import GraphQLResolveInfo
from strawberry.extensions import SchemaExtension
from strawberry.utils.str_converters import to_snake_case

from ..graph.provenance import sources_behind
from .context import Context


class Provenance(SchemaExtension):
    """Adds the sources behind every field that is resolved to the context; costs every field a call."""

    def resolve(
        self, _next: Callable[..., Any], root: Any, info: GraphQLResolveInfo[Any], *args: Any, **kwargs: Any
    ) -> object:
        context: Context = info.context
        context.sources.update(dict.fromkeys(sources_behind(root, to_snake_case(info.field_name))))
        return _next(root, info, *args, **kwargs)
