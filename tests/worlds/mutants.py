"""Wrong versions of each rule: each has to be noticed by the worlds, or, where it only widens, by a test of width."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from clemency_graph.graph.model.vocabulary import Qualifier, Rank, Stage
from clemency_graph.graph.queries import (
    best_claims,
    best_figure,
    containment,
    counted_figures,
    day_ranges,
    disputes,
    facts,
    intervals,
    known_claims,
    packing,
    relations,
    single_figures,
    stage_facts,
    stage_order,
    subjects,
    tally_bounds,
    total_bounds,
)
from clemency_graph.graph.queries.day_ranges import Answer, DayRange
from clemency_graph.graph.queries.facts import Covers, Level
from clemency_graph.graph.queries.intervals import Interval

from worlds import widths

PACKAGE: Final = "clemency_graph.graph.queries."
Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A wrong version of one function; `width` is the test that notices what only widens."""

    rule: str
    name: str
    original: Any
    wrong: Any
    width: Callable[[], None] | None = None
    also: tuple[tuple[Any, Any], ...] = ()
    """Further functions that have to be wrong with it."""


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """Put a wrong version in the place of the right one, wherever it is called from."""
    swaps = ((mutant.original, mutant.wrong), *mutant.also)
    modules = [module for path, module in list(sys.modules.items()) if path.startswith(PACKAGE) or module is widths]
    owners = [*modules, relations.ActionRelations]
    found = [
        (owner, name, original, wrong)
        for original, wrong in swaps
        for owner in owners
        for name, value in list(vars(owner).items())
        if value is original
    ]
    if {id(original) for _, _, original, _ in found} != {id(original) for original, _ in swaps}:
        raise LookupError(f"nothing to replace for {mutant.name}")
    for owner, name, _, wrong in found:
        setattr(owner, name, wrong)
    try:
        yield
    finally:
        for owner, name, original, _ in found:
            setattr(owner, name, original)


def _of_bound(change: Function) -> Function:
    real = intervals.count_as_interval
    return lambda count: change(count, real(count))


def _narrow_on_any_day(other: Any, best: Any, subject: Any) -> Interval:
    if not best_figure.counts_within(other, best, subject):
        return best_figure.OPEN
    return best_figure.figure_interval(other, subject)


_SUBJECT: Final = single_figures.subject_of
_COUNTS_IN: Final = single_figures.counts_in
_CLOSE: Final = relations.close


def _narrow_to_nothing(figures: Any, subject: Any, within: Any) -> Any:
    given = [*figures]
    found = _BEST_FIGURE(given, subject, within)
    if found is None:
        return None
    interval = found.interval
    for other in (*given, *within):
        interval = intervals.intersect(interval, best_figure.bound_by(other, found.claim, subject))
    return replace(found, interval=interval)


def _ignoring_subject(**changes: object) -> Function:
    real = best_figure.bound_by
    return lambda other, best, subject: real(other, best, replace(subject, **changes))


def _low_of_later(other: Any, best: Any, subject: Any) -> Interval:
    real = _BOUND_BY(other, best, subject)
    if not best_figure.counts_within(other, best, subject) or best.stage not in best_figure.GROWING:
        return real
    return Interval(best_figure.figure_interval(other, subject).low, real.high)


def _high_of_earlier(other: Any, best: Any, subject: Any) -> Interval:
    real = _BOUND_BY(other, best, subject)
    if not best_figure.counts_within(other, best, subject) or other.stage is not best.stage:
        return real
    return Interval(real.low, best_figure.figure_interval(other, subject).high)


def _high_of_recorded(other: Any, best: Any, subject: Any) -> Interval:
    return _BOUND_BY(replace(other, stage=best.stage), best, subject)


def _high_of_less(other: Any, best: Any, subject: Any) -> Interval:
    if not best_figure.counts_within(other, best, subject):
        return best_figure.OPEN
    covers, cumulative = best.count.covers, best.count.cumulative
    high = best_figure.figure_interval(other, subject).high
    days, other_days = best_claims.figure_days(best), best_claims.figure_days(other)
    later = day_ranges.surely_no_later(days, other_days)
    return Interval(_BOUND_BY(other, best, subject).low, high if later and (covers or cumulative) else None)


_BOUND_BY: Final = best_figure.bound_by
_BEST_FIGURE: Final = best_figure.best_figure
_STAGE_DAYS: Final = stage_facts.stage_days
_ACTION_FIGURE: Final = single_figures.action_figure
_COVERAGE: Final = subjects.coverage
_APART: Final = relations.apart_by_place
_MAY_LIE_IN: Final = relations.may_lie_in
_CONTAINS: Final = containment.contains
_AS_FIGURE: Final = single_figures.as_figure
_COUNTED: Final = counted_figures.counted_figures
_KNOWN: Final = known_claims.known_claims
_MATCH: Final = day_ranges.match_day


def _lowest_earliest(claims: Any) -> Any:
    opened = best_claims.best_date(claims, Stage.OPENED)
    return day_ranges.days_of(opened.date).earliest if opened else stage_facts_authorized(claims)


stage_facts_authorized: Final = stage_facts.authorized_from


def _later_of_two(claims: Any) -> Any:
    given = [best_claims.best_date(claims, stage) for stage in (Stage.AUTHORIZED, Stage.OPENED)]
    firsts = [day for claim in given if claim and (day := day_ranges.days_of(claim.date).earliest)]
    return max(firsts) if given[0] else None


def _without_order(claims: Any, stage: Stage) -> Any:
    days = _STAGE_DAYS(claims, stage)
    begins = stage_facts_authorized([claim for claim in claims if stage_facts.reports_stage(claim)])
    granted = stage in (Stage.GRANTED, Stage.RECORDED)
    if days is None or not granted or days.earliest is not None:
        return days
    return DayRange(begins, days.latest)


def _earliest_of_all(claims: Any, stage: Stage) -> Any:
    days = _STAGE_DAYS(claims, stage)
    if days is None or best_claims.best_date(claims, stage) is not None:
        return days
    begins = stage_facts_authorized(claims)
    fits = begins is not None and days.latest is not None and begins <= days.latest
    return DayRange(begins if fits else days.earliest, days.latest)


def _anything_later(claims: Any, stage: Stage) -> Any:
    days = _STAGE_DAYS(claims, stage)
    return None if days is None else DayRange(days.latest, days.latest)


def _all_rounds(rounds: Any, *_: Any) -> frozenset[str]:
    return frozenset(rounds)


def _surely_begun(rounds: Any, stage: Any, days: Any, claims: Any) -> frozenset[str]:
    begun = {id: stage_facts.stage_days(claims[id], stage) for id in rounds}
    return frozenset(
        id
        for id, one in begun.items()
        if one is not None and one.latest is not None and days.earliest is not None and one.latest <= days.earliest
    )


def _own_round(*_: Any) -> frozenset[str]:
    return frozenset()


def _implied_with_high(found: Any, stage: Any, subject: Any, actions: Any) -> Any:
    figure = _AS_FIGURE(found, stage, subject, actions)
    return replace(figure, interval=found.interval, complete=found.whole)


def _direct(edges: Any) -> dict[str, frozenset[str]]:
    return {node: frozenset((node, *(next for next in nexts if next in edges))) for node, nexts in edges.items()}


def _one_way(one: Any, other: Any) -> bool:
    return other.id in one.separate_from


def _meets_only_itself(self: Any, one: str, other: str) -> bool:
    return not self._apart(one, other)


def _spreads_up(self: Any, one: str, other: str) -> bool:
    return _MAY_MEET(self, one, other) and not any(
        relations.declared_separate(self.actions[part], self.actions[another])
        for part in self.parts[one]
        for another in self.parts[other]
    )


_MAY_MEET: Final = relations.ActionRelations.may_meet


def _by_place(change: Function) -> Function:
    return lambda one, other: change(one, other, _APART(one, other))


def _first_county(one: Any, other: Any) -> bool:
    if {one.level, other.level} != {Level.CITY, Level.COUNTY}:
        return _MAY_LIE_IN(one, other)
    city, county = (one, other) if one.level is Level.CITY else (other, one)
    return city.counties is None or county.id in sorted(city.counties)[:1]


def _undeclared_counties(one: Any, other: Any) -> bool:
    city = one if one.level is Level.CITY else other
    return _MAY_LIE_IN(one, other) and (Level.STATE in (one.level, other.level) or city.counties is not None)


def _contains_some(facts_of: Any, one: Any, other: Any) -> bool:
    return (
        one is not other
        and one.complete
        and any(containment.is_within(facts_of, action, one.actions) for action in other.actions)
        and containment.counted_in_time(one, other)
    )


def _pack_greedily(weights: Any, conflicts: Any) -> Any:
    nodes = frozenset(node for node, weight in weights.items() if weight > 0)
    taken = packing._pack_greedily(nodes, weights, conflicts)
    return packing.Packing(tuple(sorted(taken)), sum(weights[node] for node in taken), True)


def _pack_all(weights: Any, conflicts: Any) -> Any:
    nodes = tuple(sorted(node for node, weight in weights.items() if weight > 0))
    return packing.Packing(nodes, sum(weights[node] for node in nodes), True)


def _reduce_by_heaviest(nodes: Any, weights: Any, conflicts: Any) -> Any:
    taken, left = [], nodes
    for node in sorted(nodes):
        against = conflicts.get(node, set()) & left
        if node in left and weights[node] >= max((weights[other] for other in against), default=0):
            taken.append(node)
            left = left - against - {node}
    return taken, left


def _drop_mutual(figures: Any, overlaps: Any, facts_of: Any) -> Any:
    found = {}
    for id, figure in figures.items():
        around = tuple(other for other in sorted(overlaps[id]) if _CONTAINS(facts_of, figures[other], figure))
        if around:
            found[id] = around
    return found


def _sum_of_parts(figures: Any, overlaps: Any, containers: Any) -> Any:
    sums: dict[str, list[str]] = {}
    for id, around in containers.items():
        for whole in around:
            sums.setdefault(whole, []).append(id)
    return {
        whole: tuple(ids)
        for whole, ids in sums.items()
        if figures[whole].interval.high is not None
        and sum(figures[id].interval.low for id in ids) > figures[whole].interval.high
    }


_BOUND_TOTAL: Final = total_bounds.bound_total


def _only_bounded(figures: Any, facts_of: Any) -> Any:
    total = _BOUND_TOTAL(figures, facts_of)
    return replace(total, interval=Interval(total.interval.low, total.high_of_bounded))


def _high_of_low(figures: Any, facts_of: Any) -> Any:
    given = list(figures)
    total = _BOUND_TOTAL(given, facts_of)
    highs = [figure.interval.high for figure in given if figure.id in total.low_figures]
    high = None if None in highs else sum(highs)
    return replace(total, interval=Interval(total.interval.low, high))


def _first_day_known(claim: Any) -> Any:
    return min(claim.not_after, claim.published.first_day) if claim.published else claim.not_after


def _undated_known(claims: Any, known_at: Any) -> Any:
    certain, undated = _KNOWN(claims, known_at)
    return known_claims.KnownClaims(certain + undated, ())


def _undated_never(claims: Any, known_at: Any) -> Any:
    certain, undated = _KNOWN(claims, known_at)
    if known_at is None:
        return known_claims.KnownClaims(certain, undated)
    dated = tuple(claim for claim in certain if claim.published is not None)
    return known_claims.KnownClaims(dated, undated)


def _undated_forgotten(claims: Any, known_at: Any) -> Any:
    return known_claims.KnownClaims(_KNOWN(claims, known_at).certain, ())


def _known_whenever(claims: Any, known_at: Any) -> Any:
    return known_claims.KnownClaims(tuple(best_claims.usable(claims)), ())


def _added_units(figures: Any) -> Any:
    joined = _JOIN(figures)
    highs = [figure.interval.high for figure in figures]
    return replace(
        joined,
        interval=Interval(sum(figure.interval.low for figure in figures), None if None in highs else sum(highs)),
    )


def _best_known_unit(figures: Any) -> Any:
    return replace(
        _JOIN(figures), interval=Interval(max(one.interval.low for one in figures), _JOIN(figures).interval.high)
    )


def _least_high(figures: Any) -> Any:
    highs = [one.interval.high for one in figures if one.interval.high is not None]
    return replace(_JOIN(figures), interval=Interval(_JOIN(figures).interval.low, min(highs, default=None)))


_JOIN: Final = tally_bounds.join_units
_HULLS: Final = tally_bounds.hulls


def _known_units_only(within: Any, facts_of: Any, asked: Any, stage: Any, units: Any) -> Any:
    return _HULLS(within, within, asked, stage, units)


def _possibly_within(facts_of: Any, claim: Any, stage: Any, days: Any) -> bool:
    own = best_claims.figure_days(claim) if claim.count else None
    return own is None or own.earliest is None or days.latest is None or own.earliest <= days.latest


def _swapped(whole: Any, taken: Any) -> Interval:
    return Interval(
        max(0, whole.low - taken.low),
        None if whole.high is None or taken.high is None else max(0, whole.high - taken.high),
    )


def _surely_begun_action(action: Any, stage: Any, days: Any) -> bool:
    reached = stage_facts.stage_days(action.claims, stage)
    return reached is not None and day_ranges.surely_no_later(reached, days)


def _certainly(days: Any, wanted: Any) -> Answer:
    answer = _MATCH(days, wanted)
    return Answer.YES if answer is Answer.MAYBE else answer


def _refused(days: Any, wanted: Any) -> Answer:
    answer = _MATCH(days, wanted)
    return Answer.NO if answer is Answer.MAYBE else answer


def _differs(one: Any, other: Any, subject: Any) -> bool:
    if (
        one.count is None
        or other.count is None
        or one.count.unit is not other.count.unit
        or one.stage is not other.stage
    ):
        return False
    numbers = [best_figure.figure_interval(claim, subject) for claim in (one, other)]
    return intervals.intersect(*numbers).empty


_FIGURES_DIFFER: Final = disputes.figures_differ


def _units_alike(one: Any, other: Any, subject: Any) -> bool:
    if one.count is None or other.count is None:
        return False
    same = replace(other, count=replace(other.count, unit=one.count.unit))
    return _FIGURES_DIFFER(one, same, subject)


def _order_of_first_days(claims: Any) -> Any:
    found = []
    for first, second in stage_order.EARLIER_AND_LATER:
        earlier, later = best_claims.best_date(claims, first), best_claims.best_date(claims, second)
        if not earlier or not later or not earlier.date or not later.date:
            continue
        if later.date.first_day < earlier.date.first_day:
            found.append(stage_order.OrderError(earlier, later))
    return found


def _finest_without_rank(claims: Any, stage: Stage) -> Any:
    dated = [claim for claim in best_claims.usable(claims) if claim.stage is stage and claim.date is not None]
    finest = [one for one in dated if not any(best_claims.lies_inside(other, one) for other in dated)]
    return min(finest, key=best_claims.preference, default=None)


def _by_preference(change: Function) -> Function:
    real = best_claims.preference
    return lambda claim: change(claim, real(claim))


MUTANTS: Final = (
    Mutant("1 about", "about is not widened", intervals.rounding_error, lambda number: 0),
    Mutant(
        "1 about",
        "about is not widened by at least 1",
        intervals.rounding_error,
        lambda number: min(10 ** (len(str(number)) - len(str(number).rstrip("0"))) // 2, number // 10),
    ),
    Mutant(
        "1 about",
        "about is widened downwards only",
        intervals.count_as_interval,
        _of_bound(lambda count, real: Interval(real.low, count.high)),
    ),
    Mutant(
        "1 about",
        "about is widened by half a unit, however large",
        intervals.rounding_error,
        lambda number: max(1, 10 ** (len(str(number)) - len(str(number).rstrip("0"))) // 2),
        widths.about_is_widened_by_a_tenth_at_most,
    ),
    Mutant(
        "1 open sides",
        "'more than' gets a high",
        intervals.count_as_interval,
        _of_bound(
            lambda count, real: (
                Interval(real.low, real.low * 11 // 10)
                if count.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
                else real
            )
        ),
    ),
    Mutant(
        "1 open sides",
        "'nearly' gets a low",
        intervals.count_as_interval,
        _of_bound(
            lambda count, real: (
                Interval(real.high * 9 // 10, real.high)
                if count.qualifier in (Qualifier.UP_TO, Qualifier.NEARLY)
                else real
            )
        ),
    ),
    Mutant("1 parts", "no figure is a part", subjects.is_part, lambda claim, subject: False),
    Mutant(
        "1 parts",
        "`since` makes no part",
        subjects.is_part,
        lambda claim, subject: claim.count.extent is facts.Extent.PART,
    ),
    Mutant(
        "1 parts",
        "`since` is held against its first day",
        subjects.is_part,
        lambda claim, subject: (
            claim.count.extent is facts.Extent.PART
            or (
                claim.count.since is not None
                and (subject.begins is None or claim.count.since.first_day > subject.begins)
            )
        ),
    ),
    Mutant(
        "1 parts",
        "`since` makes no part where the beginning is unknown",
        subjects.is_part,
        lambda claim, subject: (
            claim.count.extent is facts.Extent.PART
            or (
                claim.count.since is not None
                and subject.begins is not None
                and claim.count.since.last_day > subject.begins
            )
        ),
    ),
    Mutant(
        "1 parts",
        "`since` of a running total is held against the round's beginning",
        single_figures.subject_of,
        lambda facts_of, action, stage, claims: replace(
            _SUBJECT(facts_of, action, stage, claims),
            series_begins=_SUBJECT(facts_of, action, stage, claims).begins,
        ),
    ),
    Mutant(
        "1 parts",
        "each `since` makes a part",
        subjects.is_part,
        lambda claim, subject: claim.count.extent is facts.Extent.PART or claim.count.since is not None,
        widths.since_the_beginning_is_a_whole,
    ),
    Mutant(
        "1 covers",
        "an undeclared running total covers its round",
        subjects.coverage,
        lambda claim, subject: claim.count.covers or Covers.ACTION,
    ),
    Mutant(
        "1 covers",
        "an undeclared running total contains other rounds",
        single_figures.action_figure,
        lambda *arguments: (
            (figure := _ACTION_FIGURE(*arguments))
            and replace(figure, complete=figure.complete or figure.interval.high is not None)
        ),
    ),
    Mutant(
        "1 covers",
        "the total of a series is the figure of its round",
        single_figures.counts_in,
        lambda claims, unit, covers: _COUNTS_IN(claims, unit, (*covers, Covers.SERIES)),
    ),
    Mutant("1 covers", "a series covers only rounds that surely had begun", single_figures.begun_by, _surely_begun),
    Mutant("1 covers", "a running total covers no other round", single_figures.begun_by, _own_round),
    Mutant(
        "1 covers",
        "a series covers rounds that surely began later",
        single_figures.begun_by,
        _all_rounds,
        widths.a_later_round_is_no_part_of_an_earlier_total,
    ),
    Mutant(
        "1 covers",
        "a relief of another kind is a round of the series",
        relations.rounds_of,
        lambda action, tied, actions: frozenset(tied),
    ),
    Mutant("1 part_of", "no closure", relations.close, _direct),
    Mutant(
        "1 part_of",
        "read the wrong way round",
        relations.close,
        lambda edges: relations.invert(_CLOSE(edges)),
    ),
    Mutant("1 separate_from", "one way only", relations.declared_separate, _one_way, widths.separate_is_symmetric),
    Mutant(
        "1 separate_from",
        "not inherited by parts",
        relations.ActionRelations.may_meet,
        _meets_only_itself,
        widths.parts_of_separate_actions_are_separate,
    ),
    Mutant("1 separate_from", "inherited by wholes", relations.ActionRelations.may_meet, _spreads_up),
    Mutant(
        "1 separate_from",
        "not read",
        relations.declared_separate,
        lambda one, other: False,
        widths.separate_is_symmetric,
    ),
    Mutant("1 counties", "a city without counties lies in none", relations.may_lie_in, _undeclared_counties),
    Mutant("1 counties", "a city lies in its first county only", relations.may_lie_in, _first_county),
    Mutant(
        "1 counties",
        "a city may lie in each county",
        relations.may_lie_in,
        lambda one, other: Level.STATE in (one.level, other.level) or one.level is not other.level,
        widths.a_city_is_apart_from_other_counties,
    ),
    Mutant(
        "2 stage",
        "withdrawn goes beyond granted",
        stage_facts.FURTHEST_LAST,
        tuple(Stage),
    ),
    Mutant(
        "2 stage",
        "a deprecated claim reports a stage",
        stage_facts.reports_stage,
        lambda claim: claim.count is None or (claim.count.low != 0 and claim.count.covers is not Covers.SERIES),
    ),
    Mutant(
        "2 stage",
        "a figure of 0 reports a stage",
        stage_facts.reports_stage,
        lambda claim: (
            claim.rank is not Rank.DEPRECATED and (claim.count is None or claim.count.covers is not Covers.SERIES)
        ),
    ),
    Mutant(
        "2 stage",
        "a figure of the series reports a stage of the round",
        stage_facts.reports_stage,
        lambda claim: claim.rank is not Rank.DEPRECATED and (claim.count is None or claim.count.low != 0),
    ),
    Mutant("2 act", "the act is the furthest stage", stage_facts.stage_of_act, stage_facts.furthest_stage),
    Mutant(
        "2 act",
        "the act is what was recorded before what was granted",
        stage_facts.stage_of_act,
        lambda claims: (
            Stage.RECORDED
            if Stage.RECORDED in stage_facts.stages_reached(claims)
            else stage_facts.furthest_stage(claims)
        ),
    ),
    Mutant("2 best claim", "a deprecated claim is usable", best_claims.usable, list),
    Mutant(
        "2 best claim",
        "a part goes before a whole",
        best_claims.best_first,
        lambda claims, subject: sorted(best_claims.usable(claims), key=best_claims.preference),
        widths.a_whole_goes_before_a_part,
    ),
    Mutant(
        "2 best claim",
        "rank does not count",
        best_claims.preference,
        _by_preference(lambda claim, key: (0, *key[1:])),
        widths.the_best_claim_is_chosen_in_order,
    ),
    Mutant(
        "2 best claim",
        "an earlier day goes before a later one",
        best_claims.preference,
        _by_preference(lambda claim, key: (key[0], -key[1], *key[2:])),
        widths.the_best_claim_is_chosen_in_order,
    ),
    Mutant(
        "2 best claim",
        "the source does not count",
        best_claims.preference,
        _by_preference(lambda claim, key: (*key[:2], 0, key[3])),
        widths.the_best_claim_is_chosen_in_order,
    ),
    Mutant(
        "2 best claim",
        "the order of claims decides",
        best_claims.preference,
        _by_preference(lambda claim, key: (*key[:3], "")),
    ),
    Mutant(
        "2 best claim",
        "a finer day does not go before a coarse one",
        best_claims.lies_inside,
        lambda one, other: False,
        widths.a_finer_day_goes_first,
    ),
    Mutant(
        "2 best claim",
        "a finer day goes before a better rank",
        best_claims.best_date,
        _finest_without_rank,
        widths.a_finer_day_goes_first,
    ),
    Mutant("2 tightening", "the low of a later figure raises", best_figure.bound_by, _low_of_later),
    Mutant("2 tightening", "the high of an earlier figure lowers", best_figure.bound_by, _high_of_earlier),
    Mutant("2 tightening", "any figure narrows", best_figure.bound_by, _narrow_on_any_day),
    Mutant(
        "2 tightening",
        "a high of what was recorded lowers what was granted",
        best_figure.bound_by,
        _high_of_recorded,
    ),
    Mutant("2 tightening", "all counts grow", best_figure.GROWING, frozenset(Stage)),
    Mutant("2 tightening", "nothing narrows", best_figure.bound_by, lambda *_: Interval(0, None)),
    Mutant(
        "2 tightening",
        "undeclared running totals narrow each other",
        best_figure.counts_within,
        lambda one, other, subject: (
            subjects.coverage(one, subject) is subjects.coverage(other, subject)
            and stage_facts.implies(one.stage, other.stage)
        ),
    ),
    Mutant(
        "2 tightening",
        "the high of one round bounds an undeclared running total",
        best_figure.bound_by,
        _high_of_less,
    ),
    Mutant(
        "2 tightening",
        "a conflict empties the interval",
        best_figure.best_figure,
        lambda figures, subject, within=(): _narrow_to_nothing(figures, subject, within),
        widths.the_best_stays_in_a_conflict,
    ),
    Mutant("2 tightening", "no count is final", subjects.is_final, lambda claim, subject: False),
    Mutant(
        "2 tightening",
        "a figure of 0 is final",
        subjects.is_final,
        lambda claim, subject: (
            subject.one_day and claim.stage is Stage.GRANTED and subjects.coverage(claim, subject) is Covers.ACTION
        ),
    ),
    Mutant(
        "2 tightening",
        "a running total is final",
        subjects.is_final,
        lambda claim, subject: subject.one_day and claim.stage is Stage.GRANTED and claim.count.low != 0,
    ),
    Mutant(
        "2 tightening",
        "every action is of one day",
        best_figure.bound_by,
        _ignoring_subject(one_day=True),
    ),
    Mutant("2 days", "what happened did so on its latest day", stage_facts.stage_days, _anything_later),
    Mutant("2 days", "opened alone gives the earliest", stage_facts.authorized_from, _lowest_earliest),
    Mutant("2 days", "the later of authorized and opened", stage_facts.authorized_from, _later_of_two),
    Mutant(
        "2 days",
        "an earliest after the latest stays",
        stage_facts.stage_days,
        _without_order,
        widths.an_earliest_after_the_latest_is_left_out,
    ),
    Mutant("2 days", "each stage has an earliest", stage_facts.stage_days, _earliest_of_all),
    Mutant(
        "2 days",
        "what was granted was recorded",
        stage_facts.implies,
        lambda reported, stage: reported is stage or {reported, stage} == {Stage.GRANTED, Stage.RECORDED},
    ),
    Mutant(
        "2 days",
        "the first day of a month is its last",
        stage_facts.happened_by,
        lambda claim: min(
            [claim.not_after, *(day.first_day for day in (claim.date, claim.as_of, claim.published) if day)]
        ),
    ),
    Mutant(
        "2 days",
        "the day of publication bounds nothing",
        stage_facts.happened_by,
        lambda claim: claim.as_of.last_day if claim.as_of else claim.not_after,
        widths.a_page_bounds_the_day,
    ),
    Mutant("2 filters", "maybe is yes", day_ranges.match_day, _certainly),
    Mutant("2 filters", "maybe is no", day_ranges.match_day, _refused),
    Mutant("2 filters", "not maybe is yes", day_ranges.negate, lambda answer: Answer(2 if answer < 2 else 0)),
    Mutant("2 filters", "or takes the least sure", day_ranges.any_of, lambda answers: min(answers)),
    Mutant("2 filters", "and takes the surest", day_ranges.all_of, lambda answers: max(answers)),
    Mutant(
        "2 filters",
        "lt includes the day",
        day_ranges.match_day,
        lambda days, wanted: _MATCH(days, replace(wanted, lt=None, lte=wanted.lt or wanted.lte)),
    ),
    Mutant(
        "2 filters",
        "certain is not read",
        day_ranges.match_day,
        lambda days, wanted: _MATCH(days, replace(wanted, certain=False)),
        widths.filters_leave_out_what_they_say,
    ),
    Mutant(
        "2 filters",
        "unknown is not read",
        day_ranges.match_day,
        lambda days, wanted: _MATCH(days, replace(wanted, unknown=None)),
        widths.filters_leave_out_what_they_say,
    ),
    Mutant("2 conflicts", "a series over time is a conflict", disputes.figures_differ, _differs),
    Mutant("2 conflicts", "units are held against each other", disputes.figures_differ, _units_alike),
    Mutant("2 conflicts", "no figure is in conflict", disputes.figures_differ, lambda *_: False),
    Mutant(
        "2 conflicts",
        "a coarse day contradicts a finer one",
        disputes.days_differ,
        lambda one, other: one.stage is other.stage and one.date != other.date,
    ),
    Mutant(
        "2 conflicts",
        "days are never in conflict",
        disputes.days_differ,
        lambda one, other: False,
        widths.contradictory_days_are_disputed,
    ),
    Mutant("2 checks", "precision does not count", stage_order.order_errors, _order_of_first_days),
    Mutant(
        "2 checks",
        "a relief opens before its grant",
        stage_order.EARLIER_AND_LATER,
        (*stage_order.EARLIER_AND_LATER, (Stage.OPENED, Stage.GRANTED)),
    ),
    Mutant(
        "2 checks",
        "any order passes",
        stage_order.order_errors,
        lambda claims: [],
        widths.recorded_before_granted_is_refused,
    ),
    Mutant(
        "2 checks",
        "a preferred figure needs no day",
        disputes.undated_preferences,
        lambda claims: [],
        widths.a_preferred_figure_needs_a_day,
    ),
    Mutant(
        "2 checks",
        "figures of other units count as the same",
        disputes.figure_key,
        lambda claim: (claim.stage,),
        widths.a_preferred_figure_needs_a_day,
    ),
    Mutant(
        "3.1 figures",
        "units are added",
        single_figures.counts_in,
        lambda claims, unit, covers: [
            claim for claim in claims if claim.count is not None and claim.count.covers in covers
        ],
    ),
    Mutant(
        "3.1 figures",
        "stages are mixed",
        single_figures.at_stages,
        lambda claims, stage: (list(claims), []),
    ),
    Mutant("3.1 figures", "what was recorded gives a high", single_figures.as_figure, _implied_with_high),
    Mutant(
        "3.1 figures",
        "what was recorded implies nothing",
        single_figures.at_stages,
        lambda claims, stage: ([claim for claim in claims if claim.stage is stage], []),
    ),
    Mutant("3.1 figures", "rounds count that were not asked for", counted_figures.counts_beyond, lambda *_: False),
    Mutant(
        "3.1 figures",
        "series have no figure",
        single_figures.series_figure,
        lambda *_: None,
        widths.the_total_of_a_series_counts,
    ),
    Mutant(
        "3.2 relations",
        "kinds of one place are apart",
        relations.apart_by_place,
        _by_place(lambda one, other, real: real or one.place.id == other.place.id),
    ),
    Mutant(
        "3.2 relations",
        "a locality and its state are apart",
        relations.may_lie_in,
        lambda one, other: Level.STATE not in (one.level, other.level) and _MAY_LIE_IN(one, other),
    ),
    Mutant(
        "3.2 relations",
        "a city and a county are apart",
        relations.may_lie_in,
        lambda one, other: Level.STATE in (one.level, other.level),
    ),
    Mutant("3.2 relations", "a shared part does not count", relations.share_a_part, lambda one, other: False),
    Mutant(
        "3.2 relations",
        "all of one place may meet",
        relations.apart_by_place,
        _by_place(lambda one, other, real: real and one.place.id != other.place.id),
        widths.two_pardons_of_a_state_add_up,
    ),
    Mutant(
        "3.2 relations",
        "two counties may meet",
        relations.may_lie_in,
        lambda one, other: one.level is other.level or _MAY_LIE_IN(one, other),
        widths.two_counties_add_up,
    ),
    Mutant(
        "3.2 relations",
        "a state and the country may meet",
        relations.apart_by_place,
        _by_place(lambda one, other, real: real and (one.place.state is None) is (other.place.state is None)),
        widths.a_state_and_the_country_add_up,
        ((relations.regions, lambda actions: dict.fromkeys(actions, "everywhere")),),
    ),
    Mutant(
        "3.2 contains",
        "the day does not count",
        containment.counted_in_time,
        lambda one, other: True,
    ),
    Mutant(
        "3.2 contains",
        "a day that may be no later is enough",
        containment.counted_in_time,
        lambda one, other: (
            one.final
            or one.days.latest is None
            or other.days.earliest is None
            or other.days.earliest <= one.days.latest
        ),
    ),
    Mutant(
        "3.2 contains",
        "counts that fall are compared as if they grew",
        containment.counted_in_time,
        lambda one, other: one.final or day_ranges.surely_no_later(other.days, one.days),
    ),
    Mutant("3.2 contains", "one action of several is enough", containment.contains, _contains_some),
    Mutant(
        "3.2 contains",
        "a whole is contained by its part",
        containment.is_within,
        lambda facts_of, action, actions: not facts_of.parts[action].isdisjoint(actions),
    ),
    Mutant(
        "3.2 contains",
        "what shares a part is contained",
        containment.is_within,
        lambda facts_of, action, actions: any(facts_of.parts[action] & facts_of.parts[one] for one in actions),
    ),
    Mutant(
        "3.2 contains",
        "a part is not contained",
        containment.is_within,
        lambda facts_of, action, actions: action in actions,
        widths.a_part_adds_nothing_to_the_high,
    ),
    Mutant(
        "3.2 contains",
        "nothing is contained by what was done on one day",
        containment.counted_in_time,
        lambda one, other: one.growing and day_ranges.surely_no_later(other.days, one.days),
        widths.one_day_contains_whatever_the_page_says,
    ),
    Mutant("3.2 disjoint", "all is disjoint", containment.disjoint, lambda *_: True),
    Mutant(
        "3.2 disjoint",
        "one pair of actions apart is enough",
        containment.disjoint,
        lambda facts_of, one, other: any(
            not facts_of.may_meet(action, another) for action in one.actions for another in other.actions
        ),
    ),
    Mutant(
        "3.2 disjoint",
        "nothing is disjoint",
        containment.disjoint,
        lambda *_: False,
        widths.two_pardons_of_a_state_add_up,
    ),
    Mutant("3.3 low", "all lows are added", packing.pack, _pack_all),
    Mutant("3.3 low", "the heaviest first", packing.pack, _pack_greedily),
    Mutant("3.3 low", "a node as heavy as each conflict is taken", packing._reduce, _reduce_by_heaviest),
    Mutant("3.3 high", "what contain each other both go", total_bounds.find_containers, _drop_mutual),
    Mutant("3.3 high", "an open high is left out", total_bounds.bound_total, _only_bounded),
    Mutant("3.3 high", "the highs of what gives the low", total_bounds.bound_total, _high_of_low),
    Mutant(
        "3.3 high",
        "what is contained is added",
        total_bounds.outermost,
        lambda containers, contradictions: {},
        widths.a_part_adds_nothing_to_the_high,
    ),
    Mutant("3.3 contradiction", "parts that overlap are added up", total_bounds.find_contradictions, _sum_of_parts),
    Mutant(
        "3.3 contradiction",
        "none is looked for",
        total_bounds.find_contradictions,
        lambda *_: {},
        widths.a_whole_below_its_parts_is_a_contradiction,
    ),
    Mutant("3.7 knownAt", "the first day of a month of publication", known_claims.known_from, _first_day_known),
    Mutant("3.7 knownAt", "an undated page is known", known_claims.known_claims, _undated_known),
    Mutant("3.7 knownAt", "an undated page is never known", known_claims.known_claims, _undated_never),
    Mutant("3.7 knownAt", "an undated page is forgotten", known_claims.known_claims, _undated_forgotten),
    Mutant("3.7 knownAt", "every claim is known", known_claims.known_claims, _known_whenever),
    Mutant("3.7 knownAt", "an undated page gives a low", counted_figures.without_low, lambda figure: figure),
    Mutant("3.8 reconciliation", "units are added", tally_bounds.join_units, _added_units),
    Mutant("3.8 reconciliation", "the greatest low counts", tally_bounds.join_units, _best_known_unit),
    Mutant("3.8 reconciliation", "the least high counts", tally_bounds.join_units, _least_high),
    Mutant("3.8 reconciliation", "all gives a low", tally_bounds.surely_within, lambda *_: True),
    Mutant("3.8 reconciliation", "what may be within gives a low", tally_bounds.surely_within, _possibly_within),
    Mutant("3.8 reconciliation", "a unit told later is left out of the low", tally_bounds.hulls, _known_units_only),
    Mutant(
        "3.8 reconciliation",
        "only what surely had begun gives a high",
        tally_bounds.may_have_begun,
        _surely_begun_action,
    ),
    Mutant(
        "3.8 reconciliation",
        "what surely began later gives a high",
        tally_bounds.may_have_begun,
        lambda *_: True,
        widths.a_later_action_explains_nothing,
    ),
    Mutant("3.8 reconciliation", "low is taken from low", intervals.remainder, _swapped),
)
