"""Wrong versions of the rules of filters, conflicts and what the checks refuse."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from clemency_graph.graph.model.vocabulary import Extent, Qualifier, Stage
from clemency_graph.graph.queries import (
    best_claims,
    best_figure,
    counted_figures,
    day_ranges,
    number_intervals,
    one_stage_conflicts,
    stage_order_errors,
)
from clemency_graph.graph.queries.day_ranges import Answer

from worlds import widths
from worlds.mutants.mutant import Mutant

_MATCH: Final = day_ranges.match_day
_COUNTED: Final = counted_figures.counted_figures


def _certainly(days: Any, wanted: Any, stated: bool = True) -> Answer:
    answer = _MATCH(days, wanted, stated)
    return Answer.YES if answer is Answer.MAYBE else answer


def _refused(days: Any, wanted: Any, stated: bool = True) -> Answer:
    answer = _MATCH(days, wanted, stated)
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
    return number_intervals.intersect(*numbers).empty


_FIGURES_DIFFER: Final = one_stage_conflicts.figures_differ


def _units_alike(one: Any, other: Any, subject: Any) -> bool:
    if one.count is None or other.count is None:
        return False
    same = replace(other, count=replace(other.count, unit=one.count.unit))
    return _FIGURES_DIFFER(one, same, subject)


_ESTIMATES_DIFFER: Final = one_stage_conflicts.estimates_differ


def _parts_differ(one: Any, other: Any, subject: Any) -> bool:
    return _ESTIMATES_DIFFER(_whole(one), _whole(other), subject)


def _whole(claim: Any) -> Any:
    return replace(claim, count=replace(claim.count, extent=Extent.WHOLE)) if claim.count else claim


def _exact(claim: Any) -> Any:
    exact = claim.count and claim.count.qualifier is Qualifier.ABOUT
    return replace(claim, count=replace(claim.count, qualifier=Qualifier.EXACTLY)) if exact else claim


def _order_of_first_days(claims: Any) -> Any:
    found = []
    for first, second in stage_order_errors.EARLIER_AND_LATER:
        earlier, later = best_claims.best_date(claims, first), best_claims.best_date(claims, second)
        if not earlier or not later or not earlier.date or not later.date:
            continue
        if later.date.first_day < earlier.date.first_day:
            found.append(stage_order_errors.OrderError(earlier, later))
    return found


MUTANTS: Final = (
    Mutant("2 filters", "maybe is yes", day_ranges.match_day, _certainly),
    Mutant("2 filters", "maybe is no", day_ranges.match_day, _refused),
    Mutant("2 filters", "not maybe is yes", day_ranges.negate, lambda answer: Answer(2 if answer < 2 else 0)),
    Mutant("2 filters", "or takes the least sure", day_ranges.any_of, lambda answers: min(answers)),
    Mutant("2 filters", "and takes the surest", day_ranges.all_of, lambda answers: max(answers)),
    Mutant(
        "2 filters",
        "lt includes the day",
        day_ranges.match_day,
        lambda days, wanted, stated=True: _MATCH(days, replace(wanted, lt=None, lte=wanted.lt or wanted.lte), stated),
    ),
    Mutant(
        "2 filters",
        "certain is not read",
        day_ranges.certainly,
        lambda answer: answer,
        widths.filters_leave_out_what_they_say,
    ),
    Mutant(
        "2 filters",
        "unknown is not read",
        day_ranges.match_day,
        lambda days, wanted, stated=True: _MATCH(days, replace(wanted, unknown=None), stated),
        widths.filters_leave_out_what_they_say,
    ),
    Mutant(
        "2 filters",
        "a figure of an action that may not match gives a low",
        counted_figures.counted_figures,
        lambda *asked, uncertain=(): _COUNTED(*asked),
    ),
    Mutant("2 conflicts", "a series over time is a conflict", one_stage_conflicts.figures_differ, _differs),
    Mutant("2 conflicts", "units are held against each other", one_stage_conflicts.figures_differ, _units_alike),
    Mutant("2 conflicts", "no figure is in conflict", one_stage_conflicts.figures_differ, lambda *_: False),
    Mutant(
        "2 conflicts",
        "a coarse day contradicts a finer one",
        one_stage_conflicts.days_differ,
        lambda one, other: one.stage is other.stage and one.date != other.date,
    ),
    Mutant(
        "2 conflicts",
        "days are never in conflict",
        one_stage_conflicts.days_differ,
        lambda one, other: False,
        widths.contradictory_days_are_disputed,
    ),
    Mutant("2 differences", "no estimates differ", one_stage_conflicts.estimates_differ, lambda *_: False),
    Mutant(
        "2 differences",
        "figures of one day differ as of their days",
        one_stage_conflicts.figures_differ,
        lambda one, other, subject: one.stage is not Stage.ELIGIBLE and _FIGURES_DIFFER(one, other, subject),
    ),
    Mutant("2 differences", "a part has a high", one_stage_conflicts.estimates_differ, _parts_differ),
    Mutant("2 differences", "a word has a high", one_stage_conflicts.unless_in_words, best_figure.figure_interval),
    Mutant(
        "2 differences",
        "about is not widened",
        one_stage_conflicts.estimates_differ,
        lambda one, other, subject: _ESTIMATES_DIFFER(_exact(one), _exact(other), subject),
    ),
    Mutant("2 checks", "precision does not count", stage_order_errors.order_errors, _order_of_first_days),
    Mutant(
        "2 checks",
        "a relief opens before its grant",
        stage_order_errors.EARLIER_AND_LATER,
        (*stage_order_errors.EARLIER_AND_LATER, (Stage.OPENED, Stage.GRANTED)),
    ),
    Mutant(
        "2 checks",
        "any order passes",
        stage_order_errors.order_errors,
        lambda claims: [],
        widths.recorded_before_granted_is_refused,
    ),
    Mutant(
        "2 checks",
        "a preferred figure needs no day",
        one_stage_conflicts.undated_preferences,
        lambda claims: [],
        widths.a_preferred_figure_needs_a_day,
    ),
    Mutant(
        "2 checks",
        "figures of other units count as the same",
        one_stage_conflicts.figure_key,
        lambda claim: (claim.stage,),
        widths.a_preferred_figure_needs_a_day,
    ),
)
