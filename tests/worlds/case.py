"""One simulated world before the derivations, and what they get wrong in it."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import NamedTuple

from clemency_graph.graph.model.vocabulary import Stage
from clemency_graph.graph.queries.action_overlap import ActionRelations
from clemency_graph.graph.queries.figure_containment import Figure

from worlds.statements import Record
from worlds.truth import HORIZON, World


class Failure(NamedTuple):
    """Where a derivation went wrong: `truth`, `contradiction` or `law`, and what happened."""

    kind: str
    text: str


class Case(NamedTuple):
    """A world, what is written about it, and chance."""

    rng: Random
    world: World
    record: Record
    relations: ActionRelations
    seen: Counter[str]

    @property
    def ids(self) -> list[str]:
        """The ids of all actions."""
        return list(self.world.actions)


def truly_counted(case: Case, figure: Figure, stage: Stage) -> frozenset[int]:
    """Return what a figure truly counts: what its claim hides, or of an implied one what was granted by its day."""
    behind = case.record.behind[figure.id]
    if figure.claim.stage is stage:
        if figure.final:
            return case.world.acts(figure.claim.action, stage, HORIZON)
        return behind.counted
    return frozenset[int]().union(*(case.world.acts(id, stage, behind.day) for id in behind.subjects))
