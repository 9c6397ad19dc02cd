"""Small made-up graphs for rules that must hold whatever the data; their records are told by number, not by name."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date

from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.loading.fields_from_claims import act_day, furthest_stage, stages
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import (
    Claim,
    ClemencyAction,
    Country,
    Coverage,
    Dataset,
    Entity,
    Locality,
    Quantity,
    Source,
    State,
)
from clemency_graph.graph.model.vocabulary import (
    ClaimProperty,
    Knowledge,
    LocalityKind,
    Qualifier,
    Rank,
    ReliefKind,
    SourceKind,
    Stage,
    StateKind,
    Unit,
)
from clemency_graph.graph.queries.claim_ranking import best_first

DAY = date(2026, 1, 1)
COVERAGE = Coverage(Knowledge.VALUE, Knowledge.VALUE, Knowledge.VALUE, DAY, None)
COUNTRY = Country(id="country/us", name="Country", parent=None, coverage=COVERAGE, code="US")
STATES = [
    State(
        id=f"state/s{number}", name=f"State {number}", parent="country/us", coverage=COVERAGE,
        code=f"S{number}", fips=f"0{number}", kind=StateKind.STATE,
    )
    for number in range(3)
]  # fmt: skip
CITY = Locality(id="locality/s0/city", name="City", parent="state/s0", coverage=COVERAGE, kind=LocalityKind.CITY)
SOURCE = Source(
    id="source/one", name="One", url=None, publisher=None, authors=(), published=None, retrieved=DAY,
    kind=SourceKind.PRESS, reprint_of=None, caution=None,
)  # fmt: skip


def figure(
    about: str,
    number: int,
    low: int | None,
    high: int | None,
    *,
    unit: Unit = Unit.PEOPLE,
    stage: Stage = Stage.GRANTED,
    rank: Rank = Rank.NORMAL,
    cumulative: bool = False,
    qualifier: Qualifier = Qualifier.BETWEEN,
    as_of: str | None = None,
    published: str = "2020-01-01",
) -> Claim:
    """A claim with a figure; `number` tells it from the others about the same thing."""
    return Claim(
        id=f"claim/{about}/{number}",
        about=about,
        property=ClaimProperty.FIGURE,
        stated="some",
        source="source/one",
        published=PartialDate(published),
        retrieved=DAY,
        rank=rank,
        rank_reason=None if rank is Rank.NORMAL else "because",
        quantity=Quantity(low, high, qualifier, unit, cumulative),
        stage=stage,
        as_of=PartialDate(as_of) if as_of else None,
    )


def action(
    id: str,
    claims: Iterable[Claim],
    *,
    kind: ReliefKind = ReliefKind.PARDON,
    jurisdiction: str = "state/s0",
    extends: str | None = None,
    day: str | None = None,
) -> ClemencyAction:
    """An action with these claims, which must give a stage that is not deprecated; granted on `day`."""
    dated = [dataclasses.replace(figure(id, 99, None, None), property=ClaimProperty.DATE, quantity=None)] if day else []
    dated = [dataclasses.replace(one, date=PartialDate(day or "")) for one in dated]
    ranked = best_first((*claims, *dated), lambda source: 0)
    history = stages(ranked)
    stage = furthest_stage(history)
    assert stage is not None, "some claim gives a stage"
    return ClemencyAction(
        id=id,
        name=id,
        claims=ranked,
        kind=kind,
        jurisdiction=jurisdiction,
        extends=extends,
        stage=stage,
        date=act_day(history),
        history=history,
        scope=None,
        actors=(),
        laws=(),
    )


def graph_of(actions: Iterable[ClemencyAction], others: Iterable[Entity] = ()) -> KnowledgeGraph:
    """A graph of three states, a city in the first, and these actions."""
    entities = [COUNTRY, *STATES, CITY, SOURCE, *others, *actions]
    return KnowledgeGraph(entities, [], Dataset("Synthetic", "0", DAY, "CC0-1.0", "Synthetic"))
