"""Wrong versions of the rules of figures and what they cover."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from clemency_graph.graph.model.vocabulary import Covers, Extent, Level, Qualifier
from clemency_graph.graph.queries import (
    action_figure,
    action_overlap,
    figure_coverage,
    number_intervals,
    stage_facts,
)
from clemency_graph.graph.queries.number_intervals import Interval

from worlds import widths
from worlds.mutants.mutant import _MAY_LIE_IN, Function, Mutant


def _of_bound(change: Function) -> Function:
    real = number_intervals.count_as_interval
    return lambda count: change(count, real(count))


_SUBJECT: Final = action_figure.subject_of


_COUNTS_IN: Final = action_figure.counts_in


_CLOSE: Final = action_overlap.close


_ACTION_FIGURE: Final = action_figure.action_figure


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


def _direct(edges: Any) -> dict[str, frozenset[str]]:
    return {node: frozenset((node, *(next for next in nexts if next in edges))) for node, nexts in edges.items()}


def _one_way(one: Any, other: Any) -> bool:
    return other.id in one.separate_from


def _meets_only_itself(self: Any, one: str, other: str) -> bool:
    return not self._apart(one, other)


def _spreads_up(self: Any, one: str, other: str) -> bool:
    return _MAY_MEET(self, one, other) and not any(
        action_overlap.declared_separate(self.actions[part], self.actions[another])
        for part in self.parts[one]
        for another in self.parts[other]
    )


_MAY_MEET: Final = action_overlap.ActionRelations.may_meet


def _first_county(one: Any, other: Any) -> bool:
    if {one.level, other.level} != {Level.CITY, Level.COUNTY}:
        return _MAY_LIE_IN(one, other)
    city, county = (one, other) if one.level is Level.CITY else (other, one)
    return city.counties is None or county.id in sorted(city.counties)[:1]


def _undeclared_counties(one: Any, other: Any) -> bool:
    city = one if one.level is Level.CITY else other
    return _MAY_LIE_IN(one, other) and (Level.STATE in (one.level, other.level) or city.counties is not None)


MUTANTS: Final = (
    Mutant("1 about", "about is not widened", number_intervals.rounding_error, lambda number: 0),
    Mutant(
        "1 about",
        "about is not widened by at least 1",
        number_intervals.rounding_error,
        lambda number: min(10 ** (len(str(number)) - len(str(number).rstrip("0"))) // 2, number // 10),
    ),
    Mutant(
        "1 about",
        "about is widened downwards only",
        number_intervals.count_as_interval,
        _of_bound(lambda count, real: Interval(real.low, count.high)),
    ),
    Mutant(
        "1 about",
        "about is widened by half a unit, however large",
        number_intervals.rounding_error,
        lambda number: max(1, 10 ** (len(str(number)) - len(str(number).rstrip("0"))) // 2),
        widths.about_is_widened_by_a_tenth_at_most,
    ),
    Mutant(
        "1 open sides",
        "'more than' gets a high",
        number_intervals.count_as_interval,
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
        number_intervals.count_as_interval,
        _of_bound(
            lambda count, real: (
                Interval(real.high * 9 // 10, real.high)
                if count.qualifier in (Qualifier.UP_TO, Qualifier.NEARLY)
                else real
            )
        ),
    ),
    Mutant("1 parts", "no figure is a part", figure_coverage.is_part, lambda claim, subject: False),
    Mutant(
        "1 parts",
        "`since` makes no part",
        figure_coverage.is_part,
        lambda claim, subject: claim.count.extent is Extent.PART,
    ),
    Mutant(
        "1 parts",
        "`since` is held against its first day",
        figure_coverage.is_part,
        lambda claim, subject: (
            claim.count.extent is Extent.PART
            or (
                claim.count.since is not None
                and (subject.begins is None or claim.count.since.first_day > subject.begins)
            )
        ),
    ),
    Mutant(
        "1 parts",
        "`since` makes no part where the beginning is unknown",
        figure_coverage.is_part,
        lambda claim, subject: (
            claim.count.extent is Extent.PART
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
        action_figure.subject_of,
        lambda facts_of, action, stage, claims: replace(
            _SUBJECT(facts_of, action, stage, claims),
            series_begins=_SUBJECT(facts_of, action, stage, claims).begins,
        ),
    ),
    Mutant(
        "1 parts",
        "each `since` makes a part",
        figure_coverage.is_part,
        lambda claim, subject: claim.count.extent is Extent.PART or claim.count.since is not None,
        widths.since_the_beginning_is_a_whole,
    ),
    Mutant(
        "1 covers",
        "an undeclared running total covers its round",
        figure_coverage.coverage,
        lambda claim, subject: claim.count.covers or Covers.ACTION,
    ),
    Mutant(
        "1 covers",
        "an undeclared number of the eligible covers its round",
        figure_coverage.coverage,
        lambda claim, subject: (
            None
            if claim.count.cumulative and subject.in_series and not claim.count.covers
            else claim.count.covers or Covers.ACTION
        ),
    ),
    Mutant(
        "1 covers",
        "an undeclared running total contains other rounds",
        action_figure.action_figure,
        lambda *arguments: (
            (figure := _ACTION_FIGURE(*arguments))
            and replace(figure, complete=figure.complete or figure.interval.high is not None)
        ),
    ),
    Mutant(
        "1 covers",
        "the total of a series is the figure of its round",
        action_figure.counts_in,
        lambda claims, unit, covers: _COUNTS_IN(claims, unit, (*covers, Covers.SERIES)),
    ),
    Mutant("1 covers", "a series covers only rounds that surely had begun", action_figure.begun_by, _surely_begun),
    Mutant("1 covers", "a running total covers no other round", action_figure.begun_by, _own_round),
    Mutant(
        "1 covers",
        "a series covers rounds that surely began later",
        action_figure.begun_by,
        _all_rounds,
        widths.a_later_round_is_no_part_of_an_earlier_total,
    ),
    Mutant(
        "1 covers",
        "a relief of another kind is a round of the series",
        action_overlap.rounds_of,
        lambda action, tied, actions: frozenset(tied),
    ),
    Mutant("1 part_of", "no closure", action_overlap.close, _direct),
    Mutant(
        "1 part_of",
        "read the wrong way round",
        action_overlap.close,
        lambda edges: action_overlap.invert(_CLOSE(edges)),
    ),
    Mutant("1 separate_from", "one way only", action_overlap.declared_separate, _one_way, widths.separate_is_symmetric),
    Mutant(
        "1 separate_from",
        "not inherited by parts",
        action_overlap.ActionRelations.may_meet,
        _meets_only_itself,
        widths.parts_of_separate_actions_are_separate,
    ),
    Mutant("1 separate_from", "inherited by wholes", action_overlap.ActionRelations.may_meet, _spreads_up),
    Mutant(
        "1 separate_from",
        "not read",
        action_overlap.declared_separate,
        lambda one, other: False,
        widths.separate_is_symmetric,
    ),
    Mutant("1 counties", "a city without counties lies in none", action_overlap.may_lie_in, _undeclared_counties),
    Mutant("1 counties", "a city lies in its first county only", action_overlap.may_lie_in, _first_county),
    Mutant(
        "1 counties",
        "a city may lie in each county",
        action_overlap.may_lie_in,
        lambda one, other: Level.STATE in (one.level, other.level) or one.level is not other.level,
        widths.a_city_is_apart_from_other_counties,
    ),
)
