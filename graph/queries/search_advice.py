"""Advice beside the results of a search: what is near, what was looked for and not found, what is out of scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Entity, Jurisdiction
from ..model.vocabulary import Knowledge, ReliefKind
from .search_words import stem
from .sentence_search import match_sentence, named_places, relief_kinds, words_beside_places

MOST_NEAR: Final = 5
"""The most entities that are named as near."""
_NEAR_SHARE: Final = 0.2
"""The share of the telling words of a text that what is near has at least."""

_OUT_OF_SCOPE: Final = frozenset(
    stem(word)
    for word in (
        "alcohol", "cocaine", "crack", "ecstasy", "fentanyl", "heroin", "ketamine", "lsd", "mdma", "meth",
        "methamphetamine", "mushrooms", "opioid", "psilocybin", "tobacco",
        "arson", "burglary", "fraud", "homicide", "manslaughter", "murder", "rape", "robbery", "theft", "treason",
        "argentina", "australia", "brazil", "britain", "canada", "colombia", "england", "europe", "france", "germany",
        "israel", "jamaica", "malta", "mexico", "netherlands", "portugal", "spain", "switzerland", "thailand",
        "uruguay",
    )
)  # fmt: skip
"""Other drugs, other crimes and other countries."""
_CLEMENCY: Final = frozenset((ReliefKind.PARDON, ReliefKind.COMMUTATION))
_STATUS: Final = {
    Knowledge.NONE: "a source says that there is none",
    Knowledge.UNKNOWN: "none was found when it was looked for",
    Knowledge.NOT_LOOKED_FOR: "it was not looked for",
    Knowledge.VALUE: "others are; see the coverage of the place",
}


@dataclass(frozen=True, slots=True)
class SearchAdvice:
    """Advice to a reader beside the results of a search.

    Attributes
    ----------
    message : str
        The advice in words.
    near : tuple of Entity
        Where nothing is found: the entities that share some of the words.
    not_found : tuple of Jurisdiction
        The places of the text of which nothing is recorded of the kind that the text asks for; see their coverage.
    out_of_scope : tuple of str
        The words of the text for what the graph is not about.
    """

    message: str
    near: tuple[Entity, ...]
    not_found: tuple[Jurisdiction, ...]
    out_of_scope: tuple[str, ...]


def advise(graph: KnowledgeGraph, text: str, hits: Sequence[object]) -> SearchAdvice | None:
    """Return what to say beside the results of a search; None where they say enough.

    Parameters
    ----------
    graph
        The graph.
    text
        The text that was searched for.
    hits
        What was found.
    """
    outside = tuple(word for word in dict.fromkeys(words_beside_places(graph, text)) if stem(word) in _OUT_OF_SCOPE)
    kinds = relief_kinds(text)
    empty = [place for place in named_places(graph, text) if kinds and not _has(graph, place, kinds)]
    near = () if hits else tuple(hit.entity for hit in match_sentence(graph, text, _NEAR_SHARE)[:MOST_NEAR])
    if hits and not outside and not empty:
        return None
    parts = [_scope(outside)] if outside else []
    parts += [_coverage(place, kinds) for place in empty]
    if not hits:
        names = "; ".join(entity.name for entity in near)
        parts.append(f"Nothing matches all of the text. Near: {names}." if near else "Nothing matches the text.")
    return SearchAdvice(" ".join(parts), near, tuple(empty), outside)


def _has(graph: KnowledgeGraph, place: Jurisdiction, kinds: Iterable[ReliefKind]) -> bool:
    return any(action.kind in kinds for action in graph.actions_in(place.id))


def _scope(outside: Sequence[str]) -> str:
    return f"The graph is about clemency for cannabis in the United States; out of its scope: {', '.join(outside)}."


def _coverage(place: Jurisdiction, kinds: frozenset[ReliefKind]) -> str:
    """Return what is known of kinds of relief of which a place has none."""
    coverage = place.coverage
    named = ", ".join(kind.value for kind in ReliefKind if kind in kinds)
    status = coverage.pardons if kinds <= _CLEMENCY else coverage.expungements
    note = f" {coverage.note}." if coverage.note else ""
    return f"No {named} is recorded in {place.name}: {_STATUS[status]} ({coverage.checked}).{note}"
