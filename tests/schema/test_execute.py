"""Running operations: answers, errors that people can act on, and the sources behind what was asked."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph import graph as knowledge_graph
from clemency_graph.schema import run
from clemency_graph.schema.operation_request import Request, RequestError
from hypothesis import given
from hypothesis import strategies as st


def failed(graph: KnowledgeGraph, query: str, **variables: Any) -> tuple[str, str]:
    """The message and code of the one error of an operation."""
    answer = run(graph, query, variables)
    (error,) = answer.errors
    return error["message"], error["extensions"]["code"]


def test_every_answer_names_the_data_that_it_is_from(graph: KnowledgeGraph) -> None:
    answer = run(graph, "{ dataset { version } }")
    assert answer.data == {"dataset": {"version": graph.dataset.version}}
    dataset = graph.dataset
    assert answer.extensions == {"dataset": {"version": dataset.version, "released": str(dataset.released)}}
    assert list(answer.as_dict()) == ["data", "extensions"]


@pytest.mark.parametrize(
    ("query", "told", "code", "was_run"),
    [
        ("{", "Syntax Error", "GRAPHQL_PARSE_FAILED", False),
        ("{ nope }", "Cannot query field 'nope'", "GRAPHQL_VALIDATION_FAILED", False),
        ('{ state(code: "") { governor(on: "x") { start } } }', "'x' is not a day", "GRAPHQL_VALIDATION_FAILED", False),
        ("{ states(first: 201) { totalCount } }", "first is 201; it can be 0 to 200", "BAD_USER_INPUT", True),
        ("{ states(first: -1) { totalCount } }", "first is -1; it can be 0 to 200", "BAD_USER_INPUT", True),
        ('{ states(after: "x") { totalCount } }', "'x' is not a cursor of this list", "BAD_USER_INPUT", True),
        ('{ path(from: "x", to: "state/nv") { length } }', "from: 'x' is not the id", "NOT_FOUND", True),
        ("query A { parties { id } } query B { parties { id } }", "operation", "OPERATION_RESOLUTION_FAILURE", False),
        ("mutation { x }", "not supported", "GRAPHQL_VALIDATION_FAILED", False),
        ("", "Syntax Error", "GRAPHQL_PARSE_FAILED", False),
    ],
)  # fmt: skip
def test_errors_say_what_is_wrong_with_the_question(
    graph: KnowledgeGraph, query: str, told: str, code: str, was_run: bool
) -> None:
    answer = run(graph, query)
    assert told.lower() in answer.errors[0]["message"].lower()
    assert answer.errors[0]["extensions"]["code"] == code
    assert answer.was_run is was_run
    assert ("data" in answer.as_dict()) is was_run


def test_more_than_two_hundred_ids_are_refused(graph: KnowledgeGraph) -> None:
    message, code = failed(graph, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["state/nv"] * 201)
    assert "the number of ids is 201; it can be 0 to 200" in message
    assert code == "BAD_USER_INPUT"


def test_our_own_mistakes_are_told_by_id_and_logged(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(knowledge_graph.KnowledgeGraph, "state", lambda self, code: 1 / 0)
    with caplog.at_level(logging.ERROR, "clemency_graph"):
        message, code = failed(graph, '{ state(code: "NV") { name } }')
    assert code == "INTERNAL_SERVER_ERROR"
    assert "division" not in message
    id = message.rstrip(".").rpartition(" ")[2]
    assert id in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_the_sources_of_what_was_selected_are_told_when_asked_for(graph: KnowledgeGraph) -> None:
    query = """{ action(id: "action/nv/2020-possession-pardons") { figure { stated } } }"""
    assert "sources" not in run(graph, query).extensions
    answer = run(graph, query, provenance=True)
    assert answer.data
    (source,) = answer.extensions["sources"]
    assert source["id"].startswith("source/marijuana-moment/")
    assert source["citation"].endswith(source["url"])


def test_sources_are_those_of_exactly_what_was_selected(graph: KnowledgeGraph) -> None:
    governor = run(graph, '{ state(code: "NV") { governor(on: "2020-06-17") { start } } }', provenance=True)
    starts = {claim.source for claim in graph.terms["term/nv/governor/2019-01-07"].claims if claim.property == "start"}
    assert {source["id"] for source in governor.extensions["sources"]} == starts
    assert run(graph, "{ dataset { version } }", provenance=True).extensions["sources"] == []


@pytest.mark.parametrize(
    ("query", "name", "told"),
    [
        ("query A { dataset { version } }", "B", "The document has no operation named 'B'; it has A."),
        ("fragment F on Query { dataset { version } }", None, "The document has no operation, only fragments."),
    ],
)
def test_an_operation_that_is_not_there_is_told(graph: KnowledgeGraph, query: str, name: str | None, told: str) -> None:
    answer = run(graph, query, operation_name=name)
    assert [error["message"] for error in answer.errors] == [told]
    assert not answer.was_run


def test_a_party_has_the_sources_of_the_term_of_that_day(graph: KnowledgeGraph) -> None:
    answer = run(graph, '{ person(id: "person/steve-sisolak") { party(on: "2020-06-17") { id } } }', provenance=True)
    term = graph.terms["term/nv/governor/2019-01-07"]
    parties = {claim.source for claim in term.claims if claim.property == "party"}
    assert {source["id"] for source in answer.extensions["sources"]} == parties != set()


def test_one_operation_of_several_is_run_by_name(graph: KnowledgeGraph) -> None:
    query = 'query A { state(code: "nv") { name } } query B { state(code: "or") { name } }'
    assert run(graph, query, operation_name="B").data == {"state": {"name": "Oregon"}}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
requests = st.fixed_dictionaries(
    {},
    optional={key: json_values for key in ("query", "variables", "operationName", "extensions")},
)


@given(json_values | requests)
def test_anything_is_a_request_or_an_error_with_words(given: object) -> None:
    try:
        request = Request.of(given)
    except RequestError as error:
        assert len(str(error)) > 20
    else:
        assert isinstance(given, dict)
        assert request.query == given["query"]
        assert dict(request.variables) == (given.get("variables") or {})
