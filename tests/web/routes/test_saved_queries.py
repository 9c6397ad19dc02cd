"""Ready-made questions by address."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from clemency_graph import ClemencyGraph, KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.saved_queries import operations
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient
from support.marking import slow_but
from support.saved_query_examples import EXAMPLES, SMOKE


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    # The time limit is longer, for machines that are busy: the other limits are the default ones.
    with TestClient(create_app(settings=Settings(operation_timeout=300))) as client:
        yield client


def test_they_are_listed_with_what_they_ask_and_their_variables(client: TestClient) -> None:
    told = {one["name"]: one for one in client.get("/q").json()["queries"]}
    assert set(told) == set(operations())
    state = told["ClemencyInAState"]
    assert state["title"] == "What was done in one state?"
    assert state["description"] == operations()["ClemencyInAState"].description
    described = "USPS code of the state, such as NV."
    assert {"name": "code", "description": described, "type": "String!", "default": None} in state["variables"]
    assert client.get(state["address"], params={"code": "NV"}).json()["data"]["state"]["name"] == "Nevada"


@pytest.mark.parametrize("name", slow_but(SMOKE, operations()))
def test_each_is_answered_under_the_default_settings_as_the_library_answers_it(
    client: TestClient, graph: KnowledgeGraph, name: str
) -> None:
    answer = client.get(f"/q/{name}", params=EXAMPLES[name]).json()
    assert "errors" not in answer
    assert answer["data"] == run(graph, operations()[name].document, EXAMPLES[name]).data
    assert answer["extensions"]["cost"] <= Settings().max_cost


def test_variables_come_from_the_query_string(client: TestClient) -> None:
    utah = client.get("/q/ClemencyInAState", params={"code": "UT"}).json()["data"]["state"]
    assert utah["name"] == "Utah"
    assert client.get("/q/clemency_in_a_state.json?code=UT").json()["data"]["state"] == utah
    near = client.get("/q/AroundAnEntity", params={"of": ["state/nv", "state/ut"], "depth": 0}).json()["data"]
    assert {node["id"] for node in near["neighborhood"]["nodes"]} == {"state/nv", "state/ut"}
    found = client.get("/q/Find?text=Nevada&types=STATE").json()["data"]["search"]
    assert [node["entity"]["id"] for node in found["nodes"]] == ["state/nv"]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/q/WhoIsWho.csv?id=person/paul-armentano&rows=nothing", 400, "it has person.terms, person.actions"),
        ("/q/WhoIsWho.csv?id=person/paul-armentano&rows=nothing", 400, "rows=PATH, explode=PATH and excel=1"),
        ("/q/Refused.csv?rows=actions&rows=actions", 400, "can be given once"),
        ("/q/ClemencyInAState.csv?code=NV&explode=actor", 400, "no list 'actor'; they have actors, "),
        ("/q/ClemencyInAState.csv?code=NV&excel=yes", 400, "'excel' is 'yes'; it must be 1 or 0"),
        ("/q/ClemencyInAStat", 404, "did you mean ClemencyInAState?"),
        ("/q/Nothing.xml", 404, "there are .json and .csv"),
        ("/q/ClemencyInAState?cod=NV", 400, "it has code, on"),
        ("/q/ClemencyInAState", 200, "$code"),
        ("/q/ClemencyInAState?code=NV&code=UT", 400, "'code' is given 2 times"),
        ("/q/AroundAnEntity?depth=x", 400, "'depth' is 'x'; it must be a whole number"),
        (f"/q/AroundAnEntity?depth={'9' * 5000}", 400, "(5,000 characters); it must be a whole number"),
        ("/q/AroundAnEntity?depth=9999999999", 400, "it must be a whole number"),
        ("/q/ClemencyInAState?code=%ff", 400, "UTF-8"),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, path: str, status: int, told: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert told in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("text", ["{", '{"a": 1}', "64", "[1]", "true", "null"])
def test_a_text_is_a_text_whatever_it_looks_like(client: TestClient, text: str) -> None:
    response = client.get("/q/Find", params={"text": text}).json()
    assert "errors" not in response
    unknown = client.get("/q/ClemencyInAState", params={"code": text})
    assert (unknown.status_code, unknown.json()["data"]["state"]) == (404, None)


def test_caches_may_keep_them(client: TestClient) -> None:
    first = client.get("/q/GrantedInTotal")
    assert client.get("/q/GrantedInTotal", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    head: Any = client.head("/q/GrantedInTotal")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert client.post("/q/GrantedInTotal").status_code == 405


def test_tables_are_for_spreadsheets(client: TestClient) -> None:
    asked = client.get("/q/GovernorsOnADay.csv?on=2022-11-02")
    assert asked.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(asked.text)))
    assert len(rows) == 56
    (nevada,) = (row for row in rows if row["name"] == "Nevada")
    assert (nevada["governor.person.name"], nevada["governor.party.abbreviation"]) == ("Steve Sisolak", "D")
    version = client.get("/healthz").json()["version"]
    assert asked.headers["clemency-data-version"] == version
    told = client.get("/q/GovernorsOnADay?on=2022-11-02", headers={"accept": "text/csv"})
    assert told.content == asked.content
    again = client.get("/q/GovernorsOnADay.csv?on=2022-11-02", headers={"if-none-match": asked.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/q/GovernorsOnADay?on=2022-11-02").headers["etag"] != asked.headers["etag"]


def read(response: Any) -> list[dict[str, str]]:
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


@pytest.mark.parametrize("name", slow_but(SMOKE, operations()))
def test_each_is_a_table_without_a_choice_of_rows(client: TestClient, graph: KnowledgeGraph, name: str) -> None:
    listed = {one["name"]: one for one in client.get("/q").json()["queries"]}[name]
    assert listed["rows"] in [*listed["lists"], "."]
    response = client.get(f"/q/{name}.csv", params=EXAMPLES[name])
    answer = ClemencyGraph.of(graph).query(name, EXAMPLES[name])
    assert len(read(response)) == len(answer.rows())
    assert response.text.splitlines()[0].split(",") == list(answer.table().columns)
    for path in listed["lists"]:
        assert client.get(f"/q/{name}.csv", params=EXAMPLES[name] | {"rows": path}).status_code == 200


def test_a_state_without_data_has_the_columns_of_one_with_data(client: TestClient) -> None:
    header = client.get("/q/ClemencyInAState.csv?code=NV").text.splitlines()[0]
    assert client.get("/q/ClemencyInAState.csv?code=AS").text.splitlines() == [header]


def test_no_variable_has_the_name_of_a_parameter_of_tables(client: TestClient) -> None:
    for one in client.get("/q").json()["queries"]:
        assert not {"rows", "explode", "excel", "version"} & {variable["name"] for variable in one["variables"]}


def test_a_list_within_the_rows_can_be_exploded(client: TestClient) -> None:
    rows = read(client.get("/q/ClemencyInAState.csv?code=NV&explode=actors"))
    assert {"DECIDED", "PROPOSED"} <= {row["actors.role"] for row in rows}
    joined = read(client.get("/q/ClemencyInAState.csv?code=NV"))
    assert '["DECIDED", "PROPOSED"]' in {row["actors.role"] for row in joined}


def test_csv_for_excel_has_a_byte_order_mark(client: TestClient) -> None:
    plain = client.get("/q/ClemencyInAState.csv?code=NV")
    excel = client.get("/q/ClemencyInAState.csv?code=NV&excel=1")
    assert excel.content.startswith(b"\xef\xbb\xbfday,")
    assert not plain.content.startswith(b"\xef\xbb\xbf")
    assert client.get("/q/ClemencyInAState.csv?code=NV&excel=0").content == plain.content
    assert excel.headers["etag"] != plain.headers["etag"]


def test_what_is_wrong_with_a_table_is_told_in_json(client: TestClient) -> None:
    asked = client.get("/q/GovernorsOnADay.csv?on=tomorrow")
    assert asked.headers["content-type"].startswith("application/json")
    assert asked.status_code == 400
    assert '"tomorrow" is not a day' in asked.json()["errors"][0]["message"]


@pytest.mark.parametrize("name", ["ClemencyInAState", "ClemencyInAState.csv"])
def test_the_one_thing_that_is_not_there_is_a_404(client: TestClient, name: str) -> None:
    for _ in range(3):
        response = client.get(f"/q/{name}", params={"code": "ZZ"})
        assert response.status_code == 404
        assert response.headers["content-type"].startswith("application/json")
        assert response.headers["cache-control"] == "no-store"
        (error,) = response.json()["errors"]
        assert error["extensions"] == {"code": "NOT_FOUND", "coordinate": "Query.state(code:)"}


def test_one_thing_of_two_that_is_not_there_is_an_error_beside_the_other(client: TestClient) -> None:
    response = client.get("/q/TwoStatesCompared", params={"one": "NV", "other": "ZZ"})
    assert response.status_code == 200
    assert response.json()["data"]["one"]["name"] == "Nevada"
    assert [error["path"] for error in response.json()["errors"]] == [["other"]]
    assert (
        client.get("/q/TwoStatesCompared.csv", params={"one": "NV", "other": "ZZ", "rows": "totals"}).status_code == 404
    )
