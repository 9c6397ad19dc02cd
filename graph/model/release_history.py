"""The recorded releases of the data: what each added, removed and ranked differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal, NamedTuple

from .vocabulary import Rank


class ReleaseEntry(NamedTuple):
    """One line of a release: a claim that was added (`+`), removed (`-`) or ranked differently (`~`).

    Attributes
    ----------
    sign : str
        `+`, `-` or `~`.
    about : str
        The id of the entity that the claim is about.
    claim : str
        The id of the claim.
    rank : Rank
        Its rank in this release; normal where it was removed.
    stated : str
        The claim in words; empty unless it was added.
    """

    sign: Literal["+", "-", "~"]
    about: str
    claim: str
    rank: Rank
    stated: str


@dataclass(frozen=True, slots=True)
class Release:
    """One recorded release of the data."""

    version: str
    released: date
    entries: tuple[ReleaseEntry, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ReleaseHistory:
    """The recorded releases, oldest first.

    Attributes
    ----------
    releases : tuple of Release
        Oldest first.
    folder : Path or None
        Where the next release is recorded; None for a graph without a place for it.
    digest : str
        A hash of the content of the files, in hexadecimal digits.
    """

    releases: tuple[Release, ...] = ()
    folder: Path | None = None
    digest: str = ""


NO_HISTORY: Final = ReleaseHistory()
