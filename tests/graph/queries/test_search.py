"""Search: what people call things, best first."""

from __future__ import annotations

import re

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.model.records import EntityType, Person, Source
from clemency_graph.graph.queries.search import search
from hypothesis import given
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
        ("sisolack", "person/steve-sisolak"),
        ("Nevda", "state/nv"),
        ("Jérry Brown", "person/jerry-brown"),
        ("Gov. Kate Brown", "person/kate-brown"),
        ("Prop 64", "law/ca/proposition-64"),
        ("MRTA", "law/ny/mrta-2021"),
        ("15,592", "action/nv/2020-possession-pardons"),
        ("492129", "action/il/2020-arrest-record-expungements"),
        ("D", "party/democratic"),
        ("Birmingham", "locality/al/birmingham"),
    ],
)
def test_what_is_meant_comes_first(graph: KnowledgeGraph, text: str, id: str) -> None:
    assert search(graph, text)[0].entity.id == id


def test_case_accents_and_signs_do_not_count(graph: KnowledgeGraph) -> None:
    assert search(graph, "  STEVE,  sísolak! ")[0].entity.id == "person/steve-sisolak"


def test_every_word_counts(graph: KnowledgeGraph) -> None:
    names = {hit.entity.name.casefold() for hit in search(graph, "clean slate", [EntityType.LAW])}
    assert names
    assert {hit.entity.id for hit in search(graph, "Gov. Brown", [EntityType.PERSON])} >= {
        "person/kate-brown",
        "person/jerry-brown",
    }
    assert search(graph, "sisolak qqqq") == []


def test_a_number_with_another_digit_is_another_number(graph: KnowledgeGraph) -> None:
    told = {hit.matched for hit in search(graph, "15,593")}
    assert not [text for text in told if "15,592" in text]


def test_what_matched_is_told(graph: KnowledgeGraph) -> None:
    assert search(graph, "Prop 64")[0].matched == "Prop 64"
    assert "15,592" in search(graph, "15,592")[0].matched


def test_types_narrow(graph: KnowledgeGraph) -> None:
    found = search(graph, "Nevada", [EntityType.LAW])
    assert found and {hit.entity.type for hit in found} == {EntityType.LAW}


def test_a_text_that_is_too_long_is_refused(graph: KnowledgeGraph) -> None:
    assert search(graph, "q" * 200) == []
    with pytest.raises(QueryError, match="text has 201 characters; the limit is 200"):
        search(graph, "q" * 201)


def test_nothing_is_found_for_nothing(graph: KnowledgeGraph) -> None:
    assert search(graph, " ?! ") == []
    assert search(graph, "qqqq") == []


@given(st.data())
def test_every_entity_is_found_by_its_name(graph: KnowledgeGraph, data: st.DataObject) -> None:
    entity = data.draw(st.sampled_from([one for one in graph.entities.values() if len(one.name) <= 200]))
    hits = search(graph, entity.name)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    whole = 0.9 if isinstance(entity, Source) else 1.0
    assert max(hit.score for hit in hits if hit.entity is entity) >= whole


@given(st.data())
def test_a_slip_in_a_long_word_is_forgiven(graph: KnowledgeGraph, data: st.DataObject) -> None:
    person = data.draw(
        st.sampled_from([one for one in graph.of_type(Person) if re.fullmatch(r"[A-Za-z. ]* [A-Za-z]{6,}", one.name)])
    )
    *given_names, family = person.name.split()
    place = data.draw(st.integers(1, len(family) - 2))
    slip = family[:place] + family[place + 1 :]
    found = [hit.entity for hit in search(graph, " ".join((*given_names, slip)))]
    assert person in found
