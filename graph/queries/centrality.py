"""Centrality of entities, by the algorithms of networkx or of a backend that it is configured to use."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any, Final

import networkx

from ..graph import KnowledgeGraph
from ..model.records import Entity, EntityType
from ..model.vocabulary import Centrality
from .pagination import bounded

PIVOTS: Final = 200
"""From how many entities betweenness is estimated: all would take a time that grows with the square of the graph."""
_without_backends: Final = Lock()
"""Held while no backend is configured, which holds for the whole process."""
_log: Final = logging.getLogger("clemency_graph")


@dataclass(frozen=True, slots=True)
class CentralEntity:
    """An entity with how central it is, 0 to 1."""

    entity: Entity
    score: float


def central(
    graph: KnowledgeGraph,
    by: Centrality = Centrality.PAGERANK,
    types: Collection[EntityType] | None = None,
    first: int = 10,
) -> list[CentralEntity]:
    """Return the most central entities, most central first.

    Parameters
    ----------
    graph
        The graph.
    by
        The measure; see `Centrality`.
    types
        Only entities of these types; the measure is of the whole graph all the same.
    first
        How many, 0 to `LARGEST_PAGE`.

    Returns
    -------
    list of CentralEntity
        Ties by id.
    """
    count = bounded(first, "first", 10)
    asked = ((graph.entities[id], score) for id, score in graph.cached(_scores, by))
    return [
        CentralEntity(one, score)
        for one, score in islice((pair for pair in asked if types is None or pair[0].type in types), count)
    ]


def _scores(graph: KnowledgeGraph, by: Centrality) -> tuple[tuple[str, float], ...]:
    simple: Any = networkx.Graph()
    simple.add_nodes_from(graph.entities)
    simple.add_edges_from((one, other) for one, at in graph.nx.adjacency() for other in at if one != other)
    match by:
        case Centrality.PAGERANK:
            scores = computed(networkx.pagerank, simple)
        case Centrality.DEGREE:
            scores = computed(networkx.degree_centrality, simple)
        case Centrality.BETWEENNESS:
            scores = computed(networkx.betweenness_centrality, simple, k=min(PIVOTS, len(simple)), seed=0)
    return tuple(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def computed(algorithm: Callable[..., Any], graph: networkx.Graph[str], **options: Any) -> Any:
    """Return the result of an algorithm by the backend that networkx is configured to use, or by networkx itself.

    A backend is configured as networkx documents it, such as by the variable `NETWORKX_BACKEND_PRIORITY`. One that
    fails is logged, and networkx computes the result.
    """
    try:
        return algorithm(graph, **options)
    except Exception as error:
        priority: Any = networkx.config.backend_priority
        backends = [name for name in priority.algos if name != "networkx"]
        if not backends:
            raise
        told = "%s: networkx computes it, as the backend failed (%s): %s: %s"
        _log.warning(told, algorithm.__name__, ", ".join(backends), type(error).__name__, error)
        # What an algorithm calls would go to the backend too, if the call alone named another.
        config: Any = networkx.config
        with _without_backends, config(backend_priority=[]):
            return algorithm(graph, **options)
