"""The search of the schema by meaning, and the example operations that it gives."""

from __future__ import annotations

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.schema_search import SchemaHit, search_schema
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    parse,
    validate,
)

SEARCH = """
query($text: String!, $first: Int! = 3) {
  schemaSearch(text: $text, first: $first) { coordinate description path example score }
}
"""


@pytest.fixture(scope="module")
def everything() -> list[SchemaHit]:
    # Each name has one of these letters in front of a word; what no word finds has its coordinate.
    found = {hit.coordinate: hit for type in core_schema().type_map for hit in search_schema(core_schema(), type)}
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "coordinate"),
    [
        ("how many could have had relief", "Stage.ELIGIBLE"),
        ("what was looked for and not found", "State.coverage"),
        ("running total so far", "Quantity.cumulative"),
        ("sources disagree", "ClemencyAction.disputed"),
        ("which figures overlap", "Total.overlapsOtherRows"),
        ("ClemencyAction.figure", "ClemencyAction.figure"),
        ("party of the governor", "Query.governors"),
        ("share of the eligible that was granted it", "Uptake.rate"),
        ("who signed the law", "Law.signedBy"),
        ("disputted", "ClemencyAction.disputed"),
    ],
)
def test_a_part_is_found_by_what_it_means(graph: KnowledgeGraph, text: str, coordinate: str) -> None:
    found = run(graph, SEARCH, {"text": text, "first": 5}).data
    assert found is not None
    assert coordinate in [hit["coordinate"] for hit in found["schemaSearch"]]
    assert all(hit["description"] and 0 < hit["score"] <= 1 for hit in found["schemaSearch"])


def test_a_hit_leads_there_from_the_root(graph: KnowledgeGraph) -> None:
    found = run(graph, SEARCH, {"text": "Quantity.unit", "first": 1}).data
    assert found is not None
    [hit] = found["schemaSearch"]
    assert hit["path"] == "Query.action.figure.quantity.unit"
    done = run(graph, hit["example"])
    assert done.data == {"action": {"figure": {"quantity": {"unit": "PEOPLE"}}}}


@pytest.mark.parametrize("part", ["Query.checkText", "Query.checkText(text:)", "Query.checkText(published:)"])
def test_an_example_keeps_no_text_to_check(graph: KnowledgeGraph, everything: list[SchemaHit], part: str) -> None:
    [hit] = (one for one in everything if one.coordinate == part)
    assert hit.example.startswith("query($text: String!) { checkText(text: $text")
    assert run(graph, hit.example, {"text": "Nevada"}).errors == []


def test_every_example_is_an_operation_of_the_schema(everything: list[SchemaHit]) -> None:
    assert len(everything) > 1_000
    wrong = {hit.coordinate: hit.example for hit in everything[::7] if validate(core_schema(), parse(hit.example))}
    assert wrong == {}


@pytest.mark.slow
def test_every_example_is_answered(graph: KnowledgeGraph, everything: list[SchemaHit]) -> None:
    errors = {
        hit.example: response.errors
        for hit in everything
        if (response := run(graph, hit.example, {"text": "Nevada"} if "$text" in hit.example else None)).errors
    }
    # The form of an identifier of each other dataset, and a release; the error says what would be right.
    told = {message["extensions"]["code"] for found in errors.values() for message in found}
    assert told <= {"NOT_FOUND", "BAD_USER_INPUT"}, errors
    assert len(errors) < len(everything) / 100


def test_every_part_of_the_schema_is_found_by_its_coordinate() -> None:
    sdl = core_schema()
    for type in list(sdl.type_map.values())[::9]:
        if type.name.startswith("__") or type is sdl.query_type:
            continue
        if isinstance(type, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            members = list(type.fields)[:2]
        elif isinstance(type, GraphQLEnumType):
            members = list(type.values)[:2]
        else:
            continue
        for name in members:
            hit = search_schema(sdl, f"{type.name}.{name}")[0]
            assert (hit.coordinate, hit.score) == (f"{type.name}.{name}", 1.0)


def test_what_means_nothing_here_finds_nothing(graph: KnowledgeGraph) -> None:
    assert run(graph, SEARCH, {"text": "zzzzqqqq"}).data == {"schemaSearch": []}
    [error] = run(graph, SEARCH, {"text": "a" * 300}).errors
    assert "300 characters; the limit is 200" in error["message"]
    [error] = run(graph, SEARCH, {"text": "unit", "first": 201}).errors
    assert "first is 201; it can be 0 to 200" in error["message"]
