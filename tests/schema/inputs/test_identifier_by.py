"""An entity is looked up by exactly one identifier."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.vocabulary import IdentifierScheme
from clemency_graph.schema import run, schema
from clemency_graph.schema.document_cache import core_schema
from graphql import GraphQLInputObjectType, build_schema, execute_sync, parse

KEYS = {
    IdentifierScheme.WIKIDATA: "wikidata",
    IdentifierScheme.GEOID: "geoid",
    IdentifierScheme.ISO_3166_2: "iso3166_2",
    IdentifierScheme.BIOGUIDE: "bioguide",
    IdentifierScheme.OPEN_STATES: "openStates",
    IdentifierScheme.LEGISCAN: "legiscan",
}
IN_LITERALS = {
    IdentifierScheme.WIKIDATA: "query ($value: String!) { identified(by: { wikidata: $value }) { id } }",
    IdentifierScheme.GEOID: "query ($value: String!) { identified(by: { geoid: $value }) { id } }",
    IdentifierScheme.ISO_3166_2: "query ($value: String!) { identified(by: { iso3166_2: $value }) { id } }",
    IdentifierScheme.BIOGUIDE: "query ($value: String!) { identified(by: { bioguide: $value }) { id } }",
    IdentifierScheme.OPEN_STATES: "query ($value: String!) { identified(by: { openStates: $value }) { id } }",
    IdentifierScheme.LEGISCAN: "query ($value: String!) { identified(by: { legiscan: $value }) { id } }",
}
IN_VARIABLES = "query ($by: IdentifierBy!) { identified(by: $by) { id } }"


def test_each_scheme_has_a_key() -> None:
    for made in (core_schema(), build_schema(schema().as_str())):
        type_ = made.get_type("IdentifierBy")
        assert isinstance(type_, GraphQLInputObjectType)
        assert list(type_.fields) == list(KEYS.values())
        assert type_.is_one_of
    asked = parse('{ yes: __type(name: "IdentifierBy") { isOneOf } no: __type(name: "LawWhere") { isOneOf } }')
    assert execute_sync(core_schema(), asked).data == {"yes": {"isOneOf": True}, "no": {"isOneOf": False}}


def test_each_identifier_of_the_record_leads_to_its_entity(graph: KnowledgeGraph) -> None:
    found = {}
    for entity in graph.entities.values():
        for identifier in entity.identifiers:
            found[identifier.scheme] = entity.id, identifier.value
    assert found.keys() == KEYS.keys()
    for scheme, (id, value) in found.items():
        answer = run(graph, IN_VARIABLES, {"by": {KEYS[scheme]: value}})
        assert answer.data == {"identified": {"id": id}}
        assert run(graph, IN_LITERALS[scheme], {"value": value}).data == {"identified": {"id": id}}


@pytest.mark.parametrize(
    ("literal", "given"),
    [
        ("{}", {}),
        ('{ geoid: "32", wikidata: "Q1227" }', {"geoid": "32", "wikidata": "Q1227"}),
        ("{ geoid: null }", {"geoid": None}),
        ('{ geoid: null, wikidata: "Q1227" }', {"geoid": None, "wikidata": "Q1227"}),
    ],
)
def test_exactly_one_is_given(graph: KnowledgeGraph, literal: str, given: dict[str, Any]) -> None:
    refused = run(graph, f"{{ identified(by: {literal}) {{ id }} }}"), run(graph, IN_VARIABLES, {"by": given})
    for answer in refused:
        assert answer.data is None
        assert all(one["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED" for one in answer.errors)
        assert "exactly one field must be specified" in answer.errors[0]["message"]


def test_a_variable_without_a_value_is_not_one(graph: KnowledgeGraph) -> None:
    document = "query ($value: String) { day identified(by: { geoid: $value }) { id } }"
    for variables in ({}, {"value": None}):
        answer = run(graph, document, variables)
        assert answer.data is not None and answer.data["identified"] is None and answer.data["day"]
        assert [one["extensions"]["code"] for one in answer.errors] == ["BAD_USER_INPUT"]
    document = "query ($value: String) { identified(by: { geoid: $value }) { id } }"
    assert run(graph, document, {"value": "32"}).data == {"identified": {"id": "state/nv"}}
