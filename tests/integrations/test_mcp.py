"""The server for assistants, driven by the official SDK's client: in the process, and as an assistant starts it."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from clemency_graph import KnowledgeGraph, QueryError
from clemency_graph.graph.errors import NotFound
from clemency_graph.graph.model.records import ClemencyAction, Jurisdiction
from clemency_graph.graph.model.vocabulary import Knowledge, ReliefKind
from clemency_graph.integrations.mcp.absence import absent_in_place
from clemency_graph.integrations.mcp.server import create_server
from clemency_graph.integrations.mcp.tools import TOOLS, call
from clemency_graph.schema.saved_queries import operations
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError
from support.marking import slow_but
from support.saved_query_examples import EXAMPLES, SMOKE

COMMAND = Path(sys.executable).with_name("clemency-graph")
LIMIT = 8_000
TOO_MUCH = "{ actions(first: 200) { nodes { sources(first: 200) { nodes { claims(first: 200) { nodes { id } } } } } } }"
NEVADA = "action/nv/2020-possession-pardons"


def asked(server: Any, ask: Callable[[Client], Awaitable[Any]]) -> Any:
    """What comes of asking a server."""

    async def run() -> Any:
        async with Client(server) as client:
            return await ask(client)

    return anyio.run(run)


async def refusal(request: Awaitable[Any]) -> str:
    """The message with which a server refuses a request."""
    with pytest.raises(MCPError) as error:
        await request
    return str(error.value)


def characters(text: str, content: dict[str, Any]) -> int:
    return len(text) + len(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def all_pages(graph: KnowledgeGraph, tool: str, arguments: dict[str, Any]) -> Iterator[dict[str, Any]]:
    page: int | None = 1
    while page:
        text, content = call(graph, tool, {**arguments, "page": page})
        assert characters(text, content) <= LIMIT, (tool, arguments, page)
        assert content["page"]["number"] == page
        yield content
        page = content["page"]["next"]


def inside(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(one)


def figures(content: Any) -> list[dict[str, Any]]:
    return [one for one in inside(content) if {"sentence", "low", "high"} <= one.keys()]


def test_there_are_four_tools_with_schemas_of_arguments_and_results(graph: KnowledgeGraph) -> None:
    listed = asked(create_server(graph), lambda client: client.list_tools()).tools
    assert [tool.name for tool in listed] == ["find", "ask", "saved_query", "check_text"]
    required = {tool.name: tool.input_schema["required"] for tool in listed}
    assert required == {"find": ["text"], "ask": ["operation"], "saved_query": ["name"], "check_text": ["text"]}
    for tool in listed:
        assert len(tool.description) > 100
        assert tool.annotations.read_only_hint
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)


@pytest.mark.parametrize("name", slow_but(SMOKE, operations()))
def test_each_page_of_each_saved_query_fits_and_has_its_form(graph: KnowledgeGraph, name: str) -> None:
    arguments = {"name": name, "variables": EXAMPLES[name]}
    text, content = call(graph, "saved_query", arguments)
    jsonschema.validate(content, dict(TOOLS["saved_query"].output_schema))
    assert characters(text, content) <= LIMIT
    last = content["page"]["pages"]
    for page in {min(2, last), last}:
        text, content = call(graph, "saved_query", {**arguments, "page": page})
        assert characters(text, content) <= LIMIT
        jsonschema.validate(content, dict(TOOLS["saved_query"].output_schema))
    with pytest.raises(QueryError, match=f"page is {last + 1}; the result has {last}"):
        call(graph, "saved_query", {**arguments, "page": last + 1})


def test_all_pages_together_leave_nothing_out(graph: KnowledgeGraph) -> None:
    action = graph.entities[NEVADA]
    assert isinstance(action, ClemencyAction)
    pages = list(all_pages(graph, "saved_query", {"name": "AllThatIsSaidOfAnAction", "variables": {"id": NEVADA}}))
    assert len(pages) > 1
    shown = [one["claim"] for page in pages for one in figures(page["data"])]
    assert sorted(shown) == sorted(claim.id for claim in action.claims if claim.quantity)
    sources = [graph.claims[id].source for id in shown]
    urls = {one["url"] for page in pages for one in inside(page["data"]) if "url" in one}
    assert urls == {graph.entities[id].url for id in sources}  # type: ignore[attr-defined]
    assert all(page["data"]["action"]["id"] == NEVADA for page in pages)


def test_a_long_text_and_a_long_list_are_parted(graph: KnowledgeGraph) -> None:
    operation = "{ __schema { types { name description } } }"
    pages = list(all_pages(graph, "ask", {"operation": operation}))
    names = [one["name"] for page in pages for one in inside(page["data"]) if "name" in one]
    assert {"ClemencyAction", "Stage", "Query"} <= set(names)
    text = "x" * 5_000
    found = list(all_pages(graph, "check_text", {"text": f"Nevada pardoned more than 15,000 people. {text}"}))
    assert len(found) == 1


@pytest.mark.parametrize(
    "operation",
    [
        '{ action(id: "action/nv/2020-possession-pardons") { figure { quantity { low } } } }',
        '{ action(id: "action/nv/2020-possession-pardons") { n: figure { q: quantity { unit } } } }',
        '{ action(id: "action/nv/2020-possession-pardons") { figure { stated } } }',
        '{ node(id: "claim/38c78dfacab8bd82") { ... on Claim { quantity { ...Q } } } } fragment Q on Quantity { high }',
    ],
)
def test_a_figure_has_all_beside_it_whatever_was_selected(graph: KnowledgeGraph, operation: str) -> None:
    text, content = call(graph, "ask", {"operation": operation})
    [figure, *_] = figures(content["data"])
    assert (figure["low"], figure["high"], figure["unit"], figure["stage"]) == (15001, None, "PEOPLE", "GRANTED")
    assert {"day", "coverage", "disputed", "citation"} <= figure.keys()
    assert "ore than 15,000 people were pardoned" in figure["sentence"]
    assert figure["sentence"] in text
    assert "figureOf" not in json.dumps(content) and "idOfEntity" not in json.dumps(content)


def test_a_total_says_what_it_adds_up(graph: KnowledgeGraph) -> None:
    operation = '{ state(code: "NV") { totals(stage: GRANTED, unit: PEOPLE) { low } } }'
    text, content = call(graph, "ask", {"operation": operation})
    [figure] = figures(content["data"])
    assert (figure["low"], figure["high"], figure["unit"], figure["stage"]) == (15001, 15500, "PEOPLE", "GRANTED")
    assert text.startswith("In Nevada, 15,001 to 15,500 people were pardoned, as of 17 June 2020")
    assert figure["coverage"] == "1 action counted, none without a figure"


def test_a_misprint_is_told_with_what_is_right(graph: KnowledgeGraph) -> None:
    wrong = next(
        claim
        for claim in graph.claims.values()
        if claim.quantity and claim.rank.name == "DEPRECATED" and "isprint" in (claim.rank_reason or "")
    )
    text, content = call(graph, "ask", {"operation": f'{{ node(id: "{wrong.id}") {{ ... on Claim {{ stated }} }} }}'})
    assert figures(content)[0]["rank"] == "DEPRECATED"
    assert f"Do not repeat “{wrong.stated}”" in text
    assert not text.startswith("Do not repeat")


@pytest.mark.parametrize(
    ("operation", "status", "said"),
    [
        ('{ state(code: "WY") { actions { totalCount } } }', "UNKNOWN", "no source that was read says"),
        ('{ actions(where: {state: {code: {eq: "WY"}}}) { nodes { name } } }', "UNKNOWN", "for Wyoming"),
        (
            '{ action(id: "action/nv/2020-possession-pardons") { figure(stage: APPLIED) { stated } } }',
            "UNKNOWN",
            "zero",
        ),
        ('{ action(id: "action/nv/2020-possession-pardons") { laterSeriesFigure { stated } } }', "NONE", "None:"),
    ],
)
def test_what_is_absent_says_why(graph: KnowledgeGraph, operation: str, status: str, said: str) -> None:
    text, content = call(graph, "ask", {"operation": operation})
    assert [one["status"] for one in content["absent"]] == [status]
    assert said in content["absent"][0]["sentence"]
    assert content["absent"][0]["sentence"] in text


def test_a_place_that_was_not_looked_at_is_not_one_without(graph: KnowledgeGraph) -> None:
    place = graph.entities["state/wy"]
    assert isinstance(place, Jurisdiction)
    given = replace(place, coverage=replace(place.coverage, pardons=Knowledge.NOT_LOOKED_FOR))
    found = absent_in_place(given, [ReliefKind.PARDON])
    assert (found.status, found.sentence.partition(":")[0]) == (Knowledge.NOT_LOOKED_FOR, "Not looked for")
    none = replace(place, coverage=replace(place.coverage, pardons=Knowledge.NONE))
    assert absent_in_place(none, [ReliefKind.PARDON]).sentence.startswith("None: for Wyoming")
    assert absent_in_place(none, [ReliefKind.SEALING]).status is Knowledge.UNKNOWN


def test_every_default_that_was_used_is_told(graph: KnowledgeGraph) -> None:
    _, content = call(graph, "saved_query", {"name": "ClemencyInAState", "variables": {"code": "new york"}})
    assert content["defaults"]["$code"] == "NY, the code of new york"
    assert content["defaults"]["State.governor(on:)"].endswith("(today)")
    _, content = call(graph, "ask", {"operation": "{ totals { low } }"})
    assert content["defaults"]["Query.totals(stage:)"] == "GRANTED"
    assert content["defaults"]["Query.totals(groupBy:)"] == ["KIND", "UNIT"]
    _, content = call(graph, "check_text", {"text": "Nevada pardoned 15,000 people."})
    assert "published" in content["defaults"]


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("find", {}, "find requires text"),
        ("find", {"text": " "}, "text is empty"),
        ("find", {"text": "Nevada", "only": "laws"}, "it can be answer, entities, schema, saved_queries"),
        ("find", {"words": "Nevada"}, "find has no argument 'words'; it has text, only, page"),
        ("find", {"text": 5}, "find: text is 5; it is of type string"),
        ("ask", {"operation": "{ stat }"}, "Cannot query field 'stat'"),
        ("ask", {"operation": '{ state(code: "Nevda") { name } }'}, "did you mean 'NV'"),
        ("ask", {"operation": '{ action(id: "action/nv/2020-pardons") { name } }'}, f"Near: {NEVADA}"),
        (
            "ask",
            {"operation": TOO_MUCH},
            "it can be 500,000 at most",
        ),
        ("saved_query", {"name": "ClemencyInState"}, "did you mean ClemencyInAState"),
        ("saved_query", {"name": "ClemencyInAState"}, "ClemencyInAState requires code"),
        ("saved_query", {"name": "ClemencyInAState", "variables": {"id": "NV"}}, "no variable 'id'; it has code, on"),
        ("saved_query", {"name": "GovernorsOnADay", "variables": {"on": "soon"}}, "soon"),
        ("check_text", {"text": "a", "published": "soon"}, "it is a day such as 2024-06-18"),
        ("governors", {}, "there is no tool 'governors'; there are find, ask, saved_query, check_text"),
    ],
)
def test_what_is_wrong_is_told(graph: KnowledgeGraph, name: str, arguments: dict[str, Any], told: str) -> None:
    with pytest.raises(QueryError) as error:
        call(graph, name, arguments)
    assert told in str(error.value)


def test_an_error_of_a_call_is_a_result_that_says_what_would_be_right(graph: KnowledgeGraph) -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool("saved_query", {"name": "WhoIsWho", "variables": {"id": "person/steve-sisolack"}})

    result = asked(create_server(graph), ask)
    assert result.is_error
    assert "Near: person/steve-sisolak (Steve Sisolak)" in result.content[0].text


def test_a_question_leads_to_its_figure_and_to_entities_and_fields(graph: KnowledgeGraph) -> None:
    text, content = call(graph, "find", {"text": "How many convictions were pardoned in Nevada?"})
    assert text.startswith("In Nevada, more than 15,000 convictions were pardoned")
    assert content["data"]["figures"][0]["unit"] == "CONVICTIONS"
    assert NEVADA in [one["id"] for one in content["data"]["entities"]]
    jsonschema.validate(content, dict(TOOLS["find"].output_schema))
    _, content = call(graph, "find", {"text": "how many could have relief", "only": "schema"})
    assert "Stage.ELIGIBLE" in [one["coordinate"] for one in content["data"]["schema"]]
    assert content["data"].keys() == {"schema"}
    _, content = call(graph, "find", {"text": "governors on a day", "only": "saved_queries"})
    assert content["data"]["savedQueries"][0]["name"] == "GovernorsOnADay"
    text, _ = call(graph, "find", {"text": "Armentano"})
    assert text.startswith("Paul Armentano")


def test_saved_queries_are_prompts(graph: KnowledgeGraph) -> None:
    async def ask(client: Client) -> Any:
        listed = await client.list_prompts()
        return listed, await client.get_prompt("ClemencyInAState", {"code": "NV"})

    listed, prompt = asked(create_server(graph), ask)
    assert [one.name for one in listed.prompts] == list(operations())
    [code, *_] = next(one.arguments for one in listed.prompts if one.name == "ClemencyInAState")
    assert (code.name, code.required, code.description) == ("code", True, "USPS code of the state, such as NV.")
    assert '{"name": "ClemencyInAState", "variables": {"code": "NV"}}' in prompt.messages[0].content.text
    told = asked(create_server(graph), lambda client: refusal(client.get_prompt("ClemencyInAState", {})))
    assert "requires code" in told


def test_entities_are_resources(graph: KnowledgeGraph) -> None:
    async def ask(client: Client) -> Any:
        listed = await client.list_resources()
        templates = await client.list_resource_templates()
        return listed, templates, await client.read_resource(f"clemency://{NEVADA}")

    listed, templates, read = asked(create_server(graph), ask)
    assert "clemency://state/nv" in [str(one.uri) for one in listed.resources]
    assert templates.resource_templates[0].uri_template == "clemency://{+id}"
    assert "more than 15,000 people were pardoned" in read.contents[0].text
    assert len(read.contents[0].text) <= LIMIT
    wrong = "clemency://person/steve-sisolack"
    told = asked(create_server(graph), lambda client: refusal(client.read_resource(wrong)))
    assert "Near: person/steve-sisolak" in told


def test_a_checked_text_is_kept_nowhere(graph: KnowledgeGraph, caplog: pytest.LogCaptureFixture) -> None:
    marker = "Zanzibarquux"
    caplog.set_level(logging.DEBUG)

    async def ask(client: Client) -> Any:
        return await client.call_tool("check_text", {"text": f"{marker} said Nevada pardoned 15,000 cases."})

    result = asked(create_server(graph), ask)
    assert result.structured_content["data"]["findings"][0]["verdict"] == "OTHER_UNIT"
    assert marker not in json.dumps(result.structured_content)
    assert marker not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("clemency"))
    folder = Path(os.environ["CLEMENCY_GRAPH_CACHE"])
    assert not any(marker.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_it_is_started_as_an_assistant_starts_it() -> None:
    async def ask(client: Client) -> Any:
        found = await client.call_tool("find", {"text": "Armentano", "only": "entities"})
        wrong = await client.call_tool("ask", {"operation": "{ stat }"})
        return found, wrong

    environment = {"CLEMENCY_GRAPH_CACHE": os.environ["CLEMENCY_GRAPH_CACHE"]}
    found, wrong = asked(StdioServerParameters(command=str(COMMAND), args=["mcp"], env=environment), ask)
    assert found.structured_content["data"]["entities"][0]["id"] == "person/paul-armentano"
    assert wrong.is_error


def test_what_nothing_has_is_not_found(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFound):
        call(graph, "ask", {"operation": '{ person(id: "person/nobody") { name } }'})


def test_the_sdk_is_an_extra(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(ModuleNotFoundError, match=r'pip install "clemency-graph\[mcp\]"'):
        create_server(graph)
