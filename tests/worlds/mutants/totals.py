"""Wrong versions of the rules of totals, clocks and tallies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from clemency_graph.graph.model.vocabulary import Level
from clemency_graph.graph.queries import (
    action_figure,
    action_overlap,
    best_claims,
    claims_known_by,
    counted_figures,
    day_ranges,
    done_by_day,
    figure_containment,
    number_intervals,
    set_packing,
    stage_facts,
    tally_against_actions,
    total_bounds,
)
from clemency_graph.graph.queries.day_ranges import DayRange
from clemency_graph.graph.queries.figure_containment import Figure
from clemency_graph.graph.queries.number_intervals import Interval

from worlds import widths
from worlds.mutants.mutant import _MAY_LIE_IN, Function, Mutant

_APART: Final = action_overlap.apart_by_place


_CONTAINS: Final = figure_containment.contains


_AS_FIGURE: Final = action_figure.as_figure


_KNOWN: Final = claims_known_by.known_claims


def _implied_with_high(found: Any, stage: Any, subject: Any, actions: Any) -> Any:
    figure = _AS_FIGURE(found, stage, subject, actions)
    return replace(figure, interval=found.interval, complete=found.whole)


def _by_place(change: Function) -> Function:
    return lambda one, other: change(one, other, _APART(one, other))


def _contains_some(facts_of: Any, one: Any, other: Any) -> bool:
    return (
        one is not other
        and one.complete
        and any(figure_containment.is_within(facts_of, action, one.actions) for action in other.actions)
        and figure_containment.counted_in_time(one, other)
    )


def _pack_greedily(weights: Any, conflicts: Any) -> Any:
    nodes = frozenset(node for node, weight in weights.items() if weight > 0)
    taken = set_packing._pack_greedily(nodes, weights, conflicts)
    return set_packing.Packing(tuple(sorted(taken)), sum(weights[node] for node in taken), True)


def _pack_all(weights: Any, conflicts: Any) -> Any:
    nodes = tuple(sorted(node for node, weight in weights.items() if weight > 0))
    return set_packing.Packing(nodes, sum(weights[node] for node in nodes), True)


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
    return claims_known_by.KnownClaims(certain + undated, ())


def _undated_never(claims: Any, known_at: Any) -> Any:
    certain, undated = _KNOWN(claims, known_at)
    if known_at is None:
        return claims_known_by.KnownClaims(certain, undated)
    dated = tuple(claim for claim in certain if claim.published is not None)
    return claims_known_by.KnownClaims(dated, undated)


def _undated_forgotten(claims: Any, known_at: Any) -> Any:
    return claims_known_by.KnownClaims(_KNOWN(claims, known_at).certain, ())


def _known_whenever(claims: Any, known_at: Any) -> Any:
    return claims_known_by.KnownClaims(tuple(best_claims.usable(claims)), ())


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


_JOIN: Final = tally_against_actions.join_units


_HULLS: Final = tally_against_actions.hulls


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


def _surely_since_its_own(facts_of: Any, claim: Any, stage: Any, since: Any) -> bool:
    reached = stage_facts.stage_days(facts_of.actions[claim.action].claims, stage)
    unbounded = claim.count is None or since == day_ranges.UNBOUNDED
    return unbounded or (reached is not None and day_ranges.surely_no_later(since, reached))


def _began_since(action: Any, stage: Any, since: Any) -> bool:
    reached = stage_facts.stage_days(action.claims, stage)
    return reached is None or None in (reached.latest, since.earliest) or since.earliest <= reached.latest


def _surely_begun_action(action: Any, stage: Any, days: Any) -> bool:
    reached = stage_facts.stage_days(action.claims, stage)
    return reached is not None and day_ranges.surely_no_later(reached, days)


_COUNTING: Final = action_overlap.ActionRelations.counting


def _high_of_the_latest(figure: Figure, latest: Figure | None, days: DayRange) -> Figure:
    """Take the high of the latest figure, also where that may be of a day before the one asked for, or of a part."""
    if latest is None or latest.interval.high is None or latest.interval.high < figure.interval.low:
        return figure
    return replace(figure, interval=Interval(figure.interval.low, latest.interval.high))


def _possibly_done(facts_of: Any, claims: Any, stage: Any, days: Any) -> Any:
    if days.latest is None:
        return claims
    firsts = ((claim, best_claims.figure_days(claim).earliest) for claim in claims)
    return tuple(claim for claim, first in firsts if first is None or first <= days.latest)


def _other_sources(facts_of: Any, keep: Any) -> Any:
    return _COUNTING(facts_of, lambda claim: not keep(claim))


MUTANTS: Final = (
    Mutant(
        "3.1 figures",
        "units are added",
        action_figure.counts_in,
        lambda claims, unit, covers: [
            claim for claim in claims if claim.count is not None and claim.count.covers in covers
        ],
    ),
    Mutant(
        "3.1 figures",
        "stages are mixed",
        action_figure.at_stages,
        lambda claims, stage: (list(claims), []),
    ),
    Mutant("3.1 figures", "what was recorded gives a high", action_figure.as_figure, _implied_with_high),
    Mutant(
        "3.1 figures",
        "what was recorded implies nothing",
        action_figure.at_stages,
        lambda claims, stage: ([claim for claim in claims if claim.stage is stage], []),
    ),
    Mutant("3.1 figures", "rounds count that were not asked for", counted_figures.counts_beyond, lambda *_: False),
    Mutant(
        "3.1 figures",
        "series have no figure",
        action_figure.series_figure,
        lambda *_: None,
        widths.the_total_of_a_series_counts,
    ),
    Mutant(
        "3.2 relations",
        "kinds of one place are apart",
        action_overlap.apart_by_place,
        _by_place(lambda one, other, real: real or one.place.id == other.place.id),
    ),
    Mutant(
        "3.2 relations",
        "a locality and its state are apart",
        action_overlap.may_lie_in,
        lambda one, other: Level.STATE not in (one.level, other.level) and _MAY_LIE_IN(one, other),
    ),
    Mutant(
        "3.2 relations",
        "a city and a county are apart",
        action_overlap.may_lie_in,
        lambda one, other: Level.STATE in (one.level, other.level),
    ),
    Mutant("3.2 relations", "a shared part does not count", action_overlap.share_a_part, lambda one, other: False),
    Mutant(
        "3.2 relations",
        "all of one place may meet",
        action_overlap.apart_by_place,
        _by_place(lambda one, other, real: real and one.place.id != other.place.id),
        widths.two_pardons_of_a_state_add_up,
    ),
    Mutant(
        "3.2 relations",
        "two counties may meet",
        action_overlap.may_lie_in,
        lambda one, other: one.level is other.level or _MAY_LIE_IN(one, other),
        widths.two_counties_add_up,
    ),
    Mutant(
        "3.2 relations",
        "a state and the country may meet",
        action_overlap.apart_by_place,
        _by_place(lambda one, other, real: real and (one.place.state is None) is (other.place.state is None)),
        widths.a_state_and_the_country_add_up,
        ((action_overlap.regions, lambda actions: dict.fromkeys(actions, "everywhere")),),
    ),
    Mutant(
        "3.2 contains",
        "the day does not count",
        figure_containment.counted_in_time,
        lambda one, other: True,
    ),
    Mutant(
        "3.2 contains",
        "a day that may be no later is enough",
        figure_containment.counted_in_time,
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
        figure_containment.counted_in_time,
        lambda one, other: one.final or day_ranges.surely_no_later(other.days, one.days),
    ),
    Mutant("3.2 contains", "one action of several is enough", figure_containment.contains, _contains_some),
    Mutant(
        "3.2 contains",
        "a whole is contained by its part",
        figure_containment.is_within,
        lambda facts_of, action, actions: not facts_of.parts[action].isdisjoint(actions),
    ),
    Mutant(
        "3.2 contains",
        "what shares a part is contained",
        figure_containment.is_within,
        lambda facts_of, action, actions: any(facts_of.parts[action] & facts_of.parts[one] for one in actions),
    ),
    Mutant(
        "3.2 contains",
        "a part is not contained",
        figure_containment.is_within,
        lambda facts_of, action, actions: action in actions,
        widths.a_part_adds_nothing_to_the_high,
    ),
    Mutant(
        "3.2 contains",
        "nothing is contained by what was done on one day",
        figure_containment.counted_in_time,
        lambda one, other: one.growing and day_ranges.surely_no_later(other.days, one.days),
        widths.one_day_contains_whatever_the_page_says,
    ),
    Mutant("3.2 disjoint", "all is disjoint", figure_containment.disjoint, lambda *_: True),
    Mutant(
        "3.2 disjoint",
        "one pair of actions apart is enough",
        figure_containment.disjoint,
        lambda facts_of, one, other: any(
            not facts_of.may_meet(action, another) for action in one.actions for another in other.actions
        ),
    ),
    Mutant(
        "3.2 disjoint",
        "nothing is disjoint",
        figure_containment.disjoint,
        lambda *_: False,
        widths.two_pardons_of_a_state_add_up,
    ),
    Mutant("3.3 low", "all lows are added", set_packing.pack, _pack_all),
    Mutant("3.3 low", "the heaviest first", set_packing.pack, _pack_greedily),
    Mutant("3.3 low", "a node as heavy as each conflict is taken", set_packing._reduce, _reduce_by_heaviest),
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
    Mutant("3.7 knownAt", "the first day of a month of publication", claims_known_by.known_from, _first_day_known),
    Mutant("3.7 knownAt", "an undated page is known", claims_known_by.known_claims, _undated_known),
    Mutant("3.7 knownAt", "an undated page is never known", claims_known_by.known_claims, _undated_never),
    Mutant("3.7 knownAt", "an undated page is forgotten", claims_known_by.known_claims, _undated_forgotten),
    Mutant(
        "3.7 knownAt",
        "a page dated by a month is unknown until its end",
        claims_known_by._may_be_known,
        lambda claim, known_at: claim.published is None,
    ),
    Mutant(
        "3.7 knownAt",
        "a page is older than what it describes",
        claims_known_by._may_be_known,
        lambda claim, known_at: claim.published is None or claim.published.first_day <= known_at,
    ),
    Mutant("3.7 knownAt", "every claim is known", claims_known_by.known_claims, _known_whenever),
    Mutant("3.7 knownAt", "an undated page gives a low", counted_figures.without_low, lambda figure: figure),
    Mutant("3.6 on", "every figure is of the day", counted_figures._done, lambda facts_of, claims, *_: claims),
    Mutant("3.6 on", "what may be done by the day gives a low", counted_figures._done, _possibly_done),
    Mutant("3.6 on", "the high of an earlier day holds", counted_figures.grown, lambda figure, *_: figure),
    Mutant("3.6 on", "the high of any day after it holds", counted_figures.grown, _high_of_the_latest),
    Mutant("3.6 on", "a figure of a later day is forgotten", counted_figures._may_count, lambda *_: False),
    Mutant(
        "3.6 sourceKinds",
        "every source counts",
        action_overlap.ActionRelations.counting,
        lambda facts_of, keep: facts_of,
    ),
    Mutant("3.6 sourceKinds", "the other sources count", action_overlap.ActionRelations.counting, _other_sources),
    Mutant("3.8 reconciliation", "units are added", tally_against_actions.join_units, _added_units),
    Mutant("3.8 reconciliation", "the greatest low counts", tally_against_actions.join_units, _best_known_unit),
    Mutant("3.8 reconciliation", "the least high counts", tally_against_actions.join_units, _least_high),
    Mutant("3.8 reconciliation", "all gives a low", done_by_day.surely_within, lambda *_: True),
    Mutant("3.8 reconciliation", "what may be within gives a low", done_by_day.surely_within, _possibly_within),
    Mutant(
        "3.8 reconciliation", "a unit told later is left out of the low", tally_against_actions.hulls, _known_units_only
    ),
    Mutant(
        "3.8 reconciliation",
        "only what surely had begun gives a high",
        done_by_day.may_have_begun,
        _surely_begun_action,
    ),
    Mutant(
        "3.8 reconciliation",
        "what surely began later gives a high",
        done_by_day.may_have_begun,
        lambda *_: True,
        widths.a_later_action_explains_nothing,
    ),
    Mutant(
        "3.8 reconciliation", "what was before the tally starts gives a low", done_by_day.surely_since, lambda *_: True
    ),
    Mutant("3.8 reconciliation", "a round starts with its own", done_by_day.surely_since, _surely_since_its_own),
    Mutant("3.8 reconciliation", "what began before the tally gives no high", done_by_day.may_be_since, _began_since),
    Mutant(
        "3.8 reconciliation",
        "what surely ended before gives a high",
        done_by_day.may_be_since,
        lambda *_: True,
        widths.an_earlier_action_explains_nothing,
    ),
    Mutant("3.8 reconciliation", "low is taken from low", number_intervals.remainder, _swapped),
)
