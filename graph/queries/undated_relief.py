"""Relief without a day of its own in a law of which other relief begins later than the law.

Source: docs/method.md, section 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..model.dates import PartialDate
from ..model.vocabulary import Method


class Dated(Protocol):
    """A provision, in a file or a record."""

    @property
    def method(self) -> Method | None:
        """Who has to move; None where it gives no relief."""

    @property
    def effective(self) -> PartialDate | None:
        """The day from which it holds; None where that is the law's."""

    @property
    def never_effective(self) -> bool:
        """Whether it never took effect."""


def undated_relief(start: PartialDate | None, provisions: Sequence[Dated]) -> list[int]:
    """Return the indexes of the relief that takes the day of the law, though other relief of it begins later.

    Parameters
    ----------
    start
        The day from which the law holds; None where it is not known.
    provisions
        What the law provides.
    """
    if start is None:
        return []
    given = [one for one in provisions if one.method is not None]
    if not any(one.effective is not None and one.effective.first_day > start.last_day for one in given):
        return []
    return [
        index
        for index, one in enumerate(provisions)
        if one.method is not None and one.effective is None and not one.never_effective
    ]
