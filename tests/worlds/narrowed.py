"""Hold totals that are narrowed against the truth: by a day, by some sources, and by a level of government."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clemency_graph.graph.model.vocabulary import Covers, Level, Stage, Unit
from clemency_graph.graph.queries import action_figure, best_claims, best_figure, counted_figures, total_bounds
from clemency_graph.graph.queries.action_overlap import ActionRelations
from clemency_graph.graph.queries.day_ranges import surely_no_later
from clemency_graph.graph.queries.figure_containment import Figure
from clemency_graph.graph.queries.granted_in_period import granted_in_period, grants_among
from clemency_graph.graph.queries.total_bounds import TotalBounds

from worlds.case import Case, Failure, truly_counted
from worlds.laws import is_succeeded
from worlds.statements import FIGURE_STAGES
from worlds.truth import HORIZON, UNITS, calendar_day


def check_narrowed(case: Case) -> Iterator[Failure]:
    """Hold totals by a day, by some sources and by a level against the truth and against laws."""
    stage, unit = case.rng.choice((Stage.GRANTED, *FIGURE_STAGES)), case.rng.choice(UNITS)
    yield from _judge_day(case, stage, unit)
    yield from _judge_later_day(case, stage, unit)
    yield from _judge_sources(case, stage, unit)
    yield from _judge_levels(case, stage, unit)
    for _ in range(3):
        yield from _judge_period(case, case.rng.choice(UNITS))


def _judge_day(case: Case, stage: Stage, unit: Unit) -> Iterator[Failure]:
    """Hold a total of what was done by a day against the acts of that day."""
    number = case.rng.randint(0, HORIZON + 100)
    counted = counted_figures.counted_figures(case.relations, case.ids, stage, unit, on=calendar_day(number))
    low, high = total_bounds.bound_total(counted.figures, case.relations).interval
    case.seen["totals by a day"] += bool(counted.figures)
    case.seen["totals by a day with a low"] += bool(low)
    case.seen["totals by a day with later figures"] += bool(counted.later)
    if any(figure.interval.low for figure in counted.figures if figure.id in counted.later):
        yield Failure("law", "a figure of a later day gives no low")
    if stage not in best_figure.GROWING:
        return
    done = frozenset[int]().union(*(case.world.acts(id, stage, number) for id in case.ids))
    if low > case.world.size(done, unit):
        yield Failure("truth", f"less than {low} at {stage} in {unit} were done by day {number}")
    told = frozenset[int]().union(*(truly_counted(case, figure, stage) for figure in counted.figures))
    if high is not None and high < case.world.size(told & done, unit):
        yield Failure("truth", f"more than {high} at {stage} in {unit} were done by day {number}")
    for figure in counted.figures:
        high = figure.interval.high
        if high is None or not _is_followed(case, figure, stage, unit):
            continue
        case.seen["totals by a day with a count that grew"] += 1
        if high < case.world.size(case.world.acts(figure.claim.action, stage, number), unit):
            yield Failure("truth", f"more than {high} at {stage} in {unit} of {figure.claim.action} by day {number}")
    missing = set(case.ids).difference(*(figure.actions for figure in counted.figures))
    for id in missing:
        figures = [
            claim
            for claim in best_claims.usable(case.relations.actions[id].claims)
            if claim.count is not None and claim.count.unit is unit and claim.stage is stage
            if claim.count.covers is None and case.world.acts(id, stage, number)
        ]
        if figures:
            yield Failure("law", f"{id} had begun by day {number} and has a figure, and counts in no bound")


def _is_followed(case: Case, figure: Figure, stage: Stage, unit: Unit) -> bool:
    """Return whether a figure is of the whole of an action, and another one is surely of a later day."""
    if figure.subject[0] is not Covers.ACTION or not figure.complete or figure.final or figure.claim.stage is not stage:
        return False
    claims = {id: best_claims.usable(case.relations.actions[id].claims) for id in case.ids}
    latest = action_figure.action_figure(case.relations, figure.claim.action, stage, unit, claims)
    return (
        latest is not None
        and surely_no_later(figure.days, latest.days)
        and not surely_no_later(latest.days, figure.days)
    )


def _judge_later_day(case: Case, stage: Stage, unit: Unit) -> Iterator[Failure]:
    days = sorted(calendar_day(case.rng.randint(0, HORIZON + 100)) for _ in range(2))
    before, after = (
        counted_figures.counted_figures(case.relations, case.ids, stage, unit, on=day).figures for day in days
    )
    now = {figure.subject: figure for figure in after}
    if stage not in best_figure.GROWING or not all(is_succeeded(case, one, now.get(one.subject)) for one in before):
        return
    case.seen["later days"] += 1
    lows = [total_bounds.bound_total(figures, case.relations).interval.low for figures in (before, after)]
    if lows[0] > lows[1]:
        yield Failure("law", "a later day never lowers low")


def _judge_sources(case: Case, stage: Stage, unit: Unit) -> Iterator[Failure]:
    """Hold a total of some of the figures against the acts that these count."""
    figures = [claim.id for id in case.ids for claim in case.relations.actions[id].claims if claim.count is not None]
    kept = frozenset(id for id in figures if case.rng.random() < 0.5)
    relations = case.relations.counting(lambda claim: claim.id in kept)
    counted = counted_figures.counted_figures(relations, case.ids, stage, unit)
    total = total_bounds.bound_total(counted.figures, relations)
    case.seen["totals of some sources"] += bool(counted.figures)
    if not {claim.id for figure in counted.figures for claim in (figure.claim, *figure.claims)} <= kept:
        yield Failure("law", "only figures of the sources that are asked for count")
    told = frozenset[int]().union(*(truly_counted(case, figure, stage) for figure in counted.figures))
    number = case.world.size(told, unit)
    low, high = total.interval
    if low > number or (high is not None and high < number):
        yield Failure("truth", f"{number} at {stage} in {unit}, not {total.interval}")


def _judge_levels(case: Case, stage: Stage, unit: Unit) -> Iterator[Failure]:
    """Hold the totals of each level against that of all: they pack to at most the whole."""
    whole = _total(case.relations, case.ids, stage, unit)
    for level in Level:
        ids = [id for id in case.ids if case.relations.actions[id].place.level is level]
        if ids and _total(case.relations, ids, stage, unit).interval.low > whole.interval.low:
            yield Failure("law", f"the low of {level} is at most that of all")


def _total(relations: ActionRelations, ids: list[str], stage: Stage, unit: Unit) -> TotalBounds:
    return total_bounds.bound_total(counted_figures.counted_figures(relations, ids, stage, unit).figures, relations)


def _judge_period(case: Case, unit: Unit) -> Iterator[Failure]:
    """Hold what was granted in a period, and by its end, against the acts that some action counts by its days."""
    begin, end = sorted(case.rng.sample(range(HORIZON + 100), 2))
    grants = {id: one for id, one in grants_among(case.relations, case.ids).items() if case.rng.random() < 0.8}
    within, by_end = granted_in_period(case.relations, grants, unit, calendar_day(begin), calendar_day(end))
    # Of an action of which no claim says that it granted something, no high is told.
    told = [id for id in grants if case.record.reported[id] & {Stage.GRANTED, Stage.RECORDED}]

    def done(ids: Iterable[str], day: int) -> frozenset[int]:
        return frozenset[int]().union(*(case.world.acts(id, Stage.GRANTED, day) for id in ids))

    for name, granted, since in (("period", within, begin - 1), ("end of a period", by_end, -HORIZON)):
        if granted is None:
            continue
        low, high = granted.interval
        case.seen[f"numbers of a {name}"] += 1
        case.seen[f"numbers of a {name} with a high"] += high is not None
        if low > (number := case.world.size(done(grants, end) - done(grants, since), unit)):
            yield Failure("truth", f"{number} {unit} in the {name}, not {granted.interval}")
        if high is not None and high < (number := case.world.size(done(told, end) - done(told, since), unit)):
            yield Failure("truth", f"{number} {unit} in the {name}, not {granted.interval}")
