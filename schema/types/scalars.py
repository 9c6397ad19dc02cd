"""The scalars: days, and dates as precise as their source."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, Final

import strawberry
from graphql import GraphQLError, ValueNode, value_from_ast_untyped

from ...graph.model.dates import PartialDate
from ..execution.strawberry_adapter import ScalarDefinition

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _shown(value: object) -> str:
    """Return a value as a client writes it: text in quotes, else JSON."""
    return repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _day(value: object) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise GraphQLError(f"{_shown(value)} is not a day; write it like 2020-06-17.")


def _day_literal(node: ValueNode, variables: dict[str, Any] | None = None) -> date:
    """Return the day of a literal; an error has its place in the document."""
    try:
        return _day(value_from_ast_untyped(node, variables))
    except GraphQLError as error:
        raise GraphQLError(error.message, node) from None


def _partial_date(value: object) -> PartialDate:
    try:
        return PartialDate(value if isinstance(value, str) else _shown(value))
    except ValueError as error:
        raise GraphQLError(f"{error}.") from None


SCALARS: Final[dict[object, ScalarDefinition]] = {
    date: strawberry.scalar(
        name="Date",
        description="ISO 8601 calendar day, e.g. 2020-06-17.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        serialize=date.isoformat,
        parse_value=_day,
        parse_literal=_day_literal,
    ),
    PartialDate: strawberry.scalar(
        name="PartialDate",
        description="ISO 8601 date at the precision that the source gives: 2020, 2020-06 or 2020-06-17.",
        specified_by_url="https://www.loc.gov/standards/datetime/",
        serialize=str,
        parse_value=_partial_date,
    ),
}
"""The scalar for each Python type."""
