"""The root field `checkText`: the findings of the check, and what it refuses."""

from __future__ import annotations

from typing import Any

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.text_check import LIMIT, check_text
from clemency_graph.schema import run
from clemency_graph.schema.context import Context
from clemency_graph.schema.execute import execute
from clemency_graph.schema.operation_request import Request
from clemency_graph.schema.validation.limits import Limits
from support.asking import Ask

CHECK = """query Check($text: String!, $published: Date) {
  checkText(text: $text, published: $published) {
    findings { start end text verdict claims { id } correction citation reason }
  }
}"""
TEXT = "\U0001f389 In Oregon, 47,144 people were pardoned. Nevada pardoned more than 15,000 people on June 17, 2020."


def test_the_findings_are_those_of_the_check(ask: Ask, graph: KnowledgeGraph) -> None:
    found = ask(CHECK, text=TEXT)["checkText"]["findings"]
    assert [one["verdict"] for one in found] == ["OTHER_UNIT", "AGREES"]
    for one, finding in zip(found, check_text(graph, TEXT).findings, strict=True):
        assert TEXT[one["start"] : one["end"]] == one["text"]
        assert one["claims"] == [{"id": claim.id} for claim in finding.claims]
        assert (one["correction"], one["citation"], one["reason"]) == (
            finding.correction, finding.citation, finding.reason,
        )  # fmt: skip


def test_the_day_of_publication_counts(ask: Ask) -> None:
    text = "Nevada pardoned more than 15,000 people."
    assert ask(CHECK, text=text)["checkText"]["findings"][0]["verdict"] == "AGREES"
    assert ask(CHECK, text=text, published="2020-01-01")["checkText"]["findings"][0]["verdict"] == "UNSURE"


def refused(graph: KnowledgeGraph, query: str, **variables: object) -> dict[str, Any]:
    (error,) = run(graph, query, variables).errors
    return dict(error)


def test_a_text_that_is_too_long_is_an_error_of_the_argument(graph: KnowledgeGraph) -> None:
    error = refused(graph, CHECK, text="a" * (LIMIT + 1))
    assert "at most 64,000" in error["message"]
    assert error["extensions"] == {"coordinate": "Query.checkText(text:)", "code": "BAD_USER_INPUT"}


def test_an_operation_has_room_for_few_texts(graph: KnowledgeGraph) -> None:
    def codes(count: int) -> list[str]:
        fields = " ".join(f"a{place}: checkText(text: $t) {{ findings {{ verdict }} }}" for place in range(count))
        request = Request(f"query ($t: String!) {{ {fields} }}", {"t": TEXT}, None, {})
        return [one["extensions"]["code"] for one in execute(request, Limits(), Context(graph)).errors]

    assert codes(2) == []
    assert codes(3) == ["LIMIT_EXCEEDED"]


def test_a_check_ends_when_its_time_is_up(graph: KnowledgeGraph) -> None:
    context = Context(graph)
    context.expire()
    response = execute(Request(CHECK, {"text": TEXT}, None, {}), Limits(), context)
    assert [one["extensions"]["code"] for one in response.errors] == ["DEADLINE_EXCEEDED"]
