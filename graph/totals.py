"""Totals that add only what may be added, and say what was left out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from .dates import PartialDate
from .figures import figures
from .knowledge import KnowledgeGraph
from .ranking import first_usable
from .records import Claim, ClemencyAction, Country, Locality, Party, State
from .vocabulary import ActorRole, Rank, ReliefKind, Stage, TotalDimension, Unit

_KINDS: Final = {kind: place for place, kind in enumerate(ReliefKind)}
_UNITS: Final = {unit: place for place, unit in enumerate(Unit)}
_DECIDERS: Final = (ActorRole.DECIDED, ActorRole.PROPOSED)


class Exclusion(NamedTuple):
    """A figure that was not added, and why."""

    claim: Claim
    reason: str


class Group(NamedTuple):
    """What the figures of one total have in common; None where it is not grouped by that, or there is none."""

    kind: ReliefKind
    unit: Unit
    state: str | None = None
    party: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of figures of one kind of relief, unit and stage, with its range."""

    kind: ReliefKind
    unit: Unit
    stage: Stage
    state: State | None
    party: Party | None
    year: int | None
    low: int
    high: int | None
    actions: int
    claims: tuple[Claim, ...]
    excluded: tuple[Exclusion, ...]


@dataclass(slots=True)
class _Sum:
    added: list[tuple[ClemencyAction, Claim]] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)


def totals(
    graph: KnowledgeGraph,
    actions: Iterable[ClemencyAction],
    group_by: Sequence[TotalDimension] = (),
    stage: Stage = Stage.GRANTED,
    known_at: date | None = None,
) -> list[Total]:
    """Totals of the figures of actions at one stage, one for each kind and unit, and for what else is asked.

    For each action one figure is added, the best ranked at the stage. Never added are: figures of another stage; a
    running total to its parts, or one part of a series to a later running total of it; a locality's figure to one of
    its state of the same kind and unit, of which it may be a share; a nationwide tally to the figures of actions.

    Parameters
    ----------
    graph
        The graph that the actions are in.
    actions
        What to add.
    group_by
        What else to tell apart; kind and unit always are.
    stage
        The stage whose figures are added.
    known_at
        Only figures that had been published by this day.

    Returns
    -------
    list of Total
        By kind, unit, state, party and year. A total to which nothing could be added has no action, low 0 and no
        high: it says what was left out, not that there is nothing.

    Examples
    --------
    >>> graph = load()
    >>> [(total.unit, total.actions) for total in totals(graph, graph.actions_in("state/or"))]
    """
    dimensions = frozenset(group_by)
    chosen: dict[str, tuple[ClemencyAction, Claim]] = {}
    left_out: list[tuple[ClemencyAction, Exclusion]] = []
    counted = list(actions)
    for action in counted:
        known = figures(action.claims, known_at=known_at)
        best = first_usable(claim for claim in known if claim.stage is stage)
        if best is not None:
            chosen[action.id] = (action, best)
        for claim in known:
            if claim is not best:
                left_out.append((action, Exclusion(claim, _passed_over(claim, best, stage))))
    for action, exclusion in (*_within_running_totals(graph, chosen), *_shares_of_states(graph, chosen)):
        if chosen.pop(action.id, None):
            left_out.append((action, exclusion))
    sums: defaultdict[Group, _Sum] = defaultdict(_Sum)
    groups: dict[tuple[object, ...], Group] = {}

    def sum_of(action: ClemencyAction, claim: Claim) -> _Sum:
        # Figures of one action are mostly of one group.
        key = (action.id, claim.quantity and claim.quantity.unit, claim.stage)
        group = groups.get(key)
        if group is None:
            group = groups[key] = _group(graph, action, claim, dimensions)
        return sums[group]

    for action, claim in chosen.values():
        sum_of(action, claim).added.append((action, claim))
    for action, exclusion in left_out:
        sum_of(action, exclusion.claim).excluded.append(exclusion)
    states = (graph.state_of(one.jurisdiction) for one in counted)
    if len({state.id if state else None for state in states}) > 1:
        _leave_out_tallies(graph, sums, stage, known_at)
    return [_total(graph, group, stage, sums[group]) for group in sorted(sums, key=_sorted_by)]


def _passed_over(claim: Claim, best: Claim | None, stage: Stage) -> str:
    assert claim.quantity is not None
    if claim.stage is not stage:
        return f"at stage {claim.stage}, not {stage}"
    if best is None or claim.rank is Rank.DEPRECATED:
        return f"deprecated: {claim.rank_reason}"
    assert best.quantity is not None
    if claim.quantity.unit is not best.quantity.unit:
        return f"the action is counted once, in {best.quantity.unit}, by {best.id}"
    return f"ranked below {best.id} for the same action"


Chosen = dict[str, tuple[ClemencyAction, Claim]]


def _within_running_totals(graph: KnowledgeGraph, chosen: Chosen) -> list[tuple[ClemencyAction, Exclusion]]:
    """Figures of one series (rounds tied by `extends`) that a running total of it already holds."""
    series: defaultdict[tuple[str, ReliefKind, Unit], list[tuple[ClemencyAction, Claim]]] = defaultdict(list)
    for action, claim in chosen.values():
        assert claim.quantity is not None
        series[_origin(graph, action), action.kind, claim.quantity.unit].append((action, claim))
    out = []
    for parts in series.values():
        running = [pair for pair in parts if pair[1].quantity and pair[1].quantity.cumulative]
        if not running:
            continue
        total = max(running, key=lambda pair: (pair[1].as_of or pair[1].published or "", pair[0].date or ""))[1]
        until = total.as_of or total.published
        for action, claim in parts:
            part = claim.quantity is not None and not claim.quantity.cumulative
            day = _day(action, claim.stage) or claim.as_of
            after = part and day and until and day.first_day > until.last_day
            if claim is not total and not after:
                out.append((action, Exclusion(claim, f"within the running total {total.id} of the same series")))
    return out


def _origin(graph: KnowledgeGraph, action: ClemencyAction) -> str:
    """The first action of a series, whether or not it has a figure itself."""
    while action.extends and isinstance(before := graph.entities[action.extends], ClemencyAction):
        action = before
    return action.id


def _shares_of_states(graph: KnowledgeGraph, chosen: Chosen) -> list[tuple[ClemencyAction, Exclusion]]:
    """Figures of localities that may be a share of a figure of their state."""
    whole: dict[tuple[str, ReliefKind, Unit], Claim] = {}
    for action, claim in chosen.values():
        if isinstance(graph.entities[action.jurisdiction], State) and claim.quantity:
            whole[action.jurisdiction, action.kind, claim.quantity.unit] = claim
    out = []
    for action, claim in chosen.values():
        place = graph.entities[action.jurisdiction]
        if isinstance(place, Locality) and place.parent and claim.quantity:
            state = whole.get((place.parent, action.kind, claim.quantity.unit))
            if state:
                out.append((action, Exclusion(claim, f"may be a share of {state.id}, the figure of its state")))
    return out


def _leave_out_tallies(graph: KnowledgeGraph, sums: dict[Group, _Sum], stage: Stage, known_at: date | None) -> None:
    """Name the nationwide tallies that count what a total of all places and times counts, but are no part of it."""
    for country in graph.of_type(Country):
        for claim in figures(country.claims, stage, known_at=known_at):
            assert claim.quantity is not None
            one = sums.get(Group(claim.kind, claim.quantity.unit)) if claim.kind else None
            if one is not None:
                one.excluded.append(Exclusion(claim, "a nationwide tally, not the figure of one action"))


def _group(graph: KnowledgeGraph, action: ClemencyAction, claim: Claim, dimensions: frozenset[TotalDimension]) -> Group:
    assert claim.quantity is not None
    state = graph.state_of(action.jurisdiction) if TotalDimension.STATE in dimensions else None
    party = party_of(graph, action) if TotalDimension.PARTY in dimensions else None
    year = _year(action, claim.stage) if TotalDimension.YEAR in dimensions else None
    return Group(action.kind, claim.quantity.unit, state.id if state else None, party, year)


def party_of(graph: KnowledgeGraph, action: ClemencyAction) -> str | None:
    """The party of whoever decided, or else proposed."""
    for role in _DECIDERS:
        for actor in action.actors:
            if actor.role is role and actor.term:
                return graph.terms[actor.term].party
    return None


def _day(action: ClemencyAction, stage: Stage | None) -> PartialDate | None:
    return next((event.date for event in action.history if event.stage is stage), None)


def _year(action: ClemencyAction, stage: Stage | None) -> int | None:
    day = _day(action, stage)
    return day.year if day else None


def _sorted_by(group: Group) -> tuple[int, int, str, str, int]:
    return _KINDS[group.kind], _UNITS[group.unit], group.state or "", group.party or "", group.year or 0


def _total(graph: KnowledgeGraph, group: Group, stage: Stage, one: _Sum) -> Total:
    quantities = [claim.quantity for _, claim in one.added if claim.quantity]
    highs = [quantity.high for quantity in quantities]
    state = graph.entities[group.state] if group.state else None
    party = graph.entities[group.party] if group.party else None
    return Total(
        kind=group.kind,
        unit=group.unit,
        stage=stage,
        state=state if isinstance(state, State) else None,
        party=party if isinstance(party, Party) else None,
        year=group.year,
        low=sum(quantity.low or 0 for quantity in quantities),
        high=None if not highs or None in highs else sum(high for high in highs if high is not None),
        actions=len(one.added),
        claims=tuple(claim for _, claim in one.added),
        excluded=tuple(one.excluded),
    )
