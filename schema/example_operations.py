"""Example operations: the shortest path from the root to a part of the schema, with values that it requires."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

Composite = GraphQLObjectType | GraphQLInterfaceType
_VALUES: Final[Mapping[str, str]] = {
    "Query.action(id:)": '"action/nv/2020-possession-pardons"',
    "Query.events(place:)": '"state/nv"',
    "Query.identified(by:)": '{wikidata: "Q1227"}',
    "Query.law(id:)": '"law/il/hb-1438"',
    "Query.locality(id:)": '"locality/al/birmingham"',
    "Query.neighborhood(of:)": '["state/nv"]',
    "Query.organization(id:)": '"organization/norml"',
    "Query.path(to:)": '"state/or"',
    "Query.paths(to:)": '"state/or"',
    "Query.person(id:)": '"person/steve-sisolak"',
    "Query.reconciliation(claim:)": '"claim/d222949ce419a5a6"',
    "Query.source(id:)": '"source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged"',
    "Query.state(code:)": '"NV"',
    "Query.subgraph(of:)": '["state/nv", "country/us"]',
}
"""Values of the arguments that are required, where another one of the type would name nothing."""
_ALSO: Final[Mapping[str, str]] = {"Query.changes": 'since: "2026-11-01"'}
"""Arguments that are not required by their types, and without which there is an error."""
_IDS: Final[Mapping[str, str]] = {
    "Claim": '"claim/d222949ce419a5a6"',
    "Country": '"country/us"',
    "Term": '"term/nv/governor/2019-01-07"',
}
"""Ids of the types that only `node` returns."""
_SCALARS: Final[Mapping[str, str]] = {
    "Boolean": "true",
    "Date": '"2024-06-17"',
    "Float": "1.0",
    "ID": '"state/nv"',
    "Int": "3",
    "PartialDate": '"2020"',
    "String": '"Nevada"',
}
_PAGE: Final = 3
_DEEPEST: Final = 4
"""Levels of an input object in an example at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """A field on the way from the root; `type` is that of which it is a field."""

    type: Composite
    name: str

    @property
    def field(self) -> GraphQLField:
        """The field."""
        found: GraphQLField = self.type.fields[self.name]
        return found


def paths_from_root(schema: GraphQLSchema) -> dict[str, tuple[Step, ...]]:
    """Return the shortest path to each object and interface type, by its name.

    Parameters
    ----------
    schema
        The schema.

    Returns
    -------
    dict
        Of fields with few required arguments; a type that no field returns is reached through an interface of it.
    """
    root = schema.query_type
    assert root is not None
    found: dict[str, tuple[Step, ...]] = {root.name: ()}
    # A field of a type of its own says more than one that may return anything: `claims` before `node`.
    for may_follow in (_is_concrete, _is_no_edge, _is_any):
        queue = deque(found)
        while queue:
            type = schema.type_map[queue.popleft()]
            assert isinstance(type, Composite)
            for name, field in sorted(type.fields.items(), key=lambda one: one[0] != "action"):
                target = get_named_type(field.type)
                if isinstance(target, Composite) and may_follow(name, target):
                    for reached in (target, *_possible(schema, target)):
                        if reached.name not in found:
                            found[reached.name] = (*found[type.name], Step(type, name))
                            queue.append(reached.name)
    return found


def _is_concrete(name: str, target: Composite) -> bool:
    return name not in ("edges", "reconciliation") and isinstance(target, GraphQLObjectType)


def _is_no_edge(name: str, target: Composite) -> bool:
    return name != "edges"


def _is_any(name: str, target: Composite) -> bool:
    return True


def _possible(schema: GraphQLSchema, type: Composite) -> Iterator[GraphQLObjectType]:
    if isinstance(type, GraphQLInterfaceType):
        yield from schema.get_possible_types(type)


def operation_to(steps: tuple[Step, ...], last: str = "", private: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return an operation that selects the field at the end of a path.

    Parameters
    ----------
    steps
        The path, with the field as its last step.
    last
        What its argument is given, such as `stage: GRANTED`; empty for nothing.
    private
        The private argument of each root field that has one; a variable of its name gives the value.
    """
    own = private.get(steps[0].name, "")
    text = _selection(get_named_type(steps[-1].field.type))
    for place in range(len(steps) - 1, -1, -1):
        step = steps[place]
        of = steps[place + 1].type.name if place + 1 < len(steps) else ""
        chosen = last if place == len(steps) - 1 else ""
        if not place and own:
            others = "" if chosen.startswith(f"{own}:") else chosen
            chosen = ", ".join(filter(None, (f"{own}: ${own}", others)))
        given = _arguments(step, chosen, _IDS.get(of, ""))
        text = f"{step.name}{given}{text}"
        if place:
            returned = get_named_type(steps[place - 1].field.type)
            inside = f"... on {step.type.name} {{ {text} }}" if returned is not step.type else text
            text = f" {{ {inside} }}"
    if own:
        return f"query(${own}: {steps[0].field.args[own].type}) {{ {text} }}"
    return f"{{ {text} }}"


def _selection(type: object) -> str:
    """Return a selection of a type: leaves that need no argument, or what is in its first list."""
    if not isinstance(type, Composite):
        return ""
    leaves = [
        name
        for name, field in type.fields.items()
        if is_leaf_type(get_named_type(field.type)) and not any(map(is_required_argument, field.args.values()))
    ]
    telling = [
        name for name in ("id", "name", "stated", "totalCount", "low", "high", "unit", "stage") if name in leaves
    ]
    chosen = telling or leaves[:3]
    if nodes := type.fields.get("nodes"):
        return f" {{ {' '.join([*chosen, 'nodes' + _selection(get_named_type(nodes.type))])} }}"
    if not chosen:
        name, field = next(iter(type.fields.items()))
        return f" {{ {name}{_selection(get_named_type(field.type))} }}"
    return f" {{ {' '.join(chosen)} }}"


def _arguments(step: Step, last: str, id: str) -> str:
    given = [last] if last else []
    named = last.partition(":")[0]
    for name, argument in step.field.args.items():
        if is_required_argument(argument) and name != named:
            coordinate = f"{step.type.name}.{step.name}({name}:)"
            value = id if id and name == "id" else _VALUES.get(coordinate) or example_value(argument.type)
            given.append(f"{name}: {value}")
    if (also := _ALSO.get(f"{step.type.name}.{step.name}")) and named not in ("since", "release"):
        given.append(also)
    takes_page = "first" in step.field.args and named not in ("first", "last")
    return f"({', '.join([*given, *([f'first: {_PAGE}'] if takes_page else [])])})" if given or takes_page else ""


def argument_value(type: str, field: str, name: str, argument: GraphQLInputType) -> str:
    """Return an example value of an argument of a field, in GraphQL."""
    # A cursor cannot be made up: endCursor of the page before gives it.
    known = "null" if name in ("after", "before") else _VALUES.get(f"{type}.{field}({name}:)")
    return known or example_value(argument)


def example_value(type: GraphQLInputType, only: str = "", deep: int = 0) -> str:
    """Return an example value of an input type, in GraphQL.

    Parameters
    ----------
    type
        The type.
    only
        The field or the value of it that the example is of; empty for any.
    deep
        How many input objects it is inside of.
    """
    if isinstance(type, GraphQLNonNull):
        return example_value(type.of_type, only, deep)
    if isinstance(type, GraphQLList):
        return f"[{example_value(type.of_type, only, deep)}]"
    if isinstance(type, GraphQLEnumType):
        return only if only in type.values else next(iter(type.values))
    if isinstance(type, GraphQLInputObjectType):
        required = [name for name, field in type.fields.items() if is_required_input_field(field)]
        simple = (name for name, field in type.fields.items() if is_leaf_type(get_named_type(field.type)))
        chosen = dict.fromkeys((*required, only)) if only in type.fields else dict.fromkeys(required)
        if not chosen:
            chosen = dict.fromkeys((next(simple, next(iter(type.fields))),))
        if deep >= _DEEPEST:
            return "{}"
        given = (f"{name}: {example_value(type.fields[name].type, '', deep + 1)}" for name in chosen)
        return f"{{{', '.join(given)}}}"
    return _SCALARS[get_named_type(type).name]
