"""The documentation: every example in it runs, and the generated pages leave nothing out."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import clemency_graph
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.export import FORMATS
from clemency_graph.graph.tables import TABLES
from clemency_graph.schema import run
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.saved_queries import operations
from support.marking import slow_but
from support.servers import Server

DOCS = Path(clemency_graph.__file__).parent / "docs"
# What is made when the site is, and what has tests of its own.
ELSEWHERE = {"generated", "site", "deploy", "settings.md"}
PAGES = sorted(path for path in DOCS.rglob("*.md") if not ELSEWHERE & set(path.relative_to(DOCS).parts))
WITH_COMMANDS = [page for page in PAGES if "```bash" in page.read_text("utf-8")]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def environment() -> dict[str, str]:
    """The environment of the tests, with the commands of this Python."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def blocks(language: str) -> list[Any]:
    """The blocks of a language, by page and place."""
    return [
        pytest.param(block, id=f"{page.stem}-{at}")
        for page in PAGES
        for at, (name, block) in enumerate(FENCE.findall(page.read_text("utf-8")))
        if name == language
    ]


@pytest.fixture(scope="module")
def address(running: Server) -> str:
    """The address of a server, as the guides start it."""
    return running.address


@pytest.mark.parametrize("query", blocks("graphql"))
def test_the_questions_answer(graph: KnowledgeGraph, query: str) -> None:
    answer = run(graph, query)
    assert not answer.errors
    assert answer.data and all(answer.data.values())


@pytest.mark.parametrize(
    "page",
    slow_but(["embedding"], [page for page in PAGES if "```python" in page.read_text("utf-8")], lambda page: page.stem),
)
def test_the_python_of_a_page_runs_from_top_to_bottom(page: Path, tmp_path: Path) -> None:
    code = "\n".join(block for name, block in FENCE.findall(page.read_text("utf-8")) if name == "python")
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", slow_but(["journalist"], WITH_COMMANDS, lambda page: page.stem))
def test_the_commands_of_a_page_run_in_their_order(page: Path, tmp_path: Path, address: str) -> None:
    for name, block in FENCE.findall(page.read_text("utf-8")):
        if name == "bash":
            for line in block.replace("\\\n", " ").splitlines():
                command = line.replace("http://127.0.0.1:8000/", address)
                if command.startswith("curl") and shutil.which("curl") is None:
                    pytest.skip("there is no curl here to run the page's command with")
                done = subprocess.run(
                    command, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, (command, done.stderr)
                assert done.stdout
                assert '"errors"' not in done.stdout


def test_every_page_stands_in_the_index() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    for page in PAGES:
        name = page.relative_to(DOCS).with_suffix("").as_posix()
        assert name == "index" or f"\n{name}\n" in index, name


def generator() -> Any:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_leave_nothing_out(graph: KnowledgeGraph, tmp_path: Path) -> None:
    module = generator()
    module.write(graph, tmp_path)
    pages = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    for name, type in core_schema().type_map.items():
        assert name.startswith("__") or f"\n### {name}\n" in pages["schema.md"]
        for field in getattr(type, "fields", {}):
            assert name.startswith("__") or f"| `{field}` |" in pages["schema.md"].partition(f"\n### {name}\n")[2]
    for table in TABLES.values():
        section = pages["dictionary.md"].partition(f"\n### {table.name}\n")[2].partition("\n### ")[0]
        assert all(f"| `{column.name}` |" in section for column in table.columns)
    assert all(f"\n## {name}\n" in pages["saved_queries.md"] for name in operations())
    assert "## 2026-11-22: version 994c7412a7a061a6" in pages["changes.md"]


def test_every_format_is_told_with_what_it_loses() -> None:
    text = (DOCS / "guides" / "exports.md").read_text("utf-8")
    assert all(f"\n| `{name}` |" in text for name in FORMATS)
