"""A graph seen through a filter: the entities and the edges that rest on some claims, or that hold on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Entity, Law, Relationship, Source
from ..model.vocabulary import Rank, RelationshipKind, SourceKind, Stage, Unit
from .claims_known_by import known_by
from .day_ranges import Answer
from .legal_status import in_force
from .record_day_ranges import act_day, holds, published_day
from .stage_facts import says_reached


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFilter:
    """Conditions on the entities and edges of a graph; all that are given apply.

    Parameters
    ----------
    on
        Only terms that surely covered this day, laws that were surely in force on it, and actions whose act had surely
        happened by it.
    known_at
        Only claims and sources that had surely been published by this day.
    source_kinds
        Only sources of these kinds, and their claims.
    ranks
        Only claims of these ranks; all, deprecated ones too, when left out.
    stages, units
        Only actions that one usable claim reports to have reached one of these stages, with a figure in one of these
        units, and only those claims about actions.

    Notes
    -----
    An edge with claims is kept where one of them is, an action or a law where a claim about it is, and a source by its
    own day and kind. Places, people, parties and organizations are always kept, and so is an edge without claims, such
    as the one from a city to its state, where both of its ends are.
    """

    on: date | None = None
    known_at: date | None = None
    stages: Collection[Stage] | None = None
    units: Collection[Unit] | None = None
    source_kinds: Collection[SourceKind] | None = None
    ranks: Collection[Rank] | None = None


EVERYTHING = GraphFilter()


class GraphView:
    """The part of a graph that a filter keeps.

    Each record is looked at when it is first needed, and at most once, so that a short walk in a large graph costs
    little. A view belongs to one query.

    Attributes
    ----------
    kinds : frozenset of str or None
        The kinds of edges that are kept; None for all.
    only_kinds : bool
        Whether nothing but the kind of an edge decides.
    """

    def __init__(self, graph: KnowledgeGraph, filter: GraphFilter, kinds: Iterable[RelationshipKind] | None) -> None:
        """Make the view of a graph with the edges of some kinds, or of all."""
        self._graph = graph
        self._filter = filter
        self.kinds = None if kinds is None else frozenset(kind.value for kind in kinds)
        self.only_kinds = filter == EVERYTHING
        self._by_claims = any(one is not None for one in (filter.known_at, filter.source_kinds, filter.ranks))
        self._by_stage = filter.stages is not None or filter.units is not None
        self._entities: dict[str, bool] = {}
        self._kinds: dict[tuple[str, str], frozenset[str]] = {}

    def has_entity(self, id: str) -> bool:
        """Return whether the filter keeps an entity."""
        kept = self._entities.get(id)
        if kept is None:
            kept = self._entities[id] = self._keeps(self._graph.entities[id])
        return kept

    def has_edge(self, edge: Relationship) -> bool:
        """Return whether the filter keeps an edge and both of its ends."""
        if self.kinds is not None and edge.kind.value not in self.kinds:
            return False
        day = self._filter.on
        if day is not None and edge.start is not None and holds(edge.start, edge.end, day) is not Answer.YES:
            return False
        if edge.claims and not self._has_claim(edge.claims, self._is_of_action(edge)):
            return False
        return self.has_entity(edge.from_) and self.has_entity(edge.to)

    def edges_between(self, one: str, other: str) -> list[Relationship]:
        """Return the edges between two entities, either way."""
        return [edge for edge in self._graph.between(one, other) if self.has_edge(edge)]

    def kinds_between(self, one: str, other: str, of_all: frozenset[str]) -> frozenset[str]:
        """Return the kinds of the edges between two entities, either way, given those of all edges between them."""
        wanted = of_all if self.kinds is None else of_all & self.kinds
        if not wanted or self.only_kinds:
            return wanted
        ends = (one, other) if one < other else (other, one)
        kinds = self._kinds.get(ends)
        if kinds is None:
            kinds = self._kinds[ends] = frozenset(edge.kind.value for edge in self.edges_between(one, other))
        return kinds

    def _is_of_action(self, edge: Relationship) -> bool:
        # Of the claims about actions, those that other edges rest on report no stage.
        return edge.kind is RelationshipKind.SAYS and isinstance(self._graph.entities[edge.to], ClemencyAction)

    def _keeps(self, entity: Entity) -> bool:
        day = self._filter.on
        match entity:
            case ClemencyAction():
                return self._has_claim(entity.claims, True) and (day is None or self._had_happened(entity, day))
            case Law():
                in_time = day is None or in_force(entity, None, day) is Answer.YES
                return in_time and self._has_claim(entity.claims, False)
            case Source():
                return self._keeps_source(entity)
            case _:
                return True

    def _had_happened(self, action: ClemencyAction, day: date) -> bool:
        days = act_day(self._graph, action).days
        return days is not None and days.latest is not None and days.latest <= day

    def _keeps_source(self, source: Source) -> bool:
        kinds, day = self._filter.source_kinds, self._filter.known_at
        if kinds is not None and source.kind not in kinds:
            return False
        if day is None:
            return True
        published = published_day(source).days
        return published is not None and published.latest is not None and published.latest <= day

    def _has_claim(self, claims: Iterable[Claim], of_action: bool) -> bool:
        """Return whether one of some claims meets every condition on claims; true where there is none to meet."""
        by_stage = of_action and self._by_stage
        if not by_stage and not self._by_claims:
            return True
        return any(self._keeps_claim(one) and (not by_stage or self._reports(one)) for one in claims)

    def _keeps_claim(self, claim: Claim) -> bool:
        filter, source = self._filter, self._graph.entities[claim.source]
        assert isinstance(source, Source)
        return (
            (filter.ranks is None or claim.rank in filter.ranks)
            and (filter.source_kinds is None or source.kind in filter.source_kinds)
            and known_by(self._graph, claim, filter.known_at)
        )

    def _reports(self, claim: Claim) -> bool:
        stages, units = self._filter.stages, self._filter.units
        return (
            claim.stage is not None
            and says_reached(claim.rank, claim.quantity)
            and (stages is None or claim.stage in stages)
            and (units is None or (claim.quantity is not None and claim.quantity.unit in units))
        )
