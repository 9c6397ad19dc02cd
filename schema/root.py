"""The root of the schema."""

from collections import Counter
from datetime import date
from typing import Annotated, NamedTuple

import strawberry

from ..graph.errors import NotFound, QueryError
from ..graph.installed_version import installed_version
from ..graph.model import records, release_history
from ..graph.model.records import EntityType
from ..graph.model.vocabulary import Centrality, CitationStyle, ClaimProperty, EventKind, Stage, TotalDimension
from ..graph.queries import centrality, record_indexes
from ..graph.queries import conflicts as disagreement
from ..graph.queries import place_events as dated
from ..graph.queries import release_comparison as histories
from ..graph.queries import search as searching
from ..graph.queries import tally_reconciliation as reconciling
from ..graph.queries import totals as totalling
from ..graph.queries.citations import cite_dataset
from ..graph.queries.pagination import LARGEST_PAGE, Page, PageRequest, bounded, page
from ..graph.queries.record_lookup import entity_by_id, entity_by_identifier, entity_of_type, record_by_id
from ..graph.queries.search_advice import advise
from ..graph.queries.total import Total as TotalRecord
from .context import Info
from .inputs.arguments import (
    After,
    AtLevel,
    AtStage,
    Before,
    ConflictsBy,
    DoneBy,
    First,
    GroupBy,
    Id,
    InStyle,
    JoinedKinds,
    KnownAt,
    Last,
    On,
    OnlyUnit,
    SourceKinds,
    TotalsBy,
    WhereActions,
)
from .inputs.change_filters import ChangeWhere
from .inputs.claim_filters import ConflictWhere
from .inputs.default_day import with_day
from .inputs.identifier_by import IdentifierBy
from .inputs.ordering import ordered
from .inputs.query_planner import matching, select
from .types.connection import Connection
from .types.fields import attribute, described, resolver
from .types.interfaces import Entity, Node
from .types.totals import Reconciliation, Total
from .types.traversal import (
    CentralEntity,
    Change,
    Conflict,
    Event,
    Release,
    SearchConnection,
    SearchPage,
    TypeCount,
)


class CountOfType(NamedTuple):
    """The number of entities of a type."""

    type: EntityType
    count: int  # type: ignore[assignment]


Ids = Annotated[list[strawberry.ID], strawberry.argument(description=f"Ids, at most {LARGEST_PAGE}.")]
Types = Annotated[list[EntityType] | None, strawberry.argument(description="Only entities of these types.")]


def counts(root: records.Dataset, info: Info) -> list[CountOfType]:
    """Return the number of entities of each type."""
    counted = Counter(entity.type for entity in info.context.graph.entities.values())
    return [CountOfType(type, counted[type]) for type in EntityType]


def citation(root: records.Dataset, info: Info, style: InStyle = CitationStyle.APA) -> str:
    """Return the citation of the data, with their version and the day of their release."""
    return cite_dataset(root, style)


def is_released(root: records.Dataset, info: Info) -> bool:
    """Return whether these very data are a recorded release, the latest of `releases`."""
    return histories.is_released(info.context.graph)


def releases(
    root: records.Dataset,
    info: Info,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[release_history.Release]:
    """Return the recorded releases, latest first; `changes` lists the changes of the claims since each."""
    return page(
        histories.releases(info.context.graph)[::-1],
        lambda release: release.version,
        PageRequest(first, after, last, before),
    )


def schema_version(root: records.Dataset) -> str:
    """
    Return the version of the schema, which is that of the software: its package `clemency-graph`.

    It follows Semantic Versioning: what an operation relies on is taken away only as docs/deprecation.md says.
    """
    return installed_version() or "unknown"


@described
class Dataset:
    """The data as a whole."""

    title: str = attribute("Its title.")
    version: str = attribute(
        "A hash of the data's content: two answers with one version are answers from the same data. `schemaVersion` is "
        "that of the schema."
    )
    schema_version: str = resolver(schema_version)
    released: date = attribute(
        "The day of the release; where `isReleased` is false, that of the release before or of the one to come."
    )
    is_released: bool = resolver(is_released)
    extra: list[str] = attribute(
        "The folders that add to the record, whose `origin` is their name; none where this is the record as released."
    )
    license: str = attribute("SPDX identifier of the data's license.")

    citation: str = resolver(citation)
    counts: list[TypeCount] = resolver(counts, cost=500)
    releases: Connection[Release] = resolver(releases)


def node(info: Info, id: Id) -> records.Entity | records.Term | records.Claim:
    """
    Return the entity, term of office or claim with this id; null, and an error NOT_FOUND, where there is none.

    An earlier id of an entity or claim leads to what has replaced it, whose `id` is then another one.
    """
    return record_by_id(info.context.graph, id)


def nodes(info: Info, ids: Ids) -> list[records.Entity | records.Term | records.Claim | NotFound]:
    """
    Return the entities, terms or claims with these ids, in their order.

    Null, and an error NOT_FOUND, for each id that nothing has.
    """
    bounded(len(ids), "the number of ids", 0, argument="ids")
    # graphql-core makes an item that is an exception null, and reports an error with its path.
    return [_record_or_error(info, id) for id in ids]


def _record_or_error(info: Info, id: str) -> records.Entity | records.Term | records.Claim | NotFound:
    try:
        return record_by_id(info.context.graph, id, "ids")
    except NotFound as error:
        return error


def entity(info: Info, id: Id) -> records.Entity:
    """
    Return the entity with this id; null, and an error NOT_FOUND, where there is none.

    An earlier id leads to the entity that has replaced it, whose `id` is then another one.
    """
    return entity_by_id(info.context.graph, id)


def identified(
    info: Info,
    by: Annotated[IdentifierBy, strawberry.argument(description='The identifier, such as { wikidata: "Q1227" }.')],
) -> records.Entity:
    """Return the entity with an identifier of another dataset; null, and an error NOT_FOUND, where there is none."""
    return entity_by_identifier(info.context.graph, *by.identifier, "by")


def totals(
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
    """Return the totals of the matching actions."""
    graph = info.context.graph
    asked, _, uncertain = select(graph, record_indexes.actions, with_day(where, info.context))
    found = totalling.totals(
        graph, asked, group_by, stage, known_at, kinds, uncertain, level, source_kinds, on, unit=unit
    )
    return ordered(graph, found, order_by)


def reconciliation(
    info: Info,
    claim: Annotated[strawberry.ID, strawberry.argument(description="The id of a claim with a tally of the country.")],
) -> reconciling.Reconciliation:
    """Return the reconciliation of a nationwide tally."""
    return reconciling.reconcile(info.context.graph, claim)


def conflicts(
    info: Info,
    property: Annotated[ClaimProperty | None, strawberry.argument(description="Only about this property.")] = None,
    known_at: KnownAt = None,
    where: Annotated[ConflictWhere | None, strawberry.argument(description="Only these.")] = None,
    order_by: ConflictsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[disagreement.Conflict]:
    """Return a page of the matching conflicts."""
    graph = info.context.graph
    found = disagreement.conflicts(graph, property, known_at)
    kept = ordered(graph, matching(graph, found, where).records, order_by)
    return page(kept, lambda one: one.id, PageRequest(first, after, last, before))


def search(
    info: Info,
    text: Annotated[str, strawberry.argument(description="What to look for, such as Sisolak, NV or Prop 64.")],
    types: Types = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> SearchPage:
    """Return a page of the search results."""
    graph = info.context.graph
    hits = searching.search(graph, text, types)
    found = page(hits, lambda hit: hit.entity.id, PageRequest(first, after, last, before))
    return SearchPage(found.total_count, found.nodes, found.start, found.key, advice=advise(graph, text, hits))


def central(
    info: Info,
    by: Annotated[Centrality, strawberry.argument(description="The measure.")] = Centrality.PAGERANK,
    types: Types = None,
    first: Annotated[int, strawberry.argument(description=f"How many, 0 to {LARGEST_PAGE}.")] = 10,
) -> list[centrality.CentralEntity]:
    """Return the most central entities."""
    return centrality.central(info.context.graph, by, types, first)


def changes(
    info: Info,
    since: Annotated[date | None, strawberry.argument(description="The first day.")] = None,
    release: Annotated[
        str | None, strawberry.argument(description="The version of a release: see Dataset.releases.")
    ] = None,
    where: Annotated[ChangeWhere | None, strawberry.argument(description="Only these changes.")] = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[histories.Change]:
    """
    Return the claims that were added, removed or ranked differently since a day or since a release, by entity.

    Give exactly one of `since` and `release`. A claim's id is a hash of its content: a corrected figure is one claim
    removed and another added. Words, days of reading and notes may change without a change of the claim. Since a day
    before the first release, every claim was added.
    """
    graph = info.context.graph
    if since is not None and release is None:
        found = histories.changes_since(graph, since)
    elif release is not None and since is None:
        found = histories.changes(graph, release)
    else:
        raise QueryError("changes: give exactly one of since, a day, and release, a version.")
    return page(
        matching(graph, found, where).records, lambda change: change.id, PageRequest(first, after, last, before)
    )


def events(
    info: Info,
    place: Annotated[strawberry.ID, strawberry.argument(description="The id of a state, a locality or the country.")],
    kinds: Annotated[
        list[EventKind] | None, strawberry.argument(description="Only events of these kinds; all when left out.")
    ] = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[dated.Event]:
    """
    Return the laws, terms of office and actions of a place as one list of events, in the order of their days.

    The actions of a state include those of its localities. A day that is known to the month or the year only stands
    before the days in it, which is no statement that it came first. What has no day in any source is no event.
    """
    graph = info.context.graph
    found = dated.events(graph, entity_of_type(graph, place, records.Jurisdiction, "place"))
    kept = [one for one in found if kinds is None or one.kind in kinds]
    return page(kept, lambda event: event.id, PageRequest(first, after, last, before))


def day(info: Info, on: On = None) -> date:
    """Return the day that `on` means: that day, or today in UTC when it is left out.

    Select it beside fields that take the same `on`, so that the response states the day that it is about.
    """
    return on or info.context.today


def dataset(info: Info) -> records.Dataset:
    """Return the dataset: version, day of release, license, counts."""
    return info.context.graph.dataset


@described
class Query:
    """
    The queries. There are no mutations.

    An id, code or version that names nothing gives null and an error with the code NOT_FOUND and the coordinate of the
    argument; the other fields of the operation are answered.
    """

    node: Node | None = resolver(node)
    nodes: list[Node | None] | None = resolver(nodes)
    entity: Entity | None = resolver(entity)
    identified: Entity | None = resolver(identified)
    totals: list[Total] | None = resolver(totals, totalling.totals, cost=16_000, cacheable=True, scanned=1_000)
    reconciliation: Reconciliation | None = resolver(reconciliation, reconciling.reconcile, cost=2_000, cacheable=True)
    conflicts: Connection[Conflict] | None = resolver(
        conflicts, disagreement.conflicts, cost=16_000, cacheable=True, scanned=500
    )
    search: SearchConnection | None = resolver(search, searching.search, cost=30_000, cacheable=True)
    central: list[CentralEntity] | None = resolver(central, centrality.central, cost=20_000, cacheable=True)
    day: date = resolver(day)
    dataset: Dataset = resolver(dataset)
    events: Connection[Event] | None = resolver(events, cost=500)
    changes: Connection[Change] | None = resolver(changes, cost=40_000)
