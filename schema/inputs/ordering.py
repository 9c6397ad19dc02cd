"""The orders of lists: enums whose members end in the direction, and the keys that they sort by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import Any, Final, TypeVar

from ...graph import KnowledgeGraph
from ...graph.model.dates import PartialDate
from ...graph.model.records import Claim, ClemencyAction, Law
from ...graph.model.vocabulary import Covers, Vocabulary
from ...graph.queries.law_rejection import rejection_of
from ...graph.queries.law_veto import veto_of
from ...graph.queries.main_stage import figure_of
from ...graph.queries.program_uptake import uptake
from ...graph.queries.value_conditions import folded

R = TypeVar("R")


class StateOrder(Vocabulary):
    """Orders of states."""

    CODE_ASC = "code_asc", "By USPS code."
    CODE_DESC = "code_desc", "By USPS code, last first."
    NAME_ASC = "name_asc", "By name."
    NAME_DESC = "name_desc", "By name, last first."


class LawOrder(Vocabulary):
    """Orders of laws; those without the date come last either way."""

    INTRODUCED_ASC = "introduced_asc", "By day of introduction as a bill."
    INTRODUCED_DESC = "introduced_desc", "By day of introduction as a bill, latest first."
    VETOED_ASC = "vetoed_asc", "By day of the veto."
    VETOED_DESC = "vetoed_desc", "By day of the veto, latest first."
    REJECTED_ASC = "rejected_asc", "By day of the vote that rejected it."
    REJECTED_DESC = "rejected_desc", "By day of the vote that rejected it, latest first."

    ENACTED_ASC = "enacted_asc", "By day of enactment."
    ENACTED_DESC = "enacted_desc", "By day of enactment, latest first."
    EFFECTIVE_ASC = "effective_asc", "By day from which it holds."
    EFFECTIVE_DESC = "effective_desc", "By day from which it holds, latest first."
    NAME_ASC = "name_asc", "By name."
    NAME_DESC = "name_desc", "By name, last first."


class ActionOrder(Vocabulary):
    """Orders of actions; those without the date or figure come last either way."""

    DATE_ASC = (
        "date_asc",
        "By the day of the act, earliest first: granted where it was, else recorded, else the furthest stage. Those "
        "whose day no source gives stand last, so `last` returns them and not the latest.",
    )
    DATE_DESC = "date_desc", "By the day of the act, latest first; those whose day no source gives stand last here too."
    FIGURE_ASC = (
        "figure_asc",
        "By the lower bound of the best figure of the act, or else its upper; units are not told apart.",
    )
    FIGURE_DESC = "figure_desc", "The same, largest first."
    PER_100000_ASC = (
        "per_100000_asc",
        "By the lower bound of the granted per 100,000 inhabitants: `Uptake.per100000` in the unit of `figure`. Those "
        "without a population of their place, or with a part only, come last.",
    )
    PER_100000_DESC = "per_100000_desc", "The same, largest first."
    NAME_ASC = "name_asc", "By name."
    NAME_DESC = "name_desc", "By name, last first."


class TotalOrder(Vocabulary):
    """Orders of totals; those without the number come last either way, and rows of different units are mixed."""

    LOW_ASC = "low_asc", "By the lower bound."
    LOW_DESC = "low_desc", "By the lower bound, largest first."
    HIGH_ASC = "high_asc", "By the upper bound."
    HIGH_DESC = "high_desc", "By the upper bound, largest first."
    ACTIONS_ASC = "actions_asc", "By the number of counted actions."
    ACTIONS_DESC = "actions_desc", "By the number of counted actions, most first."
    YEAR_ASC = "year_asc", "By year."
    YEAR_DESC = "year_desc", "By year, latest first."


class SourceOrder(Vocabulary):
    """Orders of sources; those without a day of publication come last either way."""

    PUBLISHED_ASC = "published_asc", "By the day of publication."
    PUBLISHED_DESC = "published_desc", "By the day of publication, latest first."
    TITLE_ASC = "title_asc", "By title."
    TITLE_DESC = "title_desc", "By title, last first."
    CLAIMS_ASC = "claims_asc", "By the number of claims that rest on it."
    CLAIMS_DESC = "claims_desc", "By the number of claims that rest on it, most first."


class NameOrder(Vocabulary):
    """Orders of people, organizations and localities."""

    NAME_ASC = "name_asc", "By name."
    NAME_DESC = "name_desc", "By name, last first."


class TermOrder(Vocabulary):
    """Orders of terms of office; those that have not ended come last either way."""

    START_ASC = "start_asc", "By the first day."
    START_DESC = "start_desc", "By the first day, latest first."
    END_ASC = "end_asc", "By the day on which the office passed on."
    END_DESC = "end_desc", "By the day on which the office passed on, latest first."


class ClaimOrder(Vocabulary):
    """Orders of claims; those without the date or figure come last either way."""

    AS_OF_ASC = "as_of_asc", "By the day that they describe."
    AS_OF_DESC = "as_of_desc", "By the day that they describe, latest first."
    PUBLISHED_ASC = "published_asc", "By the day of publication."
    PUBLISHED_DESC = "published_desc", "By the day of publication, latest first."
    FIGURE_ASC = "figure_asc", "By the lower bound of the figure, or else its upper; units are not told apart."
    FIGURE_DESC = "figure_desc", "The same, largest first."


class ConflictOrder(Vocabulary):
    """Orders of disagreements; those that are not about figures come last either way."""

    SPREAD_ASC = "spread_asc", "By how far the figures are apart: see `Conflict.spread`."
    SPREAD_DESC = "spread_desc", "By how far the figures are apart, the furthest first."


def _figure(graph: KnowledgeGraph, action: ClemencyAction) -> int | None:
    claim = figure_of(graph, action)
    return _bound(graph, claim) if claim else None


def _per_inhabitants(graph: KnowledgeGraph, action: ClemencyAction) -> float | None:
    best = figure_of(graph, action)
    if best is None or best.quantity is None:
        return None
    of_unit = (one for one in uptake(graph, action) if one.unit is best.quantity.unit and one.covers is Covers.ACTION)
    bounds = next((one.rates.per_inhabitants for one in of_unit), None)
    return bounds.low if bounds else None


def _veto(graph: KnowledgeGraph, law: Law) -> PartialDate | None:
    veto = veto_of(law)
    return veto.day if veto else None


def _rejection(graph: KnowledgeGraph, law: Law) -> PartialDate | None:
    rejection = rejection_of(law)
    return rejection.day if rejection else None


def _bound(graph: KnowledgeGraph, claim: Claim) -> int | None:
    if claim.quantity is None:
        return None
    return claim.quantity.low if claim.quantity.low is not None else claim.quantity.high


_KEYS: Final[dict[tuple[type[Vocabulary], str], Callable[[KnowledgeGraph, Any], Any]]] = {
    (ActionOrder, "figure"): _figure,
    (ActionOrder, "per_100000"): _per_inhabitants,
    (LawOrder, "vetoed"): _veto,
    (LawOrder, "rejected"): _rejection,
    (ClaimOrder, "figure"): _bound,
    (SourceOrder, "claims"): lambda graph, source: len(graph.said_by(source.id)),
}
"""The keys of orders that are not by a field of the record."""


@cache
def _attribute(name: str) -> Callable[[KnowledgeGraph, Any], Any]:
    """Return the key of an order by a field of a record."""
    get = attrgetter(name)
    return lambda graph, record: folded(value) if type(value := get(record)) is str else value


def ordered(graph: KnowledgeGraph, records: Iterable[R], orders: Sequence[Vocabulary] | None) -> list[R]:
    """Sort records by several keys, the first one first; records equal in all keep their order."""
    result = list(records)
    # An order that is asked for again has nothing left to tell.
    for order in reversed(dict.fromkeys(orders or ())):
        name, _, direction = order.value.rpartition("_")
        key = partial(_KEYS.get((type(order), name)) or _attribute(name), graph)
        known = [record for record in result if key(record) is not None]
        unknown = [record for record in result if key(record) is None]
        known.sort(key=key, reverse=direction == "desc")
        result = known + unknown
    return result
