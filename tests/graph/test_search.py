"""Search: what people call things, best first."""

from __future__ import annotations

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.search import search
from clemency_graph.graph.vocabulary import EntityType
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Steve Sisolak", "person/steve-sisolak"),
        ("sisolak", "person/steve-sisolak"),
        ("NORML", "organization/norml"),
        ("nv", "state/nv"),
        ("Nevada", "state/nv"),
        ("person/kate-brown", "person/kate-brown"),
        ("brown kate", "person/kate-brown"),
        ("HB 1438", "law/il/hb-1438"),
        ("Armentano", "person/paul-armentano"),
        ("democratic party", "party/democratic"),
    ],
)
def test_what_is_meant_comes_first(graph: KnowledgeGraph, text: str, id: str) -> None:
    assert search(graph, text)[0].entity.id == id


def test_case_accents_and_signs_do_not_count(graph: KnowledgeGraph) -> None:
    assert search(graph, "  STEVE,  sísolak! ")[0].entity.id == "person/steve-sisolak"


def test_types_narrow(graph: KnowledgeGraph) -> None:
    found = search(graph, "Nevada", [EntityType.LAW])
    assert found and {hit.entity.type for hit in found} == {EntityType.LAW}


def test_nothing_is_found_for_nothing(graph: KnowledgeGraph) -> None:
    assert search(graph, " ?! ") == []
    assert search(graph, "qqqq") == []


@settings(max_examples=50)
@given(st.data())
def test_every_entity_is_found_by_its_name_with_the_top_score(graph: KnowledgeGraph, data: st.DataObject) -> None:
    entity = data.draw(st.sampled_from(list(graph.entities.values())))
    hits = search(graph, entity.name)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert (entity, 1.0) in [(hit.entity, hit.score) for hit in hits]
