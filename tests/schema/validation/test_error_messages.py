"""What is refused is told in the words of GraphQL, and what would be right is named only where it is near."""

from __future__ import annotations

import re
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.validation.error_messages import reword
from graphql import GraphQLError
from hypothesis import given
from hypothesis import strategies as st

PYTHON = re.compile(
    r"\b(None|True|False|NoneType|dict|tuple|mapping|str|bytes|Undefined|instance|traceback)\b"
    r"|<class|object at|\w+Error\b"
)


def messages(graph: KnowledgeGraph, document: str, variables: dict[str, Any] | None = None) -> list[str]:
    return [error["message"] for error in run(graph, document, variables).errors]


FORMS = [
    ('{ __type(name: "Query", on: 1) { kind } }', "Query.__type has name."),
    ('{ states(where: {code: "NV"}) { totalCount } }', 'Write { eq: "NV" }.'),
    ("{ actions(where: {kind: PARDON}) { totalCount } }", "Write { eq: PARDON }."),
    ("{ actions(where: {kind: [PARDON, SEALING]}) { totalCount } }", "Write { in: [PARDON, SEALING] }."),
    (
        "{ actions(where: {kind: {equals: PARDON}}) { totalCount } }",
        "ReliefKindFilter has eq, in. Write { eq: PARDON }.",
    ),
    ('{ actions(where: {date: "2020-01-01"}) { totalCount } }', 'Write { eq: "2020-01-01" }.'),
    ("{ actions(where: {figure: 100}) { totalCount } }", "Write { eq: 100 }."),
    ('{ actions(where: {state: "NV"}) { totalCount } }', 'Write { code: { eq: "NV" } }.'),
    ('{ actions(where: {state: "Nevada"}) { totalCount } }', 'Write { name: { eq: "Nevada" } }.'),
    ('{ actions(where: {state: {eq: "NV"}}) { totalCount } }', 'Write { code: { eq: "NV" } }.'),
    (
        "{ actions(where: [{kind: {eq: PARDON}}]) { totalCount } }",
        "Write { or: [{ kind: { eq: PARDON } }] } for any of these.",
    ),
    ("{ actions(kind: PARDON) { totalCount } }", "It is a part of the filter: write where: { kind: ... }."),
    (
        "{ actions(orderBy: DATE) { totalCount } }",
        "Did you mean DATE_ASC or DATE_DESC? ActionOrder has DATE_ASC, DATE_DESC, FIGURE_ASC, FIGURE_DESC, "
        "PER_100000_ASC, PER_100000_DESC, NAME_ASC, NAME_DESC.",
    ),
    (
        "{ totals(groupBy: [FOO]) { low } }",
        "TotalDimension has KIND, UNIT, STATE, PARTY, YEAR, LEVEL, PERSON, LAW.",
    ),
    ('{ state(code: "NV") { governor(day: 3) { id } } }', "State.governor has on."),
    ('{ state(code: "NV") { code(on: 3) } }', "State.code has none."),
    ('{ state(code: "NV") { kind } }', "Did you mean 'stateKind'?"),
    ('{ state(code: "NV") { nmae } }', "Did you mean 'name'?"),
    ("query ($where: ActionWher) { actions(where: $where) { totalCount } }", "Did you mean 'ActionWhere'?"),
    (
        "{ identified(by: {}) { id } }",
        "non-null. It has wikidata, geoid, iso3166_2, bioguide, openStates, legiscan.",
    ),
    ('{ node(id: "state/nv") { code } }', "Did you mean to use an inline fragment on 'Country' or 'State'?"),
]


@pytest.mark.parametrize(("document", "told"), FORMS)
def test_what_would_be_right_is_told(graph: KnowledgeGraph, document: str, told: str) -> None:
    (message,) = messages(graph, document)
    assert message.endswith(told)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ({"kind": "PARDON"}, 'found: "PARDON". Write {"eq": "PARDON"}.'),
        ({"kind": ["PARDON"]}, 'found: ["PARDON"]. Write {"in": ["PARDON"]}.'),
        ({"kind": {"eq": "pardon"}}, "Did you mean PARDON?"),
        ({"state": {"eq": "NV"}}, 'Write {"code": {"eq": "NV"}}.'),
        (
            {"kind": {"eq": None}, "foo": True},
            'Found: {"kind": {"eq": null}, "foo": true}. ActionWhere has and, or, not, ',
        ),
        ({"date": {"gte": True}}, "true is not a day; write it like 2020-06-17."),
        ({"name": {"in": [None]}}, "not to be null."),
    ],
)
def test_a_filter_in_variables_is_told_in_json(graph: KnowledgeGraph, where: Any, told: str) -> None:
    (message,) = messages(graph, "query ($w: ActionWhere) { actions(where: $w) { totalCount } }", {"w": where})
    assert told.lower() in message.lower()


@pytest.mark.parametrize("name", ["pardons", "id2345", "zzzz", "cod", "x"])
def test_what_is_not_near_is_not_suggested(graph: KnowledgeGraph, name: str) -> None:
    (message,) = messages(graph, f'{{ state(code: "NV") {{ {name} }} }}')
    assert ("Did you mean" in message) == (name == "cod")


REFUSED = [
    "{ state { name } }",
    "{ state(code: null) { name } }",
    "{ state(code: NV) { name } }",
    "{ state(code: 3) { name } }",
    '{ state(code: "NV") }',
    '{ state(code: "NV") { governor { person } } }',
    "{ actions(first: 1.5) { totalCount } }",
    "{ actions(first: true) { totalCount } }",
    "{ parties { name @skip } }",
    "{ parties { ...X } }",
    "{",
    "mutation { x }",
    "query ($x: Foo) { parties { name } }",
    "query ($x: [Int!]! = [null]) { actions(first: $x) { totalCount } }",
    '{ state(code: "NV") { governor(on: [null]) { start } } }',
    '{ state(code: "NV") { governor(on: {a: null}) { start } } }',
    "{ states(first: 201) { totalCount } }",
    '{ states(after: "x") { totalCount } }',
    '{ node(id: "x") { id } }',
    '{ search(text: "' + 300 * "x" + '") { totalCount } }',
    "{ neighborhood(of: [], depth: 99) { truncated } }",
    '{ changes(since: "x") { totalCount } }',
    '{ reconciliation(claim: "term/nv/governor/2019-01-07") { explainedLow } }',
    *(document for document, _ in FORMS),
]


@pytest.mark.parametrize("document", REFUSED)
def test_a_refusal_has_no_word_of_python(graph: KnowledgeGraph, document: str) -> None:
    told = messages(graph, document)
    assert told
    assert [message for message in told if PYTHON.search(message)] == []


VARIABLES = """query ($where: ActionWhere!, $ids: [ID!]!, $first: Int!, $on: Date!, $flag: Boolean!,
    $order: [ActionOrder!]!) {
  actions(where: $where, orderBy: $order, first: $first) { totalCount @include(if: $flag) }
  nodes(ids: $ids) { id } states { nodes { governor(on: $on) { start } } } }"""
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("abcxyz", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "eq", "in", "date", "gte", "and", "state", "code", "x"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@given(st.fixed_dictionaries({name: values for name in ("where", "ids", "first", "on", "flag", "order")}))
def test_whatever_the_variables_are_a_refusal_has_no_word_of_python(
    graph: KnowledgeGraph, variables: dict[str, Any]
) -> None:
    assert [message for message in messages(graph, VARIABLES, variables) if PYTHON.search(message)] == []


@pytest.mark.parametrize(
    "field", ["state(code: $text) { id }", "identified(by: { geoid: $text }) { id }", "states { nodes { code } }"]
)
def test_a_variable_that_is_null_where_null_is_refused_says_null(graph: KnowledgeGraph, field: str) -> None:
    document = f'query ($text: String = "NV") {{ day law: state(code: $text) {{ id }} {field} }}'
    answer = run(graph, document, {"text": None})
    assert answer.data is not None and answer.data["law"] is None and answer.data["day"]
    for error in answer.errors:
        assert error["message"].endswith("not to be null.") and error["path"], error
        assert error["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_message_that_is_not_known_is_kept() -> None:
    error = GraphQLError("Something else.")
    assert reword(core_schema(), error, {}) is error
