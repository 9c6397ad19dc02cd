"""What operations cost: pages multiplied out, sizes from variables, fragments measured once."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph.graph.queries.pagination import LARGEST_PAGE
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.types.field_metadata import FieldMetadata
from clemency_graph.schema.validation.cost import USUAL, amount, cost_of
from graphql import OperationDefinitionNode, get_introspection_query, parse
from hypothesis import given
from hypothesis import strategies as st

STATES = 1 + 2  # states and nodes


def cost(text: str, **variables: Any) -> int:
    document = parse(text)
    (operation,) = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    return amount(cost_of(core_schema(), document, operation), variables)


def weight(type: str, field: str) -> int:
    """The weight that a field states."""
    found: Any = core_schema().type_map[type]
    effort: FieldMetadata = found.fields[field].extensions["strawberry-definition"].metadata[FieldMetadata]
    return effort.cost


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{ states(first: 7) { nodes { name code } } }", 2 + 7 * 2),
        ("{ states(first: 7) { totalCount } }", 2),
        ("{ states { nodes { name } } }", 2 + 60),
        ("{ states(first: 7) { edges { cursor node { name } } } }", 2 + 7 * 3),
        ("{ states(last: 7) { nodes { name code } } }", 2 + 7 * 2),
        ("{ states(last: null) { nodes { name } } }", 2 + 60),
        ("{ states(first: 9, last: 7) { nodes { name } } }", 2 + 7),
        ("{ states(last: 1000) { nodes { name } } }", 2 + LARGEST_PAGE),
        ("{ states(first: 1000) { nodes { name } } }", 2 + LARGEST_PAGE),
        ("{ states(first: -1) { nodes { name } } }", 2),
        ("{ nodes(ids: [1, 2, 3]) { id } }", 1 + 3),
        ("{ parties { name } }", 1 + USUAL),
        ("{ states(first: 5) { ...F } } fragment F on StateConnection { nodes { name } }", 2 + 5),
        ("{ state(code: 1) { ... on State { name } ... on Entity { id } } }", 3),
        ("{ __typename }", 1),
    ],
)
def test_what_is_in_a_list_counts_as_often_as_it_can_be_there(text: str, wanted: int) -> None:
    assert cost(text) == wanted


def test_the_larger_of_two_sizes_counts() -> None:
    text = "query ($n: Int, $m: Int) { states(first: $n, last: $m) { nodes { name } } }"
    sizes: list[tuple[dict[str, Any], int]] = [
        ({"n": 5}, 5),
        ({"n": 5, "m": None}, 5),
        ({"n": None, "m": 90}, 90),
        ({"m": 90}, 90),
        ({"m": 10**9}, 200),
    ]
    for variables, size in sizes:
        assert cost(text, **variables) == 2 + size
    for text in (
        "query ($n: Int = 7, $m: Int = 90) { states(first: $n, last: $m) { nodes { name } } }",
        "query ($m: Int = 90) { states(first: 7, last: $m) { nodes { name } } }",
        "query ($n: Int = 7) { states(first: $n, last: 90) { nodes { name } } }",
    ):
        assert cost(text) == 2 + 90


def test_sizes_may_come_with_the_variables() -> None:
    text = "query ($n: Int, $m: Int = 3) { states(first: $n) { nodes { terms(first: $m) { nodes { start } } } } }"
    each = 2 + weight("State", "terms")
    assert cost(text, n=5, m=2) == 2 + 5 * (each + 2)
    assert cost(text, n=5) == 2 + 5 * (each + 3)
    assert cost(text) == 2 + 60 * (each + 3)
    assert cost(text, n=10**9, m=10**9) == 2 + LARGEST_PAGE * (each + LARGEST_PAGE)
    assert cost(text, n=True, m=None) == cost(text)
    ids = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert cost(ids, ids=["a", "b"]) == 1 + 2


def test_questions_that_take_work_weigh_more() -> None:
    assert cost('{ search(text: "x") { totalCount } }') == 2 + weight("Query", "search") > 1000
    assert cost('{ a: path(from: "x", to: "y") { length } b: path(from: "x", to: "y") { length } }') == 2 * (
        2 + weight("Query", "path")
    )


def condition_cost(type: str, field: str) -> int:
    """What a condition of the filter of a field costs."""
    found: Any = core_schema().type_map[type]
    effort: FieldMetadata = found.fields[field].extensions["strawberry-definition"].metadata[FieldMetadata]
    return effort.condition_cost


def test_each_condition_of_a_filter_costs_as_one_that_is_condition_cost_all_records() -> None:
    plain, each = cost("{ actions { totalCount } }"), condition_cost("Query", "actions")
    assert each == weight("Query", "actions")
    assert condition_cost("Query", "totals") < weight("Query", "totals")
    assert condition_cost("Law", "actions") > weight("Law", "actions")
    assert cost("{ actions(where: {}) { totalCount } }") == plain + each
    assert (
        cost("{ actions(where: {kind: {in: [PARDON, SEALING]}, date: {gte: 1}}) { totalCount } }") == plain + 3 * each
    )
    assert cost("{ actions(where: {or: [{}, {not: {}}, {or: []}]}) { totalCount } }") == plain + 3 * each
    nested = "states(first: 7) { nodes { actions(where: {name: {contains: 1}}) { totalCount } } }"
    assert cost(f"{{ {nested} }}") == 2 + 7 * (2 + weight("State", "actions") + condition_cost("State", "actions"))


def test_conditions_may_come_with_the_variables() -> None:
    text = "query ($w: ActionWhere = {or: [{}, {}]}) { actions(where: $w) { totalCount } }"
    plain, each = cost("{ actions { totalCount } }"), condition_cost("Query", "actions")
    assert cost(text) == plain + 2 * each
    assert cost(text, w=None) == plain + each
    assert cost(text, w={"kind": {"in": ["PARDON"] * 5}, "not": {}}) == plain + 6 * each
    mixed = "query ($a: ActionWhere!, $k: ReliefKind) { actions(where: {or: [$a, {kind: {eq: $k}}]}) { totalCount } }"
    assert cost(mixed, a={"and": [{}, {}]}, k="PARDON") == plain + 3 * each


@given(st.integers(0, 60))
def test_fragments_in_fragments_are_measured_once(steps: int) -> None:
    chain = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(steps))
    assert cost(f"{{ ...F0 }} {chain} fragment F{steps} on Query {{ __typename }}") == 2**steps


def test_many_sizes_of_variables_are_closed_with_the_largest() -> None:
    names = [f"v{i}" for i in range(40)]
    declared = ", ".join(f"${name}: Int" for name in names)
    chain = " ".join(
        f"fragment F{i} on State {{ a: terms(first: ${name}) {{ nodes {{ jurisdiction {{ ...F{i + 1} }} }} }} "
        f"b: terms(first: ${names[-i]}) {{ nodes {{ jurisdiction {{ ...F{i + 1} }} }} }} }}"
        for i, name in enumerate(names[:20])
    )
    text = f"query ({declared}) {{ state(code: 1) {{ ...F0 }} }} {chain} fragment F20 on State {{ name }}"
    most = cost(text, **dict.fromkeys(names, 100))
    assert most >= cost(text, **dict.fromkeys(names, 1)) > 1_000_000


def test_introspection_is_allowed_and_introspection_in_circles_is_not() -> None:
    assert cost(get_introspection_query()) < 500_000
    circle = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    assert cost(circle) < 500_000
    assert cost(circle.replace("{ name }", "{ type { fields { type { fields { name } } } } }")) > 500_000
