"""Graphs made elsewhere with networkx: served as loaded ones are, or refused with every problem named."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import networkx
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph import DataError
from clemency_graph.graph.export.serialization import to_dict
from clemency_graph.graph.model.vocabulary import RelationshipKind
from clemency_graph.graph.queries.subgraph import subgraph
from clemency_graph.schema import run

ACTION = "action/nv/2020-possession-pardons"
SISOLAK = "person/steve-sisolak"


def small() -> networkx.MultiDiGraph[str]:
    """A graph as somebody may make it: no claims, no more attributes than there have to be."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(title="Mine", released="2026-02-03", license="CC0-1.0")
    graph.add_node("country/us", type="country", name="United States")
    graph.add_node("state/nv", type="state", name="Nevada")
    graph.add_node(SISOLAK, type="person", name="Steve Sisolak")
    graph.add_node("party/democratic", type="party", name="Democratic Party", abbreviation="D")
    graph.add_node("law/nv/one", type="law", name="Law One", instrument="statute", status="enacted")
    graph.add_node(ACTION, type="action", name="Pardons", kind="pardon", stage="granted", date="2020-06-17")
    graph.add_node("source/a", type="source", name="A page", kind="press", retrieved="2026-01-02")
    graph.add_edge("state/nv", "country/us", kind="part_of")
    graph.add_edge(SISOLAK, "state/nv", kind="holds", office="governor", start="2019-01-07", end="2023-01-02")
    graph.add_edge(SISOLAK, "party/democratic", kind="member_of")
    graph.add_edge(ACTION, "state/nv", kind="in")
    graph.add_edge("law/nv/one", "state/nv", kind="in")
    graph.add_edge(ACTION, "law/nv/one", kind="under")
    graph.add_edge(SISOLAK, ACTION, kind="decided")
    graph.add_edge("source/a", ACTION, kind="says")
    return graph


def records_of(graph: KnowledgeGraph) -> dict[str, Any]:
    """Every record as plain data, in order."""
    groups = (graph.entities, graph.claims, graph.terms, graph.relationships)
    return {id: to_dict(one) for group in groups for id, one in group.items()}


def test_the_whole_graph_comes_back_with_every_record_in_order(sample: KnowledgeGraph) -> None:
    graph = sample
    other = KnowledgeGraph.from_networkx(graph.to_networkx())
    one, two = records_of(graph), records_of(other)
    assert two == one
    assert list(two) == list(one)
    for id in graph.entities:
        assert [edge.id for edge in other.edges(id)] == [edge.id for edge in graph.edges(id)]


def test_the_version_is_that_of_the_content(part: KnowledgeGraph) -> None:
    graph = part
    copied = graph.to_networkx()
    same = KnowledgeGraph.from_networkx(copied).dataset.version
    assert KnowledgeGraph.from_networkx(graph.to_networkx()).dataset.version == same
    copied.nodes["state/nv"]["name"] = "Another"
    changed = KnowledgeGraph.from_networkx(copied)
    assert changed.dataset.version not in (same, graph.dataset.version)
    assert changed.entities["state/nv"].name == "Another"


def test_a_plain_graph_comes_back_without_claims(sample: KnowledgeGraph) -> None:
    graph = sample
    other = KnowledgeGraph.from_networkx(graph.to_networkx(plain=True))
    assert not other.claims and not other.sourced and graph.sourced
    assert list(other.relationships) == list(graph.relationships)
    without = ("claims", "history", "provisions", "series", "requirements", "duties")
    for group in ("entities", "terms"):
        for id, record in getattr(graph, group).items():
            told, found = (to_dict(one) for one in (record, getattr(other, group)[id]))
            for one in (told, found):
                # The days of other stages than the last are not there, and with them some of the terms.
                one["actors"] = [(actor["role"], actor["entity"]) for actor in one.get("actors", ())]
            assert {name: found[name] for name in told if name not in without} == {
                name: told[name] for name in told if name not in without
            }


def test_every_answer_without_claims_says_that_it_is_unsourced(graph: KnowledgeGraph) -> None:
    mine = KnowledgeGraph.from_networkx(small())
    query = '{ state(code: "NV") { actions { nodes { name sources { totalCount } claims { totalCount } } } } }'
    for provenance in (False, True):
        answer = run(mine, query, provenance=provenance)
        assert not answer.errors
        assert [one["code"] for one in answer.extensions["warnings"]] == ["UNSOURCED"]
        assert answer.extensions.get("sources", []) == []
        assert "warnings" not in run(graph, query, provenance=provenance).extensions
    assert answer.data == {
        "state": {
            "actions": {"nodes": [{"name": "Pardons", "sources": {"totalCount": 0}, "claims": {"totalCount": 0}}]}
        }
    }


def test_a_small_graph_is_asked_as_any_other() -> None:
    mine = KnowledgeGraph.from_networkx(small())
    assert (mine.dataset.title, str(mine.dataset.released)) == ("Mine", "2026-02-03")
    assert mine.state("nv") is mine.entities["state/nv"]
    query = """query ($id: ID!) { action(id: $id) { stage date jurisdiction { name } legalBasis { number name }
      actors { role entity { name } term { office start end party { name } } } } }"""
    answer = run(mine, query, {"id": ACTION})
    assert not answer.errors
    assert answer.data and answer.data["action"] == {
        "stage": "GRANTED",
        "date": "2020-06-17",
        "jurisdiction": {"name": "Nevada"},
        "legalBasis": [{"number": None, "name": "Law One"}],
        "actors": [
            {
                "role": "DECIDED",
                "entity": {"name": "Steve Sisolak"},
                "term": {
                    "office": "GOVERNOR",
                    "start": "2019-01-07",
                    "end": "2023-01-02",
                    "party": {"name": "Democratic Party"},
                },
            }
        ],
    }
    assert [edge.kind for edge in mine.edges("source/a")] == [RelationshipKind.SAYS]
    assert KnowledgeGraph.from_networkx(mine.to_networkx()).relationships.keys() == mine.relationships.keys()


DECIDED = "query ($id: ID!) { action(id: $id) { actors { role entity { id } } } }"


@pytest.fixture(scope="module")
def part(graph: KnowledgeGraph) -> KnowledgeGraph:
    """A part of the graph with edges of every kind."""
    ends = {edge.kind: (edge.from_, edge.to) for edge in reversed(list(graph.relationships.values()))}
    copied = subgraph(graph, [*chain.from_iterable(ends.values()), ACTION, SISOLAK]).to_networkx()
    other = next(id for id in copied if id.startswith("action/") and id != ACTION)
    for kind in RelationshipKind:
        if kind not in ends:
            # Two kinds that lead from one action to another, of which the data may have none.
            copied.add_edge(other, ACTION, kind.value, kind=kind.value)
    return KnowledgeGraph.from_networkx(copied)


def data(graph: KnowledgeGraph, query: str, **variables: object) -> Any:
    answer = run(graph, query, variables)
    assert not answer.errors, answer.errors
    return answer.data


def test_an_edge_that_is_deleted_is_gone_from_every_answer(part: KnowledgeGraph) -> None:
    graph = part
    copied = graph.to_networkx()
    copied.remove_edge(SISOLAK, ACTION, "proposed")
    changed = KnowledgeGraph.from_networkx(copied)
    acted = """query ($id: ID!) { person(id: $id) { actions(first: 100) { nodes { id } }
      relationships(kinds: [PROPOSED], first: 100) { nodes { to { id } } } } }"""
    one, other = (data(which, acted, id=SISOLAK)["person"] for which in (graph, changed))
    assert [node for node in one["actions"]["nodes"] if node not in other["actions"]["nodes"]] == [{"id": ACTION}]
    lost = [edge for edge in one["relationships"]["nodes"] if edge not in other["relationships"]["nodes"]]
    assert lost == [{"to": {"id": ACTION}}]
    actors = [
        {actor["entity"]["id"] for actor in data(which, DECIDED, id=ACTION)["action"]["actors"]}
        for which in (graph, changed)
    ]
    assert actors[0] - actors[1] == {SISOLAK}
    tie = "query ($to: ID!, $from: ID!) { path(from: $from, to: $to, kinds: [PROPOSED]) { length } }"
    assert data(graph, tie, **{"from": SISOLAK, "to": ACTION})["path"] == {"length": 1}
    assert data(changed, tie, **{"from": SISOLAK, "to": ACTION})["path"] is None
    by_party = """{ actions(where: {actor: {name: {eq: "Steve Sisolak"}}}, first: 100) { totalCount } }"""
    assert data(graph, by_party)["actions"]["totalCount"] == data(changed, by_party)["actions"]["totalCount"] + 1


@pytest.mark.parametrize("kind", RelationshipKind)
def test_an_edge_of_any_kind_that_is_deleted_is_gone(part: KnowledgeGraph, kind: RelationshipKind) -> None:
    graph = part
    copied = graph.to_networkx()
    edge = next(one for one in graph.relationships.values() if one.kind is kind)
    term = f" {edge.term}" if edge.term else ""
    copied.remove_edge(edge.from_, edge.to, f"{kind.value}{term}")
    if kind is RelationshipKind.IN:
        with pytest.raises(DataError, match=f"node {edge.from_}: has no edge of kind in; add one"):
            KnowledgeGraph.from_networkx(copied)
        return
    changed = KnowledgeGraph.from_networkx(copied)
    gone = {id for id in graph.relationships if id not in changed.relationships}
    assert edge.id in gone
    # The party of a term goes with it.
    assert {graph.relationships[id].term for id in gone} == {edge.term}
    query = "query ($id: ID!) { node(id: $id) { ... on Entity { relationships(first: 100) { nodes { id } } } } }"
    before, after = (data(which, query, id=edge.from_)["node"]["relationships"]["nodes"] for which in (graph, changed))
    if len(before) < 100:
        assert {one["id"] for one in before} - {one["id"] for one in after} == gone & {one["id"] for one in before}


def test_a_claim_goes_with_the_edge_that_says_it(part: KnowledgeGraph) -> None:
    graph = part
    copied = graph.to_networkx()
    source = graph.entities[ACTION].claims[0].source
    copied.remove_edge(source, ACTION, "says")
    changed = KnowledgeGraph.from_networkx(copied)
    assert {claim.id for claim in graph.entities[ACTION].claims if claim.source != source} == {
        claim.id for claim in changed.entities[ACTION].claims
    }
    query = """query ($id: ID!) { action(id: $id) { claims(first: 100) { nodes { source { id } } }
      sources(first: 100) { nodes { id } } } }"""
    assert source in str(data(graph, query, id=ACTION))
    assert source not in str(data(changed, query, id=ACTION))


def test_a_part_of_a_graph_is_served_without_what_it_names_elsewhere(graph: KnowledgeGraph) -> None:
    near = networkx.ego_graph(networkx.Graph(graph.nx), "state/nv", 1)
    part = KnowledgeGraph.from_networkx(graph.nx.subgraph(near).copy())
    assert set(part.entities) == set(near)
    for claim in part.claims.values():
        assert all(id is None or part.get(id) for id in (claim.about, claim.source, claim.target, claim.term))
    for edge in part.relationships.values():
        assert edge.from_ in part.entities and edge.to in part.entities
    query = (
        '{ state(code: "NV") { actions(first: 100) { nodes { id actors { entity { id } } sources { totalCount } } } } }'
    )
    assert data(part, query)["state"]["actions"]["nodes"]


def broken(change: Any) -> str:
    graph = small()
    change(graph)
    with pytest.raises(DataError) as raised:
        KnowledgeGraph.from_networkx(graph)
    return str(raised.value)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda g: g.add_node("state/or", name="Oregon"), "node state/or: type: missing; use one of state, country"),
        (lambda g: g.add_node("state/or", type="state"), "node state/or: name: missing; add it"),
        (lambda g: g.add_node("state/or", type="stat", name="x"), "'stat' is not one of .*; did you mean 'state'?"),
        (lambda g: g.add_node("oregon", type="state", name="x"), "node oregon: is not an id; use state/ and a slug"),
        (lambda g: g.add_node(7, type="state", name="x"), "node 7: is not an id; use state/"),
        (lambda g: g.add_edge(ACTION, "state/zz", kind="in"), "node state/zz: type: missing"),
        (
            lambda g: g.add_edge(SISOLAK, "state/nv"),
            "edge person/steve-sisolak -> state/nv: kind: missing; use one of holds",
        ),
        (
            lambda g: g.add_edge(SISOLAK, "state/nv", kind="hold"),
            "kind: 'hold' is not a kind of edge; .*did you mean 'holds'?",
        ),
        (
            lambda g: g.add_edge("state/nv", SISOLAK, kind="signed"),
            r"edge state/nv -> person/steve-sisolak \(signed\): starts at a node of type state; an edge of this kind "
            "starts at person",
        ),
        (lambda g: g.add_edge(ACTION, "state/nv", kind="in"), r"edge action/nv/.* -> state/nv \(in\): occurs twice"),
        (
            lambda g: g.add_edge(ACTION, "country/us", kind="in"),
            "already has an edge of this kind, with state/nv; keep one of the two",
        ),
        (
            lambda g: g.add_edge(ACTION, ACTION, kind="extends"),
            f"node {ACTION}: extends: is in a cycle that leads back to {ACTION}",
        ),
        (
            lambda g: g.add_edge(SISOLAK, "country/us", kind="holds", office="president"),
            r"edge person/steve-sisolak -> country/us \(holds\): start: missing; write a day such as 2020-06-17",
        ),
        (
            lambda g: g.add_edge(SISOLAK, "country/us", kind="holds", start="2020-13-01", office="president"),
            "start: '2020-13-01' is not a day of the calendar",
        ),
        (
            lambda g: g.add_edge(SISOLAK, "country/us", kind="holds", start="2020", office="king"),
            "office: 'king' is not one of governor",
        ),
        (
            lambda g: g.add_edge(SISOLAK, "country/us", kind="holds", start="2020", end="2019", office="mayor"),
            "end: ends on 2019, not after its start on 2020",
        ),
        (
            lambda g: (
                g.add_node("person/b", type="person", name="B"),
                g.add_edge("person/b", "state/nv", kind="holds", start="2022", office="governor"),
            ),
            "starts on 2022, before the end of person/steve-sisolak on 2023-01-02",
        ),
        (lambda g: g.nodes[ACTION].update(kind=None), f"node {ACTION}: kind: missing; use one of pardon"),
        (lambda g: g.nodes[ACTION].update(stage="gone"), f"node {ACTION}: stage: 'gone' is not one of announced"),
        (lambda g: g.nodes[ACTION].update(date="June"), f"node {ACTION}: date: 'June' is not a date; write 2020"),
        (lambda g: g.nodes["source/a"].pop("retrieved"), "node source/a: retrieved: missing; write a day"),
        (lambda g: g.nodes["law/nv/one"].pop("status"), "node law/nv/one: status: missing; use one of proposed"),
        (lambda g: g.nodes["state/nv"].update(name=3), "node state/nv: name: 3 is not text"),
        (
            lambda g: g.add_node("state/zz", type="state", name="Z", code="NV"),
            "node state/zz: code: NV is already used by state/nv",
        ),
        (lambda g: g.edges["source/a", ACTION, 0].update(claims=["yes"]), r"\(says\): claims: 'yes' is not a Claim"),
        (lambda g: g.graph.update(released="soon"), "graph: released: "),
    ],
)
def test_what_is_wrong_is_named_with_its_node_or_edge(change: Any, told: str) -> None:
    assert re.search(told, broken(change))


def test_every_problem_is_told_at_once() -> None:
    def change(graph: Any) -> None:
        graph.nodes[ACTION].update(kind="pardons")
        graph.add_edge("law/nv/one", SISOLAK, kind="amends")

    assert len(broken(change).splitlines()) == 2


def test_edges_without_direction_are_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(DataError, match=r"is undirected; convert it to a networkx\.MultiDiGraph"):
        KnowledgeGraph.from_networkx(small().to_undirected())


def test_a_digraph_is_served_too() -> None:
    assert KnowledgeGraph.from_networkx(networkx.DiGraph(small())).relationships.keys() == (
        KnowledgeGraph.from_networkx(small()).relationships.keys()
    )
