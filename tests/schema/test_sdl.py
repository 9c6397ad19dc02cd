"""The schema as people read it: committed as printed, and described to the last argument."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import clemency_graph
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run, schema
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    get_introspection_query,
    validate_schema,
)

SDL = Path(clemency_graph.__file__).parent / "schema" / "schema.graphql"


def described() -> Iterator[tuple[str, str | None]]:
    """Every type, field, argument and enum value of ours, with its description."""
    for name, type in build_schema(SDL.read_text("utf-8")).type_map.items():
        if name.startswith("__") or name in ("String", "Int", "Float", "Boolean", "ID"):
            continue
        yield name, type.description
        match type:
            case GraphQLObjectType() | GraphQLInterfaceType():
                for field, told in type.fields.items():
                    yield f"{name}.{field}", told.description
                    for argument, value in told.args.items():
                        yield f"{name}.{field}({argument}:)", value.description
            case GraphQLInputObjectType():
                for field, asked in type.fields.items():
                    yield f"{name}.{field}", asked.description
            case GraphQLEnumType():
                for word, value in type.values.items():
                    yield f"{name}.{word}", value.description


def test_the_committed_sdl_is_what_the_code_prints() -> None:
    assert SDL.read_text("utf-8") == schema().as_str() + "\n"


def test_the_sdl_is_a_valid_schema() -> None:
    assert validate_schema(build_schema(SDL.read_text("utf-8"))) == []


def test_everything_is_described() -> None:
    found = list(described())
    assert len(found) > 500
    assert [where for where, told in found if not told or len(told) < 5] == []


def test_descriptions_are_sentences() -> None:
    # Each ends as a sentence does, or in an example.
    ends = {where: told.rstrip()[-1] for where, told in described() if told}
    assert [where for where, end in ends.items() if end not in ".)0123456789"] == []


def test_introspection_answers(graph: KnowledgeGraph) -> None:
    answer = run(graph, get_introspection_query(input_value_deprecation=True, specified_by_url=True))
    assert not answer.errors and answer.data
    types = {type["name"]: type for type in answer.data["__schema"]["types"]}
    totals = next(field for field in types["Query"]["fields"] if field["name"] == "totals")
    defaults = {argument["name"]: argument["defaultValue"] for argument in totals["args"]}
    assert {name: default for name, default in defaults.items() if default is not None} == {
        "groupBy": "[KIND, UNIT]",
        "stage": "GRANTED",
    }
    others = {"where", "unit", "kinds", "sourceKinds", "level", "on", "knownAt", "orderBy"}
    assert defaults.keys() == {"groupBy", "stage"} | others
