"""The changelog of the data, made from the releases that are recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from ..graph import KnowledgeGraph
from ..model.release_history import Release
from ..model.vocabulary import ChangeKind
from .history import Change, differences, releases

MOST: Final = 300
"""How many changes of a release are told one by one; of more, only how many there are of each entity type."""

_SIGNS: Final = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.RERANKED: "~"}


def changelog(graph: KnowledgeGraph) -> str:
    """The changelog in Markdown: what each release added, removed and ranked anew, latest first.

    Parameters
    ----------
    graph
        The graph, with the history of its releases.

    Returns
    -------
    str
        A heading a release, with its day and version; and one for what is not in a release yet, if anything is.
    """
    known = releases(graph)
    parts = []
    if known and known[-1].version != graph.dataset.version:
        parts.append(_part(graph, "Since the last release", differences(graph, known[-1].version, graph)))
    for before, release in reversed(list(pairwise([None, *known]))):
        assert release is not None
        parts.append(_part(graph, f"{release.released}: version {release.version}", _of(graph, before, release)))
    title = graph.dataset.title
    signs = "`+` a claim that was added, `~` one that was ranked anew, `-` one that is gone."
    head = f"# Changes of the data: {title}\n\n{signs}\n"
    return "\n".join((head, *parts))


def _of(graph: KnowledgeGraph, before: Release | None, release: Release) -> list[Change]:
    empty = KnowledgeGraph([], [], graph.dataset)
    return differences(graph, before.version if before else empty, release.version)


def _part(graph: KnowledgeGraph, heading: str, changes: Sequence[Change]) -> str:
    counts = Counter(change.kind for change in changes)
    told = ", ".join(f"{counts[kind]:,} {kind}" for kind in ChangeKind if counts[kind]) or "nothing changed"
    lines = _summed(changes) if len(changes) > MOST else _each(graph, changes)
    return f"## {heading}\n\n{told}.\n\n" + "".join(f"{line}\n" for line in lines)


def _summed(changes: Sequence[Change]) -> Iterator[str]:
    counts = Counter((change.about.partition("/")[0], change.kind) for change in changes)
    for (type, kind), count in sorted(counts.items()):
        yield f"- {_SIGNS[kind]} {count:,} about entities of type {type}"


def _each(graph: KnowledgeGraph, changes: Sequence[Change]) -> Iterator[str]:
    for about, found in groupby(changes, key=lambda change: change.about):
        entity = graph.entities.get(about)
        yield f"- {entity.name if entity else about} (`{about}`)"
        for change in found:
            ranked = f" ({change.rank_before} to {change.rank_after})" if change.kind is ChangeKind.RERANKED else ""
            yield f"  - {_SIGNS[change.kind]} {change.stated}{ranked}"
