"""The examples in docs/examples/: each runs as it stands."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import clemency_graph
import pytest
from clemency_graph.integrations.federation import sdl
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.web.explorer import build as graphiql
from graphql import build_schema, parse, validate
from starlette.testclient import TestClient

EXAMPLES = Path(clemency_graph.__file__).parent / "docs" / "examples"


def environment() -> dict[str, str]:
    """The environment of the tests, with the commands of this Python."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def example(name: str) -> Any:
    """The module of an example."""
    spec = importlib.util.spec_from_file_location(name.replace("/", "_"), EXAMPLES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def printed(name: str) -> str:
    """What an example prints that is run as a script."""
    command = [sys.executable, "-W", "error", str(EXAMPLES / f"{name}.py")]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("serve_small_folder")
def test_it_is_mounted_in_a_fastapi_application() -> None:
    client = TestClient(example("fastapi_mount").app)
    assert client.get("/hello").json() == {"hello": "newsroom"}
    answer = client.post("/clemency/graphql", json={"query": '{ state(code: "NV") { name } }'})
    assert answer.json()["data"] == {"state": {"name": "Nevada"}}
    assert client.get("/clemency/download/jsonl").status_code == 200
    assert client.get("/pardons/nv").json() == ["Pardons of marijuana possession convictions, Nevada, 2020"]
    assert client.get("/pardons/zz").json() == []


@pytest.mark.slow
def test_its_schema_is_merged_into_another() -> None:
    assert "investigations" in printed("strawberry_merge")
    module = example("strawberry_merge")
    merged = module.schema.as_str()
    assert "desk: String!" in merged
    query = core_schema().query_type
    assert query is not None
    combined = build_schema(merged).query_type
    assert combined is not None
    assert set(combined.fields) == {"desk", *query.fields}


@pytest.mark.slow
def test_an_assistant_asks() -> None:
    told = printed("assistant")
    assert "more than 15,000 people" in told
    assert "https://" in told


@pytest.mark.slow
@pytest.mark.usefixtures("serve_small_folder")
def test_the_subgraph_answers_a_router() -> None:
    assert printed("federation/subgraph") == sdl()
    client = TestClient(example("federation/subgraph").app)
    representations = [{"__typename": "State", "code": "NV"}, {"__typename": "Nonsense"}]
    query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on State { id } } }"
    answer = client.post("/graphql", json={"query": query, "variables": {"r": representations}}).json()
    assert answer["data"] == {"_entities": [{"id": "state/nv"}, None]}
    assert answer["errors"][0]["path"] == ["_entities", 1]


@pytest.mark.node
def test_it_composes_with_a_second_subgraph_under_apollos_composition(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "federation", tmp_path / "federation"))
    (folder / "clemency.graphql").write_text(sdl(), "utf-8")
    node = graphiql.find_node()
    environment = {**os.environ, "PATH": f"{Path(node.node).parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([*node.npm, "install", "--silent"], cwd=folder, env=environment, check=True)
    command = [node.node, "compose.mjs", "clemency.graphql", "newsroom.graphql"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    state = done.stdout.partition("\ntype State implements")[2].partition("\n}")[0]
    assert '@join__type(graph: CLEMENCY, key: "code")' in state
    assert '@join__type(graph: NEWSROOM, key: "code")' in state
    assert "articles: [Article!]! @join__field(graph: NEWSROOM)" in state
    # What does not fit together is told.
    (folder / "newsroom.graphql").write_text("type Query { state: State } type State { code: Int! }", "utf-8")
    broken = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert broken.returncode == 1
    assert "State.code" in broken.stderr


@pytest.mark.parametrize("name", ["python_client", "typescript_client"])
def test_the_queries_of_the_typed_clients_are_valid(name: str) -> None:
    document = parse((EXAMPLES / name / "queries.graphql").read_text("utf-8"))
    assert validate(core_schema(), document) == []
