"""Tell whether two claims can both be true; claims about stages of actions are compared in `one_stage_conflicts`.

Source: docs/method.md, section 2, conflicts.
"""

from __future__ import annotations

from typing import Final

from ..model.records import Claim, Quantity
from ..model.vocabulary import ClaimProperty, Extent, Qualifier

ROUNDING: Final = 0.05
"""The relative error that a rounded figure allows for: 'about 45,000' and 47,144 agree."""

Range = tuple[float | None, float | None]


def agree(one: Claim, other: Claim) -> bool:
    """Return whether two claims about the same thing can both be true; figures of different days are a series."""
    if one.quantity and other.quantity:
        same_day = one.as_of is None or other.as_of is None or one.as_of.agrees_with(other.as_of)
        return not same_day or _ranges_overlap(
            _bounds(one.quantity, other.quantity), _bounds(other.quantity, one.quantity)
        )
    if one.property is ClaimProperty.OUTCOME:
        return one.text == other.text
    if one.date and other.date:
        return one.date.agrees_with(other.date)
    if one.as_of != other.as_of and one.property is ClaimProperty.STATUS:
        return True
    return (one.text, one.target) == (other.text, other.target)


def _ranges_overlap(one: Range, other: Range) -> bool:
    (low, high), (other_low, other_high) = one, other
    return (high is None or other_low is None or other_low <= high) and (
        other_high is None or low is None or low <= other_high
    )


def _bounds(quantity: Quantity, other: Quantity) -> Range:
    """Return the bounds that a figure sets to what another counts: what leaves out some of that sets no upper one."""
    low, high = value_range(quantity)
    return low, None if quantity.extent is Extent.PART or _may_start_later(quantity, other) else high


def _may_start_later(quantity: Quantity, other: Quantity) -> bool:
    """Return whether the period of a figure may start after that of another."""
    if quantity.since is None or quantity.since == other.since:
        return False
    return other.since is None or quantity.since.last_day > other.since.first_day


def value_range(quantity: Quantity) -> Range:
    """Return the bounds of a figure, widened if it is rounded; a bound that is not stated is None."""
    if quantity.qualifier is Qualifier.ABOUT and quantity.low is not None and quantity.high is not None:
        return quantity.low * (1 - ROUNDING), quantity.high * (1 + ROUNDING)
    return quantity.low, quantity.high
