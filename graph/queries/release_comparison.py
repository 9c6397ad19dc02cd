"""Compare the claims of releases, of other data and of the graph as it is, and record a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final, Literal, NamedTuple

from ..errors import NotFound
from ..graph import KnowledgeGraph
from ..loading.errors import suggestion
from ..model.records import Claim
from ..model.release_history import Release, ReleaseEntry
from ..model.vocabulary import ChangeKind, Rank
from ..storage.atomic_write import atomic_write

_SIGNS: Final[Mapping[ChangeKind, Literal["+", "-", "~"]]] = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.RERANKED: "~",
}


class ClaimState(NamedTuple):
    """A claim as a release recorded it."""

    about: str
    rank: Rank
    stated: str


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that was added, removed or ranked differently."""

    id: str
    kind: ChangeKind
    about: str
    stated: str
    rank_before: Rank | None
    rank_after: Rank | None
    claim: Claim | None


def releases(graph: KnowledgeGraph) -> list[Release]:
    """Return the recorded releases, oldest first."""
    return list(graph.history.releases)


def is_released(graph: KnowledgeGraph) -> bool:
    """Return whether the data are those of the latest recorded release."""
    return bool(graph.history.releases) and graph.history.releases[-1].version == graph.dataset.version


def changes(graph: KnowledgeGraph, release: str) -> list[Change]:
    """Return the claims that were added, removed or ranked differently since a release of the data.

    A claim's id is a hash of its content: a corrected figure is one claim removed and another added. Words, days of
    reading and notes may change without a change of the claim.

    Parameters
    ----------
    graph
        The graph as it is.
    release
        The version of a recorded release: see `releases`.

    Returns
    -------
    list of Change
        By entity, then by id.

    Raises
    ------
    NotFound
        When no such release is recorded; the message names those that are.
    """
    _release(graph, release)
    return list(graph.cached(_changes, release))


def changes_since(graph: KnowledgeGraph, day: date) -> list[Change]:
    """Return the claims that were added, removed or ranked differently in releases from a day on, or since the last.

    Parameters
    ----------
    graph
        The graph as it is.
    day
        The first day.

    Returns
    -------
    list of Change
        By entity, then by id. What changed and was changed back is not among them. Before the first release nothing was
        recorded, so every claim counts as added.
    """
    before = [release.version for release in graph.history.releases if release.released < day]
    return list(graph.cached(_changes, before[-1] if before else None))


def released(graph: KnowledgeGraph, change: Change) -> date | None:
    """Return the day of the release that changed a claim last; None where the change is in no release yet."""
    return graph.cached(_released).get(change.id)


def _changes(graph: KnowledgeGraph, release: str | None) -> tuple[Change, ...]:
    before = release if release is not None else KnowledgeGraph([], [], graph.dataset)
    return tuple(differences(graph, before, graph))


def _released(graph: KnowledgeGraph) -> dict[str, date]:
    """Return the day of the last release with each claim, without the claims that changed since the last release."""
    known = graph.history.releases
    days = {entry.claim: release.released for release in known for entry in release.entries}
    for change in graph.cached(_changes, known[-1].version if known else None):
        days.pop(change.id, None)
    return days


def differences(graph: KnowledgeGraph, old: str | KnowledgeGraph, new: str | KnowledgeGraph) -> list[Change]:
    """Return the claims that were added, removed or ranked differently from one state of the data to another.

    Parameters
    ----------
    graph
        The graph whose history has the releases.
    old, new
        The version of a recorded release, or a graph.

    Returns
    -------
    list of Change
        By entity, then by id.

    Raises
    ------
    NotFound
        When no such release is recorded; the message names those that are.
    """
    before, after = (ledger(graph, one) if isinstance(one, str) else _states(one) for one in (old, new))
    claims = graph if isinstance(new, str) else new
    ids = sorted(before.keys() | after.keys(), key=lambda id: ((after.get(id) or before[id]).about, id))
    found = (_change(id, before.get(id), after.get(id), claims) for id in ids)
    return [change for change in found if change is not None]


def ledger(graph: KnowledgeGraph, version: str) -> dict[str, ClaimState]:
    """Return the claims of a release, by id.

    Raises
    ------
    NotFound
        When no such release is recorded; the message names those that are.
    """
    _release(graph, version)
    states: dict[str, ClaimState] = {}
    for release in graph.history.releases:
        for sign, about, claim, rank, stated in release.entries:
            if sign == "-":
                states.pop(claim)
            elif sign == "~":
                states[claim] = states[claim]._replace(rank=rank)
            else:
                states[claim] = ClaimState(about, rank, stated)
        if release.version == version:
            break
    return states


def upcoming(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Return the graph with its present state as the last release; the same graph where that is recorded already.

    Parameters
    ----------
    graph
        The graph as it is.
    """
    known, dataset = graph.history, graph.dataset
    if dataset.version in (release.version for release in known.releases):
        return graph
    entries = tuple(map(_entry, _unrecorded(graph)))
    history = replace(known, releases=(*known.releases, Release(dataset.version, dataset.released, entries)))
    return KnowledgeGraph(graph.entities.values(), graph.terms.values(), dataset, history)


def record(graph: KnowledgeGraph) -> Path | None:
    """Record the graph as the next release; the data are loaded again to see it.

    Returns
    -------
    Path or None
        The file that was written; None where this version is recorded, or the graph has no place for its history.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    known, dataset, folder = releases(graph), graph.dataset, graph.history.folder
    if folder is None or dataset.version in (release.version for release in known):
        return None
    path = folder / f"{len(known) + 1:04}-{dataset.released}-{dataset.version}.txt"
    if path.exists():
        return None
    last = known[-1].version if known else None
    lines = [f"# {dataset.title}, version {dataset.version}, since {last or 'nothing'}\n"]
    for about, changed in groupby(_unrecorded(graph), key=lambda change: change.about):
        lines += [f"{about}\n", *(f"{_line(change)}\n" for change in changed)]
    with atomic_write(path) as file:
        file.write("".join(lines).encode())
    return path


def _unrecorded(graph: KnowledgeGraph) -> list[Change]:
    """Return the changes since the last recorded release, or since nothing."""
    known = graph.history.releases
    return differences(graph, known[-1].version if known else KnowledgeGraph([], [], graph.dataset), graph)


def _states(graph: KnowledgeGraph) -> Mapping[str, ClaimState]:
    return {claim.id: ClaimState(claim.about, claim.rank, claim.stated) for claim in graph.claims.values()}


def _change(id: str, before: ClaimState | None, after: ClaimState | None, graph: KnowledgeGraph) -> Change | None:
    shown = after or before
    assert shown is not None
    if before is not None and after is not None and before.rank is after.rank:
        return None
    kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED if after is None else ChangeKind.RERANKED
    ranks = (before.rank if before else None, after.rank if after else None)
    return Change(id, kind, shown.about, shown.stated, *ranks, graph.claims.get(id) if after else None)


def _entry(change: Change) -> ReleaseEntry:
    stated = change.stated if change.kind is ChangeKind.ADDED else ""
    return ReleaseEntry(_SIGNS[change.kind], change.about, change.id, change.rank_after or Rank.NORMAL, stated)


def _line(change: Change) -> str:
    id = change.id.removeprefix("claim/")
    match change.kind:
        case ChangeKind.ADDED:
            return f"+ {id} {change.rank_after}  {change.stated}"
        case ChangeKind.RERANKED:
            return f"~ {id} {change.rank_after}"
        case ChangeKind.REMOVED:
            return f"- {id}"


def _release(graph: KnowledgeGraph, version: str) -> Release:
    """Return the release of a version, or refuse it."""
    known = graph.history.releases
    for release in known:
        if release.version == version:
            return release
    near = suggestion(version, (release.version for release in known))
    recorded = ", ".join(f"{release.version} ({release.released})" for release in known) or "none"
    raise NotFound(f"{version!r} is no recorded release{near or ';'} recorded: {recorded}.", "release")
