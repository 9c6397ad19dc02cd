"""The interfaces of nodes, entities and jurisdictions."""

from datetime import date
from typing import Annotated

import strawberry

from ...graph.model import records
from ...graph.model.series import Observation as Observed
from ...graph.model.series import Series as SeriesRecord
from ...graph.model.vocabulary import ClaimProperty, Direction, Measure, Rank, Stage, TotalDimension
from ...graph.queries import pardon_authority as authority
from ...graph.queries import place_measures as counted
from ...graph.queries import totals as totalling
from ...graph.queries.claims_known_by import known_by
from ...graph.queries.pagination import Page, PageRequest
from ...graph.queries.total import Total as TotalRecord
from ..context import Info
from ..inputs.arguments import (
    About,
    ActionsBy,
    After,
    AtLevel,
    AtOffice,
    AtStage,
    Before,
    ClaimsBy,
    DoneBy,
    First,
    GroupBy,
    HeldOn,
    JoinedKinds,
    Kinds,
    KnownAt,
    Last,
    LawsBy,
    On,
    OnlyUnit,
    Ranked,
    SourceKinds,
    SourcesBy,
    TermsBy,
    TotalsBy,
    WhereActions,
    WhereClaims,
    WhereLaws,
    WhereSources,
)
from ..inputs.claim_filters import ClaimWhere
from ..inputs.default_day import with_day
from ..inputs.filters import Held
from ..inputs.ordering import ClaimOrder, ordered
from ..inputs.query_planner import matching
from .connection import Connection, listed, paged
from .coverage import Coverage
from .external_identifiers import Identifier
from .fields import attribute, interface, reference, resolver
from .lazy import LazyAction, LazyClaim, LazyJurisdiction, LazyLaw, LazyRelationship, LazySource, LazyTerm
from .measure_series import Observation, Series
from .pardon_authority import PardonAuthority
from .totals import Total

ENTITY_ID = (
    "A readable, permanent address, one id space for the whole graph: state/nv, country/us, locality/al/birmingham, "
    "person/steve-sisolak, party/democratic, organization/norml, law/il/hb-1438, action/nv/2020-possession-pardons, "
    "source/..., term/nv/governor/2019-01-07, claim/HASH."
)


def claims(
    root: records.Entity,
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
    """Return the claims about this entity, best rank first; knownAt excludes those published after that day."""
    return claims_of(root, info, property, rank, known_at, where, order_by, PageRequest(first, after, last, before))


def claims_of(
    root: records.Entity | records.Term,
    info: Info,
    property: ClaimProperty | None,
    rank: Rank | None,
    known_at: date | None,
    where: ClaimWhere | None,
    order_by: list[ClaimOrder] | None,
    asked: PageRequest,
) -> Page[records.Claim]:
    """Return a page of the claims of a record that match."""
    found = (
        claim
        for claim in root.claims
        if (property is None or claim.property is property)
        and (rank is None or claim.rank is rank)
        and known_by(info.context.graph, claim, known_at)
    )
    return listed(info, found, where, order_by, asked)


def sources(
    root: records.Entity,
    info: Info,
    where: WhereSources = None,
    order_by: SourcesBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Source]:
    """Return the sources of the claims about this entity, in the order of their best claims."""
    found = (info.context.graph.entities[id] for id in dict.fromkeys(claim.source for claim in root.claims))
    return listed(
        info,
        (one for one in found if isinstance(one, records.Source)),
        where,
        order_by,
        PageRequest(first, after, last, before),
    )


def relationships(
    root: records.Entity,
    info: Info,
    kinds: Kinds = None,
    direction: Annotated[
        Direction, strawberry.argument(description="From the entity, to it, or both.")
    ] = Direction.BOTH,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Relationship]:
    """Return the edges of the graph at this entity."""
    return paged(info.context.graph.edges(root.id, kinds, direction), PageRequest(first, after, last, before))


def terms(
    root: records.Entity,
    info: Info,
    office: AtOffice = None,
    on: HeldOn = None,
    order_by: TermsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Term]:
    """
    Return the terms of office held here, by this person, or under this party; oldest first.

    On a day to come, a term that has not ended may have: `uncertainCount` counts those without a later scheduled end.
    """
    found, context = info.context.graph.terms_of(root.id, office), info.context
    held = None if on is None else Held(on, context.today_for(on))
    return listed(info, found, held, order_by, PageRequest(first, after, last, before))


def laws(
    root: records.Jurisdiction,
    info: Info,
    where: WhereLaws = None,
    order_by: LawsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Law]:
    """Return the laws of this jurisdiction itself: a state's leave out its localities', which `actions` includes."""
    return listed(info, info.context.graph.laws_in(root.id), where, order_by, PageRequest(first, after, last, before))


def actions(
    root: records.Jurisdiction,
    info: Info,
    where: WhereActions = None,
    order_by: ActionsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.ClemencyAction]:
    """
    Return the actions of this jurisdiction; the country's include no state's.

    A state's include its localities', whose laws `laws` leaves out: `where: {level: {eq: STATE}}` gives its own.
    """
    return listed(
        info, info.context.graph.actions_in(root.id), where, order_by, PageRequest(first, after, last, before)
    )


def population(root: records.Jurisdiction, info: Info, on: On = None) -> Observed | None:
    """Return the latest population that is not of a later day, today when omitted; null where none is recorded."""
    return counted.population(root, on or info.context.today)


def series(
    root: records.Jurisdiction,
    measure: Annotated[Measure | None, strawberry.argument(description="Only this measure.")] = None,
) -> list[SeriesRecord]:
    """
    Return the values of measures over time, by measure.

    An empty list says that none is entered for the place, and nothing about the place: populations are those of the
    country, of most states and territories and of counties, arrests those of the country alone.
    """
    return [one for one in root.series if measure in (None, one.measure)]


def totals(
    root: records.Jurisdiction,
    info: Info,
    group_by: GroupBy = (TotalDimension.KIND, TotalDimension.UNIT),  # type: ignore[assignment]
    where: WhereActions = None,
    stage: AtStage = Stage.GRANTED,
    unit: OnlyUnit = None,
    kinds: JoinedKinds = None,
    level: AtLevel = None,
    source_kinds: SourceKinds = None,
    known_at: KnownAt = None,
    on: DoneBy = None,
    order_by: TotalsBy = None,
) -> list[TotalRecord]:
    """Return the totals of the actions in `actions`; see `Total` for what is added, and what never is."""
    graph = info.context.graph
    asked, _, uncertain = matching(graph, graph.actions_in(root.id), with_day(where, info.context))
    found = totalling.totals(
        graph, asked, group_by, stage, known_at, kinds, uncertain, level, source_kinds, on, unit=unit
    )
    return ordered(graph, found, order_by)


@interface
class Node:
    """Anything with an id."""

    id: strawberry.ID = attribute("A readable, permanent address, one id space for the whole graph.")


@interface
class Entity(Node):
    """Anything with a name and a permanent, readable address."""

    id: strawberry.ID = attribute(ENTITY_ID)
    name: str = attribute("What it is called.")
    aliases: list[str] = attribute("Other names that people use for it.")
    identifiers: list[Identifier] = attribute(
        "Its identifiers in other datasets, one per scheme; none where no source of the record gives one.", size=2
    )
    origin: str | None = attribute("The extra folder that adds it to the record; null where the record has it.")
    claims: Connection[LazyClaim] = resolver(claims, cost=20)
    sources: Connection[LazySource] = resolver(sources, cost=20)
    relationships: Connection[LazyRelationship] = resolver(relationships, cost=20)


def pardon_power(root: records.Jurisdiction) -> authority.PardonAuthority:
    """Return who holds the power of clemency here, and who says so."""
    return authority.pardon_authority(root)


@interface
class Jurisdiction(Entity):
    """A place with the power to grant clemency or make law."""

    parent: LazyJurisdiction | None = reference("parent", "The place that it is part of; null for the country.")
    terms: Connection[LazyTerm] = resolver(terms, cost=10)
    laws: Connection[LazyLaw] = resolver(laws, cost=50)
    actions: Connection[LazyAction] = resolver(actions, cost=50)
    totals: list[Total] = resolver(totals, cost=2_000, scanned=50)
    coverage: Coverage = attribute("What has been looked for here, and when.")
    pardon_power: PardonAuthority = resolver(pardon_power)
    population: Observation | None = resolver(population)
    series: list[Series] = resolver(series, size=2)
