"""Hold the figures of single actions against true numbers, and look for conflicts, false and planted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from clemency_graph.graph.model.vocabulary import Covers, Qualifier, Rank, Stage
from clemency_graph.graph.queries import (
    action_figure,
    one_stage_conflicts,
)
from clemency_graph.graph.queries.action_facts import ActionFacts, Count, StageClaim
from clemency_graph.graph.queries.action_overlap import ActionRelations

from worlds.case import Case, Failure, truly_counted
from worlds.statements import READ_LAST, partly
from worlds.truth import HORIZON, UNITS, calendar_day


def check_figures(case: Case) -> Iterator[Failure]:
    """Hold the figure of each action and series against the true number on its day, and look for false conflicts."""
    claims = {id: [one for one in action.claims if one.rank is not Rank.DEPRECATED] for id, action in _facts(case)}
    firsts = {min(case.relations.rounds[id]) for id in case.ids}
    for stage in (Stage.GRANTED, Stage.RECORDED, Stage.ELIGIBLE):
        for unit in UNITS:
            figures = [action_figure.action_figure(case.relations, id, stage, unit, claims) for id in case.ids]
            figures += [action_figure.series_figure(case.relations, id, stage, unit, claims) for id in sorted(firsts)]
            for figure in figures:
                if figure is None:
                    continue
                case.seen["figures"] += 1
                true = case.world.size(truly_counted(case, figure, stage), unit)
                low, high = figure.interval
                if true < low or (high is not None and high < true):
                    yield Failure("truth", f"{figure.id} is {true}, not {figure.interval}")
    for id in case.ids:
        if found := one_stage_conflicts.find_disputes(case.relations, id):
            yield Failure("contradiction", f"{found[0].one.id} and {found[0].other.id} agree")
    for id in firsts:
        if one_stage_conflicts.find_series_disputes(case.relations, id):
            yield Failure("contradiction", f"the figures of the series of {id} agree")


def _facts(case: Case) -> list[tuple[str, ActionFacts]]:
    return [(action.id, action) for action in case.record.actions]


def check_differences(case: Case) -> Iterator[Failure]:
    """See that figures which are said to differ, each as of its day, count numbers that truly differ."""
    firsts = {min(case.relations.rounds[id]) for id in case.ids}
    pairs = [pair for id in case.ids for pair in one_stage_conflicts.find_differences(case.relations, id)]
    pairs += [pair for id in firsts for pair in one_stage_conflicts.find_series_differences(case.relations, id)]
    for pair in pairs:
        case.seen["figures that differ"] += 1
        assert pair.one.count is not None
        numbers = {case.world.size(case.record.behind[one.id].counted, pair.one.count.unit) for one in pair}
        if len(numbers) == 1:
            yield Failure("truth", f"{pair.one.id} and {pair.other.id} count the same number")
    planted = _plant(case)
    if planted is None:
        return
    facts, id, one, other = planted
    found = [{pair.one.id, pair.other.id} for pair in one_stage_conflicts.find_differences(facts, id)]
    differ = (
        one.stage is other.stage is Stage.ELIGIBLE and not _on_one_day(one, other) and not _numbers_meet(one, other)
    )
    if ({one.id, other.id} in found) != differ:
        yield Failure("contradiction", f"{one.id} and {other.id} differ as of their days, or do not")


def _on_one_day(one: StageClaim, other: StageClaim) -> bool:
    return len({*_span(one), *_span(other)}) == 1


def _numbers_meet(one: StageClaim, other: StageClaim) -> bool:
    """Whether some number fits both figures; what is more than a word has no name before the next word."""
    (low, high), (other_low, other_high) = (
        (_numbers(claim)[0], float("inf"))
        if claim.count and claim.count.qualifier is Qualifier.UNQUANTIFIED
        else _numbers(claim)
        for claim in (one, other)
    )
    return max(low, other_low) <= min(high, other_high)


def check_disputes(case: Case) -> Iterator[Failure]:
    """See that a planted contradiction is found where no day and no number fits both claims, and only there."""
    planted = _plant(case)
    if planted is None:
        return
    facts, id, one, other = planted
    case.seen["planted claims"] += 1
    found = [{pair.one.id, pair.other.id} for pair in one_stage_conflicts.find_disputes(facts, id)]
    if ({one.id, other.id} in found) != (not _can_both_hold(case, one, other)):
        yield Failure("contradiction", f"{one.id} and {other.id} are in conflict, or are not")


def _plant(case: Case) -> tuple[ActionRelations, str, StageClaim, StageClaim] | None:
    """Return a world with one more claim of a figure, exact and of no series, beside another such claim."""
    claims = [
        claim
        for action in case.record.actions
        for claim in action.claims
        if claim.count is not None
        and claim.rank is not Rank.DEPRECATED
        and not (claim.count.covers is not Covers.ACTION and case.relations.in_series(action.id))
        and claim.count.since is None
    ]
    if not claims:
        return None
    claim = case.rng.choice(claims)
    assert claim.count is not None
    number = max(0, (claim.count.high or claim.count.low or 5) + case.rng.choice((-40, -3, 0, 3, 40)))
    stage = Stage.RECORDED if claim.stage is Stage.GRANTED and case.rng.random() < 0.3 else claim.stage
    lie = replace(
        claim,
        id="lie",
        stage=stage,
        count=Count(number, number, claim.count.unit, covers=Covers.ACTION),
        as_of=claim.as_of if case.rng.random() < 0.4 else partly(case.rng, case.rng.randint(0, HORIZON), 0.1),
        published=None,
        not_after=calendar_day(READ_LAST),
    )
    actions = [
        replace(action, claims=(*action.claims, lie)) if action.id == claim.action else action
        for action in case.record.actions
    ]
    return ActionRelations(actions), claim.action, claim, lie


def _can_both_hold(case: Case, one: StageClaim, other: StageClaim) -> bool:
    """Whether some days and numbers fit both figures, whichever of the two is of the earlier day."""
    (low, high), (other_low, other_high) = _numbers(one), _numbers(other)
    (first, last), (other_first, other_last) = _span(one), _span(other)
    fixed = case.relations.actions[one.action].one_day and one.stage is Stage.GRANTED and low + high > 0
    if one.stage is not other.stage:
        # What was recorded is never more than what was granted by that day.
        return other_low <= high or (not fixed and other_last > first)
    meet = max(low, other_low) <= min(high, other_high)
    if one.stage is Stage.ELIGIBLE:
        return meet or not first == last == other_first == other_last
    if fixed and other_low + other_high > 0:
        return meet
    return (
        (meet and max(first, other_first) <= min(last, other_last))
        or (low <= other_high and first < other_last)
        or (other_low <= high and other_first < last)
    )


def _numbers(claim: StageClaim) -> tuple[float, float]:
    """Return the numbers that a figure allows for all that it is of."""
    count = claim.count
    assert count is not None
    low, high = count.low or 0, float("inf") if count.high is None else count.high
    if count.qualifier is Qualifier.ABOUT:
        zeros = len(str(low)) - len(str(low).rstrip("0"))
        error = max(1, min(10**zeros / 2 if zeros else 0, low / 10))
        low, high = max(0, int(low - error)), high + error
    return low, float("inf") if count.extent == "part" else high


def _span(claim: StageClaim) -> tuple[date, date]:
    """Return the first and the last day that a figure can be of."""
    page = min(claim.not_after, claim.published.last_day) if claim.published else claim.not_after
    if claim.as_of is None:
        return date.min, page
    return claim.as_of.first_day, min(
        claim.as_of.last_day, page
    ) if page >= claim.as_of.first_day else claim.as_of.last_day
