"""Hold totals against the size of the union of the acts, and what they count against what was known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clemency_graph.graph.model.vocabulary import Covers, Qualifier, Rank, Stage, Unit
from clemency_graph.graph.queries import (
    counted_figures,
    figure_containment,
    total_bounds,
)
from clemency_graph.graph.queries.figure_containment import Figure
from clemency_graph.graph.queries.total_bounds import TotalBounds

from worlds.case import Case, Failure, truly_counted
from worlds.statements import FIGURE_STAGES, known_for_certain
from worlds.truth import HORIZON, UNITS, calendar_day


def check_totals(case: Case) -> Iterator[Failure]:
    """Hold totals of all and of some actions against the size of the union of their acts."""
    some = [id for id in case.ids if case.rng.random() < 0.6]
    unit = case.rng.choice(UNITS)
    known_at = calendar_day(case.rng.randint(200, HORIZON + 200))
    for asked, stage, day in (
        (case.ids, Stage.GRANTED, None),
        (case.ids, case.rng.choice(FIGURE_STAGES), None),
        (some, case.rng.choice(FIGURE_STAGES), None),
        (case.ids, case.rng.choice(FIGURE_STAGES), known_at),
    ):
        counted = counted_figures.counted_figures(case.relations, asked, stage, unit, day)
        total = total_bounds.bound_total(counted.figures, case.relations)
        yield from _judge_total(case, asked, stage, unit, counted.figures, total)
        yield from _judge_knowledge(case, asked, stage, unit, counted, day)
    yield from _judge_uncertain(case, some, unit)


def _judge_uncertain(case: Case, uncertain: list[str], unit: Unit) -> Iterator[Failure]:
    """Hold the low of a total against the acts of the actions that were surely asked for, and its high against all."""
    stage = case.rng.choice(FIGURE_STAGES)
    counted = counted_figures.counted_figures(case.relations, case.ids, stage, unit, uncertain=uncertain)
    total = total_bounds.bound_total(counted.figures, case.relations)
    sure = [id for id in case.ids if id not in uncertain]
    acts = frozenset[int]().union(*(case.world.acts(id, stage, HORIZON + 200) for id in sure))
    case.seen["totals with uncertain actions"] += bool(counted.doubtful)
    if stage is not Stage.ELIGIBLE and total.interval.low > case.world.size(acts, unit):
        yield Failure("truth", f"less than {total.interval.low} at {stage} in {unit} are of the certain actions")
    whole = counted_figures.counted_figures(case.relations, case.ids, stage, unit)
    if total.interval.high != total_bounds.bound_total(whole.figures, case.relations).interval.high:
        yield Failure("law", "what is uncertain counts in high")


def _judge_total(
    case: Case, asked: list[str], stage: Stage, unit: Unit, figures: tuple[Figure, ...], total: TotalBounds
) -> Iterator[Failure]:
    told = frozenset[int]().union(*(truly_counted(case, figure, stage) for figure in figures))
    number = case.world.size(told, unit)
    low, high = total.interval
    case.seen["totals"] += bool(figures)
    case.seen["totals with a high"] += bool(figures) and high is not None
    case.seen["totals with figures that may overlap"] += bool(total.overlapping)
    case.seen["totals with contained figures"] += bool(total.contained)
    case.seen["totals that are exact"] += low == high and low > 0
    if low > number or (high is not None and high < number):
        yield Failure("truth", f"{number} at {stage} in {unit}, not {total.interval}")
    ever = frozenset[int]().union(*(case.world.acts(id, stage, HORIZON + 200) for id in asked))
    if stage is not Stage.ELIGIBLE and low > case.world.size(ever, unit):
        yield Failure("truth", f"less than {low} at {stage} in {unit} were asked for")
    if total.contradictions:
        yield Failure("contradiction", f"{sorted(total.contradictions)} agree with what they contain")
    if any(figure.interval.low > low for figure in figures):
        yield Failure("law", "low is at least the largest low")
    if total.overlapping and _heaviest(case, list(figures)) != low:
        yield Failure("law", "low is the heaviest set of disjoint figures")
    approximate = [figure for figure in figures if figure.id in total.low_figures and _is_about(figure)]
    if total.approximate != sum(figure.interval.low for figure in approximate):
        yield Failure("law", "approximate is the part of low that rests on about")


def _heaviest(case: Case, figures: list[Figure]) -> int:
    """Return the weight of the heaviest set of disjoint figures, by trying all sets."""
    if not figures:
        return 0
    first, rest = figures[0], figures[1:]
    apart = [other for other in rest if figure_containment.disjoint(case.relations, first, other)]
    return max(_heaviest(case, rest), first.interval.low + _heaviest(case, apart))


def _is_about(figure: Figure) -> bool:
    count = figure.claims[0].count
    return count is not None and count.qualifier is Qualifier.ABOUT


def _judge_knowledge(
    case: Case,
    asked: list[str],
    stage: Stage,
    unit: Unit,
    counted: counted_figures.CountedFigures,
    day: date | None,
) -> Iterator[Failure]:
    """Hold what is counted against the days on which pages came out, and see that nobody is left out."""
    subjects = {figure.claim.action for figure in counted.figures if figure.subject[0] is Covers.ACTION}
    stages = (stage, Stage.RECORDED) if stage is Stage.GRANTED else (stage,)
    for id in asked:
        figures = [
            claim
            for claim in case.relations.actions[id].claims
            if claim.count is not None
            and claim.count.unit is unit
            and claim.count.covers is not Covers.SERIES
            and claim.stage in stages
            and claim.rank is not Rank.DEPRECATED
        ]
        # A page that is dated by a year or month may have been published at its beginning, and describes no later day.
        possible = any(
            day is None
            or known_for_certain(claim) <= day
            or (
                (claim.published is None or claim.published.first_day <= day)
                and (claim.as_of is None or claim.as_of.first_day <= day)
            )
            for claim in figures
        )
        if possible != (id in subjects):
            yield Failure("law", f"{id} counts where a figure may be known, and only there")
    for figure in counted.figures:
        if day is None:
            continue
        out = [calendar_day(case.record.behind[claim.id].page) <= day for claim in figure.claims]
        if figure.interval.low and not all(out):
            yield Failure("truth", f"{figure.id} was not known on {day}")
        if figure.id not in counted.undated and not all(known_for_certain(claim) <= day for claim in figure.claims):
            yield Failure("truth", f"{figure.id} was not surely known on {day}")
