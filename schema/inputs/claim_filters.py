"""Filters of claims, of their sources and of their conflicts."""

from collections.abc import Iterator
from typing import Annotated

import strawberry

from ...graph import KnowledgeGraph
from ...graph.model.records import Claim, ClemencyAction, Jurisdiction, Source
from ...graph.queries.conflicts import Conflict, in_open_conflict
from ...graph.queries.day_ranges import Answer
from ...graph.queries.record_day_ranges import described_day, published_day
from ..types.fields import input_type, optional
from .filters import CERTAIN, StateWhere, combined, in_state, on_day
from .value_filters import (
    ClaimPropertyFilter,
    DateFilter,
    IdFilter,
    IntFilter,
    RankFilter,
    ReliefKindFilter,
    SourceKindFilter,
    StageFilter,
    TextFilter,
    UnitFilter,
)

LazyClaimWhere = Annotated["ClaimWhere", strawberry.lazy(".claim_filters")]
LazyConflictWhere = Annotated["ConflictWhere", strawberry.lazy(".claim_filters")]
LazySourceWhere = Annotated["SourceWhere", strawberry.lazy(".claim_filters")]


@input_type
class SourceWhere:
    """Sources."""

    and_: list[LazySourceWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazySourceWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazySourceWhere | None = optional("This does not hold.", name="not")
    certain: bool | None = optional(CERTAIN)
    title: TextFilter | None = optional("Title.")
    publisher: TextFilter | None = optional("Name or alias of the publisher.")
    published: DateFilter | None = optional("Day of publication.")
    kind: SourceKindFilter | None = optional("Kind of source.")
    reprint: bool | None = optional("Whether it reprints another source of the record.")
    reprint_of: IdFilter | None = optional("Id of the source that it reprints.")
    undated: bool | None = optional("Whether the page gives no day of publication.")

    def answer(self, graph: KnowledgeGraph, source: Source) -> Answer:
        """Return whether a record matches."""
        publisher = graph.entities[source.publisher] if source.publisher else None
        names = (publisher.name, *publisher.aliases) if publisher else (None,)
        holds = (
            (self.title is None or self.title.matches(source.title))
            and (self.publisher is None or self.publisher.matches(*names))
            and (self.kind is None or self.kind.matches(source.kind))
            and (self.reprint is None or self.reprint is (source.reprint_of is not None))
            and (self.reprint_of is None or self.reprint_of.matches(source.reprint_of))
            and (self.undated is None or self.undated is (source.published is None))
        )
        return combined(self, graph, source, on_day(self.published, published_day, source)) if holds else Answer.NO


@input_type
class ConflictWhere:
    """Disagreements between sources."""

    and_: list[LazyConflictWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyConflictWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyConflictWhere | None = optional("This does not hold.", name="not")
    about: IdFilter | None = optional("Id of what it is about.")
    state: StateWhere | None = optional("The state of the action or law, or the state itself; others never match.")
    stage: StageFilter | None = optional("The stage; a disagreement about none never matches.")
    unit: UnitFilter | None = optional("The unit of the figures; a disagreement about something else never matches.")
    open: bool | None = optional("Whether claims that are not deprecated differ.")
    days_differ: bool | None = optional("Whether they are figures of days that may differ, each of which may be right.")

    def answer(self, graph: KnowledgeGraph, conflict: Conflict) -> Answer:
        """Return whether a record matches."""
        about = graph.entities[conflict.about]
        place = about.id if isinstance(about, Jurisdiction) else getattr(about, "jurisdiction", None)
        quantity = conflict.claims[0].quantity
        holds = (
            (self.about is None or self.about.matches(about.id))
            and (self.state is None or (place is not None and in_state(self.state, graph, place)))
            and (self.stage is None or (conflict.stage is not None and self.stage.matches(conflict.stage)))
            and (self.unit is None or (quantity is not None and self.unit.matches(quantity.unit)))
            and self.open in (None, conflict.open)
            and self.days_differ in (None, conflict.days_differ)
        )
        return combined(self, graph, conflict) if holds else Answer.NO


@input_type
class ClaimWhere:
    """Claims."""

    and_: list[LazyClaimWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyClaimWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyClaimWhere | None = optional("This does not hold.", name="not")
    certain: bool | None = optional(CERTAIN)
    property: ClaimPropertyFilter | None = optional("The property that it gives.")
    rank: RankFilter | None = optional("Its rank.")
    stage: StageFilter | None = optional("The stage that it is about; a claim about none never matches.")
    unit: UnitFilter | None = optional("The unit of its figure; a claim without one never matches.")
    figure: IntFilter | None = optional("The lower bound of its figure; without one, nothing matches.")
    as_of: DateFilter | None = optional("The day that it describes.")
    published: DateFilter | None = optional("The day of publication.")
    disputed: bool | None = optional("Whether it contradicts another claim, and neither is deprecated.")
    kind: ReliefKindFilter | None = optional(
        "The kind of relief of its action, or of its tally; without one, nothing matches."
    )
    about: strawberry.ID | None = optional("Id of what it is about.")
    reported_by: strawberry.ID | None = optional("Id of the person or body that counted.")
    publisher: strawberry.ID | None = optional("Id of the publisher of the page.")
    inferred: bool | None = optional("Whether what it is about, or its date, was inferred.")
    source: SourceWhere | None = optional("The page that says so.")

    def answer(self, graph: KnowledgeGraph, claim: Claim) -> Answer:
        """Return whether a record matches."""
        quantity = claim.quantity
        source = graph.entities[claim.source]
        assert isinstance(source, Source)
        holds = (
            (self.stage is None or (claim.stage is not None and self.stage.matches(claim.stage)))
            and (self.unit is None or (quantity is not None and self.unit.matches(quantity.unit)))
            and (self.figure is None or self.figure.matches(quantity.low if quantity else None))
            and (self.property is None or self.property.matches(claim.property))
            and (self.rank is None or self.rank.matches(claim.rank))
            and (self.kind is None or self._of_kind(graph, claim))
            and self.about in (None, claim.about)
            and self.reported_by in (None, claim.reported_by)
            and (self.publisher is None or self.publisher == source.publisher)
            and (self.inferred is None or self.inferred is (claim.inference is not None))
            and (self.disputed is None or self.disputed is in_open_conflict(graph, claim))
        )
        return combined(self, graph, claim, *self._answers(graph, claim, source)) if holds else Answer.NO

    def _answers(self, graph: KnowledgeGraph, claim: Claim, source: Source) -> Iterator[Answer]:
        """Yield the answers of the parts that depend on days."""
        if self.as_of is not None:
            yield self.as_of.answer(described_day(graph, claim))
        if self.published is not None:
            yield self.published.answer(published_day(source))
        if self.source is not None:
            yield self.source.answer(graph, source)

    def _of_kind(self, graph: KnowledgeGraph, claim: Claim) -> bool:
        about = graph.entities[claim.about]
        kind = about.kind if isinstance(about, ClemencyAction) else claim.kind
        return kind is not None and self.kind is not None and self.kind.matches(kind)
