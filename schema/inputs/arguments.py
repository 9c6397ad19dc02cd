"""The arguments that many fields share, each described once."""

from datetime import date
from typing import Annotated

import strawberry

from ...graph.model.vocabulary import (
    CitationStyle,
    ClaimProperty,
    Level,
    Office,
    Rank,
    RelationshipKind,
    ReliefKind,
    SourceKind,
    Stage,
    TotalDimension,
    Unit,
)
from ...graph.queries.pagination import LARGEST_PAGE
from ..types import enums as enums  # the vocabularies must be known before they are arguments
from .claim_filters import ClaimWhere, SourceWhere
from .filters import ActionWhere, LawWhere
from .ordering import ActionOrder, ClaimOrder, ConflictOrder, LawOrder, NameOrder, SourceOrder, TermOrder, TotalOrder


def _described(description: str) -> object:
    return strawberry.argument(description=description)


Id = Annotated[strawberry.ID, _described("An id, such as state/nv.")]
First = Annotated[
    int | None, _described(f"How many at most, 0 to {LARGEST_PAGE}; its default does not hold where `last` is given.")
]
After = Annotated[str | None, _described("Only what comes after this cursor: the endCursor of the page before.")]
Last = Annotated[
    int | None,
    _described(
        f"How many at most from the end, 0 to {LARGEST_PAGE}, in the order of the list; to give `first` "
        "too is an error. What has no value to order by, such as no date, stands last either way, so `last` gives it: "
        "for the latest, order by `_DESC` and ask for `first`."
    ),
]
Before = Annotated[str | None, _described("Only what comes before this cursor: the startCursor of the page after.")]
InStyle = Annotated[CitationStyle, _described("How it is written.")]
On = Annotated[date | None, _described("As things stood on this day; today when left out.")]
HeldOn = Annotated[date | None, _described("Only terms that cover this day.")]
KnownAt = Annotated[date | None, _described("Only what had been published by this day.")]
AtOffice = Annotated[Office | None, _described("Only terms of this office.")]
About = Annotated[ClaimProperty | None, _described("Only claims about this property.")]
Ranked = Annotated[Rank | None, _described("Only claims of this rank.")]
Kinds = Annotated[list[RelationshipKind] | None, _described("Only over edges of these kinds; all when left out.")]
AtLevel = Annotated[Level | None, _described("Count only actions of this level of government; all when left out.")]
SourceKinds = Annotated[
    list[SourceKind] | None,
    _described("Count only figures whose sources are of these kinds; the others are in `excluded`."),
]
DoneBy = Annotated[
    date | None,
    _described("Count only what was done by this day, by figures of days up to it; all when left out."),
]
HoldsOn = Annotated[
    date | None,
    _described(
        "Only terms that surely covered this day, laws that were surely in force on it, and actions whose act had "
        "surely happened by it; all when left out."
    ),
]
RestsOnKnown = Annotated[
    date | None,
    _described(
        "Only claims and sources that had surely been published by this day, and only actions, laws and edges that "
        "rest on such a claim; edges without claims stay where both ends do."
    ),
]
AtStages = Annotated[
    list[Stage] | None,
    _described(
        "Only actions, and claims about actions, where a usable claim reports one of these stages; with `units`, the "
        "same claim has to give both."
    ),
]
InUnits = Annotated[
    list[Unit] | None,
    _described("Only actions, and claims about actions, where a usable claim gives a figure in one of these units."),
]
RestsOnKinds = Annotated[
    list[SourceKind] | None,
    _described("Only sources of these kinds, and only actions, laws and edges that rest on a claim of such a source."),
]
RestsOnRanks = Annotated[
    list[Rank] | None,
    _described("Only actions, laws and edges that rest on a claim of one of these ranks; all when left out."),
]
GroupBy = Annotated[
    list[TotalDimension],
    _described("Dimensions of the rows; units stay apart whatever this says, kinds unless `kinds` joins them."),
]
AtStage = Annotated[Stage, _described("The stage whose figures are counted; others never are.")]
OnlyUnit = Annotated[
    Unit | None,
    _described(
        "Count only figures in this unit; every unit, each by itself, when left out. A row in which no action has a "
        "figure in it has no unit, and its actions are uncounted."
    ),
]
JoinedKinds = Annotated[
    list[ReliefKind] | None,
    _described("Count only these kinds of relief, joined in one row; all kinds, each by itself, when left out."),
]
WhereActions = Annotated[ActionWhere | None, _described("Only these actions.")]
WhereLaws = Annotated[LawWhere | None, _described("Only these laws.")]
WhereSources = Annotated[SourceWhere | None, _described("Only these sources.")]
WhereClaims = Annotated[ClaimWhere | None, _described("Only these claims.")]
ActionsBy = Annotated[list[ActionOrder] | None, _described("Several orders, the first the most telling; else by id.")]
TotalsBy = Annotated[
    list[TotalOrder] | None,
    _described(
        "Several orders, the first the most telling; else by kind and dimension. All rows are returned: a row that is "
        "cut would be missing from a sum."
    ),
]
LawsBy = Annotated[list[LawOrder] | None, _described("Several orders, the first the most telling; else by id.")]
SourcesBy = Annotated[list[SourceOrder] | None, _described("Several orders, the first the most telling.")]
TermsBy = Annotated[list[TermOrder] | None, _described("Several orders, the first the most telling.")]
ConflictsBy = Annotated[
    list[ConflictOrder] | None, _described("Several orders, the first the most telling; else by entity.")
]
ClaimsBy = Annotated[
    list[ClaimOrder] | None, _described("Several orders, the first the most telling; else best first.")
]
ByName = Annotated[list[NameOrder] | None, _described("By id, when left out.")]
