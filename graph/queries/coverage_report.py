"""What the record holds of each jurisdiction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Jurisdiction, Law


class Row(NamedTuple):
    """One jurisdiction: how much is recorded of its actions and laws, and when it was last looked at."""

    id: str
    name: str
    actions: int
    laws: int
    claims: int
    sources: int
    pardons: str
    expungements: str
    checked: date


def report(graph: KnowledgeGraph) -> list[Row]:
    """A row for each country, state and locality, by id.

    Parameters
    ----------
    graph
        The graph.

    Returns
    -------
    list of Row
        Claims and sources are those about the place, its actions and its laws; a state's without its localities'.
    """
    return [_row(graph, one) for one in graph.entities.values() if isinstance(one, Jurisdiction)]


def _row(graph: KnowledgeGraph, place: Jurisdiction) -> Row:
    actions = [one for one in graph.of_type(ClemencyAction) if one.jurisdiction == place.id]
    laws = graph.laws_in(place.id)
    claims = list(_claims(place, actions, laws))
    return Row(
        place.id,
        place.name,
        len(actions),
        len(laws),
        len(claims),
        len({claim.source for claim in claims}),
        place.coverage.pardons,
        place.coverage.expungements,
        place.coverage.checked,
    )


def _claims(place: Jurisdiction, actions: list[ClemencyAction], laws: tuple[Law, ...]) -> Iterator[Claim]:
    for entity in (place, *actions, *laws):
        yield from entity.claims
