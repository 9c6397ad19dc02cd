"""Hold stages, days and filters against what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from clemency_graph.graph.model.vocabulary import Stage
from clemency_graph.graph.queries import (
    day_ranges,
    stage_facts,
    stage_order_errors,
)
from clemency_graph.graph.queries.action_facts import ActionFacts

from worlds.case import Case, Failure
from worlds.statements import Record
from worlds.truth import HORIZON, calendar_day


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
        if stage_order_errors.order_errors(action.claims):
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
