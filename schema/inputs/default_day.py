"""The day of filters that name none: the day of the request."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ..context import Context
from .filters import GovernorWhere
from .value_filters import InForceFilter

W = TypeVar("W")


def with_day(where: W, context: Context) -> W:
    """Return a filter with the day of the request wherever it omits the day, or asks for a day to come.

    Only such a filter reads the day of the request, so that responses to all others stay valid on other days.
    """
    return _filled(where, context) if _omits_day(where) else where


def _omits_day(where: Any) -> bool:
    if not is_dataclass(where) or isinstance(where, type):
        return False
    known: bool | None = where.__dict__.get("_omits_day")
    if known is None:
        known = where.__dict__["_omits_day"] = (
            where.on is None
            if isinstance(where, InForceFilter)
            else (isinstance(where, GovernorWhere) and where.on is not None)
            or any(_omits_day(part) for field in fields(where) for part in _parts(getattr(where, field.name)))
        )
    return known


def _filled(where: Any, context: Context) -> Any:
    if isinstance(where, list):
        return [_filled(one, context) for one in where]
    if not _omits_day(where):
        return where
    given = (
        {"on": context.today}
        if isinstance(where, InForceFilter)
        else {field.name: _filled(getattr(where, field.name), context) for field in fields(where)}
    )
    filled = replace(where, **given)
    if isinstance(where, GovernorWhere) and where.on is not None and where.on > context.day:
        filled.__dict__["_today"] = context.today_for(where.on)
    return filled


def _parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
