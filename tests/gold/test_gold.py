"""The gold set is sound, and the text check does no worse on it than it did."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.text_check import Verdict

from gold.score import confusion, judged, summary
from gold.texts import texts

PAGE = Path(__file__).parents[2] / "docs" / "text-check-gold.md"


def test_each_verdict_has_statements_and_each_quote_is_in_its_text() -> None:
    counts = Counter(one.verdict for text in texts("unseen") for one in text.statements)
    assert min(counts[verdict] for verdict in Verdict) >= 12
    for text in texts("unseen"):
        assert all(text.text[one.start : one.end] and one.why for one in text.statements)


def test_statements_are_told_apart_by_what_they_are_about() -> None:
    kinds = {text.text[one.start : one.end]: text.kind(one) for text in texts("unseen") for one in text.statements}
    assert kinds["some forty-seven thousand"] == "figure"
    assert kinds["November 21, 2022"] == "day"
    assert kinds["Kate Brown"] == "name"
    assert kinds["SB 432"] == "number of a law"


def test_a_sample_is_not_contradicted_wrongly(graph: KnowledgeGraph) -> None:
    found = judged(graph, texts("unseen")[::12])
    assert [one for one in found if one.contradicts_wrongly] == []
    assert sum(one.is_right for one in found) > len(found) / 5
    assert "| figure |" in summary(found)
    assert "| agrees |" in confusion(found)


@pytest.mark.slow
def test_the_score_in_the_documentation_is_that_of_the_text_check(graph: KnowledgeGraph) -> None:
    found = judged(graph, texts("unseen"))
    assert [one for one in found if one.contradicts_wrongly] == []
    page = PAGE.read_text("utf-8")
    assert summary(found) in page
    assert confusion(found) in page
