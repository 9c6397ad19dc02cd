"""Honest statements about a world: what a page may say that knows the truth of one day and tells some of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.vocabulary import Covers, Extent, Qualifier, Rank, Stage, Unit
from clemency_graph.graph.queries.action_facts import ActionFacts, Count, StageClaim

from worlds.truth import HORIZON, UNITS, Action, World, calendar_day

FIGURE_STAGES: Final = (Stage.GRANTED, Stage.GRANTED, Stage.GRANTED, Stage.RECORDED, Stage.ELIGIBLE)
READ_LAST: Final = 2500


@dataclass(slots=True)
class Behind:
    """What a claim hides: what it counted, when, and when its page came out."""

    counted: frozenset[int]
    """All that its subject had done by the day, of which a part tells less."""
    told: int
    day: int
    page: int
    honest: bool
    subjects: list[str]


@dataclass(slots=True)
class Record:
    """The claims about a world, in the form that the derivations take, and what each of them hides."""

    actions: list[ActionFacts] = field(default_factory=list)
    behind: dict[str, Behind] = field(default_factory=dict)
    first_days: dict[tuple[str, Stage], int] = field(default_factory=dict)
    reported: dict[str, set[Stage]] = field(default_factory=dict)
    reports: list[int] = field(default_factory=list)
    """Days of which several pages tell."""


def write_record(rng: Random, world: World) -> Record:
    """Return honest claims about a world, and some deprecated ones that are wrong."""
    record = Record(reports=[rng.randint(300, HORIZON) for _ in range(2)])
    stages = rng.choice((FIGURE_STAGES, FIGURE_STAGES, (Stage.GRANTED,), (Stage.ELIGIBLE,)))
    for action in world.actions.values():
        claims: list[StageClaim] = []
        record.reported[action.id] = set()
        if rng.random() > 0.1:
            _state_days(rng, world, action, record, claims)
            for _ in range(rng.choice((0, 1, 1, 2, 3, 4))):
                _state_figure(rng, world, action, record, claims, stages)
        rng.shuffle(claims)
        record.actions.append(
            ActionFacts(
                id=action.id,
                kind=action.kind,
                place=action.place,
                claims=tuple(claims),
                extends=action.extends,
                part_of=tuple(sorted(action.part_of)),
                separate_from=tuple(sorted(action.separate_from)),
                one_day=action.one_day is not None and rng.random() < 0.8,
            )
        )
    return record


def partly(rng: Random, day: int, none: float = 0.0) -> PartialDate | None:
    """Return a day with some precision; None with some probability."""
    if rng.random() < none:
        return None
    return PartialDate(calendar_day(day).isoformat()[: rng.choice((4, 7, 10, 10, 10))])


def _add(
    rng: Random,
    record: Record,
    claims: list[StageClaim],
    action: str,
    stage: Stage,
    behind: Behind,
    day: PartialDate | None = None,
    count: Count | None = None,
    as_of: PartialDate | None = None,
) -> None:
    id = f"{action}.{len(claims)}.{rng.randint(0, 99):02}"
    published = partly(rng, behind.page, 0.3)
    read = behind.page + rng.randint(0, 500) if rng.random() < 0.5 else READ_LAST
    rank = Rank.DEPRECATED if not behind.honest else rng.choice((Rank.NORMAL,) * 5 + (Rank.PREFERRED,))
    claims.append(
        StageClaim(
            id, action, stage, calendar_day(read), day, count, as_of, published, rank, source_order=rng.randint(0, 1)
        )
    )
    record.behind[id] = behind
    if behind.honest and (count is None or (behind.told and count.covers is not Covers.SERIES)):
        record.reported[action].add(stage)


def _state_days(rng: Random, world: World, action: Action, record: Record, claims: list[StageClaim]) -> None:
    granted = world.first_day(action.id, Stage.GRANTED)
    base = rng.randint(0, HORIZON - 100) if granted is None else granted
    days = {
        Stage.AUTHORIZED: base - rng.randint(0, 150) if rng.random() < 0.4 else None,
        Stage.ANNOUNCED: base - rng.randint(0, 100) if rng.random() < 0.2 else None,
        Stage.OPENED: base + rng.randint(-100, 100) if rng.random() < 0.4 else None,
        Stage.DECLINED: base + rng.randint(0, 100) if rng.random() < 0.15 else None,
        Stage.WITHDRAWN: base + rng.randint(0, 100) if rng.random() < 0.05 else None,
        Stage.GRANTED: granted if rng.random() < 0.6 else None,
        Stage.RECORDED: world.first_day(action.id, Stage.RECORDED) if rng.random() < 0.4 else None,
    }
    for stage, day in days.items():
        if day is None:
            continue
        record.first_days[action.id, stage] = day
        for _ in range(rng.choice((1, 1, 2))):
            honest = rng.random() > 0.12
            told = day if honest else day + rng.choice((-300, 300))
            behind = Behind(frozenset(), 1, day, max(day, told) + rng.randint(0, 200), honest, [action.id])
            if honest and rng.random() < 0.25:
                # The page says that it happened, not when.
                behind.day += rng.randint(0, 100)
                behind.page = behind.day + rng.randint(0, 100)
                _add(rng, record, claims, action.id, stage, behind, None, None, partly(rng, behind.day, 0.5))
            else:
                _add(rng, record, claims, action.id, stage, behind, partly(rng, told))
    if granted is not None:
        record.first_days[action.id, Stage.GRANTED] = granted
    recorded = world.first_day(action.id, Stage.RECORDED)
    if recorded is not None:
        record.first_days[action.id, Stage.RECORDED] = recorded


def _state_figure(
    rng: Random,
    world: World,
    action: Action,
    record: Record,
    claims: list[StageClaim],
    stages: tuple[Stage, ...],
) -> None:
    stage, unit = rng.choice(stages), rng.choice((UNITS[0], UNITS[0], UNITS[1]))
    day = rng.choice(record.reports) if rng.random() < 0.5 else rng.randint(100, HORIZON)
    own = world.acts(action.id, stage, day)
    tied = world.tied(action.id)
    cumulative, covers, subjects = rng.random() < 0.3, None, [action.id]
    if len(tied) > 1 and rng.random() < 0.5:
        cumulative = True
        covers = rng.choice((Covers.SERIES, Covers.SERIES, None))
        subjects = world.rounds(action.id) if covers is Covers.SERIES else rng.choice(([action.id], tied))
        # A page that tells no more than the number so far of a round tells it of one that has begun.
        if covers is None and not own:
            return
    elif cumulative:
        covers = Covers.ACTION
    elif len(tied) > 1 and stage is Stage.ELIGIBLE:
        # A page that tells how many are eligible rarely says whether at this round or at all of them.
        subjects = rng.choice(([action.id], tied))
    whole = frozenset[int]().union(*(world.acts(id, stage, day) for id in subjects))
    told, extent, since = whole, Extent.WHOLE, None
    if rng.random() < 0.15:
        extent, told = Extent.PART, frozenset(number for number in sorted(whole) if rng.random() < 0.6)
    elif stage is not Stage.ELIGIBLE and rng.random() < 0.2:
        start = rng.randint(0, day)
        since = partly(rng, start)
        told = frozenset(number for number in whole if _done(world, number, stage, subjects) >= start)
    honest = rng.random() > 0.12
    number = world.size(told, unit)
    if not honest:
        number = number // 3 if rng.random() < 0.5 else number * 3 + 50
    count = _state_number(rng, number, unit, cumulative, extent, covers, since)
    if count is not None:
        behind = Behind(whole, number, day, day + rng.randint(0, 200), honest, subjects)
        _add(rng, record, claims, action.id, stage, behind, None, count, partly(rng, day, 0.25))


def _done(world: World, number: int, stage: Stage, subjects: list[str]) -> int:
    batch = world.batches[number]
    if stage is Stage.RECORDED:
        assert batch.recorded is not None
        return batch.recorded
    return min(batch.counted[id] for id in subjects if id in batch.counted)


def _state_number(
    rng: Random,
    number: int,
    unit: Unit,
    cumulative: bool,
    extent: Extent,
    covers: Covers | None,
    since: PartialDate | None,
) -> Count | None:
    """Return a number in the words of a page; none of nothing, but rarely."""
    if number == 0:
        if rng.random() > 0.2:
            return None
        return Count(0, 0, unit, Qualifier.EXACTLY, cumulative, extent, covers, since)
    qualifier = rng.choice(
        (Qualifier.EXACTLY,) * 4
        + (Qualifier.ABOUT,) * 4
        + (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.UP_TO, Qualifier.NEARLY, Qualifier.BETWEEN)
        + (Qualifier.UNQUANTIFIED,)
    )
    spread = rng.choice((0, 1, 5, 20))
    low: int | None = max(1, number - spread)
    high: int | None = number + spread
    if qualifier is Qualifier.EXACTLY:
        low = high = number
    elif qualifier is Qualifier.ABOUT:
        low = high = _round(rng, number)
    elif qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        high = None
    elif qualifier in (Qualifier.UP_TO, Qualifier.NEARLY):
        low = None
    elif qualifier is Qualifier.UNQUANTIFIED:
        low, high = rng.choice(((low, high), (low, None), (None, high), (None, None)))
    return Count(low, high, unit, qualifier, cumulative, extent, covers, since)


def _round(rng: Random, number: int) -> int:
    """Return a number that reads as the rounded form of another: near it by half of its last place and by a tenth."""
    digits = len(str(number))
    for places in rng.sample(range(digits), digits):
        rounded = round(number, -places)
        zeros = len(str(rounded)) - len(str(rounded).rstrip("0"))
        if rounded and abs(rounded - number) <= max(1, min(10**zeros / 2, rounded / 10)):
            return rounded + (rng.choice((-1, 1)) if places == 0 and number > 1 and number % 10 not in (0, 1, 9) else 0)
    return number


def known_for_certain(claim: StageClaim) -> date:
    """Return the day on which nobody can doubt that a claim's page was out."""
    return min(claim.not_after, claim.published.last_day) if claim.published else claim.not_after
