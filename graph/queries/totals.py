"""Totals as intervals that surely hold, with everything that they leave out.

Source: docs/method.md, section 3.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Law, Party, Person, Source, State
from ..model.vocabulary import ExclusionCode, Level, ReliefKind, SourceKind, Stage, TotalDimension, Unit
from .action_overlap import ActionRelations
from .claims_known_by import known_claims
from .counted_figures import CountedFigures, counted_figures
from .day_ranges import DayRange
from .excluded_figures import ExcludedFigure
from .national_tallies import national_tallies, tallies_beside
from .reduce_records import action_relations
from .reduced_records import StageClaim
from .row_overlaps import overlapping_rows
from .spanning_series import NONE, join, spanning_series, with_rows
from .stage_facts import implies, stage_days
from .total_bounds import TotalBounds, bound_total
from .total_exclusions import exclusions
from .total_rows import RowKey, total_rows
from .uncounted_actions import uncounted_actions

E = TypeVar("E", State, Party, Person, Law)


@dataclass(frozen=True, eq=False)
class Total:
    """The number of acts of clemency of one row, one stage and one unit, as an interval.

    Attributes
    ----------
    kind, state, level, party, person, law, year
        The dimensions of the row; None if totals are not grouped by them, or nothing is known.
    kinds : tuple of ReliefKind
        The kinds of relief of the actions of the row.
    unit : Unit or None
        What is counted; None for a row in which no action has a figure.
    low : int
        Holds for all actions of the row, each as of its figure's day.
    high : int or None
        Holds for the actions that are counted; None if a figure has no upper bound, or nothing is counted.
    high_of_bounded : int
        The sum of the upper bounds that there are; not a maximum.
    approximate : int
        The part of low that rests on figures stated as "about".
    rounds : tuple of str
        In a row without a year, the actions of series that are in rows of several years.
    uncounted : tuple of ClemencyAction
        Actions of the row that reached the stage and have no figure in the unit.
    overlaps_other_rows : bool
        An act counted here may be counted in another row of the same unit.
    """

    graph: KnowledgeGraph = field(repr=False)
    key: RowKey
    unit: Unit | None
    stage: Stage
    asked: tuple[str, ...] = field(repr=False)
    counted: CountedFigures = field(repr=False)
    bounds: TotalBounds = field(repr=False)
    relations: ActionRelations = field(repr=False)
    uncounted: tuple[ClemencyAction, ...] = field(repr=False)
    overlaps_other_rows: bool
    rounds: tuple[str, ...] = field(default=(), repr=False)
    known_at: date | None = None
    tallies: tuple[Claim, ...] = field(default=(), repr=False)
    on: date | None = None
    source_kinds: frozenset[SourceKind] | None = None

    @property
    def kind(self) -> ReliefKind | None:
        """The kind of relief; None where kinds are joined."""
        return self.key.kind

    @cached_property
    def kinds(self) -> tuple[ReliefKind, ...]:
        """The kinds of relief of the actions of the row, in the order of the vocabulary."""
        kinds = {_action(self.graph, id).kind for id in (*self.asked, *self.rounds)}
        return tuple(kind for kind in ReliefKind if kind in kinds)

    @property
    def state(self) -> State | None:
        """The state of the row."""
        return _entity(self.graph, self.key.state, State)

    @property
    def level(self) -> Level | None:
        """The level of government of the row."""
        return self.key.level

    @property
    def party(self) -> Party | None:
        """The party of the row."""
        return _entity(self.graph, self.key.party, Party)

    @property
    def person(self) -> Person | None:
        """The person of the row."""
        return _entity(self.graph, self.key.person, Person)

    @property
    def law(self) -> Law | None:
        """The law of the row."""
        return _entity(self.graph, self.key.law, Law)

    @property
    def year(self) -> int | None:
        """The year of the row."""
        return self.key.year

    @property
    def low(self) -> int:
        """The lower bound."""
        return self.bounds.interval.low

    @property
    def high(self) -> int | None:
        """The upper bound; None where a figure has none, or there is no figure."""
        return self.bounds.interval.high if self.counted.figures else None

    @property
    def high_of_bounded(self) -> int:
        """The sum of the upper bounds that there are."""
        return self.bounds.high_of_bounded

    @property
    def approximate(self) -> int:
        """The part of low that rests on figures stated as "about"."""
        return self.bounds.approximate

    @property
    def complete(self) -> bool:
        """True if every action of the row that reached the stage has a figure in the unit."""
        return not self.uncounted

    @cached_property
    def actions(self) -> int:
        """The number of actions of the row that a figure counts."""
        asked = frozenset((*self.asked, *self.rounds))
        return len({action for figure in self.counted.figures for action in figure.actions & asked})

    @cached_property
    def low_claims(self) -> tuple[Claim, ...]:
        """The claims on which low rests."""
        return self._claims(self.bounds.low_figures, 0)

    @cached_property
    def high_claims(self) -> tuple[Claim, ...]:
        """The claims on which high rests."""
        return self._claims(self.bounds.high_figures, -1)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims on which either bound rests, with those that tighten their figures."""
        used = {*self.bounds.low_figures, *self.bounds.high_figures}
        ids = (one.id for figure in self.counted.figures if figure.id in used for one in (figure.claim, *figure.claims))
        return tuple(self.graph.claims[id] for id in dict.fromkeys(ids))

    @cached_property
    def open_ended(self) -> tuple[Claim, ...]:
        """The figures without an upper bound, for which high is None."""
        return tuple(self.graph.claims[id] for id in self.bounds.open_ended)

    @cached_property
    def as_of(self) -> DayRange:
        """The earliest and the latest day that the figures describe; None where one has no such bound."""
        ids = {*self.bounds.low_figures, *self.bounds.high_figures}
        days = [figure.days for figure in self.counted.figures if figure.id in ids]
        earliest, latest = [one.earliest for one in days], [one.latest for one in days]
        return DayRange(
            None if None in earliest or not days else min(day for day in earliest if day),
            None if None in latest or not days else max(day for day in latest if day),
        )

    @cached_property
    def excluded(self) -> tuple[ExcludedFigure, ...]:
        """The figures that count in no bound, or in one of them only."""
        if self.unit is None:
            return ()
        found = exclusions(
            self.relations, self.asked, self.stage, self.unit, self.counted, self.bounds, self.known_at, self.on
        )
        claims = self.graph.claims
        return (
            *(
                ExcludedFigure(one.code, claims[one.claim.id], tuple(claims[id] for id in one.in_favor_of))
                for one in found
            ),
            *self._unused(),
            *(ExcludedFigure(ExclusionCode.SOURCE_KIND, claim, ()) for claim in self._of_other_sources()),
            *(ExcludedFigure(ExclusionCode.NATIONAL_TALLY, claim, ()) for claim in self.tallies),
        )

    def _unused(self) -> Iterator[ExcludedFigure]:
        """Yield the claims that tighten a figure that counts in no bound."""
        used = {*self.bounds.low_figures, *self.bounds.high_figures}
        for figure in self.counted.figures:
            if figure.id not in used:
                for id in dict.fromkeys(claim.id for claim in figure.claims if claim.id != figure.id):
                    claims = self.graph.claims
                    yield ExcludedFigure(ExclusionCode.LOWER_RANK, claims[id], (claims[figure.id],))

    def _of_other_sources(self) -> Iterator[Claim]:
        """Yield the figures whose sources are of other kinds than those asked for."""
        if self.source_kinds is not None:
            for id in sorted(self.asked):
                for claim in self.graph.cached(relations_of).actions[id].claims:
                    if claim.stage is self.stage and claim.count is not None and claim.count.unit is self.unit:
                        found = self.graph.claims[claim.id]
                        if _source_kind(self.graph, found) not in self.source_kinds:
                            yield found

    def _claims(self, ids: Sequence[str], bound: int) -> tuple[Claim, ...]:
        wanted = frozenset(ids)
        found = [
            claim.id
            for figure in self.counted.figures
            if figure.id in wanted
            for claim in (figure.claim, *figure.claims[bound:][:1])
        ]
        return tuple(self.graph.claims[id] for id in dict.fromkeys(found))


def totals(
    graph: KnowledgeGraph,
    actions: Iterable[ClemencyAction],
    group_by: Collection[TotalDimension] = (),
    stage: Stage = Stage.GRANTED,
    known_at: date | None = None,
    kinds: Collection[ReliefKind] | None = None,
    uncertain: Collection[str] = (),
    level: Level | None = None,
    source_kinds: Collection[SourceKind] | None = None,
    on: date | None = None,
    keep: Callable[[StageClaim], bool] | None = None,
) -> list[Total]:
    """Return how many acts of clemency some actions came to at one stage, as intervals that surely hold.

    Each unit is counted by itself. Low is the weight of the heaviest set of figures that surely have no act in common;
    high is the sum of the upper bounds of the figures that no other contains.

    Parameters
    ----------
    graph
        The graph that contains the actions.
    actions
        The actions to count.
    group_by
        Further dimensions of the rows; kinds stay apart unless `kinds` joins them.
    stage
        The stage of the figures; figures of other stages are never added.
    known_at
        Use only claims that were known on this day; those of pages without an exact day give no low.
    kinds
        Count only these kinds of relief, joined in one row.
    uncertain
        The ids of those of the actions that may match the filter or not: they count in high only.
    keep
        Use only the claims about stages for which this is true.
    level
        Count only actions of this level of government.
    source_kinds
        Use only figures whose sources are of these kinds.
    on
        Count only what was done by this day.

    Returns
    -------
    list of Total
        By kind, the other dimensions, and unit. A kind in which no action has a figure at the stage has one row
        without a unit, with its actions under `uncounted`.

    Examples
    --------
    >>> graph = load()
    >>> [(total.kind, total.unit, total.low) for total in totals(graph, graph.actions_in("state/al"))]
    """
    of_sources = None if source_kinds is None else frozenset(source_kinds)
    relations = _relations(graph, of_sources)
    relations = relations if keep is None else relations.keeping(keep)
    wanted = [
        action
        for action in actions
        if (kinds is None or action.kind in kinds)
        and (level is None or relations.actions[action.id].place.level is level)
    ]
    rows = total_rows(graph, relations, wanted, group_by, stage, join_kinds=kinds is not None)
    spanning: Mapping[RowKey, Mapping[Unit, CountedFigures]] = {}
    if TotalDimension.YEAR in group_by:
        spanning = spanning_series(relations, rows, stage, known_at, uncertain, on)
        rows = with_rows(rows, spanning)
    found = [
        (key, ids, *one)
        for key, ids in rows.items()
        for one in _units(relations, ids, stage, known_at, uncertain, on, spanning.get(key, {}))
    ]
    overlapping = overlapping_rows([counted for _, _, _, counted in found], relations)
    tallies = national_tallies(graph, wanted, stage, known_at)
    made = []
    for (key, ids, unit, counted), overlaps in zip(found, overlapping, strict=True):
        made.append(
            Total(
                graph=graph,
                key=key,
                unit=unit,
                stage=stage,
                asked=tuple(ids),
                rounds=_rounds(spanning.get(key, {}).get(unit)) if unit else (),
                counted=counted,
                bounds=bound_total(counted.figures, relations),
                relations=relations,
                uncounted=tuple(
                    _action(graph, id) for id in uncounted_actions(relations, ids, stage, counted, known_at, on)
                ),
                overlaps_other_rows=overlaps,
                known_at=known_at,
                tallies=tallies_beside(tallies, key, unit, kinds),
                on=on,
                source_kinds=of_sources,
            )
        )
    return made


def relations_of(graph: KnowledgeGraph) -> ActionRelations:
    """Return the declarations and claims of all actions; cached with the graph by `cached`."""
    return action_relations(graph.entities)


def _relations(graph: KnowledgeGraph, source_kinds: frozenset[SourceKind] | None) -> ActionRelations:
    """Return the declarations and claims of all actions, with only the figures of sources of some kinds."""
    return graph.cached(relations_of) if source_kinds is None else graph.cached(_relations_of_sources, source_kinds)


def _relations_of_sources(graph: KnowledgeGraph, kinds: frozenset[SourceKind]) -> ActionRelations:
    return graph.cached(relations_of).counting(lambda claim: _source_kind(graph, graph.claims[claim.id]) in kinds)


def _source_kind(graph: KnowledgeGraph, claim: Claim) -> SourceKind:
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return source.kind


def _units(
    relations: ActionRelations,
    ids: Sequence[str],
    stage: Stage,
    known_at: date | None,
    uncertain: Collection[str],
    on: date | None,
    spanning: Mapping[Unit, CountedFigures],
) -> Iterator[tuple[Unit | None, CountedFigures]]:
    """Yield each unit in which some action counts; or none, if some action reached the stage."""
    given = {
        claim.count.unit
        for id in ids
        for claim in relations.actions[id].claims
        if claim.count is not None and implies(claim.stage, stage)
    }
    any_counts = False
    for unit in Unit:
        if unit in given or unit in spanning:
            counted = counted_figures(relations, ids, stage, unit, known_at, uncertain, on)
            counted = join(counted, spanning[unit]) if unit in spanning else counted
            if counted.figures:
                any_counts = True
                yield unit, counted
    if not any_counts and any(_reached(relations, id, stage, known_at, on) for id in ids):
        yield None, NONE


def _rounds(spanning: CountedFigures | None) -> tuple[str, ...]:
    return tuple(sorted({id for figure in spanning.figures for id in figure.actions})) if spanning else ()


def _reached(relations: ActionRelations, id: str, stage: Stage, known_at: date | None, on: date | None) -> bool:
    days = stage_days(known_claims(relations.actions[id].claims, known_at).certain, stage)
    return days is not None and (on is None or days.earliest is None or days.earliest <= on)


def _action(graph: KnowledgeGraph, id: str) -> ClemencyAction:
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    return action


def _entity(graph: KnowledgeGraph, id: str | None, type: type[E]) -> E | None:
    entity = graph.entities.get(id) if id else None
    return entity if isinstance(entity, type) else None
