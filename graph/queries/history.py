"""The history of the claims: what each release added, removed and ranked anew.

A release is a text file below history/, named for its place in the row, its day and its version. It tells what changed
since the release before, by entity: `+` a claim that was added, with its rank and words; `~` one that was ranked anew;
`-` one that was removed. The first release adds everything.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import QuestionError
from ..graph import KnowledgeGraph
from ..loading.errors import DataError, Problem, suggestion
from ..model.records import Claim
from ..model.vocabulary import ChangeKind, Rank

_NAME: Final = re.compile(r"(\d{4})-(\d{4}-\d{2}-\d{2})-([0-9a-f]{16})\.txt")
_LINE: Final = re.compile(r"([+~-]) ([0-9a-f]{16})(?: (\w+))?(?:  (.*))?")

_SETTLED: Final = 2_000_000_000
"""Nanoseconds since its last change after which a folder can be told by the time of that change."""
_Stamp = tuple[str, int, int]
"""What tells a state of a file from others: its path, when it was written, and its size in bytes."""


class Release(NamedTuple):
    """One release of the data."""

    version: str
    released: date
    path: Path


class Told(NamedTuple):
    """What a release knew of a claim."""

    about: str
    rank: Rank
    stated: str


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that was added, removed or ranked anew since a release."""

    id: str
    kind: ChangeKind
    about: str
    stated: str
    rank_before: Rank | None
    rank_after: Rank | None
    claim: Claim | None


def releases(graph: KnowledgeGraph) -> list[Release]:
    """The releases that are recorded, oldest first."""
    folder = graph.history
    if folder is None or not folder.is_dir():
        return []
    changed = folder.stat().st_mtime_ns
    # Within the grain of the clock another file may come without another time of change.
    settled = time.time_ns() - changed > _SETTLED
    return list(_listed_once(folder, changed) if settled else _listed(folder))


def _listed(folder: Path) -> tuple[Release, ...]:
    """The releases in a folder."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        name = _NAME.fullmatch(path.name)
        if name is None:
            told = "not a release; its name is like 0001-2026-11-22-0123456789abcdef.txt"
            raise DataError([Problem(f"history/{path.name}", 1, "", told)])
        found.append(Release(name[3], date.fromisoformat(name[2]), path))
    return tuple(found)


@lru_cache(maxsize=8)
def _listed_once(folder: Path, changed: int) -> tuple[Release, ...]:
    """The releases in a folder, as long as it has this time of change."""
    return _listed(folder)


def changes(graph: KnowledgeGraph, since: str) -> list[Change]:
    """The claims that were added, removed or ranked anew since a release of the data.

    A claim's id is a hash of what it says: a corrected figure is one claim removed and another added. Words, days of
    reading and notes may change without a change of the claim.

    Parameters
    ----------
    graph
        The graph as it is.
    since
        The version of a recorded release: see `releases`.

    Returns
    -------
    list of Change
        By entity, then by id.

    Raises
    ------
    QuestionError
        When no such release is recorded; the message names those that are.
    """
    known = releases(graph)
    _recorded(known, since)
    return list(graph.derived(_changes, since, tuple(_stamp(release) for release in known)))


def _changes(graph: KnowledgeGraph, since: str, stamps: tuple[_Stamp, ...]) -> tuple[Change, ...]:
    """What changed, as long as the releases have these stamps."""
    before = ledger(graph, since)
    ids = sorted(
        before.keys() | graph.claims.keys(),
        key=lambda id: (graph.claims[id].about if id in graph.claims else before[id].about, id),
    )
    found = (_change(before.get(id), graph.claims.get(id), id) for id in ids)
    return tuple(change for change in found if change is not None)


def _stamp(release: Release) -> _Stamp:
    told = release.path.stat()
    return str(release.path), told.st_mtime_ns, told.st_size


def _change(before: Told | None, after: Claim | None, id: str) -> Change | None:
    if before is None:
        assert after is not None
        return Change(id, ChangeKind.ADDED, after.about, after.stated, None, after.rank, after)
    if after is None:
        return Change(id, ChangeKind.REMOVED, before.about, before.stated, before.rank, None, None)
    if before.rank is after.rank:
        return None
    return Change(id, ChangeKind.RERANKED, after.about, after.stated, before.rank, after.rank, after)


def record(graph: KnowledgeGraph) -> Path | None:
    """Record the graph as a release after the last one.

    Returns
    -------
    Path or None
        The file that was written; None where this version is recorded, or the graph has no place for its history.
    """
    known = releases(graph)
    dataset = graph.dataset
    if graph.history is None or dataset.version in (release.version for release in known):
        return None
    last = known[-1].version if known else None
    before = ledger(graph, last) if last else {}
    changed = [
        change for id in before.keys() | graph.claims if (change := _change(before.get(id), graph.claims.get(id), id))
    ]
    changed.sort(key=lambda change: (change.about, change.id))
    lines = [f"# {dataset.title}, version {dataset.version}, since {last or 'nothing'}\n"]
    for about, told in groupby(changed, key=lambda change: change.about):
        lines += [f"{about}\n", *(f"{_line(change)}\n" for change in told)]
    graph.history.mkdir(exist_ok=True)
    path = graph.history / f"{len(known) + 1:04}-{dataset.released}-{dataset.version}.txt"
    path.write_text("".join(lines), "utf-8")
    return path


def _line(change: Change) -> str:
    id = change.id.removeprefix("claim/")
    match change.kind:
        case ChangeKind.ADDED:
            return f"+ {id} {change.rank_after}  {change.stated}"
        case ChangeKind.RERANKED:
            return f"~ {id} {change.rank_after}"
        case ChangeKind.REMOVED:
            return f"- {id}"


def ledger(graph: KnowledgeGraph, version: str) -> dict[str, Told]:
    """What was told up to and with a release, by the id of the claim.

    Raises
    ------
    QuestionError
        When no such release is recorded; the message names those that are.
    """
    known = releases(graph)
    _recorded(known, version)
    ledger: dict[str, Told] = {}
    for release in known:
        for sign, about, id, rank, stated in _lines(release.path):
            if sign == "-":
                ledger.pop(id)
            elif sign == "~":
                ledger[id] = ledger[id]._replace(rank=rank)
            else:
                ledger[id] = Told(about, rank, stated)
        if release.version == version:
            break
    return ledger


def _recorded(known: list[Release], version: str) -> None:
    """Refuse a version that is not of a recorded release."""
    if version not in (release.version for release in known):
        near = suggestion(version, (release.version for release in known))
        told = ", ".join(f"{release.version} ({release.released})" for release in known) or "none"
        raise QuestionError(f"since: {version!r} is no recorded release{near or ';'} recorded: {told}.")


def _lines(path: Path) -> Iterator[tuple[str, str, str, Rank, str]]:
    about = ""
    for number, line in enumerate(path.read_text("utf-8").removesuffix("\n").split("\n"), 1):
        if line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            if line[:1] in ("+", "~", "-"):
                told = "not a line of a release; write '+ ID RANK  WORDS', '~ ID RANK' or '- ID'"
                raise DataError([Problem(f"history/{path.name}", number, "", told)])
            about = line
        else:
            yield found[1], about, f"claim/{found[2]}", Rank(found[3] or Rank.NORMAL), found[4] or ""
