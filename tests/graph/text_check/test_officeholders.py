"""What a text says of heads of government, compared with their terms."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Person
from clemency_graph.graph.model.vocabulary import Office
from clemency_graph.graph.text_check import Verdict, check_text


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("Nevada Gov. Steve Sisolak (D) spoke.", None, "agrees"),
        ("Kate Brown, Oregon's Democratic governor, spoke.", date(2022, 11, 21), "agrees"),
        ("Kate Brown, Oregon's Republican governor, spoke.", date(2022, 11, 21), "contradicted"),
        ("Mike Parson, the governor, spoke.", date(2022, 11, 21), "agrees"),
        ("Gov. Steve Sisolak spoke.", date(2020, 6, 1), "agrees"),
        ("Gov. Steve Sisolak spoke.", date(2024, 6, 1), "unsure"),
        ("Illinois governor J.B. Pritzker, a Republican, spoke.", date(2020, 1, 1), "contradicted"),
        ("Nevada's governor spoke to Gov. Steve Sisolak (D-Nev.).", date(2020, 6, 1), "agrees"),
        ("Gov. Steve Sisolak of Nevada spoke.", date(2020, 6, 1), "agrees"),
        ("In 2020, Nevada Gov. Steve Sisolak (D) spoke.", date(2024, 1, 1), "agrees"),
        ("Nevada Gov. Steve Sisolak spoke.", date(2024, 1, 1), "unsure"),
        ("Gov. Steve Sisolak (R) spoke.", None, "unsure"),
        ("Gov. Steve Sisolak (R) spoke.", date(2020, 6, 1), "contradicted"),
        ("Former Gov. Steve Sisolak (R) spoke.", date(2020, 6, 1), "unsure"),
        ("Gov. Jim Justice (D) spoke.", None, "unsure"),
        ("Gov. Jim Justice (D) spoke.", date(2017, 3, 1), "agrees"),
        ("Gov. Jim Justice (R) spoke.", date(2017, 3, 1), "contradicted"),
        ("Gov. Pedro Pierluisi (D) spoke.", date(2022, 5, 5), "unsure"),
        ("Gov. Gavin Newsom of Ohio spoke.", date(2021, 1, 1), "contradicted"),
        ("Ohio Gov. Gavin Newsom spoke.", date(2021, 1, 1), "unsure"),
        ("Gov. Gavin Newsom of Ohio spoke.", None, "unsure"),
        ("Gov. Gavin Newson (D) spoke.", None, "misprint"),
    ],
)
def test_a_head_of_government(graph: KnowledgeGraph, text: str, published: date | None, verdict: str) -> None:
    [finding] = check_text(graph, text, published).findings
    assert finding.verdict == verdict, finding.reason
    assert text[finding.start : finding.end] == finding.text
    assert finding.claims


@pytest.mark.parametrize(
    "text",
    [
        "Gov. Steve Sisolak spoke.", "Nevada Lt. Gov. Kate Marshall (D) spoke.", "Gov. Brown (D) spoke.",
        "Gov. Nobody Atall (D) spoke.", "Steve Sisolak (D) spoke.", "Gov. Janet Mill (D) spoke.",
    ],
)  # fmt: skip
def test_what_is_left_out(graph: KnowledgeGraph, text: str) -> None:
    assert check_text(graph, text).findings == ()


def test_every_governor_has_the_party_of_the_term(graph: KnowledgeGraph) -> None:
    for term in graph.terms.values():
        party = graph.entities[term.party or ""]
        letter = getattr(party, "abbreviation", "")
        person = graph.entities[term.person]
        assert isinstance(person, Person)
        if term.office is not Office.GOVERNOR or letter not in ("D", "R", "I") or len(person.name.split()) != 2:
            continue
        day = term.start.last_day
        if not term.covers(day):
            continue
        for said in ("D", "R", "I"):
            found = check_text(graph, f"Gov. {person.name} ({said}) spoke.", day).findings
            verdicts = {one.verdict for one in found}
            if said == letter:
                assert verdicts <= {Verdict.AGREES}, (person.name, said)
            else:
                assert verdicts <= {Verdict.CONTRADICTED, Verdict.UNSURE}, (person.name, said)
