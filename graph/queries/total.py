"""A total: the interval of one row, one stage and one unit, with everything that it leaves out.

Source: docs/method.md, section 3, what it returns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Law, Party, Person, Source, State
from ..model.vocabulary import ExclusionCode, Level, ReliefKind, SourceKind, Stage, Unit
from .action_overlap import ActionRelations
from .counted_figures import CountedFigures
from .day_ranges import DayRange
from .excluded_figures import ExcludedFigure
from .facts_from_records import relations_of
from .total_bounds import TotalBounds
from .total_exclusions import exclusions
from .total_rows import RowKey

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
    uncounted_ids, uncertain_ids : tuple of str
        The ids of `uncounted` and `uncertain`.
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
    uncounted_ids: tuple[str, ...] = field(repr=False)
    overlaps_other_rows: bool
    rounds: tuple[str, ...] = field(default=(), repr=False)
    uncertain_ids: tuple[str, ...] = field(default=(), repr=False)
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
        return not self.uncounted_ids

    @cached_property
    def uncounted(self) -> tuple[ClemencyAction, ...]:
        """The actions of the row that reached the stage and have no figure in the unit."""
        return tuple(_action(self.graph, id) for id in self.uncounted_ids)

    @cached_property
    def uncertain(self) -> tuple[ClemencyAction, ...]:
        """The actions, counted or not, that may match the filter or not: low counts none."""
        return tuple(_action(self.graph, id) for id in self.uncertain_ids)

    @property
    def uncertain_count(self) -> int:
        """The number of actions that may match the filter or not."""
        return len(self.uncertain_ids)

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
        """The earliest and the latest day that the figures describe; None where one has no such bound.

        What was known on a day describes no later one.
        """
        ids = {*self.bounds.low_figures, *self.bounds.high_figures}
        days = [figure.days for figure in self.counted.figures if figure.id in ids]
        earliest, latest = [one.earliest for one in days], [one.latest for one in days]
        return DayRange(
            None if None in earliest or not days else min(day for day in earliest if day),
            None if None in latest or not days else max(self._known(day) for day in latest if day),
        )

    def _known(self, day: date) -> date:
        return day if self.known_at is None else min(day, self.known_at)

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
                        if source_kind(self.graph, found) not in self.source_kinds:
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


def source_kind(graph: KnowledgeGraph, claim: Claim) -> SourceKind:
    """Return the kind of the source of a claim."""
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return source.kind


def _action(graph: KnowledgeGraph, id: str) -> ClemencyAction:
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    return action


def _entity(graph: KnowledgeGraph, id: str | None, type: type[E]) -> E | None:
    entity = graph.entities.get(id) if id else None
    return entity if isinstance(entity, type) else None
