"""Filters of the changes of claims since a release."""

from typing import Annotated

import strawberry

from ...graph import KnowledgeGraph
from ...graph.model.records import Jurisdiction
from ...graph.queries.day_ranges import Answer
from ...graph.queries.release_comparison import Change
from ..types.fields import input_type, optional
from .filters import StateWhere, combined, in_state
from .value_filters import ChangeKindFilter, IdFilter

LazyChangeWhere = Annotated["ChangeWhere", strawberry.lazy(".change_filters")]


@input_type
class ChangeWhere:
    """Changes of claims."""

    and_: list[LazyChangeWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyChangeWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyChangeWhere | None = optional("This does not hold.", name="not")
    kind: ChangeKindFilter | None = optional("The kind of the change.")
    about: IdFilter | None = optional("Id of what it is about.")
    state: StateWhere | None = optional("The state of the action or law, or the state itself; others never match.")

    def answer(self, graph: KnowledgeGraph, change: Change) -> Answer:
        """Return whether a record matches."""
        about = graph.entities.get(change.about)
        place = about.id if isinstance(about, Jurisdiction) else getattr(about, "jurisdiction", None)
        holds = (
            (self.kind is None or self.kind.matches(change.kind))
            and (self.about is None or self.about.matches(change.about))
            and (self.state is None or (place is not None and in_state(self.state, graph, place)))
        )
        return combined(self, graph, change) if holds else Answer.NO
