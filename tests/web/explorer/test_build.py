"""The GraphiQL page is built whole or not at all, and errors say what to do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.server import create_app
from clemency_graph.web.explorer import build as graphiql
from starlette.testclient import TestClient

pytestmark = pytest.mark.usefixtures("serve_small_folder")


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the page's sources that may be changed, without a built page."""
    here = tmp_path / "web" / "explorer"
    shutil.copytree(graphiql.HERE, here, ignore=shutil.ignore_patterns("dist", "node_modules", "__pycache__"))
    operations = shutil.copytree(graphiql.OPERATIONS, tmp_path / "schema" / "operations")
    monkeypatch.setattr(graphiql, "PACKAGE", tmp_path)
    monkeypatch.setattr(graphiql, "HERE", here)
    monkeypatch.setattr(graphiql, "FALLBACK", here / "fallback")
    monkeypatch.setattr(graphiql, "OPERATIONS", operations)
    monkeypatch.setenv("CLEMENCY_GRAPH_CACHE", str(tmp_path / "cache"))
    return here


def test_the_first_question_answers(graph: KnowledgeGraph) -> None:
    answer = run(graph, graphiql.FIRST_QUERY.read_text("utf-8"))
    assert not answer.errors
    assert answer.data and answer.data["actions"]["nodes"]


def test_a_page_that_is_built_while_the_server_runs_is_served_from_then_on(sources: Path) -> None:
    with TestClient(create_app()) as client:
        assert "fallback.js" in client.get("/graphiql").text
        assert client.get("/graphiql/fallback.js").status_code == 200
        assert client.get("/graphiql/first.graphql").text == graphiql.FIRST_QUERY.read_text("utf-8")
        files = sources / "dist" / "graphiql"
        files.mkdir(parents=True)
        (files / "page.js").write_text("built", "utf-8")
        (sources / "dist" / "index.html").write_text("the page", "utf-8")
        assert client.get("/graphiql").text == "the page"
        assert client.get("/graphiql/page.js").text == "built"


def test_only_a_clone_builds_the_page(sources: Path) -> None:
    assert not graphiql.is_clone()
    (graphiql.PACKAGE / "pyproject.toml").touch()
    assert graphiql.is_clone()


@pytest.mark.node
def test_it_builds_once_and_is_stale_when_its_sources_change(sources: Path) -> None:
    assert graphiql.dist() is None
    assert graphiql.is_stale()
    told: list[str] = []
    page = graphiql.build(told.append)
    assert page == sources / "dist" == graphiql.dist()
    assert not graphiql.is_stale()
    assert told
    index = (page / "index.html").read_text("utf-8")
    assert "<title>Clemency Graph</title>" in index
    assert "<script>" not in index and "http" not in index.replace("http-equiv", "")
    assert not [path for path in page.rglob("*") if "test" in path.name]
    question = graphiql.OPERATIONS / graphiql.FIRST_QUERY.name
    text = question.read_text("utf-8")
    question.write_text(text + "\n# changed\n", "utf-8")
    assert graphiql.is_stale(), "the page holds the ready questions"
    question.write_text(text, "utf-8")
    assert not graphiql.is_stale()
    style = sources / "src" / "page.css"
    style.write_text(style.read_text("utf-8") + "\n/* changed */\n", "utf-8")
    assert graphiql.is_stale()
    assert graphiql.dist() == page, "an old page is better than none"
    (sources / "src" / "main.ts").write_text("import './nothing'", "utf-8")
    with pytest.raises(graphiql.BuildError, match="Vite could not build the GraphiQL page"):
        graphiql.build(told.append)
    assert (page / "index.html").read_text("utf-8") == index, "a failed build leaves the page as it was"


def test_without_node_it_says_what_to_install(sources: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(graphiql.BuildError, match=r'pip install "clemency-graph\[graphiql\]"'):
        graphiql.build(lambda told: None)
    assert graphiql.dist() is None


def test_incomplete_sources_are_told(sources: Path) -> None:
    (sources / "index.html").unlink()
    with pytest.raises(graphiql.BuildError, match=r"index\.html is missing"):
        graphiql.build(lambda told: None)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins for Node.js are shell scripts")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_build_beside_a_server_ends_with_it(tmp_path: Path, end: signal.Signals) -> None:
    """Whatever ends the server, and although it cannot say so: nothing runs on, and no temporary folder stays."""
    programs, temporary, started = tmp_path / "bin", tmp_path / "tmp", tmp_path / "started"
    programs.mkdir()
    temporary.mkdir()
    for name, text in {
        "node": "echo v22.12.0",
        "npm": f"echo $PPID > {started}.new && mv {started}.new {started} && exec sleep 600",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (programs / name).chmod(0o755)
    code = f"import time\nfrom {graphiql.__name__} import build_beside\nwith build_beside():\n    time.sleep(600)"
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "TMPDIR": str(temporary), "CLEMENCY_GRAPH_CACHE": str(tmp_path)}
    server = subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.DEVNULL)
    try:
        assert waited_for(started.exists)
        builder = int(started.read_text())
        assert list(temporary.iterdir())
    finally:
        server.send_signal(end)
        server.wait()
    assert waited_for(lambda: not is_running(builder))
    assert not list(temporary.iterdir())


def waited_for(condition: Callable[[], bool]) -> bool:
    """Whether something is so within a minute."""
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_running(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has waited for does not."""
    status = Path(f"/proc/{process}/stat")
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
