"""Totals of figures that add only what can be added, and list what they exclude and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Claim, ClemencyAction, Country, Locality, Party, State
from ..model.vocabulary import ActorRole, Rank, ReliefKind, Stage, TotalDimension, Unit
from .figures import figures
from .ranking import first_usable

_KINDS: Final = {kind: position for position, kind in enumerate(ReliefKind)}
_UNITS: Final = {unit: position for position, unit in enumerate(Unit)}
_NOWHERE: Final[tuple[str | None, str | None]] = (None, None)
_DECIDERS: Final = (ActorRole.DECIDED, ActorRole.PROPOSED)


class Exclusion(NamedTuple):
    """A figure that was not added, and the reason."""

    claim: Claim
    reason: str


class Group(NamedTuple):
    """The dimensions of one total; None if totals are not grouped by the dimension, or it has no value."""

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
    omitted: tuple[Claim | Exclusion, ...] = field(repr=False)
    """The figures that were not added; the reason for a bare claim depends on the best figure of its action."""
    best: Mapping[str, Claim] = field(repr=False, compare=False)
    """The best figure of each action, by the action's id."""

    @property
    def excluded(self) -> tuple[Exclusion, ...]:
        """The figures that were not added, each with its reason; computed on access because few clients request it."""
        return tuple(one if isinstance(one, Exclusion) else self._exclusion(one) for one in self.omitted)

    def _exclusion(self, claim: Claim) -> Exclusion:
        return Exclusion(claim, _exclusion_reason(claim, self.best.get(claim.about), self.stage))


@dataclass(slots=True)
class _Sum:
    added: list[Claim] = field(default_factory=list)
    omitted: list[Claim | Exclusion] = field(default_factory=list)


def totals(
    graph: KnowledgeGraph,
    actions: Iterable[ClemencyAction],
    group_by: Sequence[TotalDimension] = (),
    stage: Stage = Stage.GRANTED,
    known_at: date | None = None,
) -> list[Total]:
    """Return totals of the figures of actions at one stage, grouped by kind, unit and the given dimensions.

    Each action contributes one figure, the best ranked at the stage. Figures of other stages are never added. A running
    total is never added to its parts, nor a part of a series to a later running total of it. The figure of a locality
    is never added to one of its state of the same kind and unit, because it can be a share of it. A national tally is
    never added to the figures of actions.

    Parameters
    ----------
    graph
        The graph that contains the actions.
    actions
        The actions whose figures are added.
    group_by
        Further dimensions; totals are always grouped by kind and unit.
    stage
        The stage of the figures.
    known_at
        Use only figures that were published by this day.

    Returns
    -------
    list of Total
        Sorted by kind, unit, state, party and year. A total without any action has low 0 and no high: it lists what
        was excluded, and does not mean that the number is zero.

    Examples
    --------
    >>> graph = load()
    >>> [(total.unit, total.actions) for total in totals(graph, graph.actions_in("state/or"))]
    """
    counted = {action.id: action for action in actions}
    group_of = _grouping(graph, counted, frozenset(group_by))
    sums: defaultdict[Key, _Sum] = defaultdict(_Sum)
    best: dict[str, Claim] = {}
    cache = graph.derived(_figure_cache)
    for id, action in counted.items():
        claims = cache.get(id)
        if claims is None:
            claims = cache[id] = tuple(figures(action.claims))
        if known_at is not None:
            claims = tuple([claim for claim in claims if claim.known_by(known_at)])
        first = first_usable([claim for claim in claims if claim.stage is stage])
        if first is not None:
            best[id] = first
        for claim in claims:
            if claim is not first:
                sums[group_of(claim)].omitted.append(claim)
    chosen = dict(best)
    for exclusion in (*_within_running_totals(graph, counted, best), *_shares_of_states(graph, counted, best)):
        if chosen.pop(exclusion.claim.about, None):
            sums[group_of(exclusion.claim)].omitted.append(exclusion)
    for claim in chosen.values():
        sums[group_of(claim)].added.append(claim)
    if _spans_several_states(graph, counted.values()):
        _exclude_tallies(graph, sums, stage, known_at)
    groups = sorted((Group(*group) for group in sums), key=_sort_key)
    return [_total(graph, group, stage, sums[group], best) for group in groups]


def _figure_cache(graph: KnowledgeGraph) -> dict[str, tuple[Claim, ...]]:
    """Return an empty cache for the figures of each action, by its id."""
    return {}


def _exclusion_reason(claim: Claim, best: Claim | None, stage: Stage) -> str:
    assert claim.quantity is not None
    if claim.stage is not stage:
        return f"at stage {claim.stage}, not {stage}"
    if best is None or claim.rank is Rank.DEPRECATED:
        return f"deprecated: {claim.rank_reason}"
    assert best.quantity is not None
    if claim.quantity.unit is not best.quantity.unit:
        return f"the action is counted once, in {best.quantity.unit}, by {best.id}"
    return f"ranked below {best.id} for the same action"


Counted = Mapping[str, ClemencyAction]
Chosen = Mapping[str, Claim]
Key = tuple[ReliefKind, Unit, str | None, str | None, int | None]


def _within_running_totals(graph: KnowledgeGraph, counted: Counted, chosen: Chosen) -> list[Exclusion]:
    """Return the figures of a series (actions linked by `extends`) that a running total of it already includes."""

    def series_of(claim: Claim) -> tuple[str, ReliefKind, Unit]:
        assert claim.quantity is not None
        action = counted[claim.about]
        return _first_of_series(graph, action), action.kind, claim.quantity.unit

    # Few figures are running totals; only the series of those are compared.
    summed = {series_of(claim) for claim in chosen.values() if claim.quantity and claim.quantity.cumulative}
    series: defaultdict[tuple[str, ReliefKind, Unit], list[Claim]] = defaultdict(list)
    for claim in chosen.values() if summed else ():
        key = series_of(claim)
        if key in summed:
            series[key].append(claim)
    out = []
    for parts in series.values():
        running = [claim for claim in parts if claim.quantity and claim.quantity.cumulative]
        total = max(running, key=lambda claim: (claim.as_of or claim.published or "", counted[claim.about].date or ""))
        until = total.as_of or total.published
        for claim in parts:
            part = claim.quantity is not None and not claim.quantity.cumulative
            day = _day(counted[claim.about], claim.stage) or claim.as_of
            after = part and day and until and day.first_day > until.last_day
            if claim is not total and not after:
                out.append(Exclusion(claim, f"within the running total {total.id} of the same series"))
    return out


def _first_of_series(graph: KnowledgeGraph, action: ClemencyAction) -> str:
    """Return the id of the first action of a series, whether or not it has a figure."""
    while action.extends and isinstance(before := graph.entities[action.extends], ClemencyAction):
        action = before
    return action.id


def _shares_of_states(graph: KnowledgeGraph, counted: Counted, chosen: Chosen) -> list[Exclusion]:
    """Return the figures of localities that can be a share of a figure of their state."""
    parts: list[tuple[str, Claim]] = []
    of_states: list[Claim] = []
    for claim in chosen.values():
        place = graph.entities[counted[claim.about].jurisdiction]
        if isinstance(place, State):
            of_states.append(claim)
        elif isinstance(place, Locality) and place.parent:
            parts.append((place.parent, claim))
    divided = {state for state, _ in parts}
    whole: dict[tuple[str, ReliefKind, Unit], Claim] = {}
    for claim in of_states:
        action = counted[claim.about]
        if action.jurisdiction in divided and claim.quantity:
            whole[action.jurisdiction, action.kind, claim.quantity.unit] = claim
    out = []
    for state, claim in parts:
        one = whole.get((state, counted[claim.about].kind, claim.quantity.unit)) if claim.quantity else None
        if one:
            out.append(Exclusion(claim, f"may be a share of {one.id}, the figure of its state"))
    return out


def _spans_several_states(graph: KnowledgeGraph, actions: Iterable[ClemencyAction]) -> bool:
    """Return whether the actions belong to more than one state, or to a state and to the country."""
    states = (graph.state_of(action.jurisdiction) for action in actions)
    first = next(states, None)
    return any(state is not first for state in states)


def _exclude_tallies(graph: KnowledgeGraph, sums: Mapping[Key, _Sum], stage: Stage, known_at: date | None) -> None:
    """Add the national tallies to the exclusions of the totals over all places and times."""
    for country in graph.of_type(Country):
        for claim in figures(country.claims, stage, known_at=known_at):
            assert claim.quantity is not None
            one = sums.get(Group(claim.kind, claim.quantity.unit)) if claim.kind else None
            if one is not None:
                one.omitted.append(Exclusion(claim, "a national tally, not the figure of one action"))


def _grouping(graph: KnowledgeGraph, counted: Counted, dimensions: frozenset[TotalDimension]) -> Callable[[Claim], Key]:
    """Return the function that returns the group of a figure, as a tuple for speed."""
    by_state, by_party, by_year = (
        one in dimensions for one in (TotalDimension.STATE, TotalDimension.PARTY, TotalDimension.YEAR)
    )
    sides: dict[str, tuple[str | None, str | None]] = {}

    def group_of(claim: Claim) -> Key:
        assert claim.quantity is not None
        action = counted[claim.about]
        side = _NOWHERE
        if by_state or by_party:
            cached = sides.get(action.id)
            if cached is None:
                state = graph.state_of(action.jurisdiction) if by_state else None
                cached = sides[action.id] = state.id if state else None, party_of(graph, action) if by_party else None
            side = cached
        year = _year(action, claim.stage) if by_year else None
        return action.kind, claim.quantity.unit, *side, year

    return group_of


def party_of(graph: KnowledgeGraph, action: ClemencyAction) -> str | None:
    """Return the party of the term of office that decided the action, or else proposed it."""
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


def _sort_key(group: Group) -> tuple[int, int, str, str, int]:
    return _KINDS[group.kind], _UNITS[group.unit], group.state or "", group.party or "", group.year or 0


def _total(graph: KnowledgeGraph, group: Group, stage: Stage, one: _Sum, best: Chosen) -> Total:
    quantities = [claim.quantity for claim in one.added if claim.quantity]
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
        claims=tuple(one.added),
        omitted=tuple(one.omitted),
        best=best,
    )
