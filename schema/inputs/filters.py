"""Filters. A part of a filter that is null or omitted has no effect; all other parts must hold."""

from datetime import date
from typing import Annotated, Any

import strawberry

from ...graph import KnowledgeGraph
from ...graph.model.records import (
    Actor,
    Claim,
    ClemencyAction,
    Jurisdiction,
    Law,
    Party,
    Provision,
    Source,
    State,
    Term,
)
from ...graph.queries.conflicts import Conflict
from ...graph.queries.figures import best_figure
from ...graph.queries.legal_status import is_in_force
from ..types.fields import input_type, optional
from .value_filters import (
    ActorRoleFilter,
    DateFilter,
    IdFilter,
    InForceFilter,
    InstrumentFilter,
    IntFilter,
    LawEffectFilter,
    LawStatusFilter,
    MethodFilter,
    ReliefKindFilter,
    SourceKindFilter,
    StageFilter,
    StateKindFilter,
    TextFilter,
    UnitFilter,
)

LazyActionWhere = Annotated["ActionWhere", strawberry.lazy(".filters")]
LazyActorWhere = Annotated["ActorWhere", strawberry.lazy(".filters")]
LazyClaimWhere = Annotated["ClaimWhere", strawberry.lazy(".filters")]
LazyConflictWhere = Annotated["ConflictWhere", strawberry.lazy(".filters")]
LazyGovernorWhere = Annotated["GovernorWhere", strawberry.lazy(".filters")]
LazyLawWhere = Annotated["LawWhere", strawberry.lazy(".filters")]
LazySourceWhere = Annotated["SourceWhere", strawberry.lazy(".filters")]
LazyStateWhere = Annotated["StateWhere", strawberry.lazy(".filters")]


@input_type
class StateWhere:
    """States, the district and territories."""

    and_: list[LazyStateWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyStateWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyStateWhere | None = optional("This does not hold.", name="not")
    code: TextFilter | None = optional("USPS code.")
    name: TextFilter | None = optional("Name or alias.")
    kind: StateKindFilter | None = optional("State, district or territory.")

    def matches(self, graph: KnowledgeGraph, state: State) -> bool:
        """Return whether a record matches."""
        return (
            combined(self, graph, state)
            and (self.code is None or self.code.matches(state.code))
            and (self.name is None or self.name.matches(state.name, *state.aliases))
            and (self.kind is None or self.kind.matches(state.kind))
        )


@input_type
class GovernorWhere:
    """Terms as governor."""

    and_: list[LazyGovernorWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyGovernorWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyGovernorWhere | None = optional("This does not hold.", name="not")
    state: TextFilter | None = optional("USPS code or name of the state.")
    party: TextFilter | None = optional("Abbreviation or name of the party of the term.")
    on: date | None = optional("Held office on that day.")
    kind: StateKindFilter | None = optional("Governors of states, or of territories.")

    def matches(self, graph: KnowledgeGraph, term: Term) -> bool:
        """Return whether a record matches."""
        state = graph.entities[term.jurisdiction]
        assert isinstance(state, State)
        return (
            combined(self, graph, term)
            and (self.state is None or self.state.matches(state.code, state.name))
            and (self.party is None or self.party.matches(*_party(graph, term)))
            and (self.on is None or term.covers(self.on))
            and (self.kind is None or self.kind.matches(state.kind))
        )


@input_type
class ActorWhere:
    """An actor of an action; all conditions must hold for the same actor."""

    and_: list[LazyActorWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyActorWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyActorWhere | None = optional("This does not hold.", name="not")
    id: IdFilter | None = optional("Id of the person or body.")
    role: ActorRoleFilter | None = optional("What the actor did; any role, when left out.")
    name: TextFilter | None = optional("Name or alias of the person or body.")
    party: TextFilter | None = optional("Abbreviation or name of the party of the term under which the actor acted.")

    def matches(self, graph: KnowledgeGraph, actor: Actor) -> bool:
        """Return whether a record matches."""
        entity = graph.entities[actor.entity]
        term = graph.terms[actor.term] if actor.term else None
        return (
            combined(self, graph, actor)
            and (self.id is None or self.id.matches(actor.entity))
            and (self.role is None or self.role.matches(actor.role))
            and (self.name is None or self.name.matches(entity.name, *entity.aliases))
            and (self.party is None or self.party.matches(*_party(graph, term)))
        )


@input_type
class LawWhere:
    """Laws."""

    and_: list[LazyLawWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyLawWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyLawWhere | None = optional("This does not hold.", name="not")
    state: StateWhere | None = optional("The state whose law it is; a locality's law counts under its state.")
    number: TextFilter | None = optional("Number, such as HB 1438.")
    name: TextFilter | None = optional("Name or alias.")
    instrument: InstrumentFilter | None = optional("The form in which it was made.")
    status: LawStatusFilter | None = optional("Its status in the data as they are.")
    signed_by: TextFilter | None = optional("Id, name or alias of the person who signed it.")
    effect: LawEffectFilter | None = optional(
        "What one of its provisions does; `effect`, `method` and `inForce` must hold for the same provision."
    )
    method: MethodFilter | None = optional("The method of one of its provisions, the same as that of `effect`.")
    in_force: InForceFilter | None = optional(
        "Whether it was in force on a day, by the same provision as `effect` and `method`."
    )
    enacted: DateFilter | None = optional("Day of enactment.")
    effective: DateFilter | None = optional("Day from which it holds.")

    def matches(self, graph: KnowledgeGraph, law: Law) -> bool:
        """Return whether a record matches."""
        return (
            combined(self, graph, law)
            and in_state(self.state, graph, law.jurisdiction)
            and (self.number is None or self.number.matches(law.number))
            and (self.name is None or self.name.matches(law.name, *law.aliases))
            and (self.instrument is None or self.instrument.matches(law.instrument))
            and (self.status is None or self.status.matches(law.status))
            and (self.signed_by is None or self.signed_by.matches(*_names(graph, law.signed_by)))
            and self._has_provision(law)
            and (self.enacted is None or self.enacted.matches(law.enacted))
            and (self.effective is None or self.effective.matches(law.effective))
        )

    def _has_provision(self, law: Law) -> bool:
        """Return whether one provision has the effect and the method, and is in force."""
        if self.effect is None and self.method is None:
            # A law without provisions can be in force too.
            return self.in_force is None or any(self._is_in_force(law, one) for one in law.provisions or (None,))
        return any(
            (self.effect is None or self.effect.matches(one.effect))
            and (self.method is None or self.method.matches(one.method))
            and self._is_in_force(law, one)
            for one in law.provisions
        )

    def _is_in_force(self, law: Law, provision: Provision | None) -> bool:
        if self.in_force is None:
            return True
        assert self.in_force.on is not None, "with_day gives the day"
        return is_in_force(law, provision, self.in_force.on)


@input_type
class ActionWhere:
    """Clemency actions."""

    and_: list[LazyActionWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyActionWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyActionWhere | None = optional("This does not hold.", name="not")
    kind: ReliefKindFilter | None = optional("Kind of relief.")
    stage: StageFilter | None = optional("The furthest stage reached.")
    date: DateFilter | None = optional("The day of the furthest stage.")
    name: TextFilter | None = optional("Name or alias.")
    state: StateWhere | None = optional("The state; a locality counts under its state, federal action under none.")
    actor: ActorWhere | None = optional("One of those who had a part in it.")
    law: LawWhere | None = optional("One of the laws behind it.")
    figure: IntFilter | None = optional(
        "Lower bound of the best ranked figure at the action's stage; without one, nothing matches."
    )

    def matches(self, graph: KnowledgeGraph, action: ClemencyAction) -> bool:
        """Return whether a record matches."""
        return (
            combined(self, graph, action)
            and (self.kind is None or self.kind.matches(action.kind))
            and (self.stage is None or self.stage.matches(action.stage))
            and (self.date is None or self.date.matches(action.date))
            and (self.name is None or self.name.matches(action.name, *action.aliases))
            and in_state(self.state, graph, action.jurisdiction)
            and (self.actor is None or any(self.actor.matches(graph, actor) for actor in action.actors))
            and (self.law is None or any(self.law.matches(graph, law) for law in _laws(graph, action)))
            and (self.figure is None or self.figure.matches(_least(action)))
        )


@input_type
class SourceWhere:
    """Sources."""

    and_: list[LazySourceWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazySourceWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazySourceWhere | None = optional("This does not hold.", name="not")
    title: TextFilter | None = optional("Title.")
    publisher: TextFilter | None = optional("Name or alias of the publisher.")
    published: DateFilter | None = optional("Day of publication.")
    kind: SourceKindFilter | None = optional("Kind of source.")

    def matches(self, graph: KnowledgeGraph, source: Source) -> bool:
        """Return whether a record matches."""
        publisher = graph.entities[source.publisher] if source.publisher else None
        names = (publisher.name, *publisher.aliases) if publisher else (None,)
        return (
            combined(self, graph, source)
            and (self.title is None or self.title.matches(source.title))
            and (self.publisher is None or self.publisher.matches(*names))
            and (self.published is None or self.published.matches(source.published))
            and (self.kind is None or self.kind.matches(source.kind))
        )


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

    def matches(self, graph: KnowledgeGraph, conflict: Conflict) -> bool:
        """Return whether a record matches."""
        about = graph.entities[conflict.about]
        place = about.id if isinstance(about, Jurisdiction) else getattr(about, "jurisdiction", None)
        quantity = conflict.claims[0].quantity
        return (
            combined(self, graph, conflict)
            and (self.about is None or self.about.matches(about.id))
            and (self.state is None or (place is not None and in_state(self.state, graph, place)))
            and (self.stage is None or (conflict.stage is not None and self.stage.matches(conflict.stage)))
            and (self.unit is None or (quantity is not None and self.unit.matches(quantity.unit)))
        )


@input_type
class ClaimWhere:
    """Claims."""

    and_: list[LazyClaimWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyClaimWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyClaimWhere | None = optional("This does not hold.", name="not")
    stage: StageFilter | None = optional("The stage that it is about; a claim about none never matches.")
    unit: UnitFilter | None = optional("The unit of its figure; a claim without one never matches.")
    figure: IntFilter | None = optional("The lower bound of its figure; without one, nothing matches.")
    as_of: DateFilter | None = optional("The day that it describes.")
    published: DateFilter | None = optional("The day of publication.")
    source: SourceWhere | None = optional("The page that says so.")

    def matches(self, graph: KnowledgeGraph, claim: Claim) -> bool:
        """Return whether a record matches."""
        quantity = claim.quantity
        source = graph.entities[claim.source]
        assert isinstance(source, Source)
        return (
            combined(self, graph, claim)
            and (self.stage is None or (claim.stage is not None and self.stage.matches(claim.stage)))
            and (self.unit is None or (quantity is not None and self.unit.matches(quantity.unit)))
            and (self.figure is None or self.figure.matches(quantity.low if quantity else None))
            and (self.as_of is None or self.as_of.matches(claim.as_of))
            and (self.published is None or self.published.matches(claim.published))
            and (self.source is None or self.source.matches(graph, source))
        )


def combined(where: Any, graph: KnowledgeGraph, record: object) -> bool:
    """Return whether the and, or and not of a filter hold; an empty list of alternatives never holds."""
    return (
        (where.and_ is None or all(one.matches(graph, record) for one in where.and_))
        and (where.or_ is None or any(one.matches(graph, record) for one in where.or_))
        and (where.not_ is None or not where.not_.matches(graph, record))
    )


def in_state(where: StateWhere | None, graph: KnowledgeGraph, jurisdiction: str) -> bool:
    """Return whether a jurisdiction is in a state that a filter matches; without a filter, always."""
    if where is None:
        return True
    state = graph.state_of(jurisdiction)
    return state is not None and where.matches(graph, state)


def _laws(graph: KnowledgeGraph, action: ClemencyAction) -> list[Law]:
    return [law for id in action.laws if isinstance(law := graph.entities[id], Law)]


def _least(action: ClemencyAction) -> int | None:
    claim = best_figure(action)
    return claim.quantity.low if claim and claim.quantity else None


def _names(graph: KnowledgeGraph, id: str | None) -> tuple[str | None, ...]:
    """Return the id, the name and the aliases of an entity."""
    entity = graph.entities[id] if id else None
    return (entity.id, entity.name, *entity.aliases) if entity else (None,)


def _party(graph: KnowledgeGraph, term: Term | None) -> tuple[str | None, ...]:
    party = graph.entities[term.party] if term and term.party else None
    return (party.abbreviation, party.name) if isinstance(party, Party) else (None,)
