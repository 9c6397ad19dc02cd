"""What walks over the graph give: edges, paths, neighborhoods, findings."""

from datetime import date

import strawberry

from ...graph.model import records
from ...graph.model.dates import PartialDate
from ...graph.model.vocabulary import ChangeKind, ClaimProperty, EntityType, Rank, RelationshipKind, Stage
from ...graph.queries import conflicts as disagreement
from ..context import Info
from .claims import Claim
from .fields import asked, described, followed, plain
from .interfaces import Entity


@described
class Relationship:
    """A typed edge of the graph, with its dates and the claims behind it."""

    id: strawberry.ID = plain("Kind and ends of the edge, and the term where it stands for one.")
    kind: RelationshipKind = plain("The kind, which also gives the direction.")
    from_: Entity = followed("from_", "Where it starts.", name="from")
    to: Entity = followed("to", "Where it ends.")
    start: PartialDate | None = plain("Since when, of an edge that stands for a term; else null.")
    end: PartialDate | None = plain("Until when; null where it goes on, or the edge has no dates.")
    claims: list[Claim] = plain(
        "Who says so; none where it follows from the order of the data, as a city's state does."
    )


@described
class Path:
    """A way from one entity to another."""

    length: int = plain("The number of edges.")
    nodes: list[Entity] = plain("The entities in a row, both ends included.")
    relationships: list[Relationship] = plain("The edge between each entity and the next; it may point either way.")


@described
class Subgraph:
    """Some entities and the edges among them; the next page is asked for with the id of the last as `after`."""

    nodes: list[Entity] = plain("The entities, nearest first.")
    relationships: list[Relationship] = plain("The edges among them, and from them to those of the pages before.")
    truncated: bool = plain("True when the limit cut it.")
    total_count: int = plain("How many entities there are within the steps, whatever the limit.")


def preferred(root: disagreement.Conflict) -> records.Claim | None:
    return disagreement.preferred(root)


def reason(root: disagreement.Conflict, info: Info) -> str:
    return disagreement.explain(info.context.graph, root)


@described
class Conflict:
    """The same property of the same thing, told differently by sources."""

    about: Entity = followed("about", "What it is about.")
    property: ClaimProperty = plain("What they tell differently.")
    stage: Stage | None = plain("The stage, of figures and dates of actions; else null.")
    claims: list[Claim] = plain("All that is said of it, best first; those that agree included.")
    preferred: Claim | None = asked(preferred, disagreement.preferred)
    reason: str = asked(reason, disagreement.explain)


@described
class Change:
    """A claim that was added, removed or ranked anew since a release of the data."""

    id: strawberry.ID = plain("The id of the claim.")
    kind: ChangeKind = plain("What became of it.")
    about: Entity | None = followed("about", "What it is or was about; null where that is no longer there.")
    stated: str = plain("What it says or said, in a few words of our own.")
    rank_before: Rank | None = plain("Its rank in that release; null where it was added since.")
    rank_after: Rank | None = plain("Its rank in the data as they are; null where it was removed.")
    claim: Claim | None = plain("The claim as it is; null where it was removed.")


@described
class Release:
    """A recorded release of the data."""

    version: str = plain("A hash of the data's content, for `changes`.")
    released: date = plain("The day of the release.")


@described
class SearchHit:
    """An entity that a search found."""

    entity: Entity = plain("The entity.")
    score: float = plain("How well it matches, 0 to 1.")
    matched: str = plain("The text that matched.")


@described
class CentralEntity:
    """An entity with its centrality."""

    entity: Entity = plain("The entity.")
    score: float = plain("How central it is, by the measure asked for.")


@described
class TypeCount:
    """How many entities of a type there are."""

    type: EntityType = plain("The type.")
    count: int = plain("How many.")
