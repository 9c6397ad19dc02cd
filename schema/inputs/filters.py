"""Filters. A part of a filter that is null or omitted has no effect; all other parts must hold."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, ParamSpec

import strawberry

from ...graph import KnowledgeGraph
from ...graph.model.records import (
    ClemencyAction,
    Law,
    Locality,
    Party,
    State,
    Term,
)
from ...graph.model.vocabulary import Stage
from ...graph.queries.day_ranges import Answer, any_of, certainly, negate
from ...graph.queries.facts_from_records import place_of
from ...graph.queries.law_signature import signature_of
from ...graph.queries.main_stage import act_of, disputed, figure_of
from ...graph.queries.record_day_ranges import (
    RecordDay,
    act_day,
    effective_day,
    enacted_day,
    in_office,
    introduced_day,
    reached,
    rejected_day,
    stage_day,
    vetoed_day,
)
from ...graph.queries.requirement_rows import requirement_rows
from ..types.fields import input_type, optional
from .provision_match import match_provision
from .value_filters import (
    DateFilter,
    DispositionFilter,
    IdFilter,
    InForceFilter,
    InstrumentFilter,
    IntFilter,
    KnowledgeFilter,
    LawEffectFilter,
    LawStatusFilter,
    LevelFilter,
    MethodFilter,
    PardonPowerFilter,
    ReliefKindFilter,
    RequirementFilter,
    StageDateFilter,
    StageFilter,
    StateKindFilter,
    TextFilter,
    UnitFilter,
)

if TYPE_CHECKING:
    from .actor_filters import ActorWhere
    from .entity_filters import LocalityWhere

LazyActionWhere = Annotated["ActionWhere", strawberry.lazy(".filters")]
LazyActorWhere = Annotated["ActorWhere", strawberry.lazy(".actor_filters")]
LazyGovernorWhere = Annotated["GovernorWhere", strawberry.lazy(".filters")]
LazyLawWhere = Annotated["LawWhere", strawberry.lazy(".filters")]
LazyLocalityWhere = Annotated["LocalityWhere", strawberry.lazy(".entity_filters")]
LazyStateWhere = Annotated["StateWhere", strawberry.lazy(".filters")]

P = ParamSpec("P")
CERTAIN: Final = (
    "True: only what surely matches this filter; what may match or not, because of a day that is not known exactly, is "
    "left out, and `leftOutCount` of the list counts it. To subtract one list from another, ask for the one to be "
    "subtracted without `certain`: else what it may hold seems to be in the difference for sure."
)
_ANY_DAY: Final = DateFilter()


@input_type
class StateWhere:
    """States, the district and territories."""

    and_: list[LazyStateWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyStateWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyStateWhere | None = optional("This does not hold.", name="not")
    code: TextFilter | None = optional("USPS code.")
    name: TextFilter | None = optional("Name or alias.")
    kind: StateKindFilter | None = optional("State, district or territory.")
    pardon_power: PardonPowerFilter | None = optional("Who holds the power of clemency.")

    def answer(self, graph: KnowledgeGraph, state: State) -> Answer:
        """Return whether a record matches."""
        holds = (
            (self.code is None or self.code.matches(state.code))
            and (self.name is None or self.name.matches(state.name, *state.aliases))
            and (self.kind is None or self.kind.matches(state.kind))
            and (self.pardon_power is None or self.pardon_power.matches(state.pardon_power))
        )
        return combined(self, graph, state) if holds else Answer.NO


@input_type
class GovernorWhere:
    """Terms as governor."""

    and_: list[LazyGovernorWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyGovernorWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyGovernorWhere | None = optional("This does not hold.", name="not")
    certain: bool | None = optional(CERTAIN)
    state: TextFilter | None = optional("USPS code or name of the state.")
    party: TextFilter | None = optional("Abbreviation, name or alias of the party of the term.")
    on: date | None = optional(
        "Held office on that day. On a day to come, a term that has not ended may have: it is certain only before its "
        "scheduled end."
    )
    kind: StateKindFilter | None = optional("Governors of states, or of territories.")

    @property
    def today(self) -> date | None:
        """The day of the request, which `with_day` gives where `on` is a day to come."""
        return self.__dict__.get("_today")

    def answer(self, graph: KnowledgeGraph, term: Term) -> Answer:
        """Return whether a record matches."""
        state = graph.entities[term.jurisdiction]
        assert isinstance(state, State)
        holds = (
            (self.state is None or self.state.matches(state.code, state.name))
            and (self.party is None or self.party.matches(*party_names(graph, term)))
            and (self.kind is None or self.kind.matches(state.kind))
        )
        held = Answer.YES if self.on is None else in_office(term, self.on, self.today)
        return combined(self, graph, term, held) if holds else Answer.NO


class Held(NamedTuple):
    """Terms of office that cover a day, as an argument of lists gives it."""

    on: date
    today: date | None = None

    def answer(self, graph: KnowledgeGraph, term: Term) -> Answer:
        """Return whether a record matches."""
        return in_office(term, self.on, self.today)


@input_type
class LawWhere:
    """Laws."""

    and_: list[LazyLawWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyLawWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyLawWhere | None = optional("This does not hold.", name="not")
    certain: bool | None = optional(CERTAIN)
    state: StateWhere | None = optional("The state whose law it is; a locality's law counts under its state.")
    locality: LazyLocalityWhere | None = optional(
        "The city or county whose law it is; the law of a state never matches."
    )
    number: TextFilter | None = optional("Number, such as HB 1438.")
    name: TextFilter | None = optional("Name, alias or number: Amendment 3 is the number of Missouri's of 2022.")
    instrument: InstrumentFilter | None = optional("The form in which it was made.")
    status: LawStatusFilter | None = optional("Its status in the data as they are.")
    signed_by: TextFilter | None = optional("Id, name or alias of the person who signed it.")
    signature: KnowledgeFilter | None = optional("Whether somebody signed it.")
    vetoed_by: TextFilter | None = optional("Id, name or alias of the person who vetoed it.")
    vetoed: DateFilter | None = optional(
        "Day of the veto, by anybody, even if it became law all the same; `{}` for any day, or none known. What "
        "nobody vetoed never matches."
    )
    rejected: DateFilter | None = optional("Day on which voters rejected it; what they did not reject never matches.")
    effect: LawEffectFilter | None = optional(
        "What one of its provisions does; `effect`, `method`, `disposition`, `cannabisOnly` and `inForce` must hold "
        "for the same provision."
    )
    method: MethodFilter | None = optional("The method of one of its provisions, the same as that of `effect`.")
    disposition: DispositionFilter | None = optional(
        "How the cases ended to which one of its provisions gives relief: `{in: [CONVICTION, BOTH]}` leaves out laws "
        "on dismissed charges alone."
    )
    cannabis_only: bool | None = optional(
        "True: one of its provisions is of cannabis alone; false: of other offenses too. One of which no source says "
        "may match."
    )
    in_force: InForceFilter | None = optional(
        "Whether it was in force on a day, by the same provision as `effect` and `method`."
    )
    requirement: RequirementFilter | None = optional(
        "What it requires for relief, or does not: one of its rows of that kind has one of these statuses."
    )
    introduced: DateFilter | None = optional(
        "Day of introduction as a bill; a day that no source gives was no later than the enactment and each status."
    )
    enacted: DateFilter | None = optional(
        "Day of enactment; a day that no source gives was no later than the first day of effect, and than each day and "
        "page by which it was law."
    )
    effective: DateFilter | None = optional(
        "Day from which it holds; a day that no source gives was not before the enactment."
    )

    def answer(self, graph: KnowledgeGraph, law: Law) -> Answer:
        """Return whether a record matches."""
        holds = (
            in_state(self.state, graph, law.jurisdiction)
            and in_locality(self.locality, graph, law.jurisdiction)
            and (self.number is None or self.number.matches(law.number))
            and (self.name is None or self.name.matches(law.name, law.number, *law.aliases))
            and (self.instrument is None or self.instrument.matches(law.instrument))
            and (self.status is None or self.status.matches(law.status))
            and (self.signed_by is None or self.signed_by.matches(*names_of(graph, law.signed_by)))
            and (self.signature is None or self.signature.matches(signature_of(law).status))
            and (self.vetoed_by is None or self.vetoed_by.matches(*names_of(graph, law.vetoed_by)))
            and (self.requirement is None or self.requirement.matches(requirement_rows(law)))
        )
        if not holds:
            return Answer.NO
        introduced = on_day(self.introduced, introduced_day, law)
        vetoed = on_day(self.vetoed, vetoed_day, law)
        rejected = on_day(self.rejected, rejected_day, law)
        enacted, effective = on_day(self.enacted, enacted_day, law), on_day(self.effective, effective_day, law)
        return combined(self, graph, law, introduced, vetoed, rejected, enacted, effective, match_provision(self, law))


@input_type
class ActionWhere:
    """Clemency actions."""

    and_: list[LazyActionWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyActionWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyActionWhere | None = optional("This does not hold.", name="not")
    certain: bool | None = optional(CERTAIN)
    kind: ReliefKindFilter | None = optional("Kind of relief.")
    stage: StageFilter | None = optional("The furthest stage reached.")
    reached: StageFilter | None = optional("One of the stages that a usable claim gives.")
    date: DateFilter | None = optional("The day of the act: granted where it was, else recorded, else furthest stage.")
    granted: DateFilter | None = optional(
        "The day on which it was granted; what was recorded had been granted. An action that was not never matches."
    )
    announced: DateFilter | None = optional(
        "The day on which it was announced; an action of which no source says that it was never matches."
    )
    stage_date: StageDateFilter | None = optional("The day on which it reached a stage.")
    name: TextFilter | None = optional("Name or alias.")
    state: StateWhere | None = optional("The state; a locality counts under its state, federal action under none.")
    level: LevelFilter | None = optional("The level of government of the place.")
    locality: LazyLocalityWhere | None = optional(
        "The city or county; an action of a state or the country never matches."
    )
    actor: LazyActorWhere | None = optional("One of those who had a part in it.")
    law: LawWhere | None = optional("One of the laws behind it.")
    extends: IdFilter | None = optional("Id of the earlier action of which it is a further round.")
    unit: UnitFilter | None = optional("The unit of a figure of the act; without a figure, nothing matches.")
    figure: IntFilter | None = optional(
        "Lower bound of the best figure of the act, in one of the units where `unit` is given; without one, nothing "
        "matches."
    )
    has_figure: bool | None = optional("Whether a usable claim gives a figure of the act.")
    disputed: bool | None = optional(
        "Whether usable claims contradict each other on the day or a figure of the act, that is at its stage."
    )
    requirement: RequirementFilter | None = optional(
        "What it requires of a person, or does not: one of its rows of that kind has one of these statuses."
    )

    def answer(self, graph: KnowledgeGraph, action: ClemencyAction) -> Answer:
        """Return whether a record matches."""
        holds = (
            (self.kind is None or self.kind.matches(action.kind))
            and (self.stage is None or self.stage.matches(action.stage))
            and (self.reached is None or any(map(self.reached.matches, reached(graph, action))))
            and (self.name is None or self.name.matches(action.name, *action.aliases))
            and in_state(self.state, graph, action.jurisdiction)
            and (self.level is None or self.level.matches(place_of(action.jurisdiction, graph.entities).level))
            and in_locality(self.locality, graph, action.jurisdiction)
            and (self.extends is None or self.extends.matches(action.extends))
            and self._has_figure(graph, action)
            and (self.disputed is None or self.disputed is disputed(graph, action))
            and (self.requirement is None or self.requirement.matches(requirement_rows(action)))
        )
        return combined(self, graph, action, *self._answers(graph, action)) if holds else Answer.NO

    def _has_figure(self, graph: KnowledgeGraph, action: ClemencyAction) -> bool:
        """Return whether the act of an action has a figure as it is asked for."""
        if self.has_figure is None and self.unit is None and self.figure is None:
            return True
        best = figure_of(graph, action)
        if self.has_figure is not None and self.has_figure is not (best is not None):
            return False
        if self.unit is None:
            return self.figure is None or self.figure.matches(best.quantity.low if best and best.quantity else None)
        quantities = [claim.quantity for claim in act_of(graph, action).figures if claim.quantity is not None]
        return any(
            self.unit.matches(one.unit) and (self.figure is None or self.figure.matches(one.low)) for one in quantities
        )

    def _answers(self, graph: KnowledgeGraph, action: ClemencyAction) -> Iterator[Answer]:
        """Yield the answers of the parts that may be uncertain."""
        if self.actor is not None:
            yield any_of(self.actor.answer(graph, actor) for actor in action.actors)
        if self.date is not None:
            yield self.date.answer(act_day(graph, action))
        if self.granted is not None:
            yield self.granted.answer(stage_day(graph, action, Stage.GRANTED))
        if self.announced is not None:
            yield self.announced.answer(stage_day(graph, action, Stage.ANNOUNCED))
        if self.stage_date is not None:
            yield (self.stage_date.date or _ANY_DAY).answer(stage_day(graph, action, self.stage_date.stage))
        if self.law is not None:
            yield any_of(self.law.answer(graph, law) for law in _laws(graph, action))


def combined(where: Any, graph: KnowledgeGraph, record: object, *answers: Answer) -> Answer:
    """Return whether parts of a filter and its and, or and not hold together; no alternative of none holds."""
    answer = min(answers, default=Answer.YES)
    for one in where.and_ or ():
        if answer is Answer.NO:
            return answer
        answer = min(answer, one.answer(graph, record))
    if answer is not Answer.NO and where.or_ is not None:
        answer = min(answer, any_of(one.answer(graph, record) for one in where.or_))
    if answer is not Answer.NO and where.not_ is not None:
        answer = min(answer, negate(where.not_.answer(graph, record)))
    return certainly(answer) if getattr(where, "certain", None) else answer


def on_day(wanted: DateFilter | None, find: Callable[P, RecordDay], *of: P.args, **also: P.kwargs) -> Answer:
    """Return whether the day that a function finds passes a part of a filter; yes where the part is not given."""
    return Answer.YES if wanted is None else wanted.answer(find(*of, **also))


def in_state(where: StateWhere | None, graph: KnowledgeGraph, jurisdiction: str) -> bool:
    """Return whether a jurisdiction is in a state that a filter matches; without a filter, always."""
    if where is None:
        return True
    state = graph.state_of(jurisdiction)
    return state is not None and where.answer(graph, state) is not Answer.NO


def in_locality(where: Any, graph: KnowledgeGraph, jurisdiction: str) -> bool:
    """Return whether a jurisdiction is a city or county that a filter matches; without a filter, always."""
    if where is None:
        return True
    place = graph.entities[jurisdiction]
    return isinstance(place, Locality) and where.answer(graph, place) is not Answer.NO


def _laws(graph: KnowledgeGraph, action: ClemencyAction) -> list[Law]:
    return [law for id in action.laws if isinstance(law := graph.entities[id], Law)]


def names_of(graph: KnowledgeGraph, id: str | None) -> tuple[str | None, ...]:
    """Return the id, the name and the aliases of an entity."""
    entity = graph.entities[id] if id else None
    return (entity.id, entity.name, *entity.aliases) if entity else (None,)


def party_names(graph: KnowledgeGraph, term: Term | None) -> tuple[str | None, ...]:
    """Return the abbreviation, the name and the aliases of the party of a term."""
    party = graph.entities[term.party] if term and term.party else None
    return (party.abbreviation, party.name, *party.aliases) if isinstance(party, Party) else (None,)
