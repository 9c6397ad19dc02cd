"""Filters of those who had a part in an action."""

from typing import Annotated

import strawberry

from ...graph import KnowledgeGraph
from ...graph.model.records import Actor, Organization, Person
from ...graph.queries.day_ranges import Answer
from ...graph.queries.terms_on_day import possible_offices
from ..types.fields import input_type, optional
from .filters import combined, party_names
from .value_filters import ActorRoleFilter, IdFilter, OfficeFilter, OrganizationKindFilter, TextFilter

LazyActorWhere = Annotated["ActorWhere", strawberry.lazy(".actor_filters")]


@input_type
class ActorWhere:
    """An actor of an action; all conditions must hold for the same actor."""

    and_: list[LazyActorWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyActorWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyActorWhere | None = optional("This does not hold.", name="not")
    id: IdFilter | None = optional("Id of the person or body.")
    role: ActorRoleFilter | None = optional("What the actor did; any role, when left out.")
    name: TextFilter | None = optional("Name or alias of the person or body.")
    office: OfficeFilter | None = optional(
        "The office that the person held on the day; a body never matches. A person without a recorded term of that "
        "day may match, and `uncertainCount` of the list counts it: the terms of governors and presidents are "
        "recorded, those of most mayors and attorneys are not."
    )
    body: OrganizationKindFilter | None = optional("The kind of body; a person never matches.")
    party: TextFilter | None = optional(
        "Abbreviation, name or alias of the party of the term under which the actor acted; a body never matches. A "
        "person without a recorded term of that day may match."
    )

    def answer(self, graph: KnowledgeGraph, actor: Actor) -> Answer:
        """Return whether a record matches."""
        entity = graph.entities[actor.entity]
        holds = (
            (self.id is None or self.id.matches(actor.entity))
            and (self.role is None or self.role.matches(actor.role))
            and (self.name is None or self.name.matches(entity.name, *entity.aliases))
            and (self.body is None or (isinstance(entity, Organization) and self.body.matches(entity.kind)))
        )
        if not holds:
            return Answer.NO
        return combined(self, graph, actor, self._office(graph, actor), self._party(graph, actor))

    def _office(self, graph: KnowledgeGraph, actor: Actor) -> Answer:
        office = graph.terms[actor.term].office if actor.term else None
        if self.office is None or self.office.matches(office):
            return Answer.YES
        possible = () if actor.term else possible_offices(graph, actor.entity)
        return Answer.MAYBE if any(map(self.office.matches, possible)) else Answer.NO

    def _party(self, graph: KnowledgeGraph, actor: Actor) -> Answer:
        term = graph.terms[actor.term] if actor.term else None
        if self.party is None or self.party.matches(*party_names(graph, term)):
            return Answer.YES
        unknown = (term is None or term.party is None) and isinstance(graph.entities[actor.entity], Person)
        return Answer.MAYBE if unknown else Answer.NO
