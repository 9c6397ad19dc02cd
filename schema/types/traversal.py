"""The results of traversals: edges, paths, neighborhoods, search hits."""

from dataclasses import dataclass
from datetime import date

import strawberry

from ...graph.model import records
from ...graph.model.dates import PartialDate
from ...graph.model.records import EntityType
from ...graph.model.vocabulary import ChangeKind, ClaimProperty, EventKind, Rank, RelationshipKind, Stage
from ...graph.queries import conflicts as disagreement
from ...graph.queries import release_comparison as histories
from ...graph.queries import search as searching
from ...graph.queries import search_advice as advising
from ...graph.queries.pagination import Page
from ...graph.queries.search_advice import MOST_NEAR
from ..context import Info
from .claims import Claim
from .connection import Connection
from .fields import attribute, described, reference, resolver
from .interfaces import Entity, Jurisdiction, Node


@described
class Relationship:
    """A typed edge of the graph, with its dates and the claims behind it."""

    id: strawberry.ID = attribute("Kind and ends of the edge, and the term where it stands for one.")
    kind: RelationshipKind = attribute("The kind, which also gives the direction.")
    from_: Entity = reference("from_", "Where it starts.", name="from")
    to: Entity = reference("to", "Where it ends.")
    start: PartialDate | None = attribute("Since when, of an edge that stands for a term; else null.")
    end: PartialDate | None = attribute("Until when; null where it goes on, or the edge has no dates.")
    claims: list[Claim] = attribute(
        "Who says so; none where it follows from the order of the data, as a city's state does."
    )


@described
class Path:
    """A path from one entity to another."""

    length: int = attribute("The number of edges.")
    nodes: list[Entity] = attribute("The entities in a row, both ends included.")
    relationships: list[Relationship] = attribute("The edge between each entity and the next; it may point either way.")


@described
class Subgraph:
    """Some entities and the edges among them; for the next page, give the id of the last as `after`."""

    nodes: list[Entity] = attribute("The entities, nearest first.")
    relationships: list[Relationship] = attribute("The edges among them, and from them to those of the pages before.")
    truncated: bool = attribute("True when the limit cut it.")
    total_count: int = attribute("How many entities there are within the steps, whatever the limit.")


def preferred(root: disagreement.Conflict) -> records.Claim | None:
    """Return the preferred claim."""
    return disagreement.preferred(root)


def reason(root: disagreement.Conflict, info: Info) -> str:
    """Return the reason for the preference."""
    return disagreement.explain(info.context.graph, root)


@described
class Conflict:
    """
    Claims about one property of one thing that differ: they cannot all be true, unless `daysDiffer`.

    Figures of different days are a series over time, and no conflict, unless a count that only grows would have to
    fall. Estimates of what can shrink too, such as the eligible, differ where no number fits both.
    """

    about: Entity = reference("about", "What it is about.")
    property: ClaimProperty = attribute("What they tell differently.")
    stage: Stage | None = attribute("The stage, of figures and dates of actions; else null.")
    claims: list[Claim] = attribute("The claims that differ from another one, best first.")
    open: bool = attribute("Whether claims that are not deprecated differ.")
    days_differ: bool = attribute(
        "True where they are figures of what can shrink as well as grow, and of days that may differ: each may be "
        "right for its day. False: at least one claim is wrong."
    )
    spread: float | None = attribute(
        "How many times the least upper bound of its figures the greatest lower bound is: 2 where one source gives "
        "twice as many as another. An upper bound of 0 counts as 1; deprecated figures do not count where the conflict "
        "is open. Null without figures."
    )
    preferred: Claim | None = resolver(preferred, disagreement.preferred)
    reason: str = resolver(reason, disagreement.explain)


def replaced_by(root: histories.Change, info: Info) -> records.Claim | None:
    """Return the claim that corrects a removed one, and names its id in `replaces`; null where none does."""
    found = info.context.graph.get(root.id) if root.claim is None else None
    return found if isinstance(found, records.Claim) else None


def released(root: histories.Change, info: Info) -> date | None:
    """Return the day of the release that changed it last; null where the change is in no release yet."""
    return histories.released(info.context.graph, root)


@described
class Change:
    """A claim that was added, removed or ranked differently since a release of the data."""

    id: strawberry.ID = attribute("The id of the claim.")
    kind: ChangeKind = attribute("The kind of the change.")
    about: Entity | None = reference("about", "What it is or was about; null where that is no longer there.")
    stated: str = attribute("What it says or said, in a few words of our own.")
    rank_before: Rank | None = attribute("Its rank in that release; null where it was added since.")
    rank_after: Rank | None = attribute("Its rank in the data as they are; null where it was removed.")
    claim: Claim | None = attribute("The claim as it is; null where it was removed.")
    replaced_by: Claim | None = resolver(replaced_by)
    released: date | None = resolver(released)


@described
class Event:
    """Something that happened on a day: an action reached a stage, a law was enacted, a term of office began."""

    id: strawberry.ID = attribute("The id of what it is an event of, with the kind or the stage.")
    date: PartialDate = attribute("Its day, as precisely as it is known.")
    kind: EventKind = attribute("The kind of the event.")
    subject: Node = attribute("The action, the law or the term of office.")
    stage: Stage | None = attribute("The stage that the action reached; null for laws and terms.")
    claims: list[Claim] = attribute("The claims that give this day, best first.")


@described
class Release:
    """A recorded release of the data."""

    version: str = attribute("A hash of the data's content, for `changes`.")
    released: date = attribute("The day of the release.")


@described
class SearchHit:
    """A search result."""

    entity: Entity = attribute("The entity.")
    score: float = attribute("How well it matches, 0 to 1.")
    matched: str = attribute("The text that matched.")


@described
class SearchAdvice:
    """Advice to a reader beside the results of a search."""

    message: str = attribute("The advice in words.")
    near: list[Entity] = attribute("Where nothing is found: the entities that share some of the words.", size=MOST_NEAR)
    not_found: list[Jurisdiction] = attribute(
        "The places in the text of which nothing of the kind that it asks for is recorded; see their coverage."
    )
    out_of_scope: list[str] = attribute("The words of the text for what the graph is not about.")


@dataclass(frozen=True, slots=True)
class SearchPage(Page[searching.SearchHit]):
    """A page of search results, with advice."""

    advice: advising.SearchAdvice | None = None


@described
class SearchConnection(Connection[SearchHit]):
    """A page of search results."""

    advice: SearchAdvice | None = attribute("Advice beside the results; null where they say enough.")


@described
class CentralEntity:
    """An entity with its centrality."""

    entity: Entity = attribute("The entity.")
    score: float = attribute("How central it is, by the measure asked for.")


@described
class TypeCount:
    """The number of entities of a type."""

    type: EntityType = attribute("The type.")
    count: int = attribute("How many.")
