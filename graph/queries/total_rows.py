"""The rows of totals: which actions count in which row.

Source: docs/method.md, section 3, arguments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import product
from typing import Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import ClemencyAction, EntityType
from ..model.vocabulary import ActorRole, Level, ReliefKind, Stage, TotalDimension
from .action_overlap import ActionRelations
from .stage_facts import stage_days

_DECIDERS: Final = (ActorRole.DECIDED, ActorRole.PROPOSED)


class RowKey(NamedTuple):
    """The dimensions of a row; None if totals are not grouped by the dimension, or an action has no value in it."""

    kind: ReliefKind | None = None
    state: str | None = None
    level: Level | None = None
    party: str | None = None
    person: str | None = None
    law: str | None = None
    year: int | None = None


def total_rows(
    graph: KnowledgeGraph,
    relations: ActionRelations,
    actions: Iterable[ClemencyAction],
    group_by: Collection[TotalDimension],
    stage: Stage,
    *,
    join_kinds: bool,
) -> dict[RowKey, list[str]]:
    """Return the ids of the actions of each row, sorted by the dimensions.

    An action with two parties, persons or laws stands in each of their rows. It stands in the row of a year if it
    surely reached the stage in that year, and in the row without a year otherwise.
    """
    rows: defaultdict[RowKey, list[str]] = defaultdict(list)
    wanted = frozenset(group_by)
    for action in actions:
        for key in _keys(graph, relations, action, wanted, stage, None if join_kinds else action.kind):
            rows[key].append(action.id)
    return dict(sorted(rows.items(), key=lambda row: sort_key(row[0])))


def parties_of(graph: KnowledgeGraph, action: ClemencyAction) -> tuple[str, ...]:
    """Return the parties of the terms of office that decided the action, or else proposed it, each once."""
    for role in _DECIDERS:
        terms = [graph.terms[actor.term] for actor in action.actors if actor.role is role and actor.term]
        parties = tuple(dict.fromkeys(term.party for term in terms if term.party))
        if parties:
            return parties
    return ()


def people_of(graph: KnowledgeGraph, action: ClemencyAction) -> tuple[str, ...]:
    """Return the people who decided the action, or else proposed it."""
    for role in _DECIDERS:
        people = tuple(
            dict.fromkeys(
                actor.entity
                for actor in action.actors
                if actor.role is role and graph.entities[actor.entity].type is EntityType.PERSON
            )
        )
        if people:
            return people
    return ()


def _keys(
    graph: KnowledgeGraph,
    relations: ActionRelations,
    action: ClemencyAction,
    wanted: frozenset[TotalDimension],
    stage: Stage,
    kind: ReliefKind | None,
) -> Iterator[RowKey]:
    facts = relations.actions[action.id]
    state = graph.state_of(action.jurisdiction) if TotalDimension.STATE in wanted else None
    level = facts.place.level if TotalDimension.LEVEL in wanted else None
    parties = (parties_of(graph, action) or (None,)) if TotalDimension.PARTY in wanted else (None,)
    people = (people_of(graph, action) or (None,)) if TotalDimension.PERSON in wanted else (None,)
    laws = (action.laws or (None,)) if TotalDimension.LAW in wanted else (None,)
    year = None
    if TotalDimension.YEAR in wanted:
        days = stage_days(facts.claims, stage)
        if days is not None and days.earliest is not None and days.latest is not None:
            year = days.earliest.year if days.earliest.year == days.latest.year else None
    for party, person, law in product(parties, people, laws):
        yield RowKey(kind, state.id if state else None, level, party, person, law, year)


def sort_key(key: RowKey) -> tuple[int, str, int, str, str, str, int]:
    """Return the key that sorts rows by their dimensions."""
    kinds, levels = list(ReliefKind), list(Level)
    return (
        kinds.index(key.kind) if key.kind else -1,
        key.state or "",
        levels.index(key.level) if key.level else -1,
        key.party or "",
        key.person or "",
        key.law or "",
        key.year or 0,
    )
