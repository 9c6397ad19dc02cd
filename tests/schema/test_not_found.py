"""Ids, codes and versions that name nothing: an error with its coordinate, and the rest of the operation answered."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.document_cache import core_schema
from graphql import GraphQLNonNull
from hypothesis import given
from hypothesis import strategies as st

NAMING = {
    "Query.node(id:)": 'bad: node(id: "NOTHING") { id }',
    "Query.entity(id:)": 'bad: entity(id: "NOTHING") { id }',
    "Query.state(code:)": 'bad: state(code: "NOTHING") { id }',
    "Query.person(id:)": 'bad: person(id: "NOTHING") { id }',
    "Query.law(id:)": 'bad: law(id: "NOTHING") { id }',
    "Query.action(id:)": 'bad: action(id: "NOTHING") { id }',
    "Query.organization(id:)": 'bad: organization(id: "NOTHING") { id }',
    "Query.locality(id:)": 'bad: locality(id: "NOTHING") { id }',
    "Query.source(id:)": 'bad: source(id: "NOTHING") { id }',
    "Query.path(from:)": 'bad: path(from: "NOTHING", to: "state/nv") { length }',
    "Query.path(to:)": 'bad: path(from: "state/nv", to: "NOTHING") { length }',
    "Query.paths(from:)": 'bad: paths(from: "NOTHING", to: "state/nv") { length }',
    "Query.neighborhood(of:)": 'bad: neighborhood(of: ["state/nv", "NOTHING"]) { truncated }',
    "Query.subgraph(of:)": 'bad: subgraph(of: ["state/nv", "NOTHING"]) { truncated }',
    "Query.events(place:)": 'bad: events(place: "NOTHING") { totalCount }',
    "Query.changes(release:)": 'bad: changes(release: "NOTHING") { totalCount }',
    "Query.reconciliation(claim:)": 'bad: reconciliation(claim: "NOTHING") { explainedLow }',
}  # fmt: skip
"""An operation for each argument of a root field that names one thing."""


@pytest.mark.parametrize("coordinate", NAMING)
def test_one_slip_does_not_empty_the_rest(graph: KnowledgeGraph, coordinate: str) -> None:
    answer = run(graph, f"{{ ok: dataset {{ version }} {NAMING[coordinate]} }}")
    assert answer.data == {"ok": {"version": graph.dataset.version}, "bad": None}
    (error,) = answer.errors
    assert error["extensions"] == {"code": "NOT_FOUND", "coordinate": coordinate}
    assert error["path"] == ["bad"]
    assert "NOTHING" in error["message"]


def test_every_argument_that_names_one_thing_is_known_here() -> None:
    query = core_schema().query_type
    assert query
    named = {
        f"Query.{name}({argument}:)"
        for name, field in query.fields.items()
        for argument, taken in field.args.items()
        if str(taken.type) in ("ID!", "[ID!]!") or argument in ("code", "release")
    }
    assert named - {"Query.nodes(ids:)", "Query.paths(to:)"} == set(NAMING)


def test_every_root_field_that_can_fail_may_be_null() -> None:
    query = core_schema().query_type
    assert query
    assert [name for name, field in query.fields.items() if isinstance(field.type, GraphQLNonNull)] == [
        "day",
        "dataset",
    ]


def test_nodes_are_null_one_by_one(graph: KnowledgeGraph) -> None:
    ids = ["state/nv", "state/zz", "claim/0", "party/democratic"]
    answer = run(graph, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ids})
    assert answer.data == {"nodes": [{"id": "state/nv"}, None, None, {"id": "party/democratic"}]}
    assert [error["path"] for error in answer.errors] == [["nodes", 1], ["nodes", 2]]
    assert {error["extensions"]["coordinate"] for error in answer.errors} == {"Query.nodes(ids:)"}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('{ state(code: "Nevada") { id } }', "did you mean 'NV'?"),
        ('{ state(code: "ZZ") { id } }', "states have codes such as NV."),
        ('{ person(id: "person/steve-sisolack") { id } }', "did you mean 'person/steve-sisolak'?"),
        ('{ person(id: "person/zzzz") { id } }', "find ids with search."),
        ('{ entity(id: "Nevada") { id } }', "find ids with search."),
        ('{ law(id: "state/nv") { id } }', "'state/nv' is the id of a state, not of a law; get it with entity(id:)."),
    ],
)
def test_what_is_near_is_told_and_nothing_else(graph: KnowledgeGraph, query: str, told: str) -> None:
    (error,) = run(graph, query).errors
    assert error["message"].endswith(told)


@given(st.text(max_size=30) | st.sampled_from(["state/", "person/steve-", "law/il/hb-14", "claim/"]))
def test_any_text_names_something_or_is_told(graph: KnowledgeGraph, id: str) -> None:
    answer = run(graph, "query ($id: ID!) { node(id: $id) { id } }", {"id": id})
    assert answer.data
    codes: list[Any] = [error["extensions"]["code"] for error in answer.errors]
    assert codes == ([] if graph.get(id) else ["NOT_FOUND"])
