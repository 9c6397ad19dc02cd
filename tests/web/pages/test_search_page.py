"""The search: the answer first, results by type, and whatever is typed is shown as text."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.web.pages import numbers, search_page, search_topics
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from support.asking import Ask
from support.page_reading import Page

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</title><script>",
    "javascript:alert(1)",
    "&lt;b&gt;",
    "\u202e\u0000\ufffd",
    "%00%0d%0aSet-Cookie: a=b",
    "Missouri</a><a href='https://example.org'>",
)
Read = Callable[[str], Page]


def searched(read: Read, text: str, type: str = "") -> Page:
    return read(f"/search?q={quote(text)}{f'&type={type}' if type else ''}")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_shown_as_text(read: Read, text: str) -> None:
    page = searched(read, text)
    assert page.value("q") == " ".join(text.split())
    assert page.texts("script") == [""]
    assert not [tag for tag, one, _ in page.elements if tag == "img" or any(name.startswith("on") for name in one)]
    assert all(not address.startswith(("javascript:", "https://example.org")) for address, _ in page.links())
    assert " ".join(text.split()) in page.texts("title")[0]


@given(st.text(max_size=230))
def test_any_text_is_answered(client: TestClient, text: str) -> None:
    response = client.get("/search", params={"q": text})
    assert response.status_code == 200
    page = Page(response.text)
    assert page.texts("script") == [""]
    assert page.value("q") == " ".join(text.encode("utf-8", "replace").decode().split())[:200]


def test_the_place_that_a_question_names_is_answered_first(read: Read) -> None:
    page = searched(read, "how many convictions did Missouri clear")
    (answer,) = page.texts("div", "answer")
    assert answer.startswith("140,429 cases were expunged, as of 6 February 2025")
    assert ("./state/mo", "All about Missouri") in page.links()
    assert " convictions were expunged, as of 11 April 2023" in answer
    for title, text in zip(page.texts("summary"), page.texts("details"), strict=True):
        assert title == "Of other places, with some of these words"
        assert "Actions of other places" in text


@pytest.mark.parametrize(
    ("text", "told", "path"),
    [
        ("who vetoed and later pardoned", "Phil Murphy vetoed", "vetoes"),
        ("Which states clear records automatically?", "states and territories: California", "automatic"),
        ("how many people were pardoned", "people were pardoned by", "pardons"),
        ("which deadlines are overdue", "past the day with no outcome recorded", "deadlines"),
        ("where do sources disagree most", "by a factor of", "disputed"),
    ],
)
def test_a_question_about_a_topic_is_answered_first(read: Read, text: str, told: str, path: str) -> None:
    page = searched(read, text)
    (answer,) = page.texts("div", "answer")
    assert told in answer
    assert [address for address, _ in page.links()].count(f"./{path}") == 1


def test_a_name_with_a_word_of_a_topic_is_answered_as_what_it_names(read: Read) -> None:
    (answer,) = searched(read, "Pardons for Progress, Birmingham, by application").texts("div", "answer")
    assert "Birmingham" in answer


def test_a_city_is_not_its_state(read: Read) -> None:
    (answer,) = searched(read, "was I pardoned in Birmingham, Alabama").texts("div", "answer")
    assert "15,010 to 15,509 people were pardoned" in answer
    assert "is not counted among what Alabama did" in answer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sisolak", "Steve Sisolak was governor of Nevada from 7 January 2019"),
        ("HB 1438", "became law on 25 June 2019"),
        ("140,429", "140,429 cases were expunged"),
    ],
)
def test_people_laws_and_actions_are_answered_as_their_pages_begin(read: Read, text: str, told: str) -> None:
    (answer,) = searched(read, text).texts("div", "answer")
    assert told in answer
    assert not searched(read, text).texts("p", "note")


def test_a_name_with_a_typing_error_is_found(read: Read) -> None:
    (answer,) = searched(read, "Missuri").texts("div", "answer")
    assert "140,429 cases" in answer


def test_the_counts_are_those_of_a_query_of_our_own(read: Read, ask: Ask) -> None:
    links = searched(read, "pardon").links()
    for type, title in (("ACTION", "Actions"), ("SOURCE", "Sources"), ("LAW", "Laws")):
        count = ask(f'{{ search(text: "pardon", types: [{type}]) {{ totalCount }} }}')["search"]["totalCount"]
        assert (f"./search?q=pardon&type={type.lower()}", f"{title} {numbers.number(count)}") in links


def test_actions_come_before_their_sources(read: Read) -> None:
    titles = searched(read, "illinois pardons").texts("h2")
    assert titles.index("Actions") < titles.index("Sources")


def test_a_type_shows_only_its_results(read: Read, graph: KnowledgeGraph) -> None:
    page = searched(read, "illinois", "law")
    sections = page.texts("section")
    assert len(sections) == 1
    listed = [address.removeprefix("./") for address, _ in page.links() if address.startswith("./law/")]
    assert len(listed) == len(set(listed)) >= 3
    assert set(listed) <= graph.entities.keys()


def test_what_is_of_another_place_stands_apart() -> None:
    places = {"action/ca/a": "state/ca", "action/mo/b": "locality/mo/columbia", "action/mo/c": "state/mo"}
    hits = [
        {"entity": {"__typename": "ClemencyAction", "id": id, "jurisdiction": {"id": place}}}
        for id, place in places.items()
    ]
    fields = ("states", "localities", "country", "laws", "people", "organizations", "parties", "sources")
    data = {"search": {"nodes": hits}, "actions": {"totalCount": 3}, **{name: {"totalCount": 0} for name in fields}}
    (group,) = search_page.groups(data, "", ["state/mo"])
    assert [hit["entity"]["id"] for hit in group.hits] == ["action/mo/b", "action/mo/c"]
    assert [hit["entity"]["id"] for hit in group.elsewhere] == ["action/ca/a"]
    (group,) = search_page.groups(data, "", ["locality/mo/columbia"])
    assert [hit["entity"]["id"] for hit in group.hits] == ["action/mo/b"]


def test_nothing_found_tells_what_is_near_and_what_is_out_of_scope(read: Read) -> None:
    page = searched(read, "psilocybin in oregon")
    assert "Nothing was found." in page.texts("p")
    assert any("Out of its scope: psilocybin" in text for text in page.texts("p", "warning"))
    assert ("./state/or", "Oregon") in page.links()
    assert "Nothing was found." in searched(read, "xqzzk").texts("p")


def test_a_place_with_nothing_of_the_kind_is_told(read: Read) -> None:
    warnings = searched(read, "pardons in Wyoming").texts("p", "warning")
    assert any("Nothing of the kind asked for is recorded in Wyoming" in text for text in warnings)


def test_no_text_and_a_long_one_show_how_to_search(read: Read) -> None:
    for path in ("/search", "/search?q=", "/search?q=%20%20"):
        page = read(path)
        assert page.texts("h1") == ["Search"]
        assert len([text for address, text in page.links() if address.startswith("./search?q=")]) == len(
            search_page.EXAMPLES
        )
    long = read(f"/search?q={'a' * 201}")
    assert long.texts("p", "warning") == ["A search has 200 characters at most; these are its first 200."]
    assert long.value("q") == "a" * 200


def test_every_example_finds_something(read: Read) -> None:
    for text in search_page.EXAMPLES:
        assert searched(read, text).texts("section"), text


def test_it_is_kept_out_of_indexes_and_shows_what_was_asked(read: Read) -> None:
    page = searched(read, "Nevada")
    assert page.meta("robots") == "noindex"
    assert page.texts("title") == ["Nevada - search - Clemency Graph"]


def test_too_many_fields_are_refused(client: TestClient) -> None:
    response = client.get("/search?" + "&".join(f"a{n}=1" for n in range(21)))
    assert response.status_code == 400
    assert "at most 20 fields" in response.text


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Which states clear records automatically?", ["automatic", "expungements"]),
        ("who vetoed and later pardoned", ["vetoes", "pardons"]),
        ("deadlines that are overdue", ["deadlines"]),
        ("where do sources disagree", ["disputed"]),
        ("Sisolak", []),
    ],
)
def test_words_point_to_topics(text: str, paths: list[str]) -> None:
    assert [topic.path for topic in search_topics.topics(text)] == paths
