"""The graph: whole, frozen, and found by id, code, kind and direction."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import networkx
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Entity, Jurisdiction, Law, Person, Source, State
from clemency_graph.graph.model.vocabulary import Direction, Office, RelationshipKind
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import action, figure, graph_of


def test_every_record_is_found_by_its_id(graph: KnowledgeGraph) -> None:
    for records in (graph.entities, graph.terms, graph.claims):
        assert records
        for id, record in records.items():
            assert graph.get(id) is record
    assert graph.get("state/zz") is None


def test_networkx_has_every_entity_and_every_edge_and_is_frozen(graph: KnowledgeGraph) -> None:
    assert set(graph.nx) == set(graph.entities)
    assert graph.nx.number_of_edges() == len(graph.relationships)
    for _, _, key, attributes in graph.nx.edges(keys=True, data=True):
        assert key.startswith(attributes["relationship"].kind.value)
    assert networkx.is_frozen(graph.nx)
    with pytest.raises(networkx.NetworkXError):
        graph.nx.add_node("x")


def test_records_never_change(graph: KnowledgeGraph) -> None:
    nevada = graph.state("nv")
    assert nevada is not None
    with pytest.raises(FrozenInstanceError):
        nevada.name = "x"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        nevada.other = "x"  # type: ignore[attr-defined]


def test_edges_are_those_of_a_full_scan(graph: KnowledgeGraph) -> None:
    for id in ("state/nv", "person/steve-sisolak", "party/democratic", "law/il/hb-1438"):
        for direction in Direction:
            for kinds in (None, [RelationshipKind.HOLDS], [RelationshipKind.IN, RelationshipKind.SAYS]):
                scanned = {
                    edge.id
                    for edge in graph.relationships.values()
                    if (kinds is None or edge.kind in kinds)
                    and (
                        (edge.from_ == id and direction is not Direction.IN)
                        or (edge.to == id and direction is not Direction.OUT)
                    )
                }
                found = [edge.id for edge in graph.edges(id, kinds, direction)]
                assert len(found) == len(set(found))
                assert set(found) == scanned


def test_a_degree_is_the_number_of_edges(graph: KnowledgeGraph) -> None:
    assert all(graph.degree(id) == len(graph.edges(id)) for id in graph.entities)
    assert graph.degree("state/zz") == 0


def test_every_reference_of_every_record_leads_somewhere(graph: KnowledgeGraph) -> None:
    for claim in graph.claims.values():
        for id in (claim.about, claim.source, claim.target, claim.reported_by, claim.term):
            assert id is None or graph.get(id) is not None
    for edge in graph.relationships.values():
        assert isinstance(graph.get(edge.from_), Entity)
        assert isinstance(graph.get(edge.to), Entity)


def test_edges_carry_their_claims(graph: KnowledgeGraph) -> None:
    places = (one for one in graph.entities.values() if isinstance(one, Jurisdiction))
    values = {(one.source, place.id) for place in places for series in place.series for one in series.observations}
    for edge in graph.relationships.values():
        match edge.kind:
            case RelationshipKind.SAYS:
                assert edge.claims or (edge.from_, edge.to) in values, edge.id
            case RelationshipKind.IN | RelationshipKind.PART_OF | RelationshipKind.PUBLISHED | RelationshipKind.EXTENDS:
                assert not edge.claims
            case RelationshipKind.REPRINTS:
                source = graph.entities[edge.from_]
                assert isinstance(source, Source) and source.reprint_of == edge.to
                assert not edge.claims
            case _:
                assert edge.claims, edge.id
        assert (edge.start is not None) == (edge.kind in (RelationshipKind.HOLDS, RelationshipKind.MEMBER_OF))


def test_a_state_is_found_by_its_code_in_any_case(graph: KnowledgeGraph) -> None:
    assert graph.state("NV") is graph.state("nv") is graph.entities["state/nv"]
    assert graph.state("zz") is None


def test_terms_cover_a_day_half_open(graph: KnowledgeGraph) -> None:
    terms = graph.terms_of("state/nv", Office.GOVERNOR)
    handover = date(2023, 1, 2)
    on = [term.person for term in terms if term.covers(handover)]
    before = [term.person for term in terms if term.covers(handover - timedelta(days=1))]
    assert (before, on) == (["person/steve-sisolak"], ["person/joe-lombardo"])


def test_neighbors_are_typed(graph: KnowledgeGraph) -> None:
    assert all(isinstance(law, Law) for law in graph.laws_in("state/il"))
    signed = graph.neighbors("person/jb-pritzker", RelationshipKind.SIGNED, Direction.OUT, Law)
    assert "law/il/hb-1438" in {law.id for law in signed}
    assert graph.neighbors("person/jb-pritzker", RelationshipKind.SIGNED, Direction.OUT, Person) == ()


def test_a_states_actions_are_those_of_its_localities_too() -> None:
    state = action("action/0", [figure("action/0", 0, 1, 1)])
    city = action("action/1", [figure("action/1", 0, 1, 1)], jurisdiction="locality/s0/city")
    federal = action("action/2", [figure("action/2", 0, 1, 1)], jurisdiction="country/us")
    graph = graph_of([state, city, federal])
    assert graph.actions_in("state/s0") == (state, city)
    assert graph.actions_in("locality/s0/city") == (city,)
    assert graph.actions_in("country/us") == (federal,)
    assert graph.state_of("locality/s0/city") is graph.entities["state/s0"]
    assert graph.state_of("country/us") is None


def test_rounds_are_tied_both_ways(graph: KnowledgeGraph) -> None:
    later = [one for one in graph.of_type(ClemencyAction) if one.extends]
    assert later
    for one in later:
        assert one.extends and one in graph.extended_by(one.extends)


@given(st.text())
def test_an_id_that_nothing_has_has_nothing(id: str) -> None:
    graph = graph_of([])
    if id not in graph.entities:
        assert graph.get(id) is None
        assert graph.edges(id) == ()
        assert graph.terms_of(id) == ()


def test_what_is_derived_is_made_once() -> None:
    graph = graph_of([])
    made: list[int] = []

    def count(graph: KnowledgeGraph, key: int) -> int:
        made.append(key)
        return len(graph.of_type(State)) + key

    assert [graph.cached(count, 1), graph.cached(count, 1), graph.cached(count, 2)] == [4, 4, 5]
    assert made == [1, 2]


def test_what_is_derived_is_made_once_however_many_ask() -> None:
    graph = graph_of([])
    made: list[int] = []

    def slow(graph: KnowledgeGraph) -> int:
        made.append(1)
        time.sleep(0.05)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: graph.cached(slow), range(8))) == {1}
    assert made == [1]
