"""Search: what people call things, best first."""

from __future__ import annotations

import re

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.model.records import EntityType, Person, Source
from clemency_graph.graph.queries.search import search
from clemency_graph.graph.queries.search_advice import advise
from clemency_graph.graph.queries.search_words import stem
from clemency_graph.graph.queries.sentence_search import named_places, relief_kinds
from hypothesis import given
from hypothesis import strategies as st
from support.sentences import SENTENCES


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


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_finds_what_it_asks_for(graph: KnowledgeGraph, sentence: str) -> None:
    assert search(graph, sentence)[0].entity.id in SENTENCES[sentence]


def test_the_sentences_name_what_is_there(graph: KnowledgeGraph) -> None:
    assert len(SENTENCES) == 40
    assert {id for ids in SENTENCES.values() for id in ids} <= graph.entities.keys()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("pardons in West Virginia", ["state/wv"]),
        ("the pardons of Kansas City, Missouri", ["locality/mo/kansas-city"]),
        ("Nevada County, not Nevada", ["locality/ca/nevada-county", "state/nv"]),
        ("Cook County and Illinois", ["locality/il/cook-county", "state/il"]),
        ("Sisolak", []),
    ],
)
def test_places_are_read_by_their_longest_name(graph: KnowledgeGraph, text: str, ids: list[str]) -> None:
    assert [place.id for place in named_places(graph, text)] == ids


def test_kinds_of_relief_are_read_in_any_form() -> None:
    for word, kind in {
        "pardoned": "pardon",
        "expunged": "expungement",
        "sealed": "sealing",
        "vacated": "vacatur",
        "dismiss": "dismissal",
        "dismissed": "dismissal",
        "commuted": "commutation",
        "resentenced": "resentencing",
    }.items():
        assert {one.value for one in relief_kinds(f"how many were {word}")} == {kind}
        assert stem(word) == stem(kind)
    assert {one.value for one in relief_kinds("clemency")} == {"pardon", "commutation"}
    assert relief_kinds("how many") == frozenset()


def test_what_was_looked_for_and_not_found_is_told(graph: KnowledgeGraph) -> None:
    hits = search(graph, "pardons in Kansas")
    assert hits[0].entity.id == "state/ks"
    advice = advise(graph, "pardons in Kansas", hits)
    assert advice is not None
    assert [place.id for place in advice.not_found] == ["state/ks"]
    assert advice.message.startswith("No pardon is recorded in Kansas: none was found when it was looked for")
    assert not advice.near and not advice.out_of_scope


def test_what_is_near_is_told_where_nothing_is_found(graph: KnowledgeGraph) -> None:
    advice = advise(graph, "sisolak qqqq", search(graph, "sisolak qqqq"))
    assert advice is not None
    assert advice.near[0].id == "person/steve-sisolak"
    assert advice.message.startswith("Nothing matches all of the text. Near: Steve Sisolak")
    nothing = advise(graph, "qqqq", search(graph, "qqqq"))
    assert nothing is not None
    assert (nothing.message, nothing.near) == ("Nothing matches the text.", ())


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("cocaine pardons in Texas", ("cocaine",)),
        ("pardons in Canada", ("canada",)),
        ("pardons in New Mexico", ()),
        ("how many murders were pardoned in Mexico", ("murders", "mexico")),
    ],
)
def test_what_is_out_of_scope_is_told(graph: KnowledgeGraph, text: str, outside: tuple[str, ...]) -> None:
    advice = advise(graph, text, search(graph, text))
    assert advice is not None
    assert advice.out_of_scope == outside
    assert ("out of its scope" in advice.message) == bool(outside)


def test_results_that_say_enough_have_no_advice(graph: KnowledgeGraph) -> None:
    for text in ("how many people were pardoned in Nevada", "Sisolak", "New York city"):
        assert advise(graph, text, search(graph, text)) is None


@given(
    st.lists(
        st.sampled_from([*SENTENCES, "in", "", "Mexico", "9", "pardon", "Nevda", "\ud800", "é", "qqqq"]), max_size=3
    )
)
def test_any_text_has_hits_in_order_or_advice(graph: KnowledgeGraph, parts: list[str]) -> None:
    text = " ".join(parts)[:200]
    hits = search(graph, text)
    advice = advise(graph, text, hits)
    assert hits or advice
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert len({hit.entity.id for hit in hits}) == len(hits)
