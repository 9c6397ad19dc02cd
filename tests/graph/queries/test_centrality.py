"""The most central entities, by networkx or the backend that is configured."""

from __future__ import annotations

from typing import Any

import networkx
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import EntityType
from clemency_graph.graph.model.vocabulary import Centrality
from clemency_graph.graph.queries.centrality import central, computed
from clemency_graph.graph.queries.neighborhood import neighborhood
from clemency_graph.graph.queries.paths import paths
from support.marking import slow_but

SISOLAK, INSLEE = "person/steve-sisolak", "person/jay-inslee"


@pytest.mark.parametrize("by", slow_but(["degree", "pagerank"], Centrality))
def test_the_most_central_come_first(graph: KnowledgeGraph, by: Centrality) -> None:
    found = central(graph, by, [EntityType.PARTY, EntityType.STATE], 5)
    assert len(found) == 5
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert {one.entity.type for one in found} <= {EntityType.PARTY, EntityType.STATE}


def test_degree_is_that_of_the_simple_graph(graph: KnowledgeGraph) -> None:
    simple = networkx.Graph(graph.nx)
    (first,) = central(graph, Centrality.DEGREE, None, 1)
    assert first.score == pytest.approx(max(dict(simple.degree()).values()) / (len(simple) - 1))


def test_a_backend_that_fails_is_logged_and_networkx_computes(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    config: Any = networkx.config

    def measure(simple: Any) -> int:
        if config.backend_priority.algos:
            raise ImportError("no such module")
        return len(simple)

    simple: networkx.Graph[str] = networkx.path_graph(3)
    assert computed(measure, simple) == 3
    module: Any = networkx.utils.backends
    for known in (module.backends, module.backend_info):
        monkeypatch.setitem(known, "broken", {})
    monkeypatch.setattr(config.backend_priority, "algos", ["broken"])
    assert computed(measure, simple) == 3
    told = "measure: networkx computes it, as the backend failed (broken): ImportError: no such module"
    assert [record.getMessage() for record in caplog.records] == [told]
    # Walks are computed by networkx whatever is configured.
    assert paths(graph, SISOLAK, INSLEE, first=2) and neighborhood(graph, [SISOLAK], 2).nodes


def test_an_error_without_a_backend_is_not_hidden() -> None:
    def measure(simple: Any) -> None:
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        computed(measure, networkx.path_graph(3))
