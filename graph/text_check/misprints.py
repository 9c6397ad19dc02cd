"""Numbers of a text that look like misprints of numbers of the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..model.vocabulary import Qualifier, Rank
from .comparison import Comparison, Match
from .resolution import number_of
from .statements import Statement

_FEWEST: Final = 3
"""The fewest digits before the zeros at the end; a rounder or smaller number may well be another figure."""


def find_misprint(statement: Statement, compared: Sequence[Comparison]) -> Comparison | None:
    """Return the figure of a place that the number of a statement looks like a misprint of.

    Parameters
    ----------
    statement
        A statement whose number the record of the place does not have.
    compared
        The statement beside each figure of the place.

    Returns
    -------
    Comparison or None
        The figure with two neighboring digits swapped, or with one zero more or less at the end, where the rest fits.
        None where no number, or more than one, can be meant.
    """
    if statement.quantity.qualifier in (Qualifier.BETWEEN, Qualifier.UNQUANTIFIED) or statement.quantity.part:
        return None
    found = [
        one
        for one in compared
        if one.figure.usable
        and (one.unit is Match.YES or (one.unit is Match.UNSURE and not statement.quantity.counted.units))
        and one.stage is not Match.NO
        and one.kind is Match.YES
        and one.day is not Match.NO
        and is_misprint(statement.quantity.number, number_of(one.figure.quantity))
    ]
    if len({number_of(one.figure.quantity) for one in found}) != 1:
        return None
    return min(found, key=lambda one: one.figure.claim.rank is not Rank.PREFERRED)


def is_misprint(stated: int, recorded: int | None) -> bool:
    """Return whether a number is another one with two neighboring digits swapped, or with a zero more or less.

    Examples
    --------
    >>> is_misprint(41_744, 47_144), is_misprint(1_750_000, 175_000), is_misprint(300, 3_000)
    (True, True, False)
    """
    if recorded is None or stated == recorded:
        return False
    one, other = str(stated), str(recorded)
    if min(len(one.rstrip("0")), len(other.rstrip("0"))) < _FEWEST:
        return False
    if len(one) == len(other):
        apart = [place for place, (mine, its) in enumerate(zip(one, other, strict=True)) if mine != its]
        return (
            len(apart) == 2  # A swap changes two digits.
            and apart[1] == apart[0] + 1
            and (one[apart[0]], one[apart[1]]) == (other[apart[1]], other[apart[0]])
        )
    longer, shorter = max(one, other, key=len), min(one, other, key=len)
    return longer == f"{shorter}0"
