"""The entries of the changelog of the package under its current version, and the coordinates that they name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Final

_ENTRY: Final = re.compile(r"^- .*(?:\n(?!- |#|\n).*)*", re.MULTILINE)
_SECTION: Final = re.compile(r"^## \[?([^\]\n]+)\]?.*$", re.MULTILINE)
_NAMED: Final = re.compile(r"`(\w+(?:\.\w+)?)(?:\(\w+:\))?`")
UNRELEASED: Final = "Unreleased"
"""The heading of what no version of the package has yet."""


def current_entries(text: str, version: str) -> list[str]:
    r"""Return the entries of a changelog that are not released yet, or are of the version that is running.

    Parameters
    ----------
    text
        A changelog in the form of Keep a Changelog.
    version
        The version of the package.

    Examples
    --------
    >>> current_entries("## [Unreleased]\n\n- `Total.low` counts more.\n\n## [0.1.0]\n\n- First.\n", "0.2.0")
    ['- `Total.low` counts more.']
    """
    headings = list(_SECTION.finditer(text))
    found = []
    for place, heading in enumerate(headings, 1):
        end = headings[place].start() if place < len(headings) else len(text)
        if heading[1].strip() in (UNRELEASED, version):
            found += [" ".join(entry[0].split()) for entry in _ENTRY.finditer(text, heading.end(), end)]
    return found


def hashes_of(entries: Iterable[str]) -> frozenset[str]:
    """Return the hashes of entries, by which a later release tells which ones are new."""
    return frozenset(map(_hash, entries))


def named_in_new(entries: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    """Return what entries name in backticks: coordinates such as `Total.low`, and names of saved queries.

    Parameters
    ----------
    entries
        The entries of the changelog.
    known
        The hashes of the entries that an earlier release had; they are passed over.
    """
    return frozenset(name for entry in entries if _hash(entry) not in known for name in _names(entry))


def _names(entry: str) -> Iterator[str]:
    yield from (found[1] for found in _NAMED.finditer(entry))


def _hash(entry: str) -> str:
    return hashlib.sha256(entry.encode()).hexdigest()[:16]
