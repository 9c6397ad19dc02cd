"""Claims, places and actions, reduced to the facts from which answers are derived.

Source: docs/method.md, section 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.dates import PartialDate
from ..model.vocabulary import Covers, Extent, Level, Qualifier, Rank, ReliefKind, Stage, Unit


@dataclass(frozen=True, slots=True)
class Count:
    """A number as its source states it, and what it counts; a null bound was not stated."""

    low: int | None
    high: int | None
    unit: Unit
    qualifier: Qualifier = Qualifier.EXACTLY
    cumulative: bool = False
    extent: Extent = Extent.WHOLE
    covers: Covers | None = None
    since: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class StageClaim:
    """A claim about a stage of an action: its day, its figure, or only that it happened.

    Parameters
    ----------
    id, action
        The id of the claim and of the action that it is about.
    stage
        The stage that it reports.
    not_after
        The day by which its page surely existed: the source's `not_after`, or the day on which it was read.
    date
        The day of the stage, where the claim gives one.
    count
        The figure, where the claim gives one.
    as_of, published
        The day that the figure describes, and the day of publication, as precise as the source.
    source_order
        The place of the source among others, best 0: see `ranking.source_order`.
    added
        True for a claim that an extra folder adds to the record.
    """

    id: str
    action: str
    stage: Stage
    not_after: date
    date: PartialDate | None = None
    count: Count | None = None
    as_of: PartialDate | None = None
    published: PartialDate | None = None
    rank: Rank = Rank.NORMAL
    source_order: int = 0
    added: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action took place.

    `state` is the id of the state that a locality lies in; a state names itself, the country none. `counties` are the
    counties that a city lies in: empty for an independent city, None where they are not declared.
    """

    id: str
    level: Level
    state: str | None = None
    counties: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """An action with what relates it to others and the claims about its stages.

    Parameters
    ----------
    part_of
        Actions whose own figures count every act of this one, each no later than here.
    separate_from
        Actions that share no act with this one.
    one_day
        Everything was granted on one day, so that its count does not grow afterwards.
    """

    id: str
    kind: ReliefKind
    place: Place
    claims: tuple[StageClaim, ...] = ()
    extends: str | None = None
    part_of: tuple[str, ...] = ()
    separate_from: tuple[str, ...] = ()
    one_day: bool = False
