"""The graph is pickled and copied, also to processes that start anew."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import networkx
import pytest
from clemency_graph import ClemencyGraph, KnowledgeGraph
from clemency_graph.graph.queries.paths import paths
from clemency_graph.graph.queries.subgraph import subgraph
from support.graph_probe import ENDS, asked


@pytest.fixture(scope="module", params=[KnowledgeGraph, ClemencyGraph])
def some(request: pytest.FixtureRequest, graph: KnowledgeGraph) -> KnowledgeGraph:
    """A part of the graph, as each of the two classes, with indexes and paths made."""
    part = subgraph(graph, ENDS)
    one = part if request.param is KnowledgeGraph else ClemencyGraph.of(part)
    assert paths(one, *ENDS) and one.state("NV") and one.relationships
    return one


@pytest.mark.parametrize("copied", [lambda one: pickle.loads(pickle.dumps(one)), copy.deepcopy, copy.copy])
def test_a_copy_is_whole_and_frozen(some: KnowledgeGraph, copied: object) -> None:
    assert callable(copied)
    other = copied(some)
    assert asked(other) == asked(some)
    assert other.dataset == some.dataset
    assert list(other.entities) == list(some.entities)
    with pytest.raises(networkx.NetworkXError, match="Frozen"):
        other.nx.remove_node("state/nv")
    # Each has indexes and locks of its own.
    assert other.cached(_made) is not some.cached(_made)


def _made(graph: KnowledgeGraph) -> object:
    return object()


def test_a_process_that_starts_anew_is_sent_the_graph(some: KnowledgeGraph) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(asked, some).result(timeout=120) == asked(some)
