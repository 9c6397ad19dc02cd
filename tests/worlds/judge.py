"""Hold the derivations against the truth of a world, by set union, and against laws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Final, NamedTuple

from clemency_graph.graph.model.vocabulary import Qualifier, Rank, Stage, Unit
from clemency_graph.graph.queries import (
    best_claims,
    containment,
    counted_figures,
    day_ranges,
    disputes,
    single_figures,
    stage_facts,
    stage_order,
    tally_bounds,
    total_bounds,
)
from clemency_graph.graph.queries.containment import Figure
from clemency_graph.graph.queries.facts import ActionFacts, Count, Covers, StageClaim
from clemency_graph.graph.queries.relations import ActionRelations
from clemency_graph.graph.queries.total_bounds import TotalBounds

from worlds.statements import FIGURE_STAGES, READ_LAST, Record, known_for_certain, partly, write_record
from worlds.truth import HORIZON, UNITS, World, calendar_day, draw_world


class Failure(NamedTuple):
    """Where a derivation went wrong: `truth`, `contradiction` or `law`, and what happened."""

    kind: str
    text: str


def judge(seed: int, seen: Counter[str] | None = None) -> Iterator[Failure]:
    """Draw the world of a seed and yield all that the derivations get wrong in it; count what was seen."""
    rng = Random(seed)
    world = draw_world(rng)
    record = write_record(rng, world)
    counts = Counter[str]() if seen is None else seen
    counts["worlds"] += 1
    relations = ActionRelations(record.actions)
    for place, check in enumerate(CHECKS):
        yield from check(Case(Random(seed * 10 + place), world, record, relations, counts))


class Case(NamedTuple):
    """A world, what is written about it, and chance."""

    rng: Random
    world: World
    record: Record
    relations: ActionRelations
    seen: Counter[str]

    @property
    def ids(self) -> list[str]:
        """The ids of all actions."""
        return list(self.world.actions)


def check_stages(case: Case) -> Iterator[Failure]:
    """Hold the stages of each action, and their days, against what its pages say and what happened."""
    order = [
        "announced",
        "authorized",
        "opened",
        "eligible",
        "applied",
        "recommended",
        "declined",
        "withdrawn",
        "granted",
        "recorded",
    ]
    for action in case.record.actions:
        reported = {stage.value for stage in case.record.reported[action.id]}
        expected = max(reported, key=order.index, default=None)
        if stage_facts.furthest_stage(action.claims) != expected:
            yield Failure("truth", f"{action.id} has not come to {stage_facts.furthest_stage(action.claims)}")
        act = next((stage for stage in ("granted", "recorded") if stage in reported), expected)
        if stage_facts.stage_of_act(action.claims) != act:
            yield Failure("truth", f"the act of {action.id} is not {stage_facts.stage_of_act(action.claims)}")
        for stage in Stage:
            days = stage_facts.stage_days(action.claims, stage)
            if (days is not None) != (stage.value in reported):
                yield Failure("truth", f"{action.id} has or lacks days of {stage}")
            day = case.record.first_days.get((action.id, stage))
            if days is None or day is None:
                continue
            true = calendar_day(day)
            case.seen["days"] += 1
            if (days.earliest or date.min) > true or (days.latest or date.max) < true:
                yield Failure("truth", f"{action.id} reached {stage} on {true}, not within {days}")
            if days.earliest is not None and days.latest is not None and days.earliest > days.latest:
                yield Failure("contradiction", f"no day is left for {stage} of {action.id}")
        if stage_order.order_errors(action.claims):
            yield Failure("contradiction", f"the stages of {action.id} are in order")


def check_filters(case: Case) -> Iterator[Failure]:
    """Hold nested filters of days against the true days."""
    wanted = _draw_filter(case.rng, 2, sorted(case.record.first_days.values()))
    certain, uncertain, refuted = 0, 0, 0
    for action in case.record.actions:
        answer = _apply(wanted, action)
        opposite = day_ranges.negate(answer)
        certain += answer is day_ranges.Answer.YES
        refuted += opposite is day_ranges.Answer.YES
        uncertain += answer is day_ranges.Answer.MAYBE
        passes = _passes(wanted, case.record, action)
        case.seen["filtered actions"] += passes is not None
        if passes is not None and answer is not day_ranges.Answer.MAYBE and (answer is day_ranges.Answer.YES) != passes:
            yield Failure("truth", f"{action.id} passes {wanted}: {passes}, not {answer.name}")
    if certain + uncertain + refuted != len(case.record.actions):
        yield Failure("law", "yes, no and maybe add up to all")


Filter = tuple[str, object]


def _draw_filter(rng: Random, depth: int, turns: list[int]) -> Filter:
    form = rng.choice(("day", "day", "not", "and", "or")) if depth else "day"
    if form == "day":
        bounds = rng.choice((("eq",), ("gte",), ("lt",), ("lte",), ("gte", "lt"), ("gte", "lte")))
        stage = rng.choice((Stage.GRANTED, Stage.GRANTED, Stage.RECORDED, Stage.AUTHORIZED))
        turns = turns if turns and rng.random() < 0.5 else [rng.randint(0, HORIZON) for _ in bounds]
        days = {bound: calendar_day(rng.choice(turns)) for bound in bounds}
        return form, (stage, days)
    return form, [_draw_filter(rng, depth - 1, turns) for _ in range(1 if form == "not" else 2)]


def _apply(wanted: Filter, action: ActionFacts) -> day_ranges.Answer:
    form, inner = wanted
    if form == "day":
        assert isinstance(inner, tuple)
        return day_ranges.match_day(stage_facts.stage_days(action.claims, inner[0]), day_ranges.DayFilter(**inner[1]))
    assert isinstance(inner, list)
    answers = [_apply(one, action) for one in inner]
    return {"not": lambda: day_ranges.negate(answers[0]), "and": lambda: day_ranges.all_of(answers)}.get(
        form, lambda: day_ranges.any_of(answers)
    )()


def _passes(wanted: Filter, record: Record, action: ActionFacts) -> bool | None:
    """Whether the true days pass; None where the world does not say."""
    form, inner = wanted
    if form == "day":
        assert isinstance(inner, tuple)
        stage, bounds = inner
        if stage not in record.reported[action.id]:
            return False
        if (action.id, stage) not in record.first_days:
            return None
        day = calendar_day(record.first_days[action.id, stage])
        holds = {"eq": day.__eq__, "gte": day.__ge__, "lt": day.__lt__, "lte": day.__le__}
        return all(bool(holds[bound](other)) for bound, other in bounds.items())
    assert isinstance(inner, list)
    answers = [_passes(one, record, action) for one in inner]
    if None in answers:
        return None
    return not answers[0] if form == "not" else all(answers) if form == "and" else any(answers)


def check_figures(case: Case) -> Iterator[Failure]:
    """Hold the figure of each action and series against the true number on its day, and look for false conflicts."""
    claims = {id: [one for one in action.claims if one.rank is not Rank.DEPRECATED] for id, action in _facts(case)}
    firsts = {min(case.relations.rounds[id]) for id in case.ids}
    for stage in (Stage.GRANTED, Stage.RECORDED, Stage.ELIGIBLE):
        for unit in UNITS:
            figures = [single_figures.action_figure(case.relations, id, stage, unit, claims) for id in case.ids]
            figures += [single_figures.series_figure(case.relations, id, stage, unit, claims) for id in sorted(firsts)]
            for figure in figures:
                if figure is None:
                    continue
                case.seen["figures"] += 1
                true = case.world.size(_counted(case, figure, stage), unit)
                low, high = figure.interval
                if true < low or (high is not None and high < true):
                    yield Failure("truth", f"{figure.id} is {true}, not {figure.interval}")
    for id in case.ids:
        if found := disputes.find_disputes(case.relations, id):
            yield Failure("contradiction", f"{found[0].one.id} and {found[0].other.id} agree")
    for id in firsts:
        if disputes.find_series_disputes(case.relations, id):
            yield Failure("contradiction", f"the figures of the series of {id} agree")


def _facts(case: Case) -> list[tuple[str, ActionFacts]]:
    return [(action.id, action) for action in case.record.actions]


def _counted(case: Case, figure: Figure, stage: Stage) -> frozenset[int]:
    """Return what a figure truly counts: what its claim hides, or of an implied one what was granted by its day."""
    behind = case.record.behind[figure.id]
    if figure.claim.stage is stage:
        if figure.final:
            return case.world.acts(figure.claim.action, stage, HORIZON)
        return behind.counted
    return frozenset[int]().union(*(case.world.acts(id, stage, behind.day) for id in behind.subjects))


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


def _judge_total(
    case: Case, asked: list[str], stage: Stage, unit: Unit, figures: tuple[Figure, ...], total: TotalBounds
) -> Iterator[Failure]:
    told = frozenset[int]().union(*(_counted(case, figure, stage) for figure in figures))
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
    apart = [other for other in rest if containment.disjoint(case.relations, first, other)]
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
        certain = [claim for claim in figures if day is None or known_for_certain(claim) <= day]
        possible = certain or [claim for claim in figures if claim.published is None]
        if bool(possible) != (id in subjects):
            yield Failure("law", f"{id} counts where a figure may be known, and only there")
    for figure in counted.figures:
        if day is None:
            continue
        out = [calendar_day(case.record.behind[claim.id].page) <= day for claim in figure.claims]
        if figure.interval.low and not all(out):
            yield Failure("truth", f"{figure.id} was not known on {day}")
        if figure.id not in counted.undated and not all(known_for_certain(claim) <= day for claim in figure.claims):
            yield Failure("truth", f"{figure.id} was not surely known on {day}")


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
    if stage is Stage.ELIGIBLE or not all(_is_succeeded(case, one, now.get(one.subject)) for one in before):
        return
    case.seen["later clocks"] += 1
    lows = [total_bounds.bound_total(figures, case.relations).interval.low for figures in (before, after)]
    if lows[0] > lows[1]:
        yield Failure("law", "a later clock never lowers low")


def _is_succeeded(case: Case, one: Figure, other: Figure | None) -> bool:
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
    # An older whole goes before a newer part, and a grant before what was recorded.
    alike = one.claim.stage is other.claim.stage and all(
        count.extent == "whole" and count.since is None for count in counts
    )
    return alike and later.latest is not None and days.earliest is not None and later.latest <= days.earliest


def check_disputes(case: Case) -> Iterator[Failure]:
    """See that a planted contradiction is found where no day and no number fits both claims, and only there."""
    planted = _plant(case)
    if planted is None:
        return
    facts, id, one, other = planted
    case.seen["planted claims"] += 1
    found = [{pair.one.id, pair.other.id} for pair in disputes.find_disputes(facts, id)]
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


def check_tally(case: Case) -> Iterator[Failure]:
    """Hold what is itemized for a tally against what it counted, actions that are tied in one unit, whichever."""
    day = case.rng.randint(200, HORIZON)
    asked = [id for id in case.ids if case.world.actions[id].place.state is not None]
    figures = {
        unit: counted_figures.counted_figures(case.relations, asked, Stage.GRANTED, unit).figures for unit in UNITS
    }
    units = _draw_units(case, figures)
    if units is None:
        return
    everything = frozenset[int]().union(*(case.world.acts(id, Stage.GRANTED, day) for id in asked))
    number = _mixed_size(case, everything, units)
    count = Count(number, number, UNITS[0])
    page = calendar_day(READ_LAST)
    tally = StageClaim("tally", "country/us", Stage.GRANTED, page, count=count, as_of=partly(case.rng, day))
    found = tally_bounds.bound_tally(case.relations, asked, tally, UNITS)
    # What the graph itemizes: for low by the actions that have a figure, for high by the figures' own days.
    of_some = {id for told in figures.values() for figure in told for id in figure.actions}
    by_day = frozenset[int]().union(*(case.world.acts(id, Stage.GRANTED, day) for id in of_some)) & everything
    told = frozenset[int]().union(
        *(
            _counted(case, figure, Stage.GRANTED).intersection(
                number for id in figure.actions for number in case.world.acts(id, Stage.GRANTED, day)
            )
            for unit, figures_in in figures.items()
            for figure in figures_in
            if units[figure.claim.action] is unit
        )
    )
    low, high = found.explained
    case.seen["tallies"] += 1
    case.seen["tallies with a high"] += high is not None and bool(found.high_total.high_figures)
    if low > _mixed_size(case, by_day, units):
        yield Failure("truth", f"less than {low} of {number} are itemized")
    if high is not None and high < _mixed_size(case, told, units):
        yield Failure("truth", f"more than {high} of {number} are itemized")
    least, most = found.unexplained
    if least > number - _mixed_size(case, told, units):
        yield Failure("truth", f"less than {least} of {number} are left")
    if most is not None and most < number - _mixed_size(case, by_day, units):
        yield Failure("truth", f"more than {most} of {number} are left")
    if found.low_total.contradictions or found.high_total.contradictions:
        yield Failure("contradiction", "the figures behind a tally agree")


def _draw_units(case: Case, figures: dict[Unit, tuple[Figure, ...]]) -> dict[str, Unit] | None:
    """Return a unit for each action, one of those that it has figures in, the same for all that are tied to it."""
    tied = {id: id for id in case.ids}

    def tie(ids: list[str]) -> None:
        names = {tied[id] for id in ids}
        for id, name in tied.items():
            if name in names:
                tied[id] = min(names)

    for batch in case.world.batches:
        tie(sorted(batch.counted))
    for action in case.world.actions.values():
        tie(sorted(action.wholes) + case.world.tied(action.id))
    allowed = {name: set(UNITS) for name in tied.values()}
    for subject in {figure.subject for told in figures.values() for figure in told}:
        allowed[tied[subject[1]]] &= {
            unit for unit, told in figures.items() if subject in [figure.subject for figure in told]
        }
    if not all(allowed.values()):
        return None
    chosen = {name: case.rng.choice(sorted(units)) for name, units in sorted(allowed.items())}
    return {id: chosen[name] for id, name in tied.items()}


def _mixed_size(case: Case, batches: frozenset[int], units: dict[str, Unit]) -> int:
    return sum(
        case.world.batches[number].sizes[units[next(iter(case.world.batches[number].counted))]] for number in batches
    )


CHECKS: Final[tuple[Callable[[Case], Iterator[Failure]], ...]] = (
    check_stages,
    check_filters,
    check_figures,
    check_totals,
    check_laws,
    check_disputes,
    check_tally,
)
