"""The leaves of an operation, and random results of it, without the package: by graphql-core alone."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    ExecutionResult,
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_composite_type,
    is_list_type,
)
from graphql.execution import VariableValues
from graphql.execution.collect_fields import FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import get_variable_values


class Step(NamedTuple):
    """A step from an object to the value of a key; `is_list` if that value is a list."""

    key: str
    is_list: bool


Leaf = tuple[Step, ...]


class Leaves:
    """The leaves of an operation for every combination of the types that its objects can have.

    Attributes
    ----------
    found : set of Leaf
        The paths of all leaves.
    orders : dict
        The keys in their order, for each path of an object that can have one type only.
    lists : set of Leaf
        The paths of all lists of objects.
    page_infos : set of Leaf
        The paths of the places of pages.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> None:
        values = get_variable_values(schema, operation.variable_definitions or (), dict(variables))
        assert isinstance(values, VariableValues)
        definitions = (one for one in document.definitions if isinstance(one, FragmentDefinitionNode))
        self._fragments = {one.name.value: FragmentDetails(one) for one in definitions}
        self._schema, self._values, self._operation = schema, values, operation
        self.found: set[Leaf] = set()
        self.orders: dict[Leaf, list[str]] = {}
        self.lists: set[Leaf] = set()
        self.page_infos: set[Leaf] = set()
        assert schema.query_type is not None
        fields = collect_fields(schema, self._fragments, values, schema.query_type, operation)
        self._add((), schema.query_type, fields.grouped_field_set, certain=True)

    def _add(self, path: Leaf, type_: GraphQLObjectType, fields: Any, *, certain: bool) -> None:
        if certain:
            self.orders[path] = list(fields)
        for key, details in fields.items():
            definition = self._schema.get_field(type_, details[0].node.name.value)
            assert definition is not None
            below = (*path, Step(key, is_list_type(get_nullable_type(definition.type))))
            named = get_named_type(definition.type)
            if not is_composite_type(named):
                self.found.add(below)
                continue
            if below[-1].is_list:
                self.lists.add(below)
            if named.name == "PageInfo":
                self.page_infos.add(below)
            possible: list[Any] = list(self._schema.get_possible_types(named)) if is_abstract_type(named) else [named]
            for one in possible:
                collected = collect_subfields(
                    self._schema, self._fragments, self._values, self._operation, one, details
                )
                self._add(below, one, collected.grouped_field_set, certain=certain and len(possible) == 1)


def value_at(value: Any, path: Leaf) -> Any:
    """Return the value at a path within an object; for a path through a list, a list of the values in its items."""
    if not path:
        return value
    (key, is_list), *rest = path
    found = None if value is None else value.get(key)
    if found is None or not is_list or not rest:
        return found if not rest or found is None else value_at(found, tuple(rest))
    return [value_at(item, tuple(rest)) for item in found]


def random_result(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], random: Random
) -> dict[str, Any]:
    """Return the data of an operation with random values: nulls, empty lists and any of the possible types."""

    def value(type_: GraphQLOutputType) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return present(type_.of_type)
        return None if random.random() < 0.3 else present(type_)

    def present(type_: Any) -> Any:
        if isinstance(type_, GraphQLList):
            return [value(type_.of_type) for _ in range(random.choice((0, 0, 1, 2, 3)))]
        if is_composite_type(type_):
            return {}
        if isinstance(type_, GraphQLEnumType):
            return random.choice(list(type_.values))
        return {
            "Int": random.randrange(100),
            "Float": random.random(),
            "Boolean": random.random() < 0.5,
            "Date": "2022-11-02",
            "PartialDate": "2022-11",
        }.get(type_.name, random.choice(("", "a; b", '["c"]', "d", "\n", "null")))

    result = execute(
        schema,
        document,
        variable_values=dict(variables),
        field_resolver=lambda _, info, **arguments: value(info.return_type),
        type_resolver=lambda _, info, type_: random.choice(schema.get_possible_types(type_)).name,
    )
    assert isinstance(result, ExecutionResult)
    assert not result.errors and result.data is not None, result.errors
    return result.data
