"""A private value is taken in a variable only: what is kept of a document has none in it."""

from __future__ import annotations

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.document_cache import core_schema, prepare, ready
from clemency_graph.schema.validation.limits import UNBOUNDED
from clemency_graph.schema.validation.private_arguments import may_be_stored

FIELDS = "{ findings { verdict } }"
IN_DOCUMENT = (
    f'{{ checkText(text: "zq7") {FIELDS} }}',
    f'query ($n: Date) {{ other: checkText(published: $n, text: """zq7""") {FIELDS} }}',
    f"{{ checkText(text: zq7) {FIELDS} }}",
    f'query ($t: String! = "zq7") {{ checkText(text: $t) {FIELDS} }}',
    f'fragment F on Query {{ checkText(text: "zq7") {FIELDS} }} {{ ...F }}',
    f'{{ ... on Query {{ checkText(text: "zq7") {FIELDS} }} }}',
    '{ checkText(text: "zq7") { nothing } }',
)
UNPARSABLE = '{ checkText(text: "zq7") { findings'


@pytest.mark.parametrize("query", IN_DOCUMENT)
def test_a_value_in_the_document_is_refused(graph: KnowledgeGraph, query: str) -> None:
    response = run(graph, query)
    assert [one["extensions"] for one in response.errors] == [
        {"code": "PRIVATE_VALUE", "coordinate": "Query.checkText(text:)"}
    ]
    assert "variable" in response.errors[0]["message"]
    assert response.errors[0]["locations"]
    assert "zq7" not in str(response)


@pytest.mark.parametrize("query", [*IN_DOCUMENT, UNPARSABLE])
def test_a_document_with_a_value_is_never_kept(query: str) -> None:
    for _ in range(3):
        assert prepare(query).errors
    assert ready(query, None, UNBOUNDED) is None
    assert not may_be_stored(core_schema(), query)


def test_a_document_with_a_variable_is_kept_without_its_value(graph: KnowledgeGraph) -> None:
    query = f"query Kept($t: String!) {{ checkText(text: $t) {FIELDS} }}"
    for _ in range(3):
        response = run(graph, query, {"t": "zq7: Nevada pardoned more than 15,000 people."})
        assert response.private and not response.errors
    kept = ready(query, None, UNBOUNDED)
    assert kept is not None and kept.compiled is not None
    assert "zq7" not in kept.compiled.source
    assert may_be_stored(core_schema(), query)


def test_a_wrong_value_is_not_repeated(graph: KnowledgeGraph) -> None:
    query = f"query ($t: String!) {{ checkText(text: $t) {FIELDS} }}"
    response = run(graph, query, {"t": ["zq7"]})
    assert [one["message"] for one in response.errors] == ["Variable '$t' has invalid value."]


def test_a_text_that_has_the_name_is_no_private_value(graph: KnowledgeGraph) -> None:
    response = run(graph, '{ search(text: "checkText") { totalCount } }')
    assert not response.errors and not response.private
    assert may_be_stored(core_schema(), '{ search(text: "checkText") { totalCount } }')
