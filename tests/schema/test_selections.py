"""What clients select: members of an interface without aliases, and figures with all that they need."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from clemency_graph.schema.document_cache import core_schema
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_leaf_type,
    parse,
    validate,
)


def wrapping(type_: GraphQLOutputType) -> str:
    """What is around a named type: ! where it is required, [ for a list."""
    around = ""
    while isinstance(type_, (GraphQLNonNull, GraphQLList)):
        around += "!" if isinstance(type_, GraphQLNonNull) else "["
        type_ = type_.of_type
    return around


def clash(one: GraphQLField, other: GraphQLField) -> bool:
    """Whether two fields of one name need an alias in a selection of both."""
    types = get_named_type(one.type), get_named_type(other.type)
    return wrapping(one.type) != wrapping(other.type) or (any(map(is_leaf_type, types)) and types[0] is not types[1])


def clashes(schema: GraphQLSchema) -> Iterator[str]:
    """Each pair of fields of one name that two members of an interface or a union have, and that differ in type.

    Where both are objects of different types, their own fields are compared too, as GraphQL merges these.
    """
    seen: set[tuple[str, str]] = set()
    left = [
        pair
        for type_ in schema.type_map.values()
        if isinstance(type_, (GraphQLInterfaceType, GraphQLUnionType)) and not type_.name.startswith("__")
        for pair in combinations(schema.get_possible_types(type_), 2)
    ]
    while left:
        one, other = left.pop()
        if one is other or (one.name, other.name) in seen:
            continue
        seen.add((one.name, other.name))
        for name in sorted(one.fields.keys() & other.fields.keys()):
            first, second = one.fields[name], other.fields[name]
            if clash(first, second):
                yield f"{one.name}.{name}: {first.type}, {other.name}.{name}: {second.type}"
            below = get_named_type(first.type), get_named_type(second.type)
            if below[0] is not below[1] and all(isinstance(type_, GraphQLObjectType) for type_ in below):
                left.append(below)


def test_no_member_of_an_interface_needs_an_alias() -> None:
    assert sorted(clashes(core_schema())) == []


def test_a_clash_is_seen_where_there_is_one() -> None:
    schema = build_schema("""
      interface Node { id: ID! }  type A implements Node { id: ID! kind: Int! of: C! }
      type B implements Node { id: ID! kind: Int of: D! }  type C { x: Int! }  type D { x: [Int!]! }
      type Query { node: Node }
    """)
    assert sorted(clashes(schema)) == ["A.kind: Int!, B.kind: Int", "C.x: Int!, D.x: [Int!]!"]


def test_every_field_of_every_node_can_be_selected_at_once() -> None:
    schema = core_schema()
    node = schema.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    parts = []
    for member in schema.get_possible_types(node):
        fields = (
            name if is_leaf_type(get_named_type(field.type)) else f"{name} {{ __typename }}"
            for name, field in member.fields.items()
        )
        parts.append(f"... on {member.name} {{ {' '.join(fields)} }}")
    assert validate(schema, parse(f'{{ nodes(ids: ["state/nv"]) {{ {" ".join(parts)} }} }}')) == []


FIGURES = ("low", "high", "count", "figure", "least", "greatest")
"""The names of fields that are numbers of people, convictions or the like."""
UNITLESS = {
    # Bounds are a part of what has the unit, and say what they count nowhere else.
    "Bounds": {"FigureRange.fitting", "Quantity.counts", "StageCount.counts", "Uptake.remaining"},
    # These count entities of the graph.
    "TypeCount": {"Dataset.counts"},
}


def test_no_figure_comes_without_its_unit_its_stage_and_its_day() -> None:
    schema = core_schema()
    objects = [one for one in schema.type_map.values() if isinstance(one, GraphQLObjectType) and one.name[:2] != "__"]
    found = {
        one.name
        for one in objects
        if any(str(field.type).rstrip("!") == "Int" and name in FIGURES for name, field in one.fields.items())
    }
    assert found >= {"Quantity", "Total", "Bounds"}
    for name in sorted(found - UNITLESS.keys()):
        assert {"unit", "stage", "asOf"} <= schema.type_map[name].fields.keys(), name  # type: ignore[attr-defined]
    for name, known in UNITLESS.items():
        places = {
            f"{one.name}.{field}"
            for one in objects
            for field, of in one.fields.items()
            if get_named_type(of.type).name == name
        }
        assert places == known
