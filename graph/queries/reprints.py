"""The texts behind sources: a reprint and its original are one text, and one witness."""

from __future__ import annotations

from collections.abc import Mapping

from ..graph import KnowledgeGraph
from ..model.records import Entity, Source


def text_of(entities: Mapping[str, Entity], source: str) -> str:
    """Return the id of the source whose text a source prints: the original of a reprint, else itself.

    Parameters
    ----------
    entities
        The entities, by id: all, or the sources.
    source
        The id of the source.
    """
    found = entities[source]
    while isinstance(found, Source) and found.reprint_of is not None:
        found = entities[found.reprint_of]
    return found.id


def texts_of(graph: KnowledgeGraph, entity: Entity) -> frozenset[str]:
    """Return the ids of the texts that the claims about an entity rest on."""
    return frozenset(text_of(graph.entities, claim.source) for claim in entity.claims)
