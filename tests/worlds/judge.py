"""Hold the derivations against the truth of a world, by set union, and against laws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from clemency_graph.graph.queries.action_overlap import ActionRelations

from worlds.case import Case, Failure
from worlds.figures import check_differences, check_disputes, check_figures
from worlds.laws import check_laws
from worlds.narrowed import check_narrowed
from worlds.stages import check_filters, check_stages
from worlds.statements import write_record
from worlds.tallies import check_tally
from worlds.totals import check_totals
from worlds.truth import draw_world


def judge(seed: int, seen: Counter[str] | None = None) -> Iterator[Failure]:
    """Draw the world of a seed and yield all that the derivations get wrong in it; count what was seen."""
    rng = Random(seed)
    world = draw_world(rng)
    record = write_record(rng, world)
    counts = Counter[str]() if seen is None else seen
    counts["worlds"] += 1
    relations = ActionRelations(record.actions)
    for place, check in enumerate(CHECKS):
        yield from check(Case(Random(seed * 10 + place), world, record, relations, counts))


CHECKS: Final[tuple[Callable[[Case], Iterator[Failure]], ...]] = (
    check_stages,
    check_filters,
    check_figures,
    check_totals,
    check_laws,
    check_disputes,
    check_tally,
    check_narrowed,
    check_differences,
)
