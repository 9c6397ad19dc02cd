"""The selection of an operation as the columns of a table: from the document, the schema and the variables alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graphql import (
    BooleanValueNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from ..graph.errors import QueryError
from ..graph.tables.column_tree import SelectedList, SelectedValue, Selection, column_names
from ..graph.tables.table_definition import Type
from .document_cache import core_schema, prepare

MAX_FIELDS: Final = 10_000
"""The maximum number of fields of a table. Fragments that spread fragments multiply them."""

_TYPES: Final = {"Int": Type.INTEGER, "Float": Type.NUMBER, "Boolean": Type.BOOLEAN, "Date": Type.DAY}
_PAGE_INFO: Final = "PageInfo"

_Types = frozenset[str]
"""The names of the object types that a value can have."""

_Sets = list[tuple[SelectionSetNode, _Types]]
"""Selection sets, each with the types of the objects that it selects on."""


def select(document: str, operation_name: str | None = None, variables: Mapping[str, Any] | None = None) -> Selection:
    """Return the selection of an operation of a valid document.

    Parameters
    ----------
    document
        A GraphQL document.
    operation_name
        The operation of the document, if it has several.
    variables
        The values of its variables.

    Raises
    ------
    QueryError
        If it selects more than `MAX_FIELDS` fields.
    """
    prepared = prepare(document, operation_name)
    assert prepared.document is not None and prepared.operation is not None
    return selection_of(core_schema(), prepared.document, prepared.operation, variables or {})


def selection_of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Selection:
    """Return the selection of a valid operation.

    Parameters
    ----------
    schema
        The schema.
    document
        The document, for its fragments.
    operation
        The operation.
    variables
        The values of its variables, which decide `@skip` and `@include`.

    Raises
    ------
    QueryError
        If it selects more than `MAX_FIELDS` fields.
    """
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    values = dict(_defaults(operation)) | dict(variables)
    assert schema.query_type is not None
    selector = _Selector(schema, fragments, values)
    return selector.select([(operation.selection_set, frozenset((schema.query_type.name,)))])


def _defaults(operation: OperationDefinitionNode) -> Iterator[tuple[str, bool]]:
    """Yield the defaults of the variables that can be a condition."""
    for one in operation.variable_definitions or ():
        if isinstance(one.default_value, BooleanValueNode):
            yield one.variable.name.value, one.default_value.value


@dataclass(slots=True)
class _Field:
    """A field of a selection: all nodes with one response name.

    Nodes on different types may be of different fields, which have the same shape.
    """

    type: GraphQLOutputType
    names: set[str] = field(default_factory=set)
    sets: _Sets = field(default_factory=list)

    @property
    def is_list(self) -> bool:
        return is_list_type(get_nullable_type(self.type))

    @property
    def is_composite(self) -> bool:
        return is_composite_type(get_named_type(self.type))

    @property
    def types(self) -> _Types:
        return frozenset[str]().union(*(types for _, types in self.sets))


class _Selector:
    """Selects the columns of one operation."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        self._left = MAX_FIELDS

    def select(self, sets: _Sets) -> Selection:
        """Return the values and lists that selection sets select."""
        return tuple(entry for key, one in self._collect(sets).items() for entry in self._entries(key, one))

    def _entries(self, key: str, selected: _Field) -> Selection:
        """Return the values and lists of a field: those of an object have its name before their own."""
        self._left -= 1
        if self._left < 0:
            raise QueryError(f"a table has at most {MAX_FIELDS:,} fields; select fewer.")
        if not selected.is_composite:
            type_ = _TYPES.get(get_named_type(selected.type).name, Type.TEXT)
            return (SelectedValue(key, (key,), type_, selected.is_list),)
        if selected.is_list:
            items = self._edges(selected) if selected.names == {"edges"} else self.select(selected.sets)
            return (SelectedList(key, (key,), items),)
        if selected.types and all(map(self._is_connection, selected.types)):
            return self._connection(key, selected)
        return _within(key, self.select(selected.sets))

    def _connection(self, key: str, connection: _Field) -> Selection:
        """Return the values and lists of a connection, which is replaced by its list if it has one."""
        fields = self._collect(connection.sets)
        lists = [name for name, one in fields.items() if one.is_list and one.is_composite]
        full: list[SelectedValue | SelectedList] = []
        short: list[SelectedValue | SelectedList] = []
        for name, one in fields.items():
            if lists and one.types == {_PAGE_INFO}:
                continue
            entries = _within(key, self._entries(name, one))
            full += entries
            short += [replace(entry, name=key) for entry in entries] if [name] == lists else entries
        return tuple(short if _are_distinct(short) else full)

    def _edges(self, edges: _Field) -> Selection:
        """Return the values and lists of edges: those of their nodes, and those of the edges themselves."""
        fields = self._collect(edges.sets)
        nodes = [name for name, one in fields.items() if one.names == {"node"}]
        full: list[SelectedValue | SelectedList] = []
        short: list[SelectedValue | SelectedList] = []
        for name, one in fields.items():
            entries = self._entries(name, one)
            full += entries
            inlined = [replace(entry, name=entry.name.removeprefix(f"{name}.")) for entry in entries]
            short += inlined if [name] == nodes else entries
        return tuple(short if _are_distinct(short) else full)

    def _is_connection(self, name: str) -> bool:
        type_ = self._schema.type_map[name]
        return isinstance(type_, GraphQLObjectType) and {"edges", "pageInfo"} <= set(type_.fields)

    def _collect(self, sets: _Sets) -> dict[str, _Field]:
        """Return the fields of selection sets by their response names, in the order of the document."""
        found: dict[str, _Field] = {}
        spread: set[tuple[str, _Types]] = set()
        for selected, types in sets:
            self._collect_into(found, selected, types, spread)
        return found

    def _collect_into(
        self, found: dict[str, _Field], selected: SelectionSetNode, types: _Types, spread: set[tuple[str, _Types]]
    ) -> None:
        for one in selected.selections:
            if not self._is_included(one):
                continue
            if isinstance(one, FieldNode):
                self._add(found, one, types)
            elif isinstance(one, InlineFragmentNode):
                narrowed = self._narrow(types, one.type_condition.name.value) if one.type_condition else types
                if narrowed:
                    self._collect_into(found, one.selection_set, narrowed, spread)
            elif isinstance(one, FragmentSpreadNode):
                fragment = self._fragments[one.name.value]
                narrowed = self._narrow(types, fragment.type_condition.name.value)
                if narrowed and (one.name.value, narrowed) not in spread:
                    spread.add((one.name.value, narrowed))
                    self._collect_into(found, fragment.selection_set, narrowed, spread)

    def _add(self, found: dict[str, _Field], node: FieldNode, types: _Types) -> None:
        key = node.alias.value if node.alias else node.name.value
        definitions = [self._definition(name, node.name.value) for name in sorted(types)]
        one = found.setdefault(key, _Field(definitions[0]))
        one.names.add(node.name.value)
        if node.selection_set is not None:
            possible = frozenset[str]().union(*(self._possible(get_named_type(type_)) for type_ in definitions))
            one.sets.append((node.selection_set, possible))

    def _definition(self, parent: str, name: str) -> GraphQLOutputType:
        """Return the type of a field of an object type."""
        type_ = self._schema.type_map[parent]
        assert isinstance(type_, GraphQLObjectType)
        definition = self._schema.get_field(type_, name)
        assert definition is not None
        return definition.type

    def _narrow(self, types: _Types, condition: str) -> _Types:
        return types & self._possible(self._schema.type_map[condition])

    def _possible(self, type_: GraphQLNamedType) -> _Types:
        """Return the names of the object types that a value of a type can have."""
        if isinstance(type_, GraphQLObjectType):
            return frozenset((type_.name,))
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            return frozenset(one.name for one in self._schema.get_possible_types(type_))
        return frozenset()

    def _is_included(self, node: SelectionNode) -> bool:
        for directive in node.directives or ():
            if directive.name.value in ("skip", "include"):
                (condition,) = (one.value for one in directive.arguments or ())
                value = (
                    self._variables.get(condition.name.value)
                    if isinstance(condition, VariableNode)
                    else isinstance(condition, BooleanValueNode) and condition.value
                )
                if bool(value) is (directive.name.value == "skip"):
                    return False
        return True


def _within(key: str, entries: Selection) -> Selection:
    """Return the values and lists of an object as those of the object that contains it."""
    return tuple(replace(one, name=f"{key}.{one.name}", keys=(key, *one.keys)) for one in entries)


def _are_distinct(entries: list[SelectedValue | SelectedList]) -> bool:
    names = list(column_names(tuple(entries)))
    return len(names) == len(set(names))
