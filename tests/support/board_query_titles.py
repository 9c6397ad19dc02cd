"""What must hold of the data of the saved queries behind the explorer, by title; read from claims and edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Law, Person
from clemency_graph.graph.model.vocabulary import ActorRole

from .plain_reading import Json, actions, actors

Check = Callable[[KnowledgeGraph, Json, Json], None]


def _ids(rows: list[Json]) -> set[str]:
    return {row["id"] for row in rows}


def _neighbors(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    near = {end for id in given["of"] for edge in graph.edges(id) for end in (edge.from_, edge.to)}
    found = data["neighborhood"]
    assert found["nodes"][0]["id"] == given["of"][0]
    assert _ids(found["nodes"]) <= near
    assert found["totalCount"] == len(near)
    assert found["truncated"] == (len(found["nodes"]) < len(near))


def _connections(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    here = set(given["of"])
    among = {edge for id in here for edge in graph.edges(id) if {edge.from_, edge.to} <= here}
    found = data["subgraph"]
    assert _ids(found["nodes"]) == here
    assert {(row["kind"], row["from"]["id"], row["to"]["id"]) for row in found["relationships"]} == {
        (edge.kind.name, edge.from_, edge.to) for edge in among
    }
    told = {claim["id"] for row in found["relationships"] for claim in row["claims"]}
    assert told == {claim.id for edge in among for claim in edge.claims}


def _paths(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    lengths = [path["length"] for path in data["paths"]]
    assert lengths == sorted(lengths)
    assert 0 < len(lengths) <= 3
    for path in data["paths"]:
        nodes = [node["id"] for node in path["nodes"]]
        assert (nodes[0], nodes[-1], len(nodes)) == (given["from"], given["to"], path["length"] + 1)
        for row, *ends in zip(path["relationships"], nodes, nodes[1:], strict=False):
            assert {row["from"]["id"], row["to"]["id"]} == set(ends)
            assert row["kind"] in {one.kind.name for one in graph.edges(ends[0]) if ends[1] in (one.from_, one.to)}


def _deeds(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    people = list(graph.of_type(Person))
    laws = list(graph.of_type(Law))
    assert data["people"]["totalCount"] == len(people)
    for row in data["people"]["nodes"]:
        person = row["id"]
        assert _ids(row["lawsVetoed"]["nodes"]) == {law.id for law in laws if law.vetoed_by == person}
        assert _ids(row["lawsSigned"]["nodes"]) == {law.id for law in laws if law.signed_by == person}
    decided = {
        (entity, action.id) for action in actions(graph) for entity, _ in actors(graph, action, (ActorRole.DECIDED,))
    }
    told = {(row["id"], action["id"]) for row in data["people"]["nodes"] for action in row["actions"]["nodes"]}
    listed = _ids(data["people"]["nodes"])
    assert told == {one for one in decided if one[0] in listed}


BOARD_CHECKS: Final[dict[str, Check]] = {
    "Who and what is directly connected to some entities, under filters and on a day?": _neighbors,
    "How are some entities connected with each other, and who says so?": _connections,
    "By which paths are two entities connected, under filters and on a day, and who says so?": _paths,
    "Which laws did each person sign or veto, and which actions did they decide, and when?": _deeds,
}
"""The checks."""
