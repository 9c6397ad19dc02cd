"""People, their terms of office, parties and organizations."""

from typing import Annotated

import strawberry

from ...graph.model import records
from ...graph.model.dates import PartialDate
from ...graph.model.vocabulary import ActorRole, Direction, Office, OrganizationKind, RelationshipKind
from ...graph.queries import record_indexes
from ...graph.queries.pagination import Page, PageRequest
from ...graph.queries.provenance import sources_behind
from ...graph.queries.record_lookup import entity_of_type
from ...graph.queries.terms_on_day import term_on
from ..context import Info
from ..inputs.arguments import (
    About,
    ActionsBy,
    After,
    Before,
    ByName,
    ClaimsBy,
    First,
    Id,
    KnownAt,
    Last,
    LawsBy,
    On,
    Ranked,
    SourcesBy,
    TermsBy,
    WhereActions,
    WhereClaims,
    WhereLaws,
    WhereSources,
)
from ..inputs.entity_filters import OrganizationWhere, PersonWhere
from ..inputs.filters import GovernorWhere
from .connection import Connection, all_listed, listed
from .fields import attribute, reference, references, resolver, root_fields, type_of
from .interfaces import Entity, Jurisdiction, Node, claims_of, terms
from .lazy import LazyAction, LazyClaim, LazyLaw, LazyOrganization, LazyParty, LazyPerson, LazySource, LazyTerm

_ACTED = tuple(RelationshipKind(role.value) for role in ActorRole)


def party(root: records.Person, info: Info, on: On = None) -> records.Entity | None:
    """
    Return the party of the term held on that day; null where none was held. A person can change party.

    On a day to come it is that of the term that is scheduled to cover it. The party on the day on which a law was
    signed or an action decided is that of `Law.signedUnder` or `Actor.term`.
    """
    graph, day = info.context.graph, on or info.context.today
    with_party = [term for term in graph.terms_of(root.id) if term.party]
    held = term_on(reversed(with_party), day, info.context.today_for(day))
    if held is None or held.party is None:
        return None
    # The term depends on the day, so the sources of the person do not support it.
    info.context.sources.update(dict.fromkeys(sources_behind(held, "party")))
    return graph.entities[held.party]


def actions(
    root: records.Person,
    info: Info,
    where: WhereActions = None,
    roles: Annotated[
        list[ActorRole] | None,
        strawberry.argument(description="Only in one of these roles, such as DECIDED; any role when left out."),
    ] = None,
    order_by: ActionsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.ClemencyAction]:
    """
    Return the actions that this person decided, proposed, implemented or urged; `roles` tells them apart.

    An action that somebody merely called for is among them: DECIDED are those that this person had the power to decide.
    """
    graph = info.context.graph
    kinds = _ACTED if roles is None else tuple(RelationshipKind(role.value) for role in roles)
    ids = sorted({edge.to for edge in graph.edges(root.id, kinds, Direction.OUT)}) if kinds else []
    acted = (one for id in ids if isinstance(one := graph.entities[id], records.ClemencyAction))
    return listed(info, acted, where, order_by, PageRequest(first, after, last, before))


def laws_signed(
    root: records.Person,
    info: Info,
    where: WhereLaws = None,
    order_by: LawsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Law]:
    """Return the laws that this person signed."""
    found = info.context.graph.neighbors(root.id, RelationshipKind.SIGNED, Direction.OUT, records.Law)
    return listed(info, found, where, order_by, PageRequest(first, after, last, before))


def laws_vetoed(
    root: records.Person,
    info: Info,
    where: WhereLaws = None,
    order_by: LawsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Law]:
    """Return the laws that this person vetoed, with those that were passed over the veto."""
    found = info.context.graph.neighbors(root.id, RelationshipKind.VETOED, Direction.OUT, records.Law)
    return listed(info, found, where, order_by, PageRequest(first, after, last, before))


def claims(
    root: records.Term,
    info: Info,
    property: About = None,
    rank: Ranked = None,
    known_at: KnownAt = None,
    where: WhereClaims = None,
    order_by: ClaimsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Claim]:
    """Return what sources say of its start, end and party, best first."""
    return claims_of(root, info, property, rank, known_at, where, order_by, PageRequest(first, after, last, before))


@type_of(records.Person)
class Person(Entity):
    """Someone who holds office, signs, decides or is quoted."""

    terms: Connection[LazyTerm] = resolver(terms)
    party: LazyParty | None = resolver(party)
    actions: Connection[LazyAction] = resolver(actions)
    speaks_for: list[LazyOrganization] = references(
        "speaks_for",
        "The organizations that this person speaks for as an officer or spokesperson, by a source of any day.",
    )
    laws_signed: Connection[LazyLaw] = resolver(laws_signed)
    laws_vetoed: Connection[LazyLaw] = resolver(laws_vetoed)


@type_of(records.Term)
class Term(Node):
    """A term of office of one person under one party: a change of party in office starts another term."""

    id: strawberry.ID = attribute("term/, place, office and first day: term/nv/governor/2019-01-07.")
    office: Office = attribute("The office.")
    person: LazyPerson = reference("person", "Who held it.")
    jurisdiction: Jurisdiction = reference("jurisdiction", "Where.")
    party: LazyParty | None = reference("party", "The party of the term; null where no source gives one.")
    start: PartialDate = attribute("The first day. Half open: the holder on day d has start <= d < end.")
    end: PartialDate | None = attribute(
        "The day on which the office passed on; null where it has not. A scheduled end is not an end."
    )
    scheduled_end: PartialDate | None = attribute(
        "The day on which the term is or was to end; null where no source gives it."
    )
    claims: Connection[LazyClaim] = resolver(claims)


@type_of(records.Party)
class Party(Entity):
    """A political party."""

    abbreviation: str = attribute("As the press abbreviates it: D.")
    terms: Connection[LazyTerm] = resolver(terms)


def reported(
    root: records.Organization,
    info: Info,
    where: WhereClaims = None,
    order_by: ClaimsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Claim]:
    """Return the claims that report what it counted or said, in the pages of any publisher."""
    found = record_indexes.lookup(info.context.graph, record_indexes.CLAIM_REPORTER, (root.id,))
    return listed(info, found, where, order_by, PageRequest(first, after, last, before))


def publications(
    root: records.Organization,
    info: Info,
    where: WhereSources = None,
    order_by: SourcesBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Source]:
    """Return the pages that it published."""
    found = info.context.graph.neighbors(root.id, RelationshipKind.PUBLISHED, Direction.OUT, records.Source)
    return listed(info, found, where, order_by, PageRequest(first, after, last, before))


def spokespeople(
    root: records.Organization,
    info: Info,
    where: Annotated[PersonWhere | None, strawberry.argument(description="Only these.")] = None,
    order_by: ByName = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Person]:
    """Return the people who speak for it as officers or spokespeople, by a source of any day."""
    found = info.context.graph.neighbors(root.id, RelationshipKind.SPEAKS_FOR, Direction.IN, records.Person)
    return listed(info, found, where, order_by, PageRequest(first, after, last, before))


@type_of(records.Organization)
class Organization(Entity):
    """A body that counts, publishes, decides or implements."""

    kind: OrganizationKind = attribute("What it is.", name="organizationKind")
    reported: Connection[LazyClaim] = resolver(reported, cost=20)
    publications: Connection[LazySource] = resolver(publications, cost=20)
    spokespeople: Connection[LazyPerson] = resolver(spokespeople)


def person(info: Info, id: Id) -> records.Person:
    """Return the person with this id; null, and an error NOT_FOUND, where there is none."""
    return entity_of_type(info.context.graph, id, records.Person)


def people(
    info: Info,
    where: Annotated[PersonWhere | None, strawberry.argument(description="Only these.")] = None,
    order_by: ByName = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Person]:
    """Return the people."""
    return all_listed(info, record_indexes.people, where, order_by, PageRequest(first, after, last, before))


def organization(info: Info, id: Id) -> records.Organization:
    """Return the organization with this id; null, and an error NOT_FOUND, where there is none."""
    return entity_of_type(info.context.graph, id, records.Organization)


def organizations(
    info: Info,
    where: Annotated[OrganizationWhere | None, strawberry.argument(description="Only these.")] = None,
    order_by: ByName = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Organization]:
    """Return the bodies that count, publish, decide or implement."""
    return all_listed(info, record_indexes.organizations, where, order_by, PageRequest(first, after, last, before))


def governors(
    info: Info,
    where: Annotated[GovernorWhere | None, strawberry.argument(description="Only these terms.")] = None,
    order_by: TermsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Term]:
    """Return the terms of governors of states and territories, by state, oldest first; where: {state, party, on}."""
    return all_listed(info, record_indexes.governors, where, order_by, PageRequest(first, after, last, before))


def parties(info: Info) -> list[records.Party]:
    """Return the parties."""
    return list(info.context.graph.of_type(records.Party))


@root_fields
class PeopleFields:
    """Root fields of people, their terms and parties."""

    person: Person | None = resolver(person)
    people: Connection[Person] | None = resolver(people, cost=300, cacheable=True)
    organization: Organization | None = resolver(organization)
    organizations: Connection[Organization] | None = resolver(organizations, cost=1_000, cacheable=True)
    governors: Connection[Term] | None = resolver(governors, cost=300, cacheable=True)
    parties: list[Party] | None = resolver(parties)
