"""The cost of an operation: the number of values in its response, and the work of finding them.

Each field counts 1. Fields below a list count as often as the list can be long: the page size where an argument gives
it (`first`, `limit`, `ids`, `of`, `representations`), else the size that the field states, else `USUAL`. A field whose
resolver takes work adds its `cost`, and the cost of checking all its records for each condition of its filter
(`where`). Sizes that variables give stay open until their values are known, so that a document is measured once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
)

from ...graph.queries.neighborhood import LARGEST_SUBGRAPH
from ...graph.queries.pagination import LARGEST_PAGE
from ..execution.strawberry_adapter import metadata_of
from ..types.field_metadata import FieldMetadata

USUAL: Final = 10
"""The assumed length of a list that no argument limits and that states no size."""

LARGEST_ENTITIES: Final = 1_000
"""The maximum number of representations in an operation of a router: see `integrations.federation`."""
_SIZES: Final = {
    "first": LARGEST_PAGE,
    "limit": LARGEST_SUBGRAPH,
    "ids": LARGEST_PAGE,
    "of": LARGEST_PAGE,
    "representations": LARGEST_ENTITIES,
}
"""The arguments that give a size, with the maximum of each; the resolver refuses a larger one."""
_CONDITIONS: Final = 1_000
"""The assumed number of conditions of a filter whose variable has no value yet."""
_MOST_TERMS: Final = 200
"""The maximum number of open products of sizes; beyond it the largest sizes replace the variables."""
_INTROSPECTED: Final = {"types": 150, "fields": 10, "args": 3, "inputFields": 5, "enumValues": 5}
_INTROSPECTED_ELSE: Final = 2


class Size(NamedTuple):
    """The size that a variable gives: its name, default and maximum, and whether it is the size of a filter.

    `or_variable` is the variable of `last` where the first one is that of `first`; the larger of the two counts.
    """

    variable: str
    default: int
    most: int
    of_filter: bool = False
    or_variable: str = ""

    def of(self, variables: Mapping[str, Any]) -> int:
        """Return the size for the values of the variables."""
        other = _size(variables.get(self.or_variable), 0, self.most)
        if self.variable not in variables:
            return max(self.default, other)
        value = variables[self.variable]
        return _leaves(value) if self.of_filter else max(_size(value, self.default, self.most), other)


Product = tuple[Size, ...]
Cost = Mapping[Product, int]
"""A sum of products of open sizes: the factor of each; `()` has the part that is known."""

NOTHING: Final[Cost] = {}


def cost_of(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Cost:
    """Return the cost of an operation of a valid document, in which the sizes of its variables are open.

    Parameters
    ----------
    schema
        The schema against which the document was validated.
    document
        The document, for its fragments.
    operation
        The operation of it to measure.

    Returns
    -------
    Cost
        `amount` makes a number of it.
    """
    root = schema.get_root_type(operation.operation)
    return _Measure(schema, document, operation).selection(operation.selection_set, root, None) if root else NOTHING


class FieldCost(NamedTuple):
    """The cost of one root field of an operation.

    Attributes
    ----------
    name : str
        Its name in the response.
    field : str
        Its name in the schema.
    work : int
        The part that is for finding it, whatever is selected and however long its lists are.
    cost : Cost
        The whole.
    """

    name: str
    field: str
    work: int
    cost: Cost


def costs_of_root_fields(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> list[FieldCost]:
    """Return the cost of each root field that an operation selects outside of fragments."""
    root = schema.get_root_type(operation.operation)
    measure = _Measure(schema, document, operation)
    found = []
    for node in operation.selection_set.selections:
        field = _field(schema, root, node.name.value) if isinstance(node, FieldNode) else None
        if isinstance(node, FieldNode) and field is not None:
            name = node.alias.value if node.alias else node.name.value
            work = _field_cost(field).cost
            found.append(FieldCost(name, node.name.value, work, measure.field(node, root, None)))
    return found


def amount(cost: Cost, variables: Mapping[str, Any]) -> int:
    """Return the cost of an operation with values for its variables, in values of the response."""
    total = 0
    for product, count in cost.items():
        for size in product:
            count *= size.of(variables)
        total += count
    return total


class _Measure:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self.schema = schema
        self.fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self.defaults = {one.variable.name.value: one.default_value for one in operation.variable_definitions or ()}
        self.known: dict[tuple[str, Product | int | None], Cost] = {}

    def selection(self, selected: SelectionSetNode, on: GraphQLNamedType | None, page: Product | int | None) -> Cost:
        """Return the cost of a selection; `page` is the size that its lists have from the field above."""
        parts: list[Cost] = []
        for one in selected.selections:
            if isinstance(one, FieldNode):
                parts.append(self.field(one, on, page))
            elif isinstance(one, FragmentSpreadNode):
                parts.append(self.fragment(one.name.value, page))
            else:
                condition = one.type_condition  # type: ignore[attr-defined]
                within = self.schema.get_type(condition.name.value) if condition else on
                parts.append(self.selection(one.selection_set, within, page))  # type: ignore[attr-defined]
        return _sum(parts)

    def fragment(self, name: str, page: Product | int | None) -> Cost:
        key = (name, page)
        if key not in self.known:
            definition = self.fragments[name]
            on = self.schema.get_type(definition.type_condition.name.value)
            self.known[key] = self.selection(definition.selection_set, on, page)
        return self.known[key]

    def field(self, node: FieldNode, on: GraphQLNamedType | None, page: Product | int | None) -> Cost:
        known = _definition(self.schema, on, node.name.value)
        if known is None or on is None:
            return _ONE
        if not node.selection_set and not node.arguments:
            return known.alone
        found, field_metadata = known.field, known.metadata
        below: Cost = NOTHING
        if node.selection_set:
            size = self.size(node, found, field_metadata, on, page)
            below = self.selection(node.selection_set, known.of, None if known.is_list else size)
            if known.is_list:
                below = _times(below, USUAL if size is None else size)
        if not node.arguments:
            return _sum((known.alone, below))
        return _sum((known.alone, self.conditions(node, found, field_metadata.condition_cost), below))

    def conditions(self, node: FieldNode, found: GraphQLField, condition_cost: int) -> Cost:
        """Return the cost of the filter of a field: each value in it is a condition."""
        where = next((one.value for one in node.arguments or () if one.name.value == "where"), None)
        if where is None or "where" not in found.args:
            return NOTHING
        return _times(self.leaves(where), condition_cost)

    def leaves(self, value: ValueNode) -> Cost:
        match value:
            case VariableNode():
                own = self.defaults.get(value.name.value)
                default = amount(self.leaves(own), {}) if own is not None else 0
                return {(Size(value.name.value, default, _CONDITIONS, True),): 1}
            case ListValueNode():
                return _sum(self.leaves(one) for one in value.values) if value.values else {(): 1}
            case ObjectValueNode():
                return _sum(self.leaves(one.value) for one in value.fields) if value.fields else {(): 1}
            case _:
                return {(): 1}

    def size(
        self,
        node: FieldNode,
        found: GraphQLField,
        field_metadata: FieldMetadata,
        on: GraphQLNamedType,
        page: Product | int | None,
    ) -> Product | int | None:
        """Return the size of a field: its argument's, its own, or that of its page; None if it has none."""
        given = {one.name.value: one.value for one in node.arguments or ()}
        for name, most in _SIZES.items():
            if name in found.args:
                default = found.args[name].default_value
                usual = default if isinstance(default, int) else most
                if name == "first" and "last" in found.args:
                    return self.page_size(given.get("first"), given.get("last"), usual)
                return self.argument(given.get(name), usual, most)
        if field_metadata.size is not None:
            return field_metadata.size
        if is_introspection_type(on):
            return _INTROSPECTED.get(node.name.value, _INTROSPECTED_ELSE)
        return page

    def page_size(self, first: ValueNode | None, last: ValueNode | None, usual: int) -> Product | int:
        """Return the size of a page: that of `last` where it is given, else that of `first`."""
        if last is None or isinstance(last, NullValueNode):
            return self.argument(first, usual, LARGEST_PAGE)
        if not isinstance(first, VariableNode):
            known = self.argument(first, usual, LARGEST_PAGE)
            return self.argument(last, known if isinstance(known, int) else usual, LARGEST_PAGE)
        sizes = [self.argument(one, usual, LARGEST_PAGE) for one in (first, last)]
        most = max(size if isinstance(size, int) else size[0].default for size in sizes)
        other = last.name.value if isinstance(last, VariableNode) else ""
        return (Size(first.name.value, most, LARGEST_PAGE, or_variable=other),)

    def argument(self, value: ValueNode | None, default: int, most: int) -> Product | int:
        match value:
            case IntValueNode():
                return _size(int(value.value), default, most)
            case ListValueNode():
                return min(len(value.values), most)
            case VariableNode():
                name = value.name.value
                own = self.defaults.get(name)
                if own is not None:
                    known = self.argument(own, default, most)
                    default = known if isinstance(known, int) else default
                return (Size(name, default, most),)
            case _:
                return default


def _size(value: Any, default: int, most: int) -> int:
    """Return a size: a number, or the length of a list, or 1 for a string, or the default."""
    if isinstance(value, list | tuple):
        value = len(value)
    if isinstance(value, str):
        value = 1
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        return default
    return min(max(value, 0), most)


def _leaves(value: Any) -> int:
    """Return the number of leaves in a JSON value."""
    count, left = 0, [value]
    while left:
        one = left.pop()
        parts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        left += parts
        count += not parts
    return count


def _field(schema: GraphQLSchema, on: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    if on is schema.query_type and name in ("__schema", "__type"):
        return SchemaMetaFieldDef if name == "__schema" else TypeMetaFieldDef
    return on.fields.get(name) if isinstance(on, GraphQLObjectType | GraphQLInterfaceType) else None


def _field_cost(found: GraphQLField) -> FieldMetadata:
    stated = metadata_of(found).get(FieldMetadata)
    return stated if isinstance(stated, FieldMetadata) else FieldMetadata()


class _Definition(NamedTuple):
    """A field of a type; `alone` is its cost without its arguments and what is selected below it."""

    field: GraphQLField
    metadata: FieldMetadata
    of: GraphQLNamedType
    is_list: bool
    alone: Cost


_ONE: Final[Cost] = {(): 1}


@lru_cache(maxsize=10_000)
def _definition(schema: GraphQLSchema, on: GraphQLNamedType | None, name: str) -> _Definition | None:
    found = _field(schema, on, name)
    if found is None:
        return None
    metadata = _field_cost(found)
    is_list = isinstance(get_nullable_type(found.type), GraphQLList)
    return _Definition(found, metadata, get_named_type(found.type), is_list, {(): 1 + metadata.cost})


def _sum(costs: Iterable[Cost]) -> Cost:
    total: dict[Product, int] = {}
    for cost in costs:
        for product, count in cost.items():
            total[product] = total.get(product, 0) + count
    if len(total) <= _MOST_TERMS:
        return total
    closed = 0
    for product, count in total.items():
        for size in product:
            count *= size.most
        closed += count
    return {(): closed}


def _times(cost: Cost, size: Product | int) -> Cost:
    if isinstance(size, int):
        return {product: count * size for product, count in cost.items()}
    return {tuple(sorted((*product, *size))): count for product, count in cost.items()}
