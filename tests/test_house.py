"""The house rules that a machine can hold: layers, sizes, and what may not be in the project."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import clemency_graph
import pytest

ROOT = Path(clemency_graph.__file__).parent
TESTS = ROOT / "tests"
LAYERS = ("graph", "schema", "library", "web", "server", "integrations", "cli")
MODULES = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] in (*LAYERS, "server.py", "cli.py")]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a module, the module itself first; each is parsed once."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def imported(path: Path) -> Iterator[str]:
    """The layers and packages that a module imports."""
    here = path.relative_to(ROOT).with_suffix("").parts
    for node in nodes(path):
        match node:
            case ast.ImportFrom(module=module, level=0):
                yield (module or "").partition(".")[0]
            case ast.ImportFrom(module=module, level=level):
                base = here[: len(here) - level]
                yield (*base, *(module or "").split("."))[0] or (base or ("",))[0]
            case ast.Import(names=names):
                yield from (name.name.partition(".")[0] for name in names)


def test_imports_run_one_way() -> None:
    offenders = []
    for path in MODULES:
        name = path.relative_to(ROOT)
        layer, found = name.with_suffix("").parts[0], set(imported(path))
        unknown = set(LAYERS[LAYERS.index(layer) + 1 :])
        if layer == "graph":
            unknown |= {"strawberry", "graphql", "starlette", "uvicorn"}
        if layer == "schema":
            unknown |= {"starlette", "uvicorn", "http"}
        offenders += [f"{name.as_posix()}: {layer} must not import {other}" for other in sorted(found & unknown)]
    assert MODULES and offenders == []


def test_modules_are_small_and_say_what_they_hold() -> None:
    offenders = []
    for path in MODULES:
        name, module = path.relative_to(ROOT).as_posix(), nodes(path)[0]
        if len(path.read_text("utf-8").splitlines()) > 400:
            offenders.append(f"{name}: has more than 400 lines")
        assert isinstance(module, ast.Module)
        if path.name != "__init__.py" and not ast.get_docstring(module):
            offenders.append(f"{name}: has no docstring")
    assert offenders == []


def test_every_folder_with_modules_is_a_package_of_the_wheel_and_of_mypy() -> None:
    folders = {path.parent for path in MODULES} | {ROOT}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = [".".join(("clemency_graph", *folder.relative_to(ROOT).parts)) for folder in folders]
    assert project["tool"]["setuptools"]["packages"] == sorted(named)
    # Python that is in no package: the tests are checked as modules of their own, the others are run by tests.
    others = {"tests", "docs", "scripts", "data"}
    tracked = {path.relative_to(ROOT) for path in committed() if path.suffix == ".py"}
    assert {path.parts[0] for path in tracked if len(path.parts) > 1} <= {*LAYERS, *others}
    commands = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "-p clemency_graph" in commands and "--explicit-package-bases tests" in commands


def test_test_modules_share_through_support_and_worlds_alone() -> None:
    folders = {path.name for path in TESTS.iterdir() if path.is_dir()} - {"support", "worlds"}
    offenders = []
    for path in sorted(TESTS.rglob("*.py")):
        for node in nodes(path):
            match node:
                case ast.ImportFrom(module=str(module)):
                    names = [module]
                case ast.Import(names=aliases):
                    names = [alias.name for alias in aliases]
                case _:
                    continue
            for top in (name.partition(".")[0] for name in names):
                # What is not a test may be imported by its own tests: benchmarks, gold set, soak, traps and worlds.
                own = path.relative_to(TESTS).parts[0] == top and top in ("bench", "gold", "soak", "traps", "worlds")
                if top == "conftest" or top.startswith("test_") or (top in folders and not own):
                    offenders.append(f"{path.relative_to(TESTS).as_posix()}:{node.lineno}: imports {top}")
    assert offenders == []
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    assert options["pythonpath"] == ["tests"]


def private_names(path: Path) -> Iterator[str]:
    """Yield the private names that a module reaches for in others, with their lines."""
    public = {"_asdict", "_fields", "_replace", "_repr_html_"}  # of named tuples and IPython
    for node in nodes(path):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                continue
            case ast.Attribute(attr=name):
                names = [name]
            case ast.ImportFrom(names=aliases):
                names = [alias.name for alias in aliases]
            case ast.Call(func=ast.Attribute(attr="setattr"), args=args):
                texts = [one.value for one in args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                names = [text.rpartition(".")[2] for text in texts]
            case _:
                continue
        for name in names:
            if name.startswith("_") and not name.endswith("__") and name not in public:
                yield f"{path.relative_to(TESTS).as_posix()}:{node.lineno}: reaches for {name}"


def test_tests_reach_for_no_private_name() -> None:
    found = [where for path in sorted(TESTS.rglob("test_*.py")) for where in private_names(path)]
    # The generated files are written beside the package itself, which a test must not do.
    assert [where for where in found if not where.endswith(": reaches for _ROOT")] == []


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_large_file_is_committed() -> None:
    assert [path for path in committed() if path.stat().st_size > 400_000] == []


@pytest.mark.parametrize("folder", ["web/explorer", "tests/bench/node", "tests/clients", "tests/lighthouse"])
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
