"""Walks within a filter are those of an oracle that looks at every edge and every claim in plain Python."""

from __future__ import annotations

import random
from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Claim, ClemencyAction, Entity, Law, Relationship, Source, Term
from clemency_graph.graph.model.vocabulary import (
    Covers,
    LawStatus,
    Rank,
    RelationshipKind,
    SourceKind,
    Stage,
    Unit,
)
from clemency_graph.graph.queries.filtered_graph import GraphFilter
from clemency_graph.graph.queries.neighborhood import neighborhood
from clemency_graph.graph.queries.paths import paths
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FILTERS = st.builds(
    GraphFilter,
    on=st.none() | st.dates(date(2012, 1, 1), date(2026, 12, 31)),
    known_at=st.none() | st.dates(date(2012, 1, 1), date(2026, 12, 31)),
    stages=st.none() | st.lists(st.sampled_from(Stage), max_size=3, unique=True),
    units=st.none() | st.lists(st.sampled_from(Unit), max_size=3, unique=True),
    source_kinds=st.none() | st.lists(st.sampled_from(SourceKind), max_size=3, unique=True),
    ranks=st.none() | st.lists(st.sampled_from(Rank), max_size=2, unique=True),
)
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)


def known(graph: KnowledgeGraph, claim: Claim, day: date) -> bool:
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    published = claim.published is not None and claim.published.last_day <= day
    seen = source.not_after is not None and source.not_after.last_day <= day
    return published or seen or claim.retrieved <= day


def meets(graph: KnowledgeGraph, claim: Claim, wanted: GraphFilter, of_action: bool) -> bool:
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    if wanted.ranks is not None and claim.rank not in wanted.ranks:
        return False
    if wanted.source_kinds is not None and source.kind not in wanted.source_kinds:
        return False
    if wanted.known_at is not None and not known(graph, claim, wanted.known_at):
        return False
    if of_action and (wanted.stages is not None or wanted.units is not None):
        figure = claim.quantity
        if claim.stage is None or claim.rank is Rank.DEPRECATED:
            return False
        if figure is not None and (figure.low == 0 or figure.covers is Covers.SERIES):
            return False
        if wanted.stages is not None and claim.stage not in wanted.stages:
            return False
        if wanted.units is not None and (figure is None or figure.unit not in wanted.units):
            return False
    return True


def kept(graph: KnowledgeGraph, one: Entity, wanted: GraphFilter) -> bool:
    if isinstance(one, Source):
        if wanted.source_kinds is not None and one.kind not in wanted.source_kinds:
            return False
        days = [one.retrieved, *(day.last_day for day in (one.published, one.not_after) if day is not None)]
        return wanted.known_at is None or min(days) <= wanted.known_at
    if not isinstance(one, ClemencyAction | Law):
        return True
    conditions: list[object] = [wanted.known_at, wanted.source_kinds, wanted.ranks]
    if isinstance(one, ClemencyAction):
        conditions += [wanted.stages, wanted.units]
    # Days of actions and laws are in `day_kept`.
    return all(condition is None for condition in conditions) or any(
        meets(graph, claim, wanted, isinstance(one, ClemencyAction)) for claim in one.claims
    )


def edge_kept(graph: KnowledgeGraph, edge: Relationship, wanted: GraphFilter) -> bool:
    if wanted.on is not None and edge.term is not None:
        term = graph.terms[edge.term]
        assert isinstance(term, Term)
        if term.start.last_day > wanted.on or (term.end is not None and term.end.first_day <= wanted.on):
            return False
    of_action = edge.kind is RelationshipKind.SAYS and isinstance(graph.entities[edge.to], ClemencyAction)
    return not edge.claims or any(meets(graph, claim, wanted, of_action) for claim in edge.claims)


def day_kept(one: Entity, on: date | None) -> bool | None:
    """Whether an action or a law is kept on a day; None where that takes more than its stated days to tell."""
    if on is None:
        return True
    if isinstance(one, ClemencyAction):
        return one.date.last_day <= on if one.date is not None else None
    if isinstance(one, Law):
        if one.status in (LawStatus.PROPOSED, LawStatus.VETOED, LawStatus.REJECTED):
            return False
        start = one.effective or one.enacted
        if one.status is LawStatus.ENACTED:
            return start is not None and start.last_day <= on
        return None
    return True


@SLOW
@given(FILTERS, st.randoms(use_true_random=False))
def test_a_subgraph_has_what_an_oracle_keeps(graph: KnowledgeGraph, wanted: GraphFilter, chance: random.Random) -> None:
    edge = chance.choice(list(graph.relationships.values()))
    near = [*graph.edges(edge.from_), *graph.edges(edge.to)]
    ids = list(dict.fromkeys(id for one in near for id in (one.from_, one.to)))[:200]
    told = {id: day_kept(graph.entities[id], wanted.on) for id in ids}
    ids = [id for id in ids if told[id] is not None]
    within = [id for id in ids if told[id] and kept(graph, graph.entities[id], wanted)]
    found = neighborhood(graph, ids, 0, None, 200, within=wanted)
    assert [one.id for one in found.nodes] == within
    among = {
        one.id
        for one in graph.relationships.values()
        if one.from_ in within and one.to in within and edge_kept(graph, one, wanted)
    }
    assert {one.id for one in found.relationships} == among


@SLOW
@given(FILTERS, st.randoms(use_true_random=False), st.integers(1, 2))
def test_walks_use_only_edges_that_a_subgraph_keeps(
    graph: KnowledgeGraph, wanted: GraphFilter, chance: random.Random, depth: int
) -> None:
    one, other = chance.sample(list(graph.entities), 2)
    for path in paths(graph, one, other, first=3, within=wanted):
        ids = [node.id for node in path.nodes]
        inside = neighborhood(graph, ids, 0, None, 200, within=wanted)
        assert [node.id for node in inside.nodes] == ids
        assert {edge.id for edge in path.relationships} <= {edge.id for edge in inside.relationships}
    around = neighborhood(graph, [one], depth, None, 100, within=wanted)
    inside = neighborhood(graph, [node.id for node in around.nodes], 0, None, 200, within=wanted)
    assert inside.nodes == around.nodes and set(inside.relationships) == set(around.relationships)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2019, 1, 7), date(2023, 1, 2)])
def test_a_term_holds_from_its_first_day_to_the_day_before_its_end(graph: KnowledgeGraph, day: date) -> None:
    within = GraphFilter(on=day)
    found = paths(graph, "person/steve-sisolak", "state/nv", [RelationshipKind.HOLDS], 1, within=within)
    assert bool(found) is (date(2019, 1, 7) <= day < date(2023, 1, 2))


def test_avoided_entities_are_left_out_of_a_neighborhood(graph: KnowledgeGraph) -> None:
    every = [node.id for node in neighborhood(graph, ["state/nv"], 2, None, 1000).nodes]
    found = [node.id for node in neighborhood(graph, ["state/nv"], 2, None, 1000, avoid=["country/us"]).nodes]
    assert "country/us" in every and "country/us" not in found and set(found) < set(every)
