"""Filters of people, organizations and localities."""

from typing import Annotated

import strawberry

from ...graph import KnowledgeGraph
from ...graph.model.records import Locality, Organization, Person, Term
from ...graph.queries.day_ranges import Answer
from ..types.fields import input_type, optional
from .filters import StateWhere, combined, in_state
from .value_filters import LocalityKindFilter, OfficeFilter, OrganizationKindFilter, TextFilter

LazyLocalityWhere = Annotated["LocalityWhere", strawberry.lazy(".entity_filters")]
LazyOrganizationWhere = Annotated["OrganizationWhere", strawberry.lazy(".entity_filters")]
LazyPersonWhere = Annotated["PersonWhere", strawberry.lazy(".entity_filters")]


@input_type
class LocalityWhere:
    """Cities and counties."""

    and_: list[LazyLocalityWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyLocalityWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyLocalityWhere | None = optional("This does not hold.", name="not")
    name: TextFilter | None = optional("Name or alias.")
    kind: LocalityKindFilter | None = optional("City or county.")
    state: StateWhere | None = optional("The state that it lies in.")

    def answer(self, graph: KnowledgeGraph, place: Locality) -> Answer:
        """Return whether a record matches."""
        holds = (
            (self.name is None or self.name.matches(place.name, *place.aliases))
            and (self.kind is None or self.kind.matches(place.kind))
            and in_state(self.state, graph, place.id)
        )
        return combined(self, graph, place) if holds else Answer.NO


@input_type
class OrganizationWhere:
    """Bodies."""

    and_: list[LazyOrganizationWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyOrganizationWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyOrganizationWhere | None = optional("This does not hold.", name="not")
    name: TextFilter | None = optional("Name or alias.")
    kind: OrganizationKindFilter | None = optional("The kind of body.")

    def answer(self, graph: KnowledgeGraph, body: Organization) -> Answer:
        """Return whether a record matches."""
        holds = (self.name is None or self.name.matches(body.name, *body.aliases)) and (
            self.kind is None or self.kind.matches(body.kind)
        )
        return combined(self, graph, body) if holds else Answer.NO


@input_type
class PersonWhere:
    """People."""

    and_: list[LazyPersonWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyPersonWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyPersonWhere | None = optional("This does not hold.", name="not")
    name: TextFilter | None = optional("Name or alias.")
    office: OfficeFilter | None = optional(
        "An office of which the record has a term of the person, on whatever day; it has few terms of mayors and "
        "attorneys."
    )
    state: StateWhere | None = optional("The state of a term of office; with `office`, of that office.")

    def answer(self, graph: KnowledgeGraph, person: Person) -> Answer:
        """Return whether a record matches."""
        named = self.name is None or self.name.matches(person.name, *person.aliases)
        holds = named and (
            (self.office is None and self.state is None)
            or any(self._is_of(graph, term) for term in graph.terms_of(person.id))
        )
        return combined(self, graph, person) if holds else Answer.NO

    def _is_of(self, graph: KnowledgeGraph, term: Term) -> bool:
        of_office = self.office is None or self.office.matches(term.office)
        return of_office and in_state(self.state, graph, term.jurisdiction)
