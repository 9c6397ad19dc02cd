"""The tallies of the country beside totals of several states, which count the acts of many places.

Source: docs/method.md, section 3, what it returns.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Country
from ..model.vocabulary import ReliefKind, Stage, Unit
from .action_figures import figures
from .claims_known_by import known_by
from .total_rows import RowKey


def national_tallies(
    graph: KnowledgeGraph, actions: Sequence[ClemencyAction], stage: Stage, known_at: date | None
) -> Mapping[tuple[ReliefKind | None, Unit | None], tuple[Claim, ...]]:
    """Return the national tallies that actions of several states are not counted by, by kind and unit."""
    states = {graph.state_of(action.jurisdiction) for action in actions}
    found: dict[tuple[ReliefKind | None, Unit | None], tuple[Claim, ...]] = {}
    if len(states) > 1:
        for country in graph.of_type(Country):
            for claim in figures((one for one in country.claims if known_by(graph, one, known_at)), stage):
                assert claim.quantity is not None
                key = (claim.kind, claim.quantity.unit)
                found[key] = (*found.get(key, ()), claim)
    return found


def tallies_beside(
    tallies: Mapping[tuple[ReliefKind | None, Unit | None], tuple[Claim, ...]],
    key: RowKey,
    unit: Unit | None,
    kinds: Collection[ReliefKind] | None,
) -> tuple[Claim, ...]:
    """Return the tallies of a unit beside a row: those of its kind; of joined kinds, also those of no one kind."""
    if key[1:] != RowKey()[1:]:
        return ()
    wanted = (key.kind,) if kinds is None else (*kinds, None)
    return tuple(claim for kind in wanted for claim in tallies.get((kind, unit), ()))
