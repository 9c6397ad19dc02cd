"""What a text says of the signing of a law, compared with the record."""

from __future__ import annotations

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Law, State
from clemency_graph.graph.text_check import Finding, Verdict, check_text
from clemency_graph.graph.text_check.corrections import day_in_words


def of_laws(graph: KnowledgeGraph, text: str) -> list[Finding]:
    """The findings that are of laws, not of governors."""
    return [one for one in check_text(graph, text).findings if "Gov." not in one.text]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Gov. J.B. Pritzker signed House Bill 1438 on June 25, 2019.", "agrees"),
        ("Illinois HB 1438 was signed in June 2019.", "agrees"),
        ("In Illinois, Gov. Bruce Rauner signed HB 1438 on June 25, 2019.", "contradicted"),
        ("In Illinois, Gov. Bruce Rauner signed HB 1438 in June 2019.", "unsure"),
        ("In Illinois, Gov. Bruce Rauner signed HB 1438 in 2017.", "unsure"),
        ("In Illinois, Gov. Bruce Rauner signed HB 1438.", "unsure"),
        ("Illinois lawmakers saw Gov. Gavin Newsom sign, who signed HB 1438 on June 25, 2019.", "unsure"),
        ("Gov. J.B. Pritzker signed HB 99999.", "not_recorded"),
    ],
)
def test_a_signature(graph: KnowledgeGraph, text: str, verdict: str) -> None:
    [finding] = of_laws(graph, text)
    assert finding.verdict == verdict, finding.reason
    assert text[finding.start : finding.end] == finding.text


@pytest.mark.parametrize(
    "text",
    [
        "Gov. J.B. Pritzker did not sign HB 1438.",
        "Gov. J.B. Pritzker will have signed HB 1438 on June 25, 2019.",
        "HB 1438 was signed.",
        "Gov. J.B. Pritzker signed HB 1438 and SB 10 on June 25, 2019.",
        "Illinois sponsors of HB 1438 signed a letter.",
    ],
)
def test_what_is_left_out(graph: KnowledgeGraph, text: str) -> None:
    assert of_laws(graph, text) == []


def test_every_signed_bill(graph: KnowledgeGraph) -> None:
    seen = 0
    for law in graph.of_type(Law):
        place = graph.entities[law.jurisdiction]
        if law.signed_by is None or len(law.bills) != 1 or law.enacted is None or not isinstance(place, State):
            continue
        name, signer = place.name, graph.entities[law.signed_by].name
        on = f"{'on' if len(law.enacted) == 10 else 'in'} {day_in_words(law.enacted)}"
        for finding in of_laws(graph, f"In {name}, Gov. {signer} signed {law.bills[0]} {on}."):
            assert finding.verdict in {Verdict.AGREES, Verdict.DISPUTED}, (law.id, finding.reason)
            seen += finding.verdict is Verdict.AGREES
        for finding in of_laws(graph, f"In {name}, Gov. {signer} signed {law.bills[0]} in {law.enacted.year + 40}."):
            assert finding.verdict is Verdict.UNSURE, (law.id, finding.reason)
    assert seen > 80
