"""The changelog of the data in Markdown, built from the recorded releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from ..graph import KnowledgeGraph
from ..model.release_history import Release
from ..model.vocabulary import ChangeKind
from .release_comparison import Change, differences, releases

MAX_LISTED: Final = 300
"""The number of changes of a release up to which each is listed; more are counted by entity type."""

_MARKERS: Final = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.RERANKED: "~"}


def changelog(graph: KnowledgeGraph) -> str:
    """Return the changelog in Markdown: the claims that each release added, removed or reranked, latest first.

    Parameters
    ----------
    graph
        The graph, with the history of its releases.

    Returns
    -------
    str
        One section for each release, with its date and version, and one for unreleased changes, if there are any.
    """
    recorded = releases(graph)
    sections = []
    if recorded and recorded[-1].version != graph.dataset.version:
        sections.append(_section(graph, "Since the last release", differences(graph, recorded[-1].version, graph)))
    for before, release in reversed(list(pairwise([None, *recorded]))):
        assert release is not None
        heading = f"{release.released}: version {release.version}"
        sections.append(_section(graph, heading, _release_changes(graph, before, release)))
    title = graph.dataset.title
    legend = "`+` a claim that was added, `~` one whose rank changed, `-` one that was removed."
    head = f"# Changes of the data: {title}\n\n{legend}\n"
    return "\n".join((head, *sections))


def _release_changes(graph: KnowledgeGraph, before: Release | None, release: Release) -> list[Change]:
    empty = KnowledgeGraph([], [], graph.dataset)
    return differences(graph, before.version if before else empty, release.version)


def _section(graph: KnowledgeGraph, heading: str, changes: Sequence[Change]) -> str:
    counts = Counter(change.kind for change in changes)
    summary = ", ".join(f"{counts[kind]:,} {kind}" for kind in ChangeKind if counts[kind]) or "nothing changed"
    lines = _count_lines(changes) if len(changes) > MAX_LISTED else _change_lines(graph, changes)
    return f"## {heading}\n\n{summary}.\n\n" + "".join(f"{line}\n" for line in lines)


def _count_lines(changes: Sequence[Change]) -> Iterator[str]:
    counts = Counter((change.about.partition("/")[0], change.kind) for change in changes)
    for (type, kind), count in sorted(counts.items()):
        yield f"- {_MARKERS[kind]} {count:,} about entities of type {type}"


def _change_lines(graph: KnowledgeGraph, changes: Sequence[Change]) -> Iterator[str]:
    for about, group in groupby(changes, key=lambda change: change.about):
        entity = graph.entities.get(about)
        yield f"- {entity.name if entity else about} (`{about}`)"
        for change in group:
            ranked = f" ({change.rank_before} to {change.rank_after})" if change.kind is ChangeKind.RERANKED else ""
            yield f"  - {_MARKERS[change.kind]} {change.stated}{ranked}"
