"""The page's own checks (types, layout of the code, unit tests) and its size."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from clemency_graph.web.explorer import build as graphiql

MODULES = [
    path
    for kind in ("src/**/*", "tests/*")
    for path in graphiql.HERE.glob(kind)
    if path.suffix in (".ts", ".tsx", ".css")
]


@pytest.mark.node
@pytest.mark.parametrize(
    "command",
    [
        ["node_modules/typescript/bin/tsc", "--noEmit"],
        ["node_modules/prettier/bin/prettier.cjs", "--check", "."],
        ["node_modules/vitest/vitest.mjs", "run", "--reporter=dot"],
    ],
    ids=lambda command: Path(command[0]).stem,
)
def test_the_sources_of_the_page_pass(page_workshop: Path, command: list[str]) -> None:
    node = graphiql.find_node()
    graphiql.run_node(node, [node.node, *command], page_workshop, failed=f"{command[0]} failed", advice="See above.")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(graphiql.HERE).as_posix())
def test_modules_of_the_page_are_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


def loaded(manifest: dict[str, Any], start: str, *, dynamic: bool) -> set[str]:
    """The files that come with a part of the page, and with what it imports; the first step may be dynamic."""
    part = manifest[start]
    files = {part["file"], *part.get("css", [])}
    for other in part.get("imports", []):
        files |= loaded(manifest, other, dynamic=False)
    for other in part.get("dynamicImports", []) if dynamic else []:
        files |= loaded(manifest, other, dynamic=False)
    return files


def compressed(page: Path, names: Iterable[str]) -> dict[str, int]:
    """The compressed size of each of some files."""
    return {name: len(gzip.compress((page / name).read_bytes(), 6)) for name in names}


@pytest.mark.node
def test_the_pages_keep_to_their_budgets() -> None:
    """package.json states them: compressed bytes before the first answer is drawn, and bytes of all that is built."""
    if graphiql.is_stale():
        graphiql.build()
    page = graphiql.dist()
    assert page
    budget = json.loads((graphiql.HERE / "package.json").read_text("utf-8"))["sizeBudget"]
    manifest = json.loads((page / "graphiql" / "manifest.json").read_text("utf-8"))
    first = loaded(manifest, "index.html", dynamic=True)
    assert not [name for name in first if "monaco" in name], "the editor is loaded beside the first answer, not before"
    sizes = compressed(page, first)
    assert sum(sizes.values()) <= budget["firstAnswerGzip"], sizes
    explorer = compressed(page, loaded(manifest, "src/explore/main.tsx", dynamic=True))
    assert sum(explorer.values()) <= budget["explorerGzip"], explorer
    assert sum(path.stat().st_size for path in page.rglob("*") if path.is_file()) <= budget["all"]
