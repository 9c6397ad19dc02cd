"""Subgraphs: some entities and the records that they refer to, as a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..graph import KnowledgeGraph
from ..model.entity_types import LINKS
from ..model.records import ClemencyAction, Entity, Jurisdiction, Law, Person, Relationship, Source, Term
from ..model.vocabulary import RelationshipKind


def subgraph(graph: KnowledgeGraph, ids: Iterable[str]) -> KnowledgeGraph:
    """Return the entities with the given ids, and all records that these and their claims refer to, as a graph.

    Parameters
    ----------
    graph
        The whole graph.
    ids
        The ids of entities and terms.

    Returns
    -------
    KnowledgeGraph
        A graph of the same version, in which every reference resolves.

    Examples
    --------
    >>> "state/nv" in subgraph(load(), ["action/nv/2020-possession-pardons"]).entities
    True
    """
    found: dict[str, None] = {}
    pending = list(ids)
    while pending:
        id = pending.pop()
        record = graph.terms.get(id) or graph.entities.get(id)
        if record is not None and id not in found:
            found[id] = None
            pending += _referenced_ids(record)
    entities = [entity for id, entity in graph.entities.items() if id in found]
    terms = [term for id, term in graph.terms.items() if id in found]
    mentions = [edge for edge in _mentions(graph, entities) if edge.from_ in found]
    return KnowledgeGraph(entities, terms, graph.dataset, graph.history, mentions)


def _referenced_ids(record: Entity | Term) -> Iterator[str]:
    """Yield the ids that a record and its claims refer to."""
    for claim in record.claims:
        yield from filter(None, (claim.source, claim.target, claim.reported_by, claim.term))
    if isinstance(record, Entity):
        yield from filter(None, (getattr(record, name) for name in LINKS[type(record)]))
    match record:
        case Term():
            yield from filter(None, (record.person, record.jurisdiction, record.party))
        case Person():
            yield from record.speaks_for
        case Source():
            yield from filter(None, (record.publisher, record.reprint_of))
        case Jurisdiction():
            yield from (one.source for series in record.series for one in series.observations)
        case Law():
            yield from filter(None, (record.signed_by, record.vetoed_by, *record.amends))
        case ClemencyAction():
            yield from record.laws
            for actor in record.actors:
                yield from filter(None, (actor.entity, actor.term))


def _mentions(graph: KnowledgeGraph, entities: Iterable[Entity]) -> Iterator[Relationship]:
    """Yield the edges from sources that mention an entity without a claim about it."""
    for entity in entities:
        for edge in graph.edges(entity.id, (RelationshipKind.SAYS,)):
            if edge.to == entity.id and not edge.claims:
                yield edge
