"""Totals, and what they left out."""

from datetime import date
from typing import Annotated

import strawberry

from ...graph.model import records
from ...graph.model.vocabulary import ExclusionCode, Level, ReliefKind, Stage, Unit
from ...graph.queries.excluded_figures import ExcludedFigure
from ...graph.queries.pagination import Page, PageRequest, page
from ...graph.queries.total import Total as TotalRecord
from ..inputs.arguments import After, Before, First, Last
from .connection import Connection, paged
from .fields import attribute, described, resolver
from .lazy import LazyAction, LazyClaim, LazyLaw, LazyParty, LazyPerson, LazyState


@described
class Exclusion:
    """A figure that counts in no bound of a total, or in one of them only."""

    code: ExclusionCode = attribute("Why it counts in no bound, or in one of them only.")
    claim: LazyClaim = attribute("The figure.")
    in_favor_of: list[LazyClaim] = attribute("The figures that count instead, or that it may overlap.")
    reason: str = attribute("The same in words.")


@described
class Days:
    """The first and the last day of a range."""

    earliest: date | None = attribute("The first day; null where it is not known.")
    latest: date | None = attribute("The last day; null where it is not known.")


def uncounted(
    root: TotalRecord, first: First = 25, after: After = None, last: Last = None, before: Before = None
) -> Page[records.ClemencyAction]:
    """Return the actions of the row that reached the stage and have no figure in the unit."""
    return paged(root.uncounted, PageRequest(first, after, last, before))


def uncertain(
    root: TotalRecord, first: First = 25, after: After = None, last: Last = None, before: Before = None
) -> Page[records.ClemencyAction]:
    """Return the actions, counted or not, that may match the filter or not because of a day; low counts none."""
    return paged(root.uncertain, PageRequest(first, after, last, before), uncertain_count=root.uncertain_count)


def low_claims(
    root: TotalRecord, first: First = 25, after: After = None, last: Last = None, before: Before = None
) -> Page[records.Claim]:
    """Return the claims on which low rests."""
    return paged(root.low_claims, PageRequest(first, after, last, before))


def high_claims(
    root: TotalRecord, first: First = 25, after: After = None, last: Last = None, before: Before = None
) -> Page[records.Claim]:
    """Return the claims on which high rests."""
    return paged(root.high_claims, PageRequest(first, after, last, before))


def claims(
    root: TotalRecord, first: First = 25, after: After = None, last: Last = None, before: Before = None
) -> Page[records.Claim]:
    """Return the claims on which either bound rests."""
    return paged(root.claims, PageRequest(first, after, last, before))


def open_ended(
    root: TotalRecord, first: First = 25, after: After = None, last: Last = None, before: Before = None
) -> Page[records.Claim]:
    """Return the figures without an upper bound, for which high is null."""
    return paged(root.open_ended, PageRequest(first, after, last, before))


def excluded(
    root: TotalRecord,
    code: Annotated[
        list[ExclusionCode] | None, strawberry.argument(description="Only with these codes; all when left out.")
    ] = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[ExcludedFigure]:
    """Return the figures that count in no bound, or in one of them only."""
    found = [one for one in root.excluded if code is None or one.code in code]
    return page(found, lambda one: f"{one.code.value}/{one.claim.id}", PageRequest(first, after, last, before))


@described
class Total:
    """
    The number of acts of clemency of one row, stage and unit, as an interval that surely holds.

    `low` holds for all actions of the row, each as of the day of its figure. `high` holds for the actions that a figure
    counts, and for all only where `complete`. Units are counted each by itself and never added: an action with a figure
    in people and one in convictions counts in both. "People" is a person per action: somebody helped twice counts
    twice. Rows may be added only where `overlapsOtherRows` is false.
    """

    kind: ReliefKind | None = attribute("The kind of relief; null where kinds are joined.")
    kinds: list[ReliefKind] = attribute("The kinds of relief of the actions of the row.")
    unit: Unit | None = attribute("What is counted; null for a row in which no action has a figure.")
    stage: Stage = attribute("The stage of everything that is counted.")
    state: LazyState | None = attribute("Set where the total is grouped by it; null for federal action.")
    level: Level | None = attribute("Set where the total is grouped by it.")
    party: LazyParty | None = attribute("Set where the total is grouped by it; null where no party is known.")
    person: LazyPerson | None = attribute("Set where the total is grouped by it; null where no person is known.")
    law: LazyLaw | None = attribute("Set where the total is grouped by it; null where no law is known.")
    year: int | None = attribute(
        "Set where the total is grouped by it; null where the stage may be of several years. A figure of a series with "
        "rounds in several years counts in the row without a year."
    )
    low: int = attribute(
        "The least that it can be: the heaviest set of figures that surely have no act in common. A figure of 'more "
        "than 15,000' counts as 15001 in it."
    )
    high: int | None = attribute(
        "The most that the counted actions can come to; null where a figure has no upper bound, or there is none."
    )
    high_of_bounded: int = attribute("The sum of the upper bounds that there are. Not a maximum.")
    approximate: int = attribute("The part of low that rests on figures stated as 'about'.")
    as_of: Days = attribute("The days that the figures describe: each is as of its own.")
    actions: int = attribute("How many actions of the row a figure counts.")
    uncounted: Connection[LazyAction] = resolver(uncounted)
    uncertain_count: int = attribute(
        "How many actions, counted or not, may match the filter or not because of a day; `certain` of the filter "
        "leaves them out."
    )
    uncertain: Connection[LazyAction] = resolver(uncertain)
    complete: bool = attribute("True where every action of the row that reached the stage is counted.")
    overlaps_other_rows: bool = attribute("True where another row of the same unit may count the same acts.")
    low_claims: Connection[LazyClaim] = resolver(low_claims)
    high_claims: Connection[LazyClaim] = resolver(high_claims)
    claims: Connection[LazyClaim] = resolver(claims)
    open_ended: Connection[LazyClaim] = resolver(open_ended)
    excluded: Connection[Exclusion] = resolver(excluded)


@described
class Reconciliation:
    """
    A nationwide tally, compared with the itemized figures of states and localities.

    The tally counts acts. Each action counts in one of the units in which it has a figure, whichever: so the bounds mix
    grants, people, convictions, cases and records, and hold.
    """

    claim: LazyClaim = attribute("The tally.")
    explained_low: int = attribute("The least that is itemized, by figures that surely lie within the tally's day.")
    explained_high: int | None = attribute("The most that is itemized; null where a figure has no upper bound.")
    unexplained_low: int = attribute("The least that the tally leaves.")
    unexplained_high: int | None = attribute("The most that it leaves; null where it has no upper bound.")
    explained: list[Total] = attribute(
        "What is itemized in the tally's own unit, by kind and state; figures of later days are left out."
    )
    in_other_units: list[Total] = attribute("What is itemized in other units, by kind and state.")
