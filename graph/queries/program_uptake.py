"""The uptake of actions: their figures at each stage, and the measures that follow from them.

Source: docs/method.md, section 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Jurisdiction
from ..model.series import Observation
from ..model.vocabulary import Covers, Stage, Unit
from .action_facts import StageClaim
from .action_figure import at_stages, counts_in, subject_of
from .action_overlap import ActionRelations
from .best_claims import best_date, usable
from .best_figure import best_figure
from .day_ranges import DayRange, days_of
from .facts_from_records import relations_of
from .figure_coverage import coverage
from .number_intervals import Interval
from .place_measures import population
from .uptake import Counted, Rates, rates

STAGES: Final = (Stage.ELIGIBLE, Stage.APPLIED, Stage.GRANTED, Stage.RECORDED)
"""The stages whose figures are compared."""


@dataclass(frozen=True, slots=True)
class StageCount:
    """The best figure of an action or a series at one stage and in one unit.

    Attributes
    ----------
    stage, unit
        What it counts.
    counted
        Its interval, its days, and whether it counts all and only the action.
    claims
        The claims that it rests on, the best first.
    """

    stage: Stage
    unit: Unit
    counted: Counted
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Uptake:
    """The uptake of one action, or of the series that it is the first round of, in one unit.

    Attributes
    ----------
    action, covers, unit
        What it is of.
    counts
        The figure of each stage that has one.
    start
        The days from which relief could be had; None where they are not known.
    population
        The population of the place on the day of the granted figure; None where it is not recorded.
    rates
        The measures, and why some cannot be told.
    """

    action: ClemencyAction
    covers: Covers
    unit: Unit
    counts: tuple[StageCount, ...]
    start: DayRange | None
    population: Observation | None
    rates: Rates

    def at(self, stage: Stage) -> StageCount | None:
        """Return the figure at a stage; None if there is none."""
        return next((one for one in self.counts if one.stage is stage), None)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that its measures rest on, each once."""
        compared = (one for one in self.counts if one.stage in (Stage.ELIGIBLE, Stage.GRANTED))
        return tuple(dict.fromkeys(claim for one in compared for claim in one.claims))


def uptake(graph: KnowledgeGraph, action: ClemencyAction) -> tuple[Uptake, ...]:
    """Return the uptake of an action, in each unit in which the eligible, applied, granted or recorded are counted.

    Parameters
    ----------
    graph
        The graph that contains the action.
    action
        The action. Its figures are never divided by those of another action.

    Returns
    -------
    tuple of Uptake
        In the order of the units, first of the action alone, then of the whole series where it is a round of one;
        none if there is no such figure.
    """
    return graph.cached(_uptake, action.id)


def uptake_of_programs(graph: KnowledgeGraph, actions: Iterable[ClemencyAction]) -> list[Uptake]:
    """Return the uptake of those actions of which the eligible are counted, by action and unit: each row of `uptake`.

    Under what was refused or withdrawn nobody could have relief. The rows of a series are those of its first round.
    """
    programs = (action for action in actions if action.stage not in (Stage.DECLINED, Stage.WITHDRAWN))
    of_each = ([one for one in uptake(graph, action) if one.action.id == action.id] for action in programs)
    return [one for rows in of_each if any(row.at(Stage.ELIGIBLE) for row in rows) for one in rows]


def _uptake(graph: KnowledgeGraph, id: str) -> tuple[Uptake, ...]:
    relations = graph.cached(relations_of)
    found = list(_of_subject(graph, id, Covers.ACTION, (id,)))
    rounds = relations.rounds[id]
    # The figures of a series are those of its first round by id, as in totals; each round has the same rows.
    first = min(rounds)
    if id != first:
        found += (one for one in graph.cached(_uptake, first) if one.covers is Covers.SERIES)
    elif len(rounds) > 1:
        found += _of_subject(graph, id, Covers.SERIES, sorted(rounds))
    return tuple(found)


def _of_subject(graph: KnowledgeGraph, id: str, covers: Covers, actions: Sequence[str]) -> Iterator[Uptake]:
    """Yield the uptake of an action, or of the series of some actions, by unit."""
    relations = graph.cached(relations_of)
    claims = usable(claim for one in actions for claim in relations.actions[one].claims)
    declared = (None, Covers.ACTION) if covers is Covers.ACTION else (Covers.SERIES,)
    counts: dict[Unit, tuple[StageCount, ...]] = {}
    for unit in Unit:
        given = [claim for claim in counts_in(claims, unit, declared) if claim.stage in STAGES]
        if given:
            found = (_stage_count(graph, relations, id, stage, given) for stage in STAGES)
            counts[unit] = tuple(one for one in found if one is not None)
    reached = {one.stage for of_unit in counts.values() for one in of_unit}
    one_day = covers is Covers.ACTION and relations.actions[id].one_day
    start = None if one_day else first_days(claims)
    for unit, of_unit in counts.items():
        yield _of_unit(graph, id, covers, unit, of_unit, reached, None if one_day else _since(of_unit) or start)


def _of_unit(
    graph: KnowledgeGraph,
    id: str,
    covers: Covers,
    unit: Unit,
    counts: tuple[StageCount, ...],
    reached: set[Stage],
    start: DayRange | None,
) -> Uptake:
    """Return the uptake in one unit, given the stages of which some unit has a figure."""
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    place = graph.entities[action.jurisdiction]
    assert isinstance(place, Jurisdiction)
    found = {one.stage: one.counted for one in counts}
    eligible, granted = found.get(Stage.ELIGIBLE), found.get(Stage.GRANTED)
    day = granted.days.latest if granted else None
    inhabitants = population(place, day) if day else None
    missing = {Stage.ELIGIBLE, Stage.GRANTED} - found.keys()
    other_units = bool(missing) and missing <= reached
    value = inhabitants.value if inhabitants else None
    measured = rates(eligible, granted, start, value, other_units=other_units)
    return Uptake(action, covers, unit, counts, start, inhabitants, measured)


def _stage_count(
    graph: KnowledgeGraph, relations: ActionRelations, id: str, stage: Stage, given: Sequence[StageClaim]
) -> StageCount | None:
    """Return the best of some figures at a stage; what was recorded gives a low to what was granted."""
    near = {one: relations.actions[one].claims for one in relations.tied[id]}
    own, recorded = at_stages(given, stage)
    subject = subject_of(relations, id, stage, near)
    found = best_figure(own or recorded, subject, recorded if own else ())
    if found is None:
        return None
    interval = found.interval if own else Interval(found.interval.low, None)
    ids = dict.fromkeys(one.id for one in (found.claim, found.low_from, found.high_from))
    counted = Counted(interval, found.days, found.whole, coverage(found.claim, subject) is not None)
    assert found.claim.count is not None
    return StageCount(stage, found.claim.count.unit, counted, tuple(graph.claims[one] for one in ids))


def _since(counts: Iterable[StageCount]) -> DayRange | None:
    """Return the days on which the counted period of the granted starts, where its figure gives them."""
    quantities = (one.claims[0].quantity for one in counts if one.stage is Stage.GRANTED)
    return next((days_of(one.since) for one in quantities if one and one.since), None)


def first_days(claims: Iterable[StageClaim]) -> DayRange | None:
    """Return the days from which relief could be had: it was authorized or opened, or else first granted."""
    given = tuple(claims)
    found = [best_date(given, stage) for stage in (Stage.AUTHORIZED, Stage.OPENED)]
    days = [claim.date for claim in found if claim is not None and claim.date is not None]
    if not days and (granted := best_date(given, Stage.GRANTED)) is not None and granted.date is not None:
        days = [granted.date]
    return days_of(min(days, key=lambda day: day.first_day)) if days else None
