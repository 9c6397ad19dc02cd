"""Tell whether two claims can both be true; claims about stages of actions are compared in `one_stage_conflicts`.

Source: docs/method.md, section 2, conflicts.
"""

from __future__ import annotations

from typing import Final

from ..model.records import Claim, Quantity
from ..model.vocabulary import ClaimProperty, Qualifier

ROUNDING: Final = 0.05
"""The relative error that a rounded figure allows for: 'about 45,000' and 47,144 agree."""


def agree(one: Claim, other: Claim) -> bool:
    """Return whether two claims about the same thing can both be true; figures of different days are a series."""
    if one.quantity and other.quantity:
        same_day = one.as_of is None or other.as_of is None or one.as_of.agrees_with(other.as_of)
        return not same_day or _ranges_overlap(one.quantity, other.quantity)
    if one.property is ClaimProperty.OUTCOME:
        return one.text == other.text
    if one.date and other.date:
        return one.date.agrees_with(other.date)
    if one.as_of != other.as_of and one.property is ClaimProperty.STATUS:
        return True
    return (one.text, one.target) == (other.text, other.target)


def _ranges_overlap(one: Quantity, other: Quantity) -> bool:
    (low, high), (other_low, other_high) = value_range(one), value_range(other)
    return (high is None or other_low is None or other_low <= high) and (
        other_high is None or low is None or low <= other_high
    )


def value_range(quantity: Quantity) -> tuple[float | None, float | None]:
    """Return the bounds of a figure, widened if it is rounded; a bound that is not stated is None."""
    if quantity.qualifier is Qualifier.ABOUT and quantity.low is not None and quantity.high is not None:
        return quantity.low * (1 - ROUNDING), quantity.high * (1 + ROUNDING)
    return quantity.low, quantity.high
