"""A figure as assistants get it: the number with all that has to be said beside it, and a sentence to repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ...graph import KnowledgeGraph
from ...graph.model.records import Claim, ClemencyAction, Entity, Jurisdiction, Source
from ...graph.model.vocabulary import Covers, Extent, Qualifier, Rank, ReliefKind
from ...graph.queries import main_stage
from ...graph.queries.citations import cite, cite_dataset
from ...graph.queries.conflicts import conflicts_of, in_open_conflict
from ...web.pages import numbers
from ...web.pages.sentences import count_of, figure_clause, figure_sentence
from ...web.pages.total_sentences import total_sentence

Figure = dict[str, Any]
_MOST_RIVALS: Final = 3
_AGE: Final = re.compile(r" \((?:the latest )?[\w ]+ ago\)")
"""How old a figure is on a page; a sentence that is repeated later must not say it."""


def claim_figure(graph: KnowledgeGraph, claim: Claim, today: str) -> Figure:
    """Return the figure of a claim.

    Parameters
    ----------
    graph
        The graph.
    claim
        A claim with a quantity.
    today
        The day of the request.

    Returns
    -------
    dict
        `sentence`, which is right to repeat; `low` and `high`; `unit`, `stage`, `day`, `coverage`, `disputed`,
        `citation`; `of` and `claim`, the ids of what it is about and of the claim.
    """
    quantity = claim.quantity
    assert quantity is not None
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    publisher = graph.entities[source.publisher].name if source.publisher else None
    return {
        "sentence": claim_sentence(graph, claim, today),
        "low": quantity.low,
        "high": quantity.high,
        "qualifier": quantity.qualifier.name,
        "unit": quantity.unit.name,
        "stage": claim.stage.name if claim.stage else None,
        "day": claim.as_of or "not given by the source",
        "coverage": _coverage(claim),
        "disputed": in_open_conflict(graph, claim),
        "rank": claim.rank.name,
        "citation": cite(source, publisher),
        "of": claim.about,
        "claim": claim.id,
    }


def total_figure(graph: KnowledgeGraph, total: Mapping[str, Any], today: str, place: str = "") -> Figure:
    """Return the figure of a row of totals, from the fields that `enrichment` selects.

    Parameters
    ----------
    graph
        The graph.
    total
        The row.
    today
        The day of the request.
    place
        The name of the place whose actions it adds up; empty for several.

    Raises
    ------
    KeyError
        If the row lacks one of these.
    """
    if total["kind"] is None and len(total.get("kinds", ())) == 1:
        total = {**total, "kind": total["kinds"][0]}
    days = total["asOf"]
    uncounted = total["uncounted"]["totalCount"]
    sentence = _AGE.sub("", total_sentence(total, today)) if total["claims"]["nodes"] else ""
    more = without_figure(uncounted, total["unit"])
    if total["stage"] not in ("GRANTED", "RECORDED"):
        quantity = {"qualifier": "BETWEEN", **{key: total[key] for key in ("low", "high", "unit", "stage")}}
        clause = figure_clause(total["kind"], {"quantity": quantity, "stated": ""})
        sentence = f"{clause[:1].upper()}{clause[1:]}, by {count_of(total['actions'], 'action')}.{more}"
    else:
        sentence += more
    if place:
        sentence = f"In {numbers.place(place)}, {sentence[:1].lower()}{sentence[1:]}"
    return {
        "sentence": sentence.strip(),
        "low": total["low"],
        "high": total["high"],
        "unit": total["unit"],
        "stage": total["stage"],
        "day": days["latest"] if days["earliest"] == days["latest"] else f"{days['earliest']} to {days['latest']}",
        "coverage": f"{count_of(total['actions'], 'action')} counted, {uncounted or 'none'} without a figure",
        "disputed": any(one.get("disputed") for one in total["claims"]["nodes"]),
        "citation": cite_dataset(graph.dataset),
    }


def without_figure(count: int, unit: str) -> str:
    """Return the sentence on the actions that a total does not count; empty where there are none."""
    if not count:
        return ""
    have = "1 more action has" if count == 1 else f"{numbers.number(count)} more actions have"
    return f" {have} no figure in {numbers.unit(unit, 2)}: that part is unknown, not zero."


def claim_sentence(graph: KnowledgeGraph, claim: Claim, today: str) -> str:
    """Return a sentence with the figure of a claim, its place, day and source, and what has to be said with it."""
    about = graph.entities[claim.about]
    kind = _kind(claim, about)
    told = figure_sentence(kind.name if kind and claim.stage else None, page_claim(graph, claim), today)
    if claim.stage is None:
        told = f"{claim.stated[:1].upper()}{claim.stated[1:]}."
    told = _placed(graph, about, _AGE.sub("", told))
    if claim.quantity is not None and claim.quantity.qualifier is Qualifier.UNQUANTIFIED:
        told = f"Unknown: the source gives no number. {told}"
    if claim.rank is Rank.DEPRECATED:
        best = _in_place_of(graph, claim, about)
        instead = f"{claim_sentence(graph, best, today)} " if best else ""
        return f"{instead}Do not repeat “{claim.stated}”: {claim.rank_reason or 'it is kept for reference only'}."
    return " ".join((told, *_cautions(graph, claim)))


def page_claim(graph: KnowledgeGraph, claim: Claim) -> dict[str, Any]:
    """Return a claim as the sentences of pages read it."""
    quantity = claim.quantity
    assert quantity is not None
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    publisher = graph.entities[source.publisher].name if source.publisher else None
    return {
        "id": claim.id,
        "stated": claim.stated,
        "quantity": {
            "low": quantity.low,
            "high": quantity.high,
            "qualifier": quantity.qualifier.name,
            "unit": quantity.unit.name,
            "stage": claim.stage.name if claim.stage else "GRANTED",
            "asOf": claim.as_of,
            "extent": quantity.extent.name,
            "covers": quantity.covers.name if quantity.covers else None,
        },
        "reportedBy": {"name": graph.entities[claim.reported_by].name} if claim.reported_by else None,
        "source": {"title": source.title, "publisher": {"name": publisher} if publisher else None},
    }


def _placed(graph: KnowledgeGraph, about: Entity, told: str) -> str:
    """Return a sentence with the place that it is about at its beginning, and the name of the action at its end."""
    place = about if isinstance(about, Jurisdiction) else None
    if isinstance(about, ClemencyAction):
        found = graph.entities[about.jurisdiction]
        place = found if isinstance(found, Jurisdiction) else None
    lead = f"In {numbers.place(place.name)}, {told[:1].lower()}{told[1:]}" if place else told
    return f"{lead} [{about.name}]" if isinstance(about, ClemencyAction) else lead


def _kind(claim: Claim, about: Entity) -> ReliefKind | None:
    return about.kind if isinstance(about, ClemencyAction) else claim.kind


def _coverage(claim: Claim) -> str:
    quantity = claim.quantity
    assert quantity is not None
    parts = ["a part of what it is about" if quantity.extent is Extent.PART else "the whole of what it is about"]
    if quantity.covers:
        parts.append("all rounds of the series" if quantity.covers.name == "SERIES" else "this action alone")
    if quantity.cumulative:
        parts.append("a running total up to its day; never add it to another figure")
    if quantity.since:
        parts.append(f"from {quantity.since}")
    return "; ".join(parts)


def _cautions(graph: KnowledgeGraph, claim: Claim) -> Iterator[str]:
    """Yield the sentences that have to follow a figure."""
    quantity = claim.quantity
    assert quantity is not None
    if quantity.extent is Extent.PART:
        yield "It counts a part only; the whole is not known from it."
    if quantity.covers and quantity.covers.name == "SERIES":
        yield "It counts all rounds up to its day."
    elif quantity.cumulative:
        yield "It is a running total up to its day."
    if quantity.since:
        yield f"It counts from {numbers.day(quantity.since)} on."
    if isinstance(graph.entities[claim.about], Jurisdiction):
        yield f"As stated: “{claim.stated}”."
    if claim.note:
        yield f"{claim.note.rstrip('.')}."
    if in_open_conflict(graph, claim):
        rivals = {
            one.stated: None
            for conflict in conflicts_of(graph, claim.id)
            if conflict.open and not conflict.days_differ
            for one in conflict.claims
            if one.id != claim.id and one.rank is not Rank.DEPRECATED
        }
        shown = "; ".join(f"“{one}”" for one in list(rivals)[:_MOST_RIVALS])
        more = f", and {len(rivals) - _MOST_RIVALS} more" if len(rivals) > _MOST_RIVALS else ""
        yield f"Sources differ; others say {shown}{more}."


def _in_place_of(graph: KnowledgeGraph, claim: Claim, about: Entity) -> Claim | None:
    """Return the figure to repeat in place of a deprecated one: of the same day where there is one, else the best."""
    quantity = claim.quantity
    if not isinstance(about, ClemencyAction) or quantity is None:
        return None
    covers = quantity.covers or Covers.ACTION
    same = [
        one
        for one in about.claims
        if one.quantity is not None
        and one.rank is not Rank.DEPRECATED
        and (one.stage, one.as_of, one.quantity.unit) == (claim.stage, claim.as_of, quantity.unit)
        and (one.quantity.covers or Covers.ACTION, one.quantity.extent) == (covers, quantity.extent)
    ]
    if same:
        return min(same, key=lambda one: one.rank is not Rank.PREFERRED)
    wanted = ((claim.stage, quantity.unit), (None, quantity.unit), (claim.stage, None), (None, None))
    found = (main_stage.figure_of(graph, about, stage, unit, None, covers) for stage, unit in wanted)
    return next((one for one in found if one is not None), None)
