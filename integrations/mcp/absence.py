"""Why something is absent: there is none, it is unknown, or it was not looked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.model.records import ClemencyAction, Entity, Jurisdiction, State
from ...graph.model.vocabulary import Covers, Knowledge, ReliefKind, Stage
from ...graph.queries import main_stage
from ...graph.queries.action_figures import figures
from ...web.pages import numbers
from .figures import claim_sentence

_CLEMENCY: Final = frozenset((ReliefKind.PARDON, ReliefKind.COMMUTATION))
_OF_ACTIONS: Final = frozenset(("actions", "totals", "uptake", "tallies", "events"))
_OF_LAWS: Final = frozenset(("laws", "legalStatus", "duties"))
_FIGURES: Final = frozenset(("figure", "figures", "laterSeriesFigure", "figureRanges"))
_COMPUTED: Final = frozenset((
    "uncounted", "excluded", "uncertain", "openEnded", "conflicts", "gaps", "endCursor", "startCursor", "after",
    "rankReason", "inference", "note", "caution", "replaces", "lowClaims", "highClaims", "parts", "advice",
    "schemaSearch",
))  # fmt: skip
"""Fields that say all there is: where one is empty, there is nothing of it."""
_WORDS: Final = {
    Knowledge.NONE: "a source says that there is none",
    Knowledge.UNKNOWN: "it was looked for, and no source that was read says",
    Knowledge.NOT_LOOKED_FOR: "it was not looked for, so that its absence means nothing",
    Knowledge.VALUE: "the record has some, none of which fits what was asked",
}
_LEADS: Final = {
    Knowledge.NONE: "None",
    Knowledge.UNKNOWN: "Unknown",
    Knowledge.NOT_LOOKED_FOR: "Not looked for",
    Knowledge.VALUE: "Unknown",
}
_SAYS_NONE: Final = re.compile(
    r"\bgoes on\b|there is none|is none\b|none for most|has none\b|none where|no (?:round|such)|is no\b|"
    r"has not|not about (?:one|a term)|else null|for a (?:first|body)|not grouped|grouped by|is the same|"
    r"nothing bounds|nothing to|empty where",
    re.I,
)
_OF_NULL: Final = re.compile(r"[^.;]*\b(?:null|empty|none)\b[^.;]*", re.I)


class Absence(NamedTuple):
    """Something that is not there.

    Attributes
    ----------
    status : Knowledge
        NONE, UNKNOWN or NOT_LOOKED_FOR.
    sentence : str
        Why, in a sentence that is right to repeat.
    is_specific : bool
        It says more than the definition of the field says of null.
    """

    status: Knowledge
    sentence: str
    is_specific: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return it as a part of a result."""
        return {"status": self.status.name, "sentence": self.sentence}


def absent_in_place(place: Jurisdiction, kinds: Collection[ReliefKind] = (), *, laws: bool = False) -> Absence:
    """Return why no action, or no law, of a place is listed, by its coverage.

    Parameters
    ----------
    place
        The place.
    kinds
        The kinds of relief that were asked for; none: all.
    laws
        Whether laws were asked for, and not actions.
    """
    coverage = place.coverage
    parts: list[tuple[str, Knowledge]] = []
    if laws:
        parts.append(("laws", coverage.laws))
    else:
        if not kinds or _CLEMENCY & set(kinds):
            parts.append(("pardons and commutations", coverage.pardons))
        if not kinds or set(kinds) - _CLEMENCY:
            parts.append(("expungements and other clearing of records", coverage.expungements))
    known = {status for _, status in parts}
    first = (Knowledge.NOT_LOOKED_FOR, Knowledge.VALUE, Knowledge.UNKNOWN, Knowledge.NONE)
    status = next(one for one in first if one in known)
    told = "; ".join(f"{name}: {_WORDS[one]}" for name, one in parts)
    note = f" {coverage.note}." if coverage.note else ""
    where, checked = numbers.place(place.name), numbers.day(str(coverage.checked))
    return Absence(
        Knowledge.UNKNOWN if status is Knowledge.VALUE else status,
        f"{_LEADS[status]}: for {where}, nothing recorded fits; {told} (last checked {checked}).{note}",
    )


def absent_figure(graph: KnowledgeGraph, action: ClemencyAction, today: str) -> Absence:
    """Return why an action has no figure as it was asked for, and which figures it has."""
    stage = main_stage.act_of(graph, action).stage
    if action.stage in (Stage.DECLINED, Stage.WITHDRAWN, Stage.NOT_CANNABIS):
        return Absence(Knowledge.NONE, f"None: “{action.name}” granted nothing; {action.stage.definition}")
    lead = f"Unknown: no source that was read gives such a number for “{action.name}”; that is not zero."
    series = main_stage.figure_of(graph, action, covers=Covers.SERIES)
    other = next((one for one in figures(action.claims) if one.rank.name != "DEPRECATED"), None)
    if series is not None:
        lead += f" Of all rounds of its series: {claim_sentence(graph, series, today)}"
    elif other is not None and other.stage is not None:
        lead += f" Of the stage {other.stage.value}: {claim_sentence(graph, other, today)}"
    elif stage not in (Stage.GRANTED, Stage.RECORDED):
        lead += f" Its furthest stage is {stage.value}: no source says that anything was granted."
    return Absence(Knowledge.UNKNOWN, lead)


def absent_field(
    graph: KnowledgeGraph,
    coordinate: str,
    description: str,
    owner: Entity | None,
    places: Iterable[Jurisdiction],
    kinds: Collection[ReliefKind],
    today: str,
) -> Absence:
    """Return why a field has no value.

    Parameters
    ----------
    graph
        The graph.
    coordinate, description
        The field; of an empty connection, the field that returned it.
    owner
        The nearest entity above it; None at the root.
    places
        The places that the operation names.
    kinds
        The kinds of relief that it names.
    today
        The day of the request.
    """
    name = coordinate.rpartition(".")[2]
    if isinstance(owner, ClemencyAction) and name in _FIGURES:
        if name == "laterSeriesFigure":
            return Absence(Knowledge.NONE, "None: no figure of the whole series is later than that of this round.")
        return absent_figure(graph, owner, today)
    if name in _OF_ACTIONS or name in _OF_LAWS:
        found = [owner] if isinstance(owner, Jurisdiction) else list(places)
        in_places = [absent_in_place(place, kinds, laws=name in _OF_LAWS) for place in found]
        if in_places:
            return Absence(in_places[0].status, " ".join(one.sentence for one in in_places))
        return Absence(
            Knowledge.UNKNOWN,
            f"Unknown: nothing in the record fits what {coordinate} was asked; that does not say that there was none. "
            "The coverage of each place says what was looked for.",
        )
    if name in _COMPUTED:
        return Absence(Knowledge.NONE, f"None: {coordinate} is empty.", is_specific=False)
    meaning = " ".join(" ".join(_OF_NULL.findall(description)).split())
    status = Knowledge.NONE if _SAYS_NONE.search(meaning) else Knowledge.UNKNOWN
    told = f" {meaning[:1].upper()}{meaning[1:]}." if meaning else " No source that was read says."
    return Absence(status, f"{_LEADS[status]}: {coordinate} has no value.{told}", is_specific=False)


def places_named(graph: KnowledgeGraph, values: Iterable[str]) -> list[Jurisdiction]:
    """Return the places among the strings that an operation was given: ids, codes and names."""
    found: dict[str, Jurisdiction] = {}
    names = {place.name: place for place in graph.of_type(State)}
    for value in values:
        place = graph.get(value) or (graph.state(value) if len(value) == 2 else names.get(value))
        if isinstance(place, Jurisdiction):
            found[place.id] = place
    return list(found.values())
