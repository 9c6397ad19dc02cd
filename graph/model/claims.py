"""Claims: what one source says about one property of one entity."""

from __future__ import annotations

from dataclasses import dataclass

from .dates import Day, PartialDate
from .vocabulary import (
    ActorRole,
    ClaimProperty,
    Covers,
    Extent,
    Qualifier,
    Rank,
    ReliefKind,
    Stage,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated by its source; a bound that is not stated is None."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    unit: Unit
    cumulative: bool
    since: PartialDate | None = None
    extent: Extent = Extent.WHOLE
    covers: Covers | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Claim:
    """A statement by one source about one property of one entity; `origin` is the extra folder that adds it."""

    id: str
    about: str
    property: ClaimProperty
    stated: str
    source: str
    published: PartialDate | None
    retrieved: Day
    rank: Rank = Rank.NORMAL
    rank_reason: str | None = None
    quantity: Quantity | None = None
    date: PartialDate | None = None
    text: str | None = None
    target: str | None = None
    role: ActorRole | None = None
    term: str | None = None
    stage: Stage | None = None
    kind: ReliefKind | None = None
    as_of: PartialDate | None = None
    reported_by: str | None = None
    inference: str | None = None
    note: str | None = None
    replaces: tuple[str, ...] = ()
    origin: str | None = None

    def __repr__(self) -> str:
        return f"<Claim {self.id}: {self.stated}>"
