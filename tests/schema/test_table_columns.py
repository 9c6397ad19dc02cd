"""The columns of a table of any operation depend on the operation and its variables alone, and no value is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.tables.column_tree import SelectedList, Selection, lists_of
from clemency_graph.graph.tables.flatten import WHOLE, tabulate
from clemency_graph.graph.tables.table_definition import Type
from clemency_graph.schema import schema
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.saved_queries import operations
from clemency_graph.schema.table_columns import MAX_FIELDS, select, selection_of
from graphql import DocumentNode, GraphQLSchema, build_schema, parse, validate
from support.differential import OURS, operation_of
from support.marking import slow_but
from support.random_operations import Operations
from support.table_oracle import Leaf, Leaves, Step, random_result, value_at

ALIASES = ("id", "name", "totalCount", "nodes", "node", "state", "kind")
"""Aliases that are also names of fields, so that columns could get one name."""


@pytest.fixture(scope="module")
def scalars_only() -> GraphQLSchema:
    """The schema without resolvers."""
    return build_schema(schema().as_str())


def random_cases(seed: int, count: int) -> Iterator[tuple[DocumentNode, dict[str, Any], Random]]:
    random = Random(seed)
    source = Operations(core_schema(), OURS, seed)
    for _ in range(count):
        text, variables = source.one()
        renamed = re.sub(r"\ba\d+: ", lambda found: random.choice((found[0], f"{random.choice(ALIASES)}: ")), text)
        document = parse(renamed)
        if not validate(core_schema(), document):
            yield document, variables, random


def leaves_of(selection: Selection, path: Leaf = ()) -> Iterator[Leaf]:
    for one in selection:
        *above, last = one.keys
        steps = (*path, *(Step(key, False) for key in above))
        if isinstance(one, SelectedList):
            yield from leaves_of(one.items, (*steps, Step(last, True)))
        else:
            yield (*steps, Step(last, one.is_list))


def is_omitted(leaf: Leaf, leaves: Leaves) -> bool:
    """Return whether a leaf tells the place of a page, beside the list of the page."""
    pages = (leaf[:size] for size in range(len(leaf)) if leaf[:size] in leaves.page_infos)
    return any(path[:-1] == page[:-1] for page in pages for path in leaves.lists)


def decoded(cell: Any, leaf: Leaf) -> Any:
    """The value of a cell; a list where any step of its leaf is one."""
    return json.loads(cell) if any(step.is_list for step in leaf) and cell is not None else cell


def steps_to(listed: SelectedList) -> Leaf:
    *above, last = listed.keys
    return (*(Step(key, False) for key in above), Step(last, True))


@pytest.mark.parametrize("seed", slow_but(["0"], range(8)))
def test_the_columns_are_the_leaves_of_the_operation(seed: int) -> None:
    checked = 0
    for document, variables, _ in random_cases(seed, 120):
        operation = operation_of(document)
        try:
            expected = Leaves(core_schema(), document, operation, variables)
        except AssertionError:
            continue  # A variable has a value of a wrong type, with which the operation is not executed.
        selection = selection_of(core_schema(), document, operation, variables)
        found = list(leaves_of(selection))
        assert len(found) == len(set(found))
        assert set(found) == {leaf for leaf in expected.found if not is_omitted(leaf, expected)}
        for path, keys in expected.orders.items():
            size = len(path)
            inside = [leaf[size].key for leaf in found if leaf[:size] == path and len(leaf) > size]
            assert list(dict.fromkeys(inside)) == [key for key in keys if key in inside]
        checked += 1
    assert checked > 40


@pytest.mark.parametrize("seed", slow_but(["100"], range(100, 106)))
def test_no_value_of_any_result_is_lost(scalars_only: GraphQLSchema, seed: int) -> None:
    checked = 0
    for document, variables, random in random_cases(seed, 80):
        selection = selection_of(core_schema(), document, operation_of(document), variables)
        try:
            data = random_result(scalars_only, document, variables, random)
        except AssertionError:
            continue  # A variable has a value of a wrong type.
        for path in lists_of(selection) or [None]:
            checked += assert_holds_all(selection, path, data)
            nothing = dict.fromkeys(data)
            assert tabulate(nothing, selection, path).columns == tabulate(data, selection, path).columns
    assert checked > 50


def assert_holds_all(selection: Selection, path: str | None, data: Mapping[str, Any]) -> int:
    """Compare every cell with the value at its leaf; return the number of cells."""
    listed = lists_of(selection)[path] if path is not None else None
    table = tabulate(data, selection, path)
    items = [data] if listed is None else value_at(data, steps_to(listed)) or []
    assert len(table.rows) == len(items)
    leaves = list(leaves_of(selection if listed is None else listed.items))
    above = [] if listed is None else above_of(selection, listed)
    assert len(table.columns) == len(above) + len(leaves)
    for row, item in zip(table.rows, items, strict=True):
        expected = [(leaf, value_at(data, leaf)) for leaf in above] + [(leaf, value_at(item, leaf)) for leaf in leaves]
        assert [decoded(cell, leaf) for cell, (leaf, _) in zip(row, expected, strict=True)] == [
            value for _, value in expected
        ]
        assert not any(isinstance(cell, (list, dict)) for cell in row)
    return sum(map(len, table.rows))


def above_of(selection: Selection, listed: SelectedList) -> list[Leaf]:
    path = steps_to(listed)
    scalars = [leaf for leaf in leaves_of(selection) if not any(step.is_list for step in leaf[:-1])]
    return [leaf for leaf in scalars if leaf[:-1] == path[: len(leaf) - 1]]


@pytest.mark.parametrize("seed", slow_but(["200"], range(200, 204)))
def test_an_exploded_list_has_a_row_for_each_item(scalars_only: GraphQLSchema, seed: int) -> None:
    checked = 0
    for document, variables, random in random_cases(seed, 80):
        selection = selection_of(core_schema(), document, operation_of(document), variables)
        try:
            data = random_result(scalars_only, document, variables, random)
        except AssertionError:
            continue  # A variable has a value of a wrong type.
        for path, listed in lists_of(selection).items():
            items = value_at(data, steps_to(listed)) or []
            for inner in lists_of(listed.items).values():
                exploded = tabulate(data, selection, path, inner.name)
                joined = tabulate(data, selection, path)
                assert list(exploded.columns) == list(joined.columns)
                parts = [value_at(item, steps_to(inner)) or [None] for item in items]
                assert len(exploded.rows) == sum(map(len, parts))
                checked += 1
    assert checked


def columns(document: str, path: str | None = None, variables: dict[str, Any] | None = None) -> list[str]:
    """The columns of a document of which nothing is executed."""
    return list(tabulate({}, select(document, None, variables), path).columns)


def test_columns_are_in_the_order_of_the_selection_with_aliases_as_names() -> None:
    document = """{ states { nodes { code a: name ...F governor { person { name } } } } }
    fragment F on State { aliases adultUse: legalStatus { adultUse { name } } }"""
    assert columns(document) == ["code", "a", "aliases", "adultUse.adultUse.name", "governor.person.name"]


def test_all_fragments_have_their_columns() -> None:
    document = """{ search(text: "x") { nodes { entity {
        id ... on State { code } ... on Law { number enacted } ... on State { governor { start } } } } } }"""
    assert columns(document) == ["entity.id", "entity.code", "entity.number", "entity.enacted", "entity.governor.start"]


def test_fragments_that_cannot_apply_have_none() -> None:
    document = '{ state(code: "NV") { code ... on Entity { name ... on Law { number } } } }'
    assert columns(document) == ["state.code", "state.name"]


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, ["code", "name"]),
        ({"names": False}, ["code"]),
        ({"names": True, "codes": False}, ["name"]),
        ({"names": False, "codes": False}, []),
    ],
)
def test_conditions_decide(variables: dict[str, bool], expected: list[str]) -> None:
    document = """query ($names: Boolean! = true, $codes: Boolean! = true) {
        states { nodes { code @include(if: $codes) ... @include(if: $names) { name } fips @skip(if: true) } } }"""
    assert columns(document, None, variables) == expected


def test_a_connection_stands_for_its_list() -> None:
    document = "{ states { pageInfo { hasNextPage } totalCount edges { cursor node { code } } } }"
    assert columns(document) == ["states.totalCount", "cursor", "code"]
    assert columns("{ states { things: nodes { code } } }") == ["code"]
    assert columns("{ states { totalCount } }") == ["states.totalCount"]
    assert columns("{ states { pageInfo { hasNextPage } } }") == ["states.pageInfo.hasNextPage"]


def test_a_connection_with_two_lists_keeps_both() -> None:
    document = "{ states { nodes { code } edges { node { name } } } }"
    assert columns(document, "states.nodes") == ["code"]
    assert columns(document, "states.edges") == ["name"]


def test_only_a_connection_stands_for_its_list() -> None:
    document = '{ neighborhood(of: ["state/nv"]) { truncated nodes { id } relationships { kind } } }'
    assert columns(document, "neighborhood.nodes") == ["neighborhood.truncated", "id"]
    assert columns(document, "neighborhood.relationships") == ["neighborhood.truncated", "kind"]


def test_names_that_would_coincide_are_longer() -> None:
    document = '{ state(code: "NV") { name actions { nodes { state: jurisdiction { name } name } } } }'
    assert columns(document, "state.actions") == ["state.name", "state.actions.state.name", "name"]
    document = "{ states { edges { code: cursor node { code } } } }"
    assert columns(document) == ["code", "node.code"]
    document = "{ states { nodes { actions { totalCount nodes { totalCount: name } } } } }"
    assert columns(document) == ["actions.totalCount", "actions.nodes.totalCount"]


def test_types_come_from_the_schema() -> None:
    document = """{ search(text: "x") { nodes { score matched entity { ... on ClemencyAction {
        figure { quantity { low cumulative } retrieved published } } } } } }"""
    assert list(tabulate({}, select(document), None).columns.values()) == [
        Type.NUMBER, Type.TEXT, Type.INTEGER, Type.BOOLEAN, Type.DAY, Type.TEXT,
    ]  # fmt: skip


def test_fragments_that_multiply_fields_are_refused() -> None:
    parts = []
    selection = "name"
    for depth in range(14):
        parts.append(f"fragment G{depth} on ClemencyAction {{ {selection} }}")
        spread = f"jurisdiction {{ ... on State {{ actions {{ nodes {{ ...G{depth} }} }} }} }}"
        selection = f"a: {spread} b: {spread}"
    document = " ".join((f"{{ actions {{ nodes {{ {selection} }} }} }}", *parts))
    with pytest.raises(QueryError, match=f"at most {MAX_FIELDS:,} fields"):
        select(document)


def test_the_schema_has_no_lists_of_lists() -> None:
    assert "[[" not in schema().as_str()


@pytest.mark.parametrize("name", operations())
def test_every_saved_query_declares_its_rows(name: str) -> None:
    paths = [*lists_of(select(operations()[name].document)), WHOLE]
    assert operations()[name].rows in paths, f"add a comment to its file: # rows: {' or '.join(paths)}"
