"""The house rules that a machine can hold: layers, sizes, and what may not be in the project."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import clemency_graph
import pytest

ROOT = Path(clemency_graph.__file__).parent
LAYERS = ("graph", "schema", "library", "web", "server", "integrations", "cli")
MODULES = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] in (*LAYERS, "server.py", "cli.py")]


def imported(path: Path) -> Iterator[str]:
    """The layers and packages that a module imports."""
    here = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=module, level=0):
                yield (module or "").partition(".")[0]
            case ast.ImportFrom(module=module, level=level):
                base = here[: len(here) - level]
                yield (*base, *(module or "").split("."))[0] or (base or ("",))[0]
            case ast.Import(names=names):
                yield from (name.name.partition(".")[0] for name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).with_suffix("").parts[0]
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    found = set(imported(path))
    assert not found & above, f"{layer} imports {found & above}"
    if layer == "graph":
        assert not found & {"strawberry", "graphql", "starlette", "uvicorn"}, "graph/ knows no GraphQL"
    if layer == "schema":
        assert not found & {"starlette", "uvicorn", "http"}, "schema/ knows no HTTP"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_are_small_and_say_what_they_hold(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert path.name == "__init__.py" or ast.get_docstring(ast.parse(text))


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_large_file_is_committed() -> None:
    assert [path for path in committed() if path.stat().st_size > 400_000] == []


@pytest.mark.parametrize("folder", ["web/explorer", "tests/bench/node", "tests/clients"])
def test_the_lock_of_npm_names_no_host(folder: str) -> None:
    lock = (ROOT / folder / "package-lock.json").read_text("utf-8")
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_no_name_of_the_private_language_is_left_in_a_finished_room() -> None:
    # scripts/ is no package; it is imported by its path.
    spec = importlib.util.spec_from_file_location("private_words", ROOT / "scripts" / "private_words.py")
    assert spec is not None and spec.loader is not None
    words = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(words)
    assert [str(one) for one in words.findings() if words.finished(one)] == []
    # A room that is not finished has to exist, so that a line that is left over shows.
    assert [one for one in words.UNFINISHED if not (ROOT / one).exists()] == []
