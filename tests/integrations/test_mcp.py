"""The server for assistants, asked by the official SDK's client: in the process, and as an assistant starts it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from clemency_graph import KnowledgeGraph, QueryError
from clemency_graph.integrations.mcp.server import create_server
from clemency_graph.integrations.mcp.tools import call, tools
from clemency_graph.schema.saved_queries import operations
from mcp import Client, StdioServerParameters
from support.marking import slow_but
from support.saved_query_examples import EXAMPLES, SMOKE

COMMAND = Path(sys.executable).with_name("clemency-graph")


def asked(server: Any, ask: Callable[[Client], Awaitable[Any]]) -> Any:
    """What comes of asking a server."""

    async def run() -> Any:
        async with Client(server) as client:
            return await ask(client)

    return anyio.run(run)


def test_the_tools_are_the_ready_made_questions_search_paths_and_entities(graph: KnowledgeGraph) -> None:
    listed = asked(create_server(graph), lambda client: client.list_tools()).tools
    assert [tool.name for tool in listed] == ["search", "paths", "entity", *operations()]
    for tool in listed:
        assert len(tool.description) > 20
        assert tool.annotations.read_only_hint
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)


@pytest.mark.parametrize("name", slow_but(SMOKE, operations()))
def test_every_question_answers_with_its_sources(graph: KnowledgeGraph, name: str) -> None:
    answer = call(graph, name, EXAMPLES[name])
    assert all(value is not None for value in answer["data"].values())
    assert answer["dataset"] == {"version": graph.dataset.version, "released": str(graph.dataset.released)}
    assert all(source["citation"] for source in answer["sources"])


def test_the_defaults_and_words_of_arguments_are_told() -> None:
    known = tools()["ClemencyInAState"].input_schema
    assert known["properties"]["code"] == {"type": "string", "description": "USPS code of the state, such as NV."}
    assert known["properties"]["on"]["format"] == "date"
    assert known["required"] == ["code"]
    assert tools()["AroundAnEntity"].input_schema["properties"]["depth"]["default"] == 2
    assert "FIGURE" in tools()["WhereSourcesDisagree"].input_schema["properties"]["property"]["enum"]
    assert tools()["search"].input_schema["required"] == ["text"]
    assert tools()["paths"].input_schema["properties"]["kinds"]["items"]["enum"]


def test_an_assistant_gets_an_answer_that_it_can_quote(graph: KnowledgeGraph) -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool("entity", {"id": "action/nv/2020-possession-pardons"})

    result = asked(create_server(graph), ask)
    assert not result.is_error
    answer = result.structured_content
    assert json.loads(result.content[0].text) == answer
    claim = answer["data"]["entity"]["claims"]["nodes"][0]
    assert claim["quantity"]["low"] == 15001
    assert claim["source"]["id"] in {source["id"] for source in answer["sources"]}


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("entity", {"code": "NV"}, "entity has no argument 'code'; it has id, knownAt, first"),
        ("entity", {}, "id"),
        ("paths", {"from": "state/zz", "to": "state/nv"}, "'state/zz' is not the id of an entity"),
        ("governors", {}, "there is no tool 'governors'"),
        ("GovernorsOnADay", {"on": "soon"}, "soon"),
        ("ClemencyInAState", {}, "code"),
    ],
)
def test_what_is_wrong_is_told(graph: KnowledgeGraph, name: str, arguments: dict[str, Any], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        call(graph, name, arguments)

    async def ask(client: Client) -> Any:
        return await client.call_tool(name, arguments)

    result = asked(create_server(graph), ask)
    assert result.is_error
    assert told in result.content[0].text


def test_it_is_started_as_an_assistant_starts_it() -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool("search", {"text": "Armentano", "types": ["PERSON"]})

    environment = {"CLEMENCY_GRAPH_CACHE": os.environ["CLEMENCY_GRAPH_CACHE"]}
    result = asked(StdioServerParameters(command=str(COMMAND), args=["mcp"], env=environment), ask)
    assert result.structured_content["data"]["search"]["nodes"][0]["entity"]["id"] == "person/paul-armentano"


def test_the_sdk_is_an_extra(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(ModuleNotFoundError, match=r'pip install "clemency-graph\[mcp\]"'):
        create_server(graph)
