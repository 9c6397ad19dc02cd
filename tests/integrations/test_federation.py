"""The schema as a subgraph: keys, representations good and bad, bounds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.integrations.federation import MAX_REPRESENTATIONS, run_in_subgraph, sdl
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.validation.limits import Limits
from graphql import GraphQLObjectType, parse

ASK = "query($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Node { id } ... on Entity { name } } }"


def asked(graph: KnowledgeGraph, *representations: Any) -> tuple[list[Any], list[dict[str, Any]]]:
    answer = run_in_subgraph(graph, ASK.replace("... on Node { id }", ""), {"r": list(representations)})
    assert answer.data is not None, answer.errors
    return answer.data["_entities"], answer.errors


def test_every_type_with_an_id_of_its_own_has_it_as_its_key() -> None:
    keyed = dict(re.findall(r'^type (\w+) [^{]*?@key\(fields: "(\w+)"\)', sdl(), re.MULTILINE))
    types = core_schema().type_map.values()
    node = {
        one.name for one in types if isinstance(one, GraphQLObjectType) and "Node" in {i.name for i in one.interfaces}
    }
    assert set(keyed) == node
    assert set(keyed.values()) == {"id"}
    assert '@key(fields: "id") @key(fields: "code")' in sdl()


def test_the_service_tells_its_sdl(graph: KnowledgeGraph) -> None:
    answer = run_in_subgraph(graph, "{ _service { sdl } }")
    assert answer.data == {"_service": {"sdl": sdl()}}
    assert "_entities" not in sdl() and "_service" not in sdl()
    parse(sdl())


def test_entities_of_every_type_are_found_by_their_ids(graph: KnowledgeGraph) -> None:
    firsts: dict[str, Any] = {
        type(one).__name__: one for one in (*graph.entities.values(), *graph.terms.values(), *graph.claims.values())
    }
    document = "query($r: [_Any!]!) { _entities(representations: $r) { __typename %s } }"
    ids = " ".join(f"... on {name} {{ {name}: id }}" for name in firsts)
    representations = [{"__typename": name, "id": one.id} for name, one in firsts.items()]
    answer = run_in_subgraph(graph, document % ids, {"r": representations})
    assert answer.errors == []
    assert answer.data == {"_entities": [{"__typename": name, name: one.id} for name, one in firsts.items()]}


def test_a_state_is_found_by_its_code(graph: KnowledgeGraph) -> None:
    found, errors = asked(graph, {"__typename": "State", "code": "NV"})
    assert (found, errors) == ([{"__typename": "State", "name": "Nevada"}], [])


def test_what_is_not_there_is_null_without_an_error(graph: KnowledgeGraph) -> None:
    assert asked(graph, {"__typename": "State", "id": "state/zz"}, {"__typename": "State", "code": "ZZ"}) == (
        [None] * 2,
        [],
    )


@pytest.mark.parametrize(
    ("representation", "told"),
    [
        ("state/nv", "A representation is an object"),
        (["State"], "A representation is an object"),
        ({"id": "state/nv"}, "A representation is an object"),
        ({"__typename": 1, "id": "state/nv"}, "A representation is an object"),
        ({"__typename": "Governor", "id": "x"}, "no entity of type 'Governor'; there are State, Country"),
        ({"__typename": "Query"}, "no entity of type 'Query'"),
        ({"__typename": "State"}, "has one of these as a string: id, code"),
        ({"__typename": "State", "id": 1}, "has one of these as a string: id, code"),
        ({"__typename": "Person", "code": "NV"}, "has one of these as a string: id."),
        ({"__typename": "Person", "id": "state/nv"}, "'state/nv' is of type State, not Person"),
    ],
)
def test_a_bad_representation_is_null_with_an_error_at_its_place(
    graph: KnowledgeGraph, representation: Any, told: str
) -> None:
    found, errors = asked(graph, {"__typename": "State", "id": "state/nv"}, representation)
    assert found == [{"__typename": "State", "name": "Nevada"}, None]
    (error,) = errors
    assert told in error["message"]
    assert error["path"] == ["_entities", 1]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


def test_the_questions_of_the_schema_are_answered_too(graph: KnowledgeGraph) -> None:
    answer = run_in_subgraph(graph, 'query A { state(code: "NV") { name } } query B { parties { id } }', {}, "A")
    assert answer.data == {"state": {"name": "Nevada"}}
    assert answer.extensions["dataset"]["version"] == graph.dataset.version


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ state", "GRAPHQL_PARSE_FAILED"),
        ("{ nonsense }", "GRAPHQL_VALIDATION_FAILED"),
        (
            "{ states { nodes { actions(first: 100) { nodes { claims(first: 100) { nodes { about { id } } } } } } } }",
            "LIMIT_EXCEEDED",
        ),
        ("{ a: dataset { version } b: dataset { version } }", "LIMIT_EXCEEDED"),
    ],
)
def test_a_document_that_is_wrong_or_asks_too_much_is_refused(graph: KnowledgeGraph, document: str, code: str) -> None:
    answer = run_in_subgraph(graph, document, limits=Limits(aliases=1))
    assert answer.data is None
    assert answer.errors[0]["extensions"]["code"] == code


def test_there_are_not_too_many_representations(graph: KnowledgeGraph) -> None:
    answer = run_in_subgraph(graph, ASK.replace("... on Node { id }", ""), {"r": [{}] * (MAX_REPRESENTATIONS + 1)})
    assert answer.data is None
    assert f"request at most {MAX_REPRESENTATIONS} at a time" in answer.errors[0]["message"]


COSTLY = "_entities(representations: %s) { ... on State { actions(first: 100) { nodes { name } } } }"


@pytest.mark.parametrize("literal", [True, False])
def test_the_cost_counts_every_representation(graph: KnowledgeGraph, literal: bool) -> None:
    def errors(count: int) -> list[Any]:
        bounds = Limits(cost=10_000)
        if literal:
            one = '{__typename: "State", code: "NV"}'
            written = f"[{', '.join([one] * count)}]"
            return run_in_subgraph(graph, f"{{ {COSTLY % written} }}", limits=bounds).errors
        variables = {"r": [{"__typename": "State", "code": "NV"}] * count}
        return run_in_subgraph(graph, f"query ($r: [_Any!]!) {{ {COSTLY % '$r'} }}", variables, limits=bounds).errors

    assert errors(20) == []
    (error,) = errors(200)
    assert error["extensions"]["bound"] == "cost"
    assert error["extensions"]["value"] > 200 * 100


def test_an_operation_that_takes_too_long_is_stopped(graph: KnowledgeGraph) -> None:
    answer = run_in_subgraph(graph, '{ state(code: "NV") { name } }', seconds=0.0)
    assert answer.data is None
    assert [error["extensions"]["code"] for error in answer.errors] == ["DEADLINE_EXCEEDED"]
