"""Only one module touches private parts of Strawberry and graphql-core."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import clemency_graph
import pytest

ROOT = Path(clemency_graph.__file__).resolve().parent
PROJECT = Path(__file__).resolve().parents[3] / "pyproject.toml"
ADAPTER = "schema/execution/strawberry_adapter.py"
PUBLIC = frozenset(
    (
        "graphql",
        "graphql.execution",
        "strawberry",
        "strawberry.schema.config",
        "strawberry.schema.name_converter",
    )
)
"""The modules whose contents are documented."""
STANDARD = frozenset(("_replace", "_fields", "_asdict", "_make", "_value_", "_exit"))
"""Names with an underscore that Python documents."""
ROOMS = ("schema", "integrations", "library", "cli", "web")
"""The rooms that may import these libraries; the graph room knows no GraphQL."""


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    """The modules of the package but for the adapter, and for that of uvicorn."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name != ADAPTER and "node_modules" not in name and not name.startswith("web/fastpath/"):
                found[name] = ast.parse(path.read_text("utf-8"))
    return found


def private_imports(module: ast.Module) -> Iterator[str]:
    """The private modules of both libraries that a module imports."""
    for node in ast.walk(module):
        match node:
            case ast.ImportFrom(module=str(name), level=0):
                names = [name]
            case ast.Import():
                names = [one.name for one in node.names]
            case _:
                continue
        yield from (name for name in names if re.match(r"(graphql|strawberry)\b", name) and name not in PUBLIC)


def private_attributes(module: ast.Module) -> Iterator[str]:
    """The attributes with an underscore that a module reads of what it did not make itself."""
    own = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute) and _is_own(node)}
    own |= {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    own |= {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    for node in ast.walk(module):
        match node:
            case ast.Attribute(attr=name):
                pass
            case ast.Call(func=ast.Name(id="getattr" | "hasattr"), args=[_, ast.Constant(value=str(name)), *_]):
                pass
            case _:
                continue
        if re.match(r"_[a-z]", name) and name not in own | STANDARD:
            yield name


def _is_own(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")


def test_no_other_module_imports_private_modules(modules: dict[str, ast.Module]) -> None:
    assert {name: found for name, module in modules.items() if (found := sorted(private_imports(module)))} == {}


@pytest.mark.slow
def test_no_other_module_reads_private_attributes(modules: dict[str, ast.Module]) -> None:
    found = {name: sorted(set(private_attributes(module))) for name, module in modules.items()}
    assert {name: names for name, names in found.items() if names} == {}


def test_no_other_module_knows_where_strawberry_keeps_its_definitions(modules: dict[str, ast.Module]) -> None:
    texts = {name: ast.unparse(module) for name, module in modules.items()}
    assert [name for name, text in texts.items() if re.search(r"strawberry-definition|schema_converter", text)] == []


@pytest.mark.parametrize(
    ("source", "imports", "attributes"),
    [
        ("from graphql.pyutils import Path", ["graphql.pyutils"], []),
        ("import strawberry.types.field", ["strawberry.types.field"], []),
        ("schema._schema", [], ["_schema"]),
        ("getattr(schema, '_strawberry_schema', None)", [], ["_strawberry_schema"]),
        ("from graphql import parse\nself._own\nother._own\nrow._replace()", [], []),
    ],
)
def test_the_tests_notice_private_parts(source: str, imports: list[str], attributes: list[str]) -> None:
    module = ast.parse(source)
    assert (list(private_imports(module)), list(private_attributes(module))) == (imports, attributes)


@pytest.mark.parametrize("name", ["graphql-core", "strawberry-graphql", "uvicorn", "networkx"])
def test_libraries_whose_inside_is_known_are_bounded_above(name: str) -> None:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    (declared,) = (one for one in project["dependencies"] if re.match(rf"{name}[<>=~]", one))
    assert ">=" in declared and "<" in declared


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=~\[]", one)[0] for one in project["dependencies"]}
    assert {"graphql-core", "anyio", "starlette", "networkx", "orjson"} <= declared
