"""Clients that others wrote work unchanged; what they read is what the library answers."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from clemency_graph.web.explorer.build import Node
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport
from graphql import GraphQLError, build_schema, is_interface_type, is_object_type
from support.asking import Ask
from support.npm import CLIENTS, SCHEMA, Scripts
from support.servers import Server, server

STATE = "CO"


@pytest.fixture(scope="module")
def url(running: Server) -> str:
    return f"{running.address}graphql"


def test_fetch(node: Node, url: str, ask: Ask) -> None:
    """Node.js without any package: the smoke test of those that are marked `node`."""
    query = f'{{ state(code: "{STATE}") {{ name }} }}'
    command = [node.node, str(CLIENTS / "fetch.mjs"), url, query]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert (told["status"], told["type"]) == (200, "application/graphql-response+json; charset=utf-8")
    assert told["body"]["data"] == ask(query)


def test_the_caches_of_apollo_client_and_urql_know_every_type(node: Node) -> None:
    """A cache can identify each type by its id, or the file lists it as having none; each interface has its members."""
    printed = "JSON.stringify(Object.entries(keys).map(([name, key]) => [name, key()]))"
    script = f"import(process.argv[1]).then(({{ keys }}) => console.log({printed}))"
    command = [node.node, "--eval", script, SCHEMA.with_name("urql_keys.mjs").as_uri()]
    keys = dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    assert set(keys.values()) == {None}
    schema = build_schema(SCHEMA.read_text("utf-8"))
    objects = {name: one for name, one in schema.type_map.items() if is_object_type(one) and name[:2] != "__"}
    assert {name for name, one in objects.items() if "id" not in one.fields} == keys.keys() | {"Query"}
    possible = json.loads(SCHEMA.with_name("possible_types.json").read_text("utf-8"))
    assert {name: set(types) for name, types in possible.items()} == {
        name: {of.name for of in schema.get_possible_types(one)}
        for name, one in schema.type_map.items()
        if is_interface_type(one)
    }


def test_gql(url: str, ask: Ask) -> None:
    with Client(transport=HTTPXTransport(url=url), fetch_schema_from_transport=True) as session:
        text = "query State($code: String!) { state(code: $code) { name actions { nodes { id date } } } }"
        asked = gql(text)
        asked.variable_values = {"code": STATE}
        assert session.execute(asked) == ask(text, code=STATE)
        with pytest.raises(TransportQueryError, match="it can be 0 to 200"):
            session.execute(gql("{ states(first: 1000) { totalCount } }"))
        # It has the schema from the server, and refuses by itself what the schema does not have.
        with pytest.raises(GraphQLError, match="Cannot query field 'nothing'"):
            session.execute(gql("{ nothing }"))


@pytest.mark.node
def test_apollo_client(scripts: Scripts, url: str, ask: Ask) -> None:
    told = scripts.run("apollo.mjs", url)
    five = ask("{ sources(first: 5) { totalCount nodes { id } } }")["sources"]
    assert told["pages"] == {
        "total": five["totalCount"],
        "ids": [node["id"] for node in five["nodes"]],
        "requests": 2,
    }
    assert told["entities"] == {"names": ["Nevada", "Steve Sisolak"], "kept": "NV"}
    assert (told["invalid"]["combined"], told["invalid"]["code"]) == (True, "GRAPHQL_VALIDATION_FAILED")
    assert (told["refused"]["combined"], told["refused"]["code"]) == (True, "BAD_USER_INPUT")


@pytest.mark.node
def test_apollo_clients_persisted_queries(scripts: Scripts) -> None:
    with server() as one:  # which has none of its documents yet
        told = scripts.run("apollo.mjs", f"{one.address}graphql")
    for way, method in (("persistedByGet", "GET"), ("persistedByPost", "POST")):
        first, then = told[way]
        unknown, whole = first["requests"]
        (known,) = then["requests"]
        assert first["name"] == then["name"] == "Nevada"
        assert (unknown["method"], unknown["query"], unknown["hash"]) == (method, False, True)
        assert (whole["query"], whole["hash"], whole["status"]) == (True, True, 200)
        assert (known["method"], known["query"], known["hash"], known["status"]) == (method, False, True, 200)


@pytest.mark.node
def test_urql(scripts: Scripts, url: str, ask: Ask) -> None:
    told = scripts.run("urql.mjs", url, STATE)
    typed = "actions(first: 2) { totalCount nodes { id name __typename } __typename }"
    data = ask(f'{{ state(code: "{STATE}") {{ __typename name {typed} }} }}')
    for way, method in (("get", "GET"), ("post", "POST")):
        one = told[way]
        assert one["data"] == data
        assert one["same"]
        assert one["methods"] == [method, method], "the second of three was answered from its cache"
        assert one["error"] == {"code": "BAD_USER_INPUT", "network": False}
        assert "dataset" in one["extensions"]


@pytest.mark.node
def test_relays_compiler_and_runtime(scripts: Scripts, url: str, ask: Ask) -> None:
    compiled = scripts.tool("node_modules/relay-compiler/cli.js", folder="relay")
    assert "2 normalization" in compiled
    told = scripts.run("relay/read.js", url, STATE)
    asked = "actions { totalCount edges { cursor node { id name kind date } } }"
    state = ask(f'{{ state(code: "{STATE}") {{ id name {asked} }} }}')["state"]
    edges = state["actions"]["edges"]
    for part, length in (("first", 2), ("more", 3)):
        assert told[part] == {
            "state": {"id": state["id"], "name": state["name"]},
            "total": state["actions"]["totalCount"],
            "actions": [edge["node"] for edge in edges[:length]],
            "pageInfo": {"endCursor": edges[length - 1]["cursor"], "hasNextPage": len(edges) > length},
        }


@pytest.mark.node
def test_graphql_codegen_types_what_is_asked(scripts: Scripts, url: str, ask: Ask) -> None:
    scripts.tool(str(scripts.copies / "codegen/generate.mjs"), "schema.graphql", folder="codegen")
    scripts.tool("node_modules/typescript/bin/tsc", "--project", ".", folder="codegen")
    told: Any = json.loads(scripts.tool(str(scripts.copies / "codegen/built/app.js"), url, STATE, folder="codegen"))
    asked = "actions(where: {kind: {eq: PARDON}}) { totalCount nodes { name date figure { quantity { low } } } }"
    state = ask(f'{{ state(code: "{STATE}") {{ name {asked} }} }}')["state"]
    nodes = state["actions"]["nodes"]
    assert told == {
        "name": state["name"],
        "total": state["actions"]["totalCount"],
        "dates": [node["date"] for node in nodes],
        "told": [{"name": node["name"], "low": node["figure"]["quantity"]["low"]} for node in nodes],
    }
