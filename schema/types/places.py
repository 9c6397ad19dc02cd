"""The jurisdictions: states, the country, localities."""

from typing import Annotated

import strawberry

from ...graph.model import records
from ...graph.model.vocabulary import LocalityKind, Office, StateKind
from ...graph.queries import legal_status as standing
from ...graph.queries import program_uptake, record_indexes
from ...graph.queries.pagination import Page, PageRequest
from ...graph.queries.record_lookup import entity_of_type, state_by_code
from ...graph.queries.terms_on_day import term_on
from ..context import Info
from ..inputs.arguments import (
    After,
    Before,
    ByName,
    First,
    Id,
    Last,
    On,
)
from ..inputs.entity_filters import LocalityWhere
from ..inputs.filters import StateWhere
from ..inputs.ordering import StateOrder
from .connection import Connection, all_listed
from .fields import attribute, described, resolver, root_fields, type_of
from .interfaces import Jurisdiction
from .laws import Law
from .people import Term
from .uptake import Uptake


def governor(root: records.State, info: Info, on: On = None) -> records.Term | None:
    """
    Return the term of the governor (the mayor of DC) on that day; today when omitted.

    On a day to come it is the term that is scheduled to cover it, by `scheduledEnd`; null where no source gives that.
    """
    office = Office.MAYOR if root.kind is StateKind.DISTRICT else Office.GOVERNOR
    day = on or info.context.today
    return term_on(info.context.graph.terms_of(root.id, office), day, info.context.today_for(day))


def legal_status(root: records.State, info: Info, on: On = None) -> standing.LegalStatus:
    """Return the law behind each status in force on that day; today when omitted."""
    return standing.legal_status(info.context.graph, root.id, on or info.context.today)


def uptake(root: records.State, info: Info) -> list[program_uptake.Uptake]:
    """
    Return the uptake of each action here, and in the localities, of which the eligible are counted; never summed.

    The rows of an action are those of `ClemencyAction.uptake`, with the applications, and others in which nobody counts
    the eligible.
    """
    graph = info.context.graph
    return program_uptake.uptake_of_programs(graph, graph.actions_in(root.id))


@described
class LegalStatus:
    """
    The law behind each status: the latest of several, and the first by which it has been so without a gap.

    The latest may only have changed a limit; since when it has been so, the first one says.

    Null means that no such law was in force that day, or that none is recorded. The two are not told apart:
    `Coverage.laws` says whether laws were looked for at all, and `Coverage.note` what was not found. A law for whose
    effective day there is no source counts from its enactment.
    """

    adult_use: Law | None = attribute("The law that allows adults to possess cannabis without a medical reason.")
    medical: Law | None = attribute(
        "The law that allows medical use, be it of low-THC extracts only: see its provisions."
    )
    decriminalized: Law | None = attribute(
        "The law that replaced criminal by civil penalties for possession, or lifted them."
    )
    first_adult_use: Law | None = attribute("The first law by which `adultUse` has held without a gap up to that day.")
    first_medical: Law | None = attribute("The first law by which `medical` has held without a gap up to that day.")
    first_decriminalized: Law | None = attribute(
        "The first law by which `decriminalized` has held without a gap up to that day."
    )


@type_of(records.State)
class State(Jurisdiction):
    """A US state, the District of Columbia or a territory."""

    code: str = attribute("USPS code: NV.")
    fips: str = attribute("FIPS code: 32.")
    kind: StateKind = attribute("State, district or territory.", name="stateKind")
    governor: Term | None = resolver(governor)
    legal_status: LegalStatus = resolver(legal_status)
    uptake: list[Uptake] = resolver(uptake, cost=200, size=4)


@type_of(records.Country)
class Country(Jurisdiction):
    """The United States: federal action."""

    code: str = attribute("ISO 3166-1 code: US.")


@type_of(records.Locality)
class Locality(Jurisdiction):
    """A city or county that acted on its own: Birmingham, Cook County."""

    kind: LocalityKind = attribute("City or county.", name="localityKind")
    counties: list[str] | None = attribute(
        "The ids of the counties that a city lies in, whether or not the record has them; null where not declared."
    )


def state(
    info: Info, code: Annotated[str, strawberry.argument(description="USPS code, in any case: NV.")]
) -> records.State:
    """
    Return the state, district or territory with this USPS code, in any case.

    Null, and an error NOT_FOUND, where there is none.
    """
    return state_by_code(info.context.graph, code)


def states(
    info: Info,
    where: Annotated[StateWhere | None, strawberry.argument(description="Only these.")] = None,
    order_by: Annotated[list[StateOrder] | None, strawberry.argument(description="By code, when left out.")] = None,
    first: First = 60,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.State]:
    """Return the states, the District of Columbia and the territories."""
    return all_listed(info, record_indexes.states, where, order_by, PageRequest(first, after, last, before), 60)


def locality(info: Info, id: Id) -> records.Locality:
    """Return the city or county with this id; null, and an error NOT_FOUND, where there is none."""
    return entity_of_type(info.context.graph, id, records.Locality)


def localities(
    info: Info,
    where: Annotated[LocalityWhere | None, strawberry.argument(description="Only these.")] = None,
    order_by: ByName = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Locality]:
    """Return the cities and counties that acted on their own, or made law."""
    return all_listed(info, record_indexes.localities, where, order_by, PageRequest(first, after, last, before))


@root_fields
class StateFields:
    """Root fields of states and localities."""

    locality: Locality | None = resolver(locality)
    localities: Connection[Locality] | None = resolver(localities, cost=300, cacheable=True)

    state: State | None = resolver(state)
    states: Connection[State] | None = resolver(states)
