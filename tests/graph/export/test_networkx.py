"""The graph in networkx: every writer takes the plain one, and a part is exported in every format."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest
from clemency_graph import ClemencyGraph, KnowledgeGraph
from clemency_graph.graph.export import FORMATS
from clemency_graph.graph.export.jsonl import read
from clemency_graph.graph.queries.subgraph import subgraph

ID = "action/nv/2020-possession-pardons"


@pytest.fixture(scope="module")
def part(graph: KnowledgeGraph) -> KnowledgeGraph:
    """A part of the graph that is quickly written."""
    return subgraph(graph, [ID, "law/il/hb-1438"])


def written(write: Callable[..., Any], plain: Any, **options: Any) -> io.BytesIO:
    file = io.BytesIO()
    write(plain, file, **options)
    return io.BytesIO(file.getvalue())


def pajek(plain: Any) -> Any:
    with warnings.catch_warnings():
        # Of numbers it says that it leaves them out.
        warnings.filterwarnings("ignore", "Node attribute .* is not processed. Non-string attribute")
        return networkx.read_pajek(written(networkx.write_pajek, plain))


MULTI: dict[str, Any] = {"create_using": networkx.MultiDiGraph}
ROUND_TRIPS: dict[str, Callable[[Any], Any]] = {
    "graphml": lambda one: networkx.read_graphml(written(networkx.write_graphml, one), force_multigraph=True),
    "gexf": lambda one: networkx.read_gexf(written(networkx.write_gexf, one)),
    "gml": lambda one: networkx.read_gml(written(networkx.write_gml, one)),
    "pajek": pajek,
    "node_link": lambda one: networkx.node_link_graph(
        json.loads(json.dumps(networkx.node_link_data(one, edges="links"))), edges="links"
    ),
    "adjacency": lambda one: networkx.adjacency_graph(json.loads(json.dumps(networkx.adjacency_data(one)))),
    "cytoscape": lambda one: networkx.cytoscape_graph(json.loads(json.dumps(networkx.cytoscape_data(one)))),
    "adjlist": lambda one: networkx.read_adjlist(written(networkx.write_adjlist, one), **MULTI),
    "multiline_adjlist": lambda one: networkx.read_multiline_adjlist(
        written(networkx.write_multiline_adjlist, one), **MULTI
    ),
    "edgelist": lambda one: networkx.read_edgelist(written(networkx.write_edgelist, one), **MULTI),
}
# Lists of edges have no nodes without one, and the lists of neighbors no attributes of nodes.
BARE = ("adjlist", "multiline_adjlist", "edgelist")


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_every_writer_of_networkx_takes_the_plain_graph(part: KnowledgeGraph, name: str) -> None:
    plain = part.to_networkx(plain=True)
    found = ROUND_TRIPS[name](plain)
    assert set(found) == set(plain)
    assert found.number_of_edges() == plain.number_of_edges()
    if name not in BARE:
        assert all(data.get("type") == plain.nodes[id]["type"] for id, data in found.nodes(data=True))
    if name not in ("adjlist", "gexf", "pajek"):
        kinds = sorted(data["kind"] for *_, data in found.edges(data=True))
        assert kinds == sorted(data["kind"] for *_, data in plain.edges(data=True))


@pytest.mark.parametrize("name", ["graphml", "gml", "node_link"])
def test_what_was_written_and_read_is_served_again(part: KnowledgeGraph, name: str) -> None:
    plain = part.to_networkx(plain=True)
    assert KnowledgeGraph.from_networkx(ROUND_TRIPS[name](plain)).relationships.keys() == part.relationships.keys()


def test_a_plain_graph_has_scalars_only(graph: KnowledgeGraph) -> None:
    plain = graph.to_networkx(plain=True)
    for group in (plain.nodes(data=True), ((None, data) for *_, data in plain.edges(data=True))):
        for _, data in group:
            assert {type(value) for value in data.values()} <= {str, int, bool}
    assert not networkx.is_frozen(plain)


def test_a_copy_may_be_changed_and_the_graph_stays(graph: KnowledgeGraph) -> None:
    copied = graph.to_networkx()
    copied.remove_node("state/nv")
    assert "state/nv" in graph.nx and graph.edges("state/nv")


@pytest.mark.parametrize("name", FORMATS)
def test_a_subgraph_is_exported_in_every_format(part: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    view = ClemencyGraph.of(part).subgraph(ID, depth=1)
    files = view.export(name, tmp_path)
    assert files and all(path.stat().st_size for path in files)
    assert all("-part" in path.relative_to(tmp_path).parts[0] for path in files)
    ids = {one.id for one in view.nodes}
    if name == "graphml":
        found = networkx.read_graphml(files[0], force_multigraph=True)
        assert set(found) == ids and found.number_of_edges() == len(view.relationships)
    if name == "jsonl":
        whole = read(files[0])
        assert ids <= set(whole.entities)
        assert {edge.id for edge in view.relationships} <= set(whole.relationships)
        for edge in whole.relationships.values():
            assert edge.from_ in whole.entities and edge.to in whole.entities
        assert {claim.id for claim in whole.entities[ID].claims} == {claim.id for claim in part.entities[ID].claims}
