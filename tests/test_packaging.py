"""The wheel: one import package with its data, and nothing beside it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path
from urllib.request import urlopen

import clemency_graph
import pytest
from pathspec import GitIgnoreSpec

ROOT = Path(clemency_graph.__file__).parent


def tracked() -> list[str]:
    """The files of the project; all that git has, and nothing that is made from it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not a clone: what belongs to the project is not known")
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def build_wheel(names: list[str], source: Path, out: Path) -> Path:
    """Build a wheel from copies of those files alone."""
    for name in names:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    # The page as a release has it, built beforehand; what it holds does not matter here.
    page = source / "web" / "explorer" / "dist"
    (page / "graphiql").mkdir(parents=True)
    (page / "index.html").write_text("the page", "utf-8")
    (page / "graphiql" / "page.js").touch()
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(out), str(source)]
    subprocess.run(build, check=True, stderr=subprocess.DEVNULL)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from a copy of what git has, so that nothing else gets in."""
    return build_wheel(tracked(), tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_the_wheel_holds_one_package_with_its_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"clemency_graph"}
    held = {name for name in names if name.startswith("clemency_graph/")}
    for wanted in (
        "clemency_graph/py.typed",
        "clemency_graph/cli/main.py",
        "clemency_graph/data/state/nv.yaml",
        "clemency_graph/data/LICENSE",
        "clemency_graph/data/schema/action.json",
        "clemency_graph/schema/schema.graphql",
        "clemency_graph/schema/operations/governors_and_pardons.graphql",
        "clemency_graph/web/explorer/package-lock.json",
        "clemency_graph/web/explorer/src/main.ts",
        "clemency_graph/web/explorer/fallback/index.html",
        "clemency_graph/web/explorer/dist/index.html",
        "clemency_graph/web/explorer/dist/graphiql/page.js",
    ):
        assert wanted in held
    assert not [name for name in held if "/tests/" in name or "/docs/" in name or "node_modules" in name]
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yaml")}
    assert {name.removeprefix("clemency_graph/") for name in held if name.endswith(".yaml")} == ours


@pytest.mark.slow
def test_the_installed_wheel_answers_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pins = ROOT / "constraints.txt"
    subprocess.run([python, "-m", "pip", "install", "-q", "-c", pins, wheel], check=True, stderr=subprocess.DEVNULL)
    question = """
from clemency_graph import load, run
answer = run(load(), '{ action(id: "action/nv/2020-possession-pardons") { figure { quantity { low } } } }')
print(answer.data["action"]["figure"]["quantity"]["low"])
"""
    done = subprocess.run(
        [python, "-W", "error", "-c", question], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "15001\n", done.stderr
    check = python.with_name("clemency-graph")
    assert subprocess.run([check, "check"], cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert page_without_npm(check, tmp_path) == "the page"
    packages = {path.name for path in next(home.glob("lib/*/site-packages")).iterdir()}
    assert not packages & {"graph", "schema", "server", "server.py", "cli.py", "data", "tests"}


def page_without_npm(command: Path, folder: Path) -> str:
    """Return the page of a server that finds a Node.js and an npm that only note that they were called."""
    called = folder / "called"
    for name in ("node", "npm"):
        (folder / "bin").mkdir(exist_ok=True)
        tool = folder / "bin" / name
        tool.write_text(f"#!/bin/sh\ntouch {called}\n", "utf-8")
        tool.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    process = subprocess.Popen(
        [command, "serve", "--port", "0"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        line = next(line for line in iter(process.stdout.readline, "") if line.startswith("Clemency Graph: "))
        with urlopen(f"{line.removeprefix('Clemency Graph: ').strip()}graphiql", timeout=60) as response:
            text: str = response.read().decode()
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()
    assert not called.exists()
    return text


def test_each_dependency_has_its_reason_and_its_pin() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    pins = (ROOT / "constraints.txt").read_text("utf-8").lower().replace("_", "-")
    for requirement in asked:
        (line,) = (line for line in lines if f'"{requirement}"' in line)
        assert "# " in line, f"{requirement} has no reason"
        name = requirement.partition(">")[0].partition("[")[0].lower()
        assert name == "clemency-graph" or f"\n{name}==" in pins, f"{name} is not pinned"


def test_pins_name_no_host_and_no_path() -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(line.startswith("#") or (line.count("==") == 1 and " " not in line) for line in pins)


@pytest.mark.slow
def test_the_image_is_built_from_the_package_alone(wheel: Path, tmp_path: Path) -> None:
    ignored = GitIgnoreSpec.from_lines((ROOT / ".dockerignore").read_text("utf-8").splitlines())
    sent = [name for name in tracked() if not ignored.match_file(name)]
    assert not [name for name in sent if name.startswith(("tests/", "docs/", ".git", "scripts/"))]
    built = build_wheel(sent, tmp_path / "source", tmp_path / "wheel")
    with zipfile.ZipFile(built) as ours, zipfile.ZipFile(wheel) as whole:
        assert sorted(ours.namelist()) == sorted(whole.namelist())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="NO SYSTEMD: the unit is not analyzed")
def test_the_unit_is_allowed_little() -> None:
    unit = ROOT / "docs" / "deploy" / "clemency-graph.service"
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = re.search(r"Overall exposure level for clemency-graph\.service: (\d+\.\d+)", told)
    assert found is not None and float(found[1]) < 2.0
