"""The words of a figure of the record that are right to print, and its citation."""

from __future__ import annotations

from typing import Final

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.records import Claim, Quantity, Source
from ..model.vocabulary import Qualifier, Stage, Unit
from ..queries.citations import cite
from .resolution import number_of

_QUALIFIERS: Final = {
    Qualifier.EXACTLY: "", Qualifier.ABOUT: "about ", Qualifier.AT_LEAST: "at least ", 
    Qualifier.MORE_THAN: "more than ", Qualifier.UP_TO: "up to ", Qualifier.NEARLY: "nearly ",
}  # fmt: skip
_STAGES: Final = {
    Stage.ANNOUNCED: "announced", Stage.AUTHORIZED: "authorized", Stage.OPENED: "opened", Stage.ELIGIBLE: "eligible",
    Stage.APPLIED: "applied for", Stage.RECOMMENDED: "recommended", Stage.GRANTED: "granted",
    Stage.RECORDED: "granted and recorded", Stage.DECLINED: "declined", Stage.WITHDRAWN: "withdrawn",
    Stage.NOT_CANNABIS: "granted, not for cannabis",
}  # fmt: skip
_ONE: Final = {Unit.PEOPLE: "person"}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def quantity_in_words(quantity: Quantity) -> str:
    """Return a quantity as it is right to print.

    Examples
    --------
    >>> quantity_in_words(Quantity(15_001, None, Qualifier.MORE_THAN, Unit.PEOPLE, False))
    'more than 15,000 people'
    """
    unit = quantity.unit.value
    if quantity.qualifier in (Qualifier.BETWEEN, Qualifier.UNQUANTIFIED):
        return f"{_range(quantity)} {unit}"
    number = number_of(quantity)
    if number == 1:
        unit = _ONE.get(quantity.unit, unit.removesuffix("s"))
    return f"{_QUALIFIERS[quantity.qualifier]}{number:,} {unit}"


def _range(quantity: Quantity) -> str:
    if quantity.low is None or quantity.high is None:
        return f"{quantity.low:,} or more" if quantity.low is not None else f"at most {quantity.high or 0:,}"
    return f"{quantity.low:,} to {quantity.high:,}"


def day_in_words(day: PartialDate) -> str:
    """Return a day as people write it: 17 June 2020, June 2020, 2020."""
    parts = day.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def figure_in_words(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return what a figure claim says: the quantity, the stage, its day and who published it."""
    assert claim.quantity is not None
    words = [quantity_in_words(claim.quantity)]
    if claim.stage is not None:
        words.append(_STAGES[claim.stage])
    if claim.as_of is not None:
        words.append(f"as of {day_in_words(claim.as_of)}")
    return f"{', '.join(words)} ({publisher_of(graph, claim)})"


def publisher_of(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return the name of the publisher of the source of a claim, else the title of the source."""
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return graph.entities[source.publisher].name if source.publisher else source.title


def citation_of(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return the citation of the source of a claim, in APA style."""
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return cite(source, graph.entities[source.publisher].name if source.publisher else None)
