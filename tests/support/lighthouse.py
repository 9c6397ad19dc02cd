"""Lighthouse on the pages that readers open, in a browser of its own; packages are those that tests/lighthouse pins."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from clemency_graph.web.explorer.build import Node

HERE = Path(__file__).resolve().parent.parent / "lighthouse"
LEAST = 95
"""The lowest score that a category may have, of 100."""
PAGES = {
    "": "",
    "state/mo": "",
    "action/mo/2022-amendment-3-expungements": "",
    # Results of a search are kept out of search engines, which this audit refuses.
    "search?q=illinois+pardons": "is-crawlable",
}
"""The pages, each with the audits that do not apply to it."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The median score of each category, and the audits below 90 of 100 with what they measured."""

    scores: dict[str, int]
    failed: list[str]


def install(node: Node, folder: Path) -> Path:
    """Install the pinned packages into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "run.mjs"):
        shutil.copyfile(HERE / name, folder / name)
    _output([*node.npm, "ci", "--omit=optional", "--prefer-offline", "--loglevel=error"], folder)
    return folder


def score(node: Node, folder: Path, url: str, browser: str, runs: int, skipped: str = "") -> Scores:
    """Open a page some times, and return its scores."""
    return Scores(**json.loads(_output([node.node, "run.mjs", url, browser, str(runs), skipped], folder)))


def _output(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
