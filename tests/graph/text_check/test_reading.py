"""Places, people, stages and clauses: what a sentence says of a number."""

from __future__ import annotations

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.vocabulary import Stage
from clemency_graph.graph.text_check.carry_forward import in_context, place_of
from clemency_graph.graph.text_check.cleaning import clean
from clemency_graph.graph.text_check.mentions import find_mentions
from clemency_graph.graph.text_check.quantities import find_quantities
from clemency_graph.graph.text_check.sentences import split_sentences
from clemency_graph.graph.text_check.statements import clauses
from clemency_graph.graph.text_check.wording import DONE, find_hindrance, kinds_in, offenses_in, stages_in


def place(graph: KnowledgeGraph, text: str) -> str | None:
    """The place of the last sentence of a text."""
    last = in_context(graph, split_sentences(clean(text)), None)[-1]
    return place_of(graph, last, 0, len(last.sentence.text), None).id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("In West Virginia it was so.", "state/wv"),
        ("Washington, D.C. acted.", "state/dc"),
        ("Birmingham, Alabama acted.", "locality/al/birmingham"),
        ("Clay County, Missouri acted.", "locality/mo/clay-county"),
        ("Oregonians waited.", "state/or"),
        ("Gov. Jared Polis (D) acted.", "state/co"),
        ("Gov. J.B. Pritzker acted.", "state/il"),
        ("President Biden acted.", "country/us"),
        ("In Nevada it began. The state went on.", "state/nv"),
        ("Nevada\n\nThe governor acted.", "state/nv"),
        ("## Nevada\nThe governor acted.", "state/nv"),
        ("Nevada acted.\n\nThe governor went on.", "state/nv"),
    ],
)
def test_the_place(graph: KnowledgeGraph, text: str, id: str) -> None:
    assert place(graph, text) == id


@pytest.mark.parametrize(
    "text",
    [
        "Nevada, unlike Oregon, acted.",
        "Gov. Brown acted.",
        "Dayton, Ohio acted.",
        "In Dayton it was so.",
        "Springfield, Ohio acted.",
        "New York City acted.",
        "The county acted in Ohio.",
        "Nevada acted.\n\nMany went on.",
        "Nevada and Oregon acted. The state went on.",
        "Gov. Nobody Atall acted.",
        "It acted.",
    ],
)
def test_no_sure_place(graph: KnowledgeGraph, text: str) -> None:
    assert place(graph, text) is None


def test_a_person_named_in_full_is_known_by_the_last_name(graph: KnowledgeGraph) -> None:
    assert place(graph, "Gov. Kate Brown spoke.\n\nLater Gov. Brown acted.") == "state/or"


def test_mentions_are_where_they_say(graph: KnowledgeGraph) -> None:
    text = "In West Virginia, Gov. Steve Sisolak met Coloradans."
    assert [text[one.start : one.end] for one in find_mentions(graph, text)] == [
        "West Virginia", "Steve Sisolak", "Coloradans",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("5 people were pardoned", DONE),
        ("has issued 5 pardons", DONE),
        ("were eligible to be pardoned", {Stage.ELIGIBLE}),
        ("announced plans to pardon 5 people", {Stage.ANNOUNCED}),
        ("announced that it had pardoned 5", {Stage.ANNOUNCED, *DONE}),
        ("would be pardoned", {Stage.ELIGIBLE, Stage.ANNOUNCED}),
        ("will be pardoned", {Stage.ELIGIBLE, Stage.ANNOUNCED}),
        ("In May 2024, Will County cleared 5", DONE),
        ("5 people applied to be pardoned", {Stage.APPLIED}),
        ("5 were recommended for a pardon", {Stage.RECOMMENDED}),
        ("5 were denied a pardon", {Stage.DECLINED}),
        ("5 people", set()),
    ],
)
def test_stages(text: str, stages: set[Stage]) -> None:
    assert stages_in(text) == stages


@pytest.mark.parametrize(
    "text",
    [
        "It did not pardon 5 people", "It hasn't", "If it pardons 5", "5 people for drunk driving", "5 women",
        "5 people pardoned for jaywalking", "Its neighbor pardoned 5", "Did it pardon 5?",
    ],
)  # fmt: skip
def test_what_is_no_plain_statement(text: str) -> None:
    assert find_hindrance(text)


def test_a_plain_statement() -> None:
    assert find_hindrance("It pardoned 5 people convicted of marijuana possession.") is None
    assert kinds_in("pardoned or expunged") == {"pardon", "expungement"}
    assert offenses_in("felony sales") == {"felon", "sale"}


def test_clauses_part_at_the_comma_before_the_next_number() -> None:
    text = "Ohio pardoned 5 people, and Utah pardoned 7 people; Iowa pardoned 9 people."
    assert [text[start:end].strip(" ,;") for start, end in clauses(text, find_quantities(text))] == [
        "Ohio pardoned 5 people", "and Utah pardoned 7 people", "Iowa pardoned 9 people.",
    ]  # fmt: skip
