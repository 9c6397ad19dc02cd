"""Which claims were known on a day: those whose page had surely been published by then.

What a claim describes had happened when its page was published: a claim of a later day was not known.

Source: docs/method.md, section 3, `knownAt`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import Claim, Source
from .action_facts import StageClaim
from .best_claims import page_day, usable


class KnownClaims(NamedTuple):
    """Claims that were certainly known on a day, and those of pages without an exact day, which may have been."""

    certain: tuple[StageClaim, ...]
    undated: tuple[StageClaim, ...]


def known_from(claim: StageClaim) -> date:
    """Return the day from which a claim is known for certain."""
    return page_day(claim)


def known_by(graph: KnowledgeGraph, claim: Claim, day: date | None) -> bool:
    """Return whether the page of a claim had surely been published by a day; true without a day."""
    if day is None:
        return True
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    days = (claim.published, source.not_after)
    return min([claim.retrieved, *(one.last_day for one in days if one is not None)]) <= day


def known_claims(claims: Iterable[StageClaim], known_at: date | None) -> KnownClaims:
    """Return the usable claims known on a day; all are certain without one."""
    given = tuple(usable(claims))
    if known_at is None:
        return KnownClaims(given, ())
    certain = tuple(claim for claim in given if known_from(claim) <= known_at)
    undated = tuple(claim for claim in given if known_from(claim) > known_at and _may_be_known(claim, known_at))
    return KnownClaims(certain, undated)


def _may_be_known(claim: StageClaim, known_at: date) -> bool:
    """Return whether a claim can have been known by a day: its page and what it describes may both be of that day."""
    return all(day is None or day.first_day <= known_at for day in (claim.published, claim.as_of))
