"""Check that copies of a text name their original: one text is one witness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from ..model.dates import PartialDate
from ..model.records import Records, Source
from ..model.vocabulary import Unit
from ..queries.reprints import text_of
from .cross_checks import ValidFile
from .errors import Problem

NOT_KNOWN: Final = "original is not known"
"""What the caution of a copy says whose original could not be found."""

OWN_TEXT: Final = "text of its own"
"""What the caution of a page says that only looks like a copy of another."""

_COPY: Final = re.compile(
    r"\bcop(?:y|ies) of\b|\breprints?\b|\brepost\b|^Text of\b|\b(?:opening|beginning) of an?\b", re.IGNORECASE
)
_READ_ELSEWHERE: Final = re.compile(r"^Not itself read|^Read in\b|\bcopies of it\b")
_SITE_NAME: Final = re.compile(r"\s+[|\u2013\u2014-]\s+[^|\u2013\u2014]{1,40}$")
_SMALL_WORDS: Final = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "its", "of", "on", "s", "the", "to", "with")
)
_SAME_WORDS: Final = 0.85
_FEWEST_WORDS: Final = 5
_SHORTEST_SLUG: Final = 30
_WEEK: Final = 7


def check_reprints(records: Records, valid: Mapping[str, ValidFile]) -> Iterator[Problem]:
    """Check the sources.

    Parameters
    ----------
    records
        The records.
    valid
        The files, by id.

    Yields
    ------
    Problem
        A source whose caution says that it is a copy, and that names no original; and two sources of different
        publishers that have the same end of the address, or about the same title, a figure in common and days within a
        week, and are not marked as one text.
    """
    sources = {id: one for id, one in records.entities.items() if isinstance(one, Source)}
    for id, source in sources.items():
        caution = source.caution or ""
        declared = _COPY.search(caution) and not _READ_ELSEWHERE.search(caution)
        if declared and source.reprint_of is None and NOT_KNOWN not in caution:
            message = f"says that it is a copy; name its original in reprint_of, or say that the {NOT_KNOWN}"
            yield valid[id].document.problem(("caution",), message)
    for one, other, reason in _likely_copies(sources, records):
        message = f"has {reason} {other}; mark one of them as a reprint, or say in its caution that it has a {OWN_TEXT}"
        yield valid[one].document.problem((), message)


def _likely_copies(sources: Mapping[str, Source], records: Records) -> Iterator[tuple[str, str, str]]:
    for one, other in _pairs({id: _slug(source) for id, source in sources.items()}):
        if _may_be_copies(sources, one, other):
            yield one, other, "the same end of the address as"
    figures = _figures(records)
    titles = {id: _words(source.title) for id, source in sources.items() if id in figures}
    by_figure: defaultdict[object, set[str]] = defaultdict(set)
    for id in titles:
        for figure in figures[id]:
            by_figure[figure].add(id)
    alike = {pair for ids in by_figure.values() for pair in combinations(sorted(ids), 2)}
    for one, other in sorted(alike):
        days = _days_between(sources[one].published, sources[other].published)
        if _same_words(titles[one], titles[other]) and days <= _WEEK and _may_be_copies(sources, one, other):
            yield one, other, "about the same title, a figure and days within a week of those of"


def _pairs(keys: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id, key in keys.items():
        if key is not None:
            groups[key].append(id)
    for ids in groups.values():
        yield from combinations(sorted(ids), 2)


def _may_be_copies(sources: Mapping[str, Source], one: str, other: str) -> bool:
    """Return whether two sources of different publishers are neither marked as one text nor said to be two."""
    first, second = sources[one], sources[other]
    if first.publisher == second.publisher or text_of(sources, one) == text_of(sources, other):
        return False
    return OWN_TEXT not in (first.caution or "") and OWN_TEXT not in (second.caution or "")


def _slug(source: Source) -> str | None:
    """Return the last part of the address without its suffix, if it is long enough to be that of one text."""
    path = (source.url or "").partition("?")[0].rstrip("/")
    slug = re.sub(r"\.\w{2,5}$", "", path.rpartition("/")[2].lower())
    return slug if len(slug) >= _SHORTEST_SLUG else None


def _figures(records: Records) -> dict[str, set[tuple[int | None, int | None, Unit]]]:
    found: defaultdict[str, set[tuple[int | None, int | None, Unit]]] = defaultdict(set)
    for entity in records.entities.values():
        for claim in entity.claims:
            if claim.quantity is not None:
                found[claim.source].add((claim.quantity.low, claim.quantity.high, claim.quantity.unit))
    return dict(found)


def _words(title: str) -> frozenset[str]:
    text = _SITE_NAME.sub("", title).lower().replace(",", "")
    return frozenset(re.findall(r"[a-z0-9]+", text)) - _SMALL_WORDS


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= _FEWEST_WORDS and len(one & other) >= _SAME_WORDS * len(one | other)


def _days_between(one: PartialDate | None, other: PartialDate | None) -> int:
    """Return the least number of days that can be between two dates; 0 where one is not known."""
    if one is None or other is None:
        return 0
    return max(0, (one.first_day - other.last_day).days, (other.first_day - one.last_day).days)
