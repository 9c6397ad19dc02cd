"""Errors say where they are: a place in the document, a coordinate of the schema, the field that costs the most."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.context import Context
from clemency_graph.schema.execute import execute
from clemency_graph.schema.operation_request import Request
from clemency_graph.schema.validation.limits import Limits

DAYS: list[tuple[str, dict[str, Any], str]] = [
    ('{ state(code: "NV") { governor(on: "2020") { id } } }', {}, '"2020"'),
    ('{ actions(where: { date: { lt: "2020-02-30" } }) { totalCount } }', {}, '"2020-02-30"'),
    ("{ governors(where: { on: 3 }) { totalCount } }", {}, "3"),
    ("query ($on: Date) { day(on: $on) }", {"on": "2020"}, "$on"),
    ("query ($where: ActionWhere) { actions(where: $where) { totalCount } }", {"where": {"date": {"eq": "2"}}}, "$"),
]


@pytest.mark.parametrize(("document", "variables", "place"), DAYS)
def test_what_is_not_a_day_is_shown_where_it_is(
    graph: KnowledgeGraph, document: str, variables: dict[str, Any], place: str
) -> None:
    (error,) = run(graph, document, variables).errors
    assert "is not a day; write it like 2020-06-17." in error["message"]
    assert document[error["locations"][0]["column"] - 1 :].startswith(place)


COORDINATES = [
    ("{ actions(first: 500) { totalCount } }", "Query.actions(first:)"),
    ('{ state(code: "NV") { found: actions(first: -1) { totalCount } } }', "State.actions(first:)"),
    ('{ entity(id: "state/nv") { ... on Jurisdiction { laws(after: "x") { totalCount } } } }',
     "Jurisdiction.laws(after:)"),
    ("{ ...page } fragment page on Query { laws(first: 201) { totalCount } }", "Query.laws(first:)"),
    ("{ changes { totalCount } }", "Query.changes"),
    ('{ path(from: "state/nv", to: "state/ca", maxLength: 99) { length } }', "Query.path(maxLength:)"),
    ('{ neighborhood(of: ["state/nv"], after: "x") { totalCount } }', "Query.neighborhood(after:)"),
    ('{ identified(by: { wikidata: "x" }) { id } }', "Query.identified(by:)"),
    ('{ reconciliation(claim: "state/nv") { explainedLow } }', "Query.reconciliation(claim:)"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "coordinate"), COORDINATES)
def test_an_argument_that_cannot_be_answered_has_a_coordinate(
    graph: KnowledgeGraph, document: str, coordinate: str
) -> None:
    (error,) = run(graph, document).errors
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "coordinate": coordinate}
    assert error["path"] and error["locations"]


def test_what_is_not_there_has_a_coordinate_too(graph: KnowledgeGraph) -> None:
    (error,) = run(graph, '{ action(id: "action/nv/none") { id } }').errors
    assert error["extensions"] == {"code": "NOT_FOUND", "coordinate": "Query.action(id:)"}


PATHS = " ".join(f'p{number}: paths(from: "state/nv", to: "state/ca") {{ length }}' for number in range(3))
PAGES = """{ dataset { title } pages: actions(first: 200) { nodes { claims(first: 200) { nodes { id } }
  sources(first: 200) { nodes { claims(first: 50) { nodes { id } } } } } } }"""


@pytest.mark.parametrize(
    ("document", "start", "end"),
    [
        (
            f"{{ dataset {{ title }} {PATHS} }}",
            "'p0' costs the most, 200,0",
            "200,000 for each paths, whatever its size. Ask for fewer of these at a time, or in operations of their "
            "own.",
        ),
        (PAGES, "'pages' costs the most, ", "ask there for smaller pages (first, limit, ids), fewer fields, or fewer "
         "lists inside one another."),
    ],
)  # fmt: skip
def test_what_costs_too_much_names_what_to_make_smaller(
    graph: KnowledgeGraph, document: str, start: str, end: str
) -> None:
    (error,) = execute(Request(document, {}, None, {}), Limits(), Context(graph)).errors
    assert error["extensions"]["bound"] == "cost"
    assert start in error["message"] and error["message"].endswith(end), error["message"]
