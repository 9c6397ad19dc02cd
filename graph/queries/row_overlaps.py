"""Which rows of totals may count the same acts.

Source: docs/method.md, section 3, arguments.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model.vocabulary import Unit
from .action_overlap import ActionRelations
from .counted_figures import CountedFigures
from .total_bounds import find_overlaps


def overlapping_rows(rows: Sequence[CountedFigures], relations: ActionRelations) -> list[bool]:
    """Return for each row whether it may count an act that another row of the same unit counts."""
    row_of: dict[str, list[int]] = {}
    by_id = {}
    for number, row in enumerate(rows):
        for figure in row.figures:
            row_of.setdefault(figure.id, []).append(number)
            by_id[figure.id] = figure
    units: dict[Unit, list[str]] = {}
    for id, figure in by_id.items():
        assert figure.claim.count is not None
        units.setdefault(figure.claim.count.unit, []).append(id)
    overlaps = [False] * len(rows)
    for ids in units.values():
        found = find_overlaps([by_id[id] for id in ids], relations)
        for id in ids:
            own = set(row_of[id])
            others = own.union(*(row_of[other] for other in found[id]))
            if len(others) > 1:
                for number in own:
                    overlaps[number] = True
    return overlaps
