"""Read the recorded releases of the data from `history/`.

There is one file for each release, named by its number, day and version, such as
`0001-2026-11-22-0123456789abcdef.txt`. It lists by entity the changes since the previous release: `+ ID RANK  WORDS`
for a claim that was added, `~ ID RANK` for one whose rank changed, `- ID` for one that was removed. The first release
adds everything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, cast

from ..model.release_history import Release, ReleaseEntry, ReleaseHistory
from ..model.vocabulary import Rank
from ..storage.release_history_snapshot import load_history_snapshot, save_history_snapshot
from .errors import DataError, Problem

_NAME: Final = re.compile(r"(\d{4})-(\d{4}-\d{2}-\d{2})-([0-9a-f]{16})\.txt")
_LINE: Final = re.compile(r"([+~-]) ([0-9a-f]{16})(?: (\w+))?(?:  (.*))?")


def read_history(folder: Path) -> ReleaseHistory:
    """Read the recorded releases of a data folder.

    Parameters
    ----------
    folder
        The folder `history/` of the data; it may be missing.

    Returns
    -------
    ReleaseHistory
        The releases, oldest first.

    Raises
    ------
    DataError
        If a file or a line is invalid; it holds every error.
    """
    if not folder.is_dir():
        return ReleaseHistory(folder=folder)
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    texts = {name: (folder / name).read_bytes().replace(b"\r\n", b"\n") for name in names}
    hashed = hashlib.sha256()
    for name, text in texts.items():
        hashed.update(f"{name}\0{len(text)}\0".encode() + text)
    digest = hashed.hexdigest()
    releases = load_history_snapshot(folder, digest)
    if releases is None:
        releases = _releases(texts)
        save_history_snapshot(folder, digest, releases)
    return ReleaseHistory(releases, folder, digest)


def check_days(history: ReleaseHistory, released: date) -> list[Problem]:
    """Return the errors in the days of releases: each is no earlier than the one before, nor is that of the data.

    Parameters
    ----------
    history
        The recorded releases.
    released
        The day that the data give for their release.
    """
    days = [release.released for release in history.releases]
    found = [
        Problem(f"history/{name(place, one)}", 1, "", f"is of a day before the release {earlier.version}; rename it")
        for place, (earlier, one) in enumerate(pairwise(history.releases), 2)
        if one.released < earlier.released
    ]
    if days and released < max(days):
        message = f"is {released}, before the release of {max(days)} in history/; write that day or a later one"
        found.append(Problem("dataset.yaml", 1, "released", message))
    return found


def name(number: int, release: Release) -> str:
    """Return the name of the file of a release, given its place among all."""
    return f"{number:04}-{release.released}-{release.version}.txt"


def _releases(texts: Mapping[str, bytes]) -> tuple[Release, ...]:
    releases: list[Release] = []
    known: set[str] = set()
    problems: list[Problem] = []
    for name, text in texts.items():
        try:
            releases.append(_release(name, text.decode("utf-8"), known, problems))
        except ValueError:
            message = "not a release; name it like 0001-2026-11-22-0123456789abcdef.txt, and save it as UTF-8"
            problems.append(Problem(f"history/{name}", 1, "", message))
    if problems:
        raise DataError(problems)
    return tuple(releases)


def _release(name: str, text: str, known: set[str], problems: list[Problem]) -> Release:
    """Read one file; update the ids of the known claims, and append its errors to the problems."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(name)
    return Release(match[3], date.fromisoformat(match[2]), tuple(_entries(name, text, known, problems)))


def _entries(name: str, text: str, known: set[str], problems: list[Problem]) -> Iterator[ReleaseEntry]:
    about = ""
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if line.startswith("#"):
            continue
        if line[:1] not in ("+", "~", "-"):
            about = line
            continue
        found = _LINE.fullmatch(line)
        if found is None or (found[3] or "normal") not in list(Rank):
            message = "not a line of a release; write '+ ID RANK  WORDS', '~ ID RANK' or '- ID'"
            problems.append(Problem(f"history/{name}", number, "", message))
            continue
        sign, claim = cast(Literal["+", "-", "~"], found[1]), f"claim/{found[2]}"
        if (sign == "+") is (claim in known):
            message = "adds a claim that already exists" if sign == "+" else "changes a claim that does not exist"
            problems.append(Problem(f"history/{name}", number, claim, message))
            continue
        (known.discard if sign == "-" else known.add)(claim)
        yield ReleaseEntry(sign, about, claim, Rank(found[3] or Rank.NORMAL), found[4] or "")
