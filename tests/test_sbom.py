"""The bills of materials: valid CycloneDX, complete, of the pinned versions, and the same each time."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import clemency_graph
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name
from support.marking import slow_but
from support.scripts import script

ROOT = Path(clemency_graph.__file__).parent
LOCK = ROOT / "web" / "explorer" / "package-lock.json"
RELEASED = 1_700_000_000
# Node.js itself is in no test's environment; a release has it.
EXTRAS = ("charts", "fast", "mcp", "notebook", "parquet", "polars", "reload", "remote", "shared")


@pytest.fixture(scope="module")
def python() -> str:
    return str(script("sbom").python_sbom(ROOT, RELEASED, EXTRAS))


@pytest.fixture(scope="module")
def npm() -> str:
    return str(script("sbom").npm_sbom(LOCK, RELEASED))


def components(bill: str) -> dict[str, dict[str, Any]]:
    return {one["bom-ref"]: one for one in json.loads(bill)["components"]}


@pytest.mark.parametrize("kind", slow_but(["npm"], ["python", "npm"]))
def test_a_bill_is_valid_and_whole(kind: str, request: pytest.FixtureRequest) -> None:
    text: str = request.getfixturevalue(kind)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    known = components(text).keys() | {bill["metadata"]["component"]["bom-ref"]}
    edges = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    assert edges.keys() == known and all(set(needed) <= known for needed in edges.values())
    reached, left = set[str](), [bill["metadata"]["component"]["bom-ref"]]
    while left:
        reached.add(one := left.pop())
        left += [needed for needed in edges[one] if needed not in reached]
    assert reached == known
    assert all(one["licenses"] and one["purl"] == one["bom-ref"] for one in components(text).values())


@pytest.mark.slow
def test_a_bill_is_the_same_each_time_and_has_the_time_of_the_release(python: str, npm: str) -> None:
    sbom = script("sbom")
    assert sbom.python_sbom(ROOT, RELEASED, reversed(EXTRAS)) == python
    assert sbom.npm_sbom(LOCK, RELEASED) == npm
    later = json.loads(sbom.npm_sbom(LOCK, RELEASED + 1))
    assert later["serialNumber"] != json.loads(npm)["serialNumber"]


def test_every_python_requirement_is_there_in_the_pinned_version(python: str) -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}
    found = {one["name"]: one for one in components(python).values()}
    assert {name: one["version"] for name, one in found.items()} == {name: pins[name] for name in found}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = canonicalize_name(re.split(r"[\[<>=; ]", requirement)[0])
        assert found[name]["scope"] == "required"
    assert found["pyarrow"]["scope"] == "optional"
    assert not found.keys() & {"pytest", "ruff", "clemency-graph"}


def test_every_npm_package_of_the_page_is_there_with_its_hash(npm: str) -> None:
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    kept = {path: one for path, one in packages.items() if path and "dev" not in one}
    found = components(npm).values()
    named = {("/".join(filter(None, (one.get("group"), one["name"]))), one["version"]) for one in found}
    assert named == {(path.rpartition("node_modules/")[2], one["version"]) for path, one in kept.items()}
    assert all(one["hashes"] for one in found)


def test_a_package_that_is_not_installed_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nversion = "1"\nlicense = "MIT"\ndependencies = ["no-such-package-here>=1"]\n'
        "[project.optional-dependencies]\n",
        "utf-8",
    )
    with pytest.raises(ModuleNotFoundError, match="no-such-package-here; install every extra"):
        script("sbom").python_sbom(tmp_path, RELEASED)
