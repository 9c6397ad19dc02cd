"""Wrong versions of the rules of the stage, day and figure of an action."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from clemency_graph.graph.model.vocabulary import Covers, Rank, Stage
from clemency_graph.graph.queries import (
    best_claims,
    best_figure,
    claim_ranking,
    day_ranges,
    figure_coverage,
    number_intervals,
    stage_facts,
)
from clemency_graph.graph.queries.day_ranges import DayRange
from clemency_graph.graph.queries.number_intervals import Interval

from worlds import widths
from worlds.mutants.mutant import Function, Mutant


def _narrow_on_any_day(other: Any, best: Any, subject: Any) -> Interval:
    if not best_figure.counts_within(other, best, subject):
        return best_figure.OPEN
    return best_figure.figure_interval(other, subject)


def _narrow_to_nothing(figures: Any, subject: Any, within: Any) -> Any:
    given = [*figures]
    found = _BEST_FIGURE(given, subject, within)
    if found is None:
        return None
    interval = found.interval
    for other in (*given, *within):
        interval = number_intervals.intersect(interval, best_figure.bound_by(other, found.claim, subject))
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


_FIGURE_DAY_ORDER: Final = claim_ranking.figure_day_order


_BOUND_BY: Final = best_figure.bound_by


_BEST_FIGURE: Final = best_figure.best_figure


_STAGE_DAYS: Final = stage_facts.stage_days


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


def _finest_without_rank(claims: Any, stage: Stage) -> Any:
    dated = [claim for claim in best_claims.usable(claims) if claim.stage is stage and claim.date is not None]
    finest = [one for one in dated if not any(best_claims.lies_inside(other, one) for other in dated)]
    return min(finest, key=best_claims.preference, default=None)


def _by_preference(change: Function) -> Function:
    real = best_claims.preference
    return lambda claim: change(claim, real(claim))


MUTANTS: Final = (
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
        _by_preference(lambda claim, key: (key[0], tuple(-part for part in key[1]), *key[2:])),
        widths.the_best_claim_is_chosen_in_order,
    ),
    Mutant(
        "2 best claim",
        "a month or a year is its last day",
        claim_ranking.figure_day_order,
        lambda as_of, page: (0, 0, 0) if as_of is None else (-as_of.last_day.toordinal(), 0, 0),
        widths.a_figure_of_a_day_goes_before_that_of_its_month,
    ),
    Mutant(
        "2 best claim",
        "a later page does not go first within a year",
        claim_ranking.figure_day_order,
        lambda as_of, page: _FIGURE_DAY_ORDER(as_of, None),
        widths.a_figure_of_a_day_goes_before_that_of_its_month,
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
    Mutant(
        "2 tightening",
        "words lower a number",
        best_figure.in_words,
        lambda claim: False,
        widths.words_lower_no_number,
    ),
    Mutant("2 tightening", "all counts grow", best_figure.GROWING, frozenset(Stage)),
    Mutant("2 tightening", "nothing narrows", best_figure.bound_by, lambda *_: Interval(0, None)),
    Mutant(
        "2 tightening",
        "undeclared running totals narrow each other",
        best_figure.counts_within,
        lambda one, other, subject: (
            figure_coverage.coverage(one, subject) is figure_coverage.coverage(other, subject)
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
    Mutant("2 tightening", "no count is final", figure_coverage.is_final, lambda claim, subject: False),
    Mutant(
        "2 tightening",
        "a figure of 0 is final",
        figure_coverage.is_final,
        lambda claim, subject: (
            subject.one_day
            and claim.stage is Stage.GRANTED
            and figure_coverage.coverage(claim, subject) is Covers.ACTION
        ),
    ),
    Mutant(
        "2 tightening",
        "a running total is final",
        figure_coverage.is_final,
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
)
