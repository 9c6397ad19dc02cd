"""Documents that are read quickly, or known by their shape, get what graphql-core gives for the text itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.storage.cache_budget import BUDGET
from clemency_graph.schema.context import Context
from clemency_graph.schema.document_cache import Prepared, prepare_to_run
from clemency_graph.schema.execute import execute
from clemency_graph.schema.operation_request import Request
from clemency_graph.schema.quick_parse import SWITCH, parse_quickly
from clemency_graph.schema.quick_parse.shape_cache import SHAPES, Bound
from graphql import GraphQLSyntaxError, parse
from support.unseen_documents import LIMITS, MAKERS, Asked, assert_alike, assert_same_nodes, tally

COUNT = int(os.environ.get("CLEMENCY_TESTS_RANDOM_QUERIES", "24"))

READ = [
    "{ a }",
    "\ufeff{a,b:c}#",
    "query A($a: [Int!]! = [1, -0], $b: T = {x: {y: null}, z: []} @d(e: E)) @f { ...F @skip(if: $a) ... { b } }",
    'query($a:A){a(b:"",c:"# {",d:true,e:-1.5e+3,f:[{g:$a}],h:null,){id}}fragment F on T@a@a{...on U{on}}',
    '{ a(b: "\u00e9\U0001f33f\t") # \u2028 "\n }',
    "query query { query: fragment fragment: on on: true null }",
]
LEFT = [
    "", " ", "#", "{", "{}", "{ a { } }", "}", "{ a }}", "{ a(b: $) }", "{ a() }", "query ($a) { a }",
    "query () { a }", "query ($a: Int = $b) { a }", "{ ... }", "{ ...on }", "fragment on on T { a }",
    "fragment F T { a }", "{ a: }", "{ : a }", "mutation { a }", "subscription { a }", "type A { a: B }",
    '"A description." query A { a }', '{ a(b: """c""") }', '{ a(b: "\\n") }', '{ a(b: "c) }', '{ a(b: "c\n") }',
    "{ a(b: 01) }", "{ a(b: 1.) }", "{ a(b: 1a) }", "{ a(b: .5) }", "{ a(b: -) }", "{ a(b: 1.5.) }", "{ .. a }",
    "{ ....F }", "{ a & b }", "{ a\x00 }", "{ a \ud800 }", "{ a } # \ud800", "{ \u00e9 }", "{ \u00f60: a }",
    "{ a(b: 'c') }", "{ 3: a }", "{ @: a }", '{ "a": b }', "query ($#1: Int) { a }", "{ a(b: [) }", "{ a(b: {c}) }",
    "{ a(b: {c: }) }", "{ a @ }", "query A B { a }", "{" * 90 + "a" + "}" * 90,
]  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_what_is_read_quickly_is_what_graphql_core_reads(text: str) -> None:
    found = parse_quickly(text)
    assert found is not None
    assert_same_nodes(found, parse(text))


@pytest.mark.parametrize("text", LEFT)
def test_what_is_invalid_or_rare_is_left_to_graphql_core(text: str) -> None:
    assert parse_quickly(text) is None


def test_no_part_of_a_document_makes_another_valid() -> None:
    for text in READ:
        for end in range(len(text)):
            found = parse_quickly(text[:end])
            try:
                expected = parse(text[:end])
            except GraphQLSyntaxError:
                assert found is None
            else:
                if found is not None:
                    assert_same_nodes(found, expected)


@pytest.mark.random
@pytest.mark.parametrize("kind", MAKERS)
def test_random_documents_are_answered_alike(graph: KnowledgeGraph, kind: str) -> None:
    found = tally(graph, kind, 1, COUNT)
    assert found.parsed


@pytest.fixture(params=[True, False], ids=["on", "off"])
def switch(request: pytest.FixtureRequest) -> Iterator[bool]:
    before, SWITCH.on = SWITCH.on, request.param
    yield request.param
    SWITCH.on = before


def known(text: str) -> str:
    """A document whose shape came twice; its operation has a name that no other has."""
    text = text.replace("NAME", f"N{uuid4().hex}")
    for blanks in range(2):
        prepare_to_run(text + " " * (blanks + 1), None, LIMITS)
    return text


def alike(graph: KnowledgeGraph, text: str, *, bound: bool, **variables: Any) -> None:
    assert assert_alike(graph, Asked(text, variables, False)).bound == bound


def run_within_limits(graph: KnowledgeGraph, text: str) -> dict[str, Any]:
    request = Request(text, {}, None, {})
    return execute(request, LIMITS, Context(graph)).as_dict()


def test_documents_of_a_shape_share_what_is_compiled(graph: KnowledgeGraph, switch: bool) -> None:
    text = known(
        'query NAME($code: String!) { a: state(code: $code) { name } b: node(id: "state/nv") { id b: __typename } }'
    )
    alike(graph, text + "\n", bound=switch, code="NV")
    alike(graph, text.replace("state/nv", "nothing"), bound=switch, code="NV")
    alike(graph, text.replace("$code", "$ # comment\n other"), bound=switch, other="CA", code="NV")
    alike(graph, text.replace(" a:", "\n\n x_1 :,").replace(" b: node", "\n,b : node"), bound=switch, code="XX")
    alike(graph, text + ",", bound=switch)
    alike(graph, text + ",,", bound=switch, code=3)
    alike(graph, text.replace("b: __typename", "c: __typename"), bound=False, code="NV")


def test_a_string_that_its_place_does_not_take_is_reported_where_it_is(graph: KnowledgeGraph) -> None:
    text = known('query NAME { totals(stage: GRANTED, on: "2020-01-01") { low } }')
    alike(graph, text.replace("2020-01-01", "2021-12-31"), bound=True)
    alike(graph, text.replace("(", "\n(").replace("2020-01-01", "no day"), bound=False)


def test_a_field_that_is_selected_twice_has_equal_strings(graph: KnowledgeGraph) -> None:
    text = known('query NAME { state(code: "NV") { name } state(code: "NV") { code } }')
    alike(graph, text.replace('"NV"', '"CA"'), bound=True)
    alike(graph, text.replace('"NV"', '"CA"', 1), bound=False)


def test_an_alias_is_not_renamed_to_what_another_field_is(graph: KnowledgeGraph) -> None:
    text = known('query NAME { a: state(code: "NV") { name } dataset { today: __typename } }')
    alike(graph, text.replace("a:", "b:"), bound=True)
    alike(graph, text.replace("a:", "dataset:"), bound=False)
    for invalid in ("3:", "@:", '"a":', "-1.5:", "a b:"):
        alike(graph, text.replace("a:", invalid), bound=False)


def test_errors_below_the_root_have_their_place_in_the_text(graph: KnowledgeGraph) -> None:
    text = known('query NAME { state(code: "NV") { actions(first: 1, after: "x") { totalCount } } }')
    alike(graph, text.replace("{ totalCount", "\n{ # a comment\n totalCount"), bound=True)


def test_a_document_that_costs_too_much_is_told_so_by_its_own_names(graph: KnowledgeGraph) -> None:
    fields = "id name kind stage date scope figure { stated published quantity { low high unit } }"
    large = f"states(first: 200) {{ nodes {{ actions(first: 200) {{ nodes {{ {fields} }} }} }} }}"
    text = known(f'query NAME {{ mine: {large} state(code: "NV") {{ name }} }}')
    alike(graph, text.replace("mine:", "yours:").replace("NV", "CA"), bound=True)
    (error,) = run_within_limits(graph, text.replace("mine:", "theirs:"))["errors"]
    assert error["extensions"]["bound"] == "cost" and "'theirs' costs the most" in error["message"]


def test_shapes_are_within_the_budget() -> None:
    before = BUDGET.limit
    try:
        known('query NAME { state(code: "NV") { name } }')
        assert SHAPES.weight > 0
        BUDGET.resize(0)
        assert SHAPES.weight == 0
    finally:
        BUDGET.resize(before)


def test_a_document_that_comes_again_is_compiled_by_itself() -> None:
    text = known('query NAME { state(code: "NV") { name } }').replace("NV", "CA")
    assert isinstance(prepare_to_run(text, None, LIMITS), Bound)
    assert isinstance(prepare_to_run(text, None, LIMITS), Prepared)
