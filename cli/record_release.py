"""Record a release: replay the answers of the last one, write its history, and keep the answers of this one."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..graph import KnowledgeGraph, load
from ..graph.queries.release_comparison import record, upcoming
from ..graph.release.statement import current_code
from ..schema.replay import KeptRelease, Verdict, answers_of, latest_release_answers, replay, write_release_answers
from ..schema.replay.changelog_entries import current_entries, hashes_of, named_in_new
from ..schema.saved_queries import operations
from ..web.explorer.example_variables import example_variables

CHANGELOG: Final = Path(__file__).resolve().parents[1] / "CHANGELOG.md"
"""The changelog of the package; there is none where it is installed from a wheel."""
MAX_TOLD: Final = 10
"""The number of silent changes of a saved query that are printed."""


def record_release(folder: str | None, changelog: Path | None) -> int:
    """Record a release of a data folder unless an answer changed silently; return the exit code.

    Parameters
    ----------
    folder
        The data folder; the package's own if omitted.
    changelog
        The changelog that explains changes; the package's own if omitted.

    Raises
    ------
    DataError
        When the data or the answers of the last release cannot be read.
    OSError
        When a file cannot be read or written.
    """
    entries = _entries(changelog)
    graph = upcoming(load(folder))
    kept = latest_release_answers(graph)
    if kept is None:
        print("no release keeps its answers yet: there is nothing to replay")
    elif not _is_explained(graph, kept, entries):
        return 1
    path = record(load(folder))
    print(f"recorded in {path}" if path else "this version is already recorded")
    day = graph.dataset.released
    answers = answers_of(graph, day, operations().values(), example_variables())
    written = write_release_answers(graph, KeptRelease(graph.dataset.version, day, hashes_of(entries), answers))
    print(f"answers kept in {written}" if written else "its answers are already kept")
    return 0


def _is_explained(graph: KnowledgeGraph, kept: KeptRelease, entries: Sequence[str]) -> bool:
    """Print what a replay comes to; return whether every change is explained."""
    verdicts = list(replay(graph, kept, operations(), named_in_new(entries, kept.changelog)))
    silent = [one for one in verdicts if not one.is_explained]
    _print_silent(silent)
    on_claims = sum(bool(one.claims) for one in verdicts)
    counts = f"{on_claims:,} on claims, {len(verdicts) - on_claims - len(silent):,} on the changelog"
    print(f"{len(kept.answers)} saved queries of release {kept.version}: {len(verdicts):,} values changed, {counts}")
    if silent:
        print(f"{len(silent):,} values changed silently; nothing was recorded", file=sys.stderr)
    return not silent


def _print_silent(silent: Sequence[Verdict]) -> None:
    told = Counter[str]()
    for one in silent:
        told[one.query] += 1
        if told[one.query] <= MAX_TOLD:
            print(one, file=sys.stderr)
    for query, count in told.items():
        if count > MAX_TOLD:
            print(f"{query}: {count - MAX_TOLD:,} other values changed silently", file=sys.stderr)


def _entries(changelog: Path | None) -> list[str]:
    if changelog is None and not CHANGELOG.is_file():
        return []
    return current_entries((changelog or CHANGELOG).read_text("utf-8"), current_code().version)
