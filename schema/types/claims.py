"""Claims and the figures in them."""

from collections.abc import Sequence
from typing import Any

import strawberry

from ...graph.model import records
from ...graph.model.dates import Day, PartialDate
from ...graph.model.vocabulary import ActorRole, ClaimProperty, Covers, Extent, Qualifier, Rank, ReliefKind, Stage, Unit
from ...graph.queries import conflicts as disagreement
from ...graph.queries.facts_from_records import count_of
from ...graph.queries.number_intervals import Interval, count_as_interval
from ..context import Info
from .fields import attribute, described, reference, resolver, type_of
from .interfaces import Node
from .lazy import LazyConflict, LazyEntity, LazySource, LazyTerm


@described
class Bounds:
    """An interval of whole numbers."""

    low: int = attribute("The least.")
    high: int | None = attribute("The most; null where nothing bounds it.")


class StatedQuantity:
    """The quantity of a claim, with the stage and the day that the claim gives it."""

    __slots__ = ("as_of", "quantity", "stage")

    def __init__(self, quantity: records.Quantity, claim: records.Claim) -> None:
        self.quantity = quantity
        self.stage = claim.stage
        self.as_of = claim.as_of

    def __getattr__(self, name: str) -> Any:
        return getattr(self.quantity, name)


def counts(root: StatedQuantity) -> Interval:
    """Return the interval as which it counts in totals: a number stated as 'about' is widened by its rounding."""
    return count_as_interval(count_of(root.quantity))


def quantity(root: records.Claim) -> StatedQuantity | None:
    """Return the number, of a FIGURE; else null."""
    return None if root.quantity is None else StatedQuantity(root.quantity, root)


@described
class Quantity:
    """A number as its source gives it."""

    low: int | None = attribute("The least that it can be. Null: no bound stated on that side.")
    high: int | None = attribute("The most that it can be. Null: no bound stated on that side.")
    qualifier: Qualifier = attribute("How exact the source is.")
    unit: Unit = attribute("What is counted, as the source words it.")
    stage: Stage | None = attribute("The stage of what is counted; null where the claim is not about one.")
    as_of: PartialDate | None = attribute("The day that it describes; null where the source gives none.")
    since: PartialDate | None = attribute("The first day of the counted period; null: it starts with the action.")
    extent: Extent = attribute("How much of what it covers it counts; a part gives a lower bound only.")
    covers: Covers | None = attribute(
        "Whether it counts one action or all rounds of a series; null: one action, or in a series not declared for a "
        "running total or the eligible."
    )
    counts: Bounds = resolver(counts)
    cumulative: bool = attribute("A running total, which may never be added to another figure of its series.")


def conflicts(root: records.Claim, info: Info) -> Sequence[disagreement.Conflict]:
    """Return the conflicts between this claim and others."""
    return disagreement.conflicts_of(info.context.graph, root.id)


@type_of(records.Claim)
class Claim(Node):
    """
    A statement of one source.

    Claims that disagree are kept side by side, ranked as Wikidata ranks statements:
    https://www.wikidata.org/wiki/Help:Ranking.
    """

    id: strawberry.ID = attribute(
        "claim/ and a hash of what is said, of what, by whom; rank and wording do not change it."
    )
    about: LazyEntity = reference("about", "What it is about; for a term of office, the person.")
    property: ClaimProperty = attribute("Which property it gives.")
    stated: str = attribute("In a few words of our own: more than 15,000 people.")
    quantity: Quantity | None = resolver(quantity)
    date: PartialDate | None = attribute("The date that it gives; null where it gives none.")
    text: str | None = attribute("The words that it gives, of a SCOPE, STATUS or NAME; else null.")
    target: LazyEntity | None = reference("target", "Whom or what it points at, of an ACTOR, LAW or PARTY; else null.")
    role: ActorRole | None = attribute("The role of the target, of an ACTOR of an action; else null.")
    term: LazyTerm | None = reference("term", "The term of office that it is about; null where it is not about one.")
    stage: Stage | None = attribute("The stage that it is about; null where it is not about one.", name="claimStage")
    kind: ReliefKind | None = attribute(
        "Of a tally about a place: the kind of relief that it counts; null where it mixes kinds.", name="reliefKind"
    )
    rank: Rank = attribute("How it stands among the claims about the same thing.")
    rank_reason: str | None = attribute("Why it is ranked so; null for a normal rank.")
    as_of: PartialDate | None = attribute("The day that the figure describes, which is not the day of publication.")
    reported_by: LazyEntity | None = reference(
        "reported_by", "Who counted, which is not who printed it; null where that is the same, or not told."
    )
    source: LazySource = reference("source", "The page that says so.")
    published: PartialDate | None = attribute("The day of publication; null where the page gives none.")
    retrieved: Day = attribute("The day on which the page was read.")
    replaces: list[strawberry.ID] = attribute("The ids of earlier claims that this one corrects; none for most.")
    note: str | None = attribute("What a reader should know beside it; null where there is nothing.")
    conflicts: list[LazyConflict] = resolver(conflicts, cost=10, size=1)
    origin: str | None = attribute("The extra folder that adds it to the record; null where the record has it.")
    inference: str | None = attribute(
        "Set where the source does not name what the claim is about, or its date, and it was inferred: says how."
    )
