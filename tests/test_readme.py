"""The README and the guides: every command and every query in them runs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import clemency_graph
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.server import Settings
from support.marking import slow_but
from support.servers import Server, asked

ROOT = Path(clemency_graph.__file__).parent
README = (ROOT / "README.md").read_text("utf-8")
DATA_README = (ROOT / "data" / "README.md").read_text("utf-8")
FENCE = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(text: str, language: str) -> list[str]:
    return [block for name, block in FENCE.findall(text) if name == language]


COMMANDS = [block.strip() for block in blocks(README, "bash")]
SERVE, TEST, *_ = COMMANDS
CURLS = [command for command in COMMANDS if command.startswith("curl ")]
CHECKS = [command for command in COMMANDS[2:] if command not in CURLS]


def environment() -> dict[str, str]:
    """That of this process, with the commands of its own environment first."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize("query", blocks(README, "graphql"))
def test_queries_answer(graph: KnowledgeGraph, query: str) -> None:
    answer = run(graph, query)
    assert not answer.errors
    assert answer.data and all(answer.data.values())


@pytest.mark.parametrize("code", slow_but(blocks(README, "python")[:1], blocks(README, "python")))
def test_python_runs(code: str) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # pandas hides columns and cuts cells that do not fit.
    assert "..." not in done.stdout


def test_addresses_are_asked_as_written(running: Server) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here to run the README's commands with")
    told = []
    for written in CURLS:
        command = written.replace("http://127.0.0.1:8000/", running.address)
        told.append(subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout)
    asked, table = told
    assert '"data":{"state":{"name":"Nevada"}}' in asked
    assert '"citation"' in asked
    assert "Nevada,STATE,GOVERNOR,person/steve-sisolak,Steve Sisolak,D," in table


@pytest.mark.parametrize("command", slow_but(["clemency-graph check"], CHECKS))
def test_the_checks_are_run_as_written(command: str) -> None:
    done = subprocess.run(command, shell=True, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [one.strip() for one in blocks(DATA_README, "bash") if "pytest" not in one])
def test_the_steps_of_a_contributor_are_run_as_written(command: str) -> None:
    done = subprocess.run(command, shell=True, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.slow
def test_the_tests_that_a_contributor_runs_exist() -> None:
    (command,) = (one.strip() for one in blocks(DATA_README, "bash") if "pytest" in one)
    done = subprocess.run(
        f"{command} --collect-only -q",
        shell=True,
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_examples_of_entries_are_in_the_data() -> None:
    claims, duties = blocks(DATA_README, "yaml")
    for example, file in ((claims, "action/nv/2020-possession-pardons.yaml"), (duties, "law/mo/amendment-3-2022.yaml")):
        wanted = [line.strip() for line in example.splitlines() if "stated" not in line and "claims:" not in line]
        text = (ROOT / "data" / file).read_text("utf-8")
        assert wanted and all(line in text for line in wanted), file


def settings_in(text: str) -> dict[str, str]:
    """The rows about settings, by the name of the setting."""
    rows = [line for line in text.splitlines() if line.startswith("| `--")]
    return {row.split("`")[1].removeprefix("--").replace("-", "_"): row for row in rows}


def test_every_setting_is_documented() -> None:
    told = settings_in((ROOT / "docs" / "settings.md").read_text("utf-8"))
    assert set(told) == set(Settings.model_fields)
    for name, row in (told | settings_in(README)).items():
        assert f"`CLEMENCY_GRAPH_{name.upper()}`" in row
    assert set(settings_in(README)) < set(told)


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone: there is nothing to clone again")
def test_a_newcomer_starts_with_one_line(tmp_path: Path) -> None:
    clone = tmp_path / "clemency-graph"  # no name of Python, as what git makes of the address of a repository
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    process = subprocess.Popen(
        SERVE,
        shell=True,
        executable="/bin/bash",
        cwd=clone,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "CLEMENCY_GRAPH_PORT": "0"},
    )
    assert process.stdout is not None
    try:
        told = (line for line in iter(process.stdout.readline, "") if line.startswith("Clemency Graph: "))
        address = next(told).removeprefix("Clemency Graph: ").strip()
        assert asked(address, '{ state(code: "NV") { name } }') == {"state": {"name": "Nevada"}}
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)
        process.stdout.close()
