"""Sources, their citations, and what they say."""

from datetime import date

from ...graph.model import records
from ...graph.model.dates import PartialDate
from ...graph.model.vocabulary import CitationStyle, SourceKind
from ...graph.queries import citations as citing
from ...graph.queries import record_indexes
from ...graph.queries.pagination import Page, PageRequest
from ...graph.queries.record_lookup import entity_of_type
from ..context import Info
from ..inputs.arguments import (
    About,
    After,
    Before,
    ClaimsBy,
    First,
    Id,
    InStyle,
    Last,
    Ranked,
    SourcesBy,
    WhereClaims,
    WhereSources,
)
from .claims import Claim
from .connection import Connection, all_listed, listed
from .fields import attribute, reference, resolver, root_fields, type_of
from .interfaces import Entity
from .lazy import LazyOrganization, LazySource


def cite(
    root: records.Source,
    info: Info,
    style: InStyle = CitationStyle.APA,
) -> str:
    """Return the citation of the source."""
    publisher = info.context.graph.entities[root.publisher].name if root.publisher else None
    return citing.cite(root, publisher, style)


def says(
    root: records.Source,
    info: Info,
    property: About = None,
    rank: Ranked = None,
    where: WhereClaims = None,
    order_by: ClaimsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Claim]:
    """Return the claims that this source makes."""
    found = info.context.graph.said_by(root.id)
    asked_for = (claim for claim in found if property in (None, claim.property) and rank in (None, claim.rank))
    return listed(info, asked_for, where, order_by, PageRequest(first, after, last, before))


@type_of(records.Source)
class Source(Entity):
    """A page or document that makes claims."""

    title: str = attribute("Its title; also its name.")
    url: str | None = attribute("Its address; null where it has none.")
    publisher: LazyOrganization | None = reference("publisher", "Who published it; null where that is not known.")
    authors: list[str] = attribute("Its authors as printed; none where the page names none.")
    published: PartialDate | None = attribute("The day of publication; null where the page gives none.")
    retrieved: date = attribute("The day on which it was read.")
    kind: SourceKind = attribute("What kind of source it is.", name="sourceKind")
    reprint_of: LazySource | None = reference(
        "reprint_of", "A reprint points at what it reprints: ten copies are not ten confirmations."
    )
    caution: str | None = attribute("Why to be careful: machine-rewritten, unit slip, retracted.")
    not_after: PartialDate | None = attribute("The day by which it was surely published; null where nothing bounds it.")
    archived: str | None = attribute("The address of a copy in an archive; null where none is recorded.")
    cite: str = resolver(cite, citing.cite)
    says: Connection[Claim] = resolver(says)


def sources(
    info: Info,
    where: WhereSources = None,
    order_by: SourcesBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Source]:
    """Return the sources, by id."""
    return all_listed(info, record_indexes.sources, where, order_by, PageRequest(first, after, last, before))


def source(info: Info, id: Id) -> records.Source:
    """Return the source with this id; null, and an error NOT_FOUND, where there is none."""
    return entity_of_type(info.context.graph, id, records.Source)


def claims(
    info: Info,
    where: WhereClaims = None,
    order_by: ClaimsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Claim]:
    """Return the claims of all sources, by the entity that they are about."""
    return all_listed(info, record_indexes.claims, where, order_by, PageRequest(first, after, last, before))


@root_fields
class SourceFields:
    """Root fields of sources and claims."""

    source: Source | None = resolver(source)
    claims: Connection[Claim] | None = resolver(claims, cost=8_000, cacheable=True)

    sources: Connection[Source] | None = resolver(sources, cost=3_000, cacheable=True)
