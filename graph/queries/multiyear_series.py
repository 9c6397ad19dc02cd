"""The figures of series whose rounds are in rows of several years.

Source: docs/method.md, section 3, arguments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from ..model.vocabulary import Covers, Stage, Unit
from .action_overlap import ActionRelations
from .counted_figures import CountedFigures, counted_figures
from .total_rows import RowKey, sort_key

NONE: Final = CountedFigures((), *(frozenset[str](),) * 4)


def spanning_series(
    relations: ActionRelations,
    rows: Mapping[RowKey, Sequence[str]],
    stage: Stage,
    known_at: date | None,
    uncertain: Collection[str],
    on: date | None = None,
) -> dict[RowKey, dict[Unit, CountedFigures]]:
    """Return the figures of series that count rounds of several years, by the row without a year that counts them.

    Parameters
    ----------
    relations, stage, known_at, uncertain, on
        As given to `counted_figures`.
    rows
        The ids of the actions of each row.
    """
    families: defaultdict[RowKey, list[frozenset[str]]] = defaultdict(list)
    for key, ids in rows.items():
        families[key._replace(year=None)].append(frozenset(ids))
    found: dict[RowKey, dict[Unit, CountedFigures]] = {}
    for key, parts in families.items():
        rounds = sorted(id for id in frozenset().union(*parts) if relations.in_series(id))
        for unit in Unit if rounds else ():
            counted = counted_figures(relations, rounds, stage, unit, known_at, uncertain, on)
            spanning = tuple(
                figure
                for figure in counted.figures
                if figure.subject[0] is Covers.SERIES and not any(figure.actions <= part for part in parts)
            )
            if spanning:
                used = {figure.id for figure in spanning}
                sets = (counted.implied, counted.undated, counted.beyond, counted.doubtful, counted.later)
                found.setdefault(key, {})[unit] = CountedFigures(spanning, *(one & used for one in sets))
    return found


def with_rows(rows: Mapping[RowKey, list[str]], keys: Collection[RowKey]) -> dict[RowKey, list[str]]:
    """Return rows with further, empty ones, sorted by the dimensions."""
    return dict(sorted(({key: [] for key in keys} | dict(rows)).items(), key=lambda row: sort_key(row[0])))


def join(one: CountedFigures, other: CountedFigures) -> CountedFigures:
    """Return the figures of both, which have none in common."""
    return CountedFigures(
        one.figures + other.figures,
        one.implied | other.implied,
        one.undated | other.undated,
        one.beyond | other.beyond,
        one.doubtful | other.doubtful,
        one.later | other.later,
    )
