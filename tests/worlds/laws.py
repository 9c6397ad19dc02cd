"""Hold totals to the laws of order, of another action, of states, and of the later clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clemency_graph.graph.model.vocabulary import Rank, Stage, Unit
from clemency_graph.graph.queries import (
    best_claims,
    counted_figures,
    total_bounds,
)
from clemency_graph.graph.queries.action_overlap import ActionRelations
from clemency_graph.graph.queries.figure_containment import Figure
from clemency_graph.graph.queries.total_bounds import TotalBounds

from worlds.case import Case, Failure
from worlds.statements import FIGURE_STAGES
from worlds.truth import HORIZON, UNITS, calendar_day


def check_laws(case: Case) -> Iterator[Failure]:
    """Hold totals to the laws: of order, of another action, of states, and of the later clock."""
    stage, unit = case.rng.choice(FIGURE_STAGES), case.rng.choice(UNITS)
    total = _total(case.relations, case.ids, stage, unit)
    shuffled = [
        replace(action, claims=tuple(case.rng.sample(action.claims, len(action.claims))))
        for action in case.rng.sample(case.record.actions, len(case.record.actions))
    ]
    ids = case.rng.sample(case.ids, len(case.ids))
    if _total(ActionRelations(shuffled), ids, stage, unit) != total:
        yield Failure("law", "order never matters")
    fewer = _total(case.relations, ids[case.rng.randint(1, len(ids) - 1) :], stage, unit)
    if fewer.interval.low > total.interval.low:
        yield Failure("law", "another action never lowers low")
    states: dict[str | None, list[str]] = {}
    for id in case.ids:
        states.setdefault(case.world.actions[id].place.state, []).append(id)
    apart = [_total(case.relations, inside, stage, unit).interval for inside in states.values()]
    if sum(one.low for one in apart) != total.interval.low:
        yield Failure("law", "the lows of states add up")
    highs = [one.high for one in apart]
    if (None if None in highs else sum(one for one in highs if one is not None)) != total.interval.high:
        yield Failure("law", "the highs of states add up")
    yield from _judge_clocks(case, stage, unit)


def _total(facts: ActionRelations, asked: list[str], stage: Stage, unit: Unit) -> TotalBounds:
    return total_bounds.bound_total(counted_figures.counted_figures(facts, asked, stage, unit).figures, facts)


def _judge_clocks(case: Case, stage: Stage, unit: Unit) -> Iterator[Failure]:
    days = sorted(calendar_day(case.rng.randint(200, HORIZON + 300)) for _ in range(2))
    before, after = (
        counted_figures.counted_figures(case.relations, case.ids, stage, unit, day).figures for day in days
    )
    now = {figure.subject: figure for figure in after}
    if stage is Stage.ELIGIBLE or not all(is_succeeded(case, one, now.get(one.subject)) for one in before):
        return
    case.seen["later clocks"] += 1
    lows = [total_bounds.bound_total(figures, case.relations).interval.low for figures in (before, after)]
    if lows[0] > lows[1]:
        yield Failure("law", "a later clock never lowers low")


def is_succeeded(case: Case, one: Figure, other: Figure | None) -> bool:
    """Whether the later clock has to keep a figure's low: not where a better rank or an unordered day replaces it."""
    if one.interval.low == 0:
        return True
    if other is None or not other.actions <= one.actions:
        return False
    if one.claim is other.claim:
        return True
    counts = [figure.claim.count for figure in (one, other) if figure.claim.count is not None]
    ranks = list(Rank)
    if ranks.index(other.claim.rank) < ranks.index(one.claim.rank):
        return False
    running = any(count.cumulative and count.covers is None for count in counts)
    if running and case.relations.in_series(one.claim.action):
        return False
    days, later = best_claims.figure_days(one.claim), best_claims.figure_days(other.claim)
    if days.latest is not None and later.earliest is not None and days.latest <= later.earliest:
        return True
    # An older whole goes before a newer part, and a grant before what was recorded. The first day of a month replaces
    # the month, as every day of it does, though the month may mean a later day.
    alike = one.claim.stage is other.claim.stage and all(
        count.extent == "whole" and count.since is None for count in counts
    )
    return alike and later.latest is not None and days.earliest is not None and later.latest < days.earliest
