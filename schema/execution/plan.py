"""The plan of an operation: the fields of each selection, by type and response name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
)
from graphql.execution import VariableValues

from ...graph.storage.cache_budget import weigh
from .strawberry_adapter import CollectedFields, FieldDetailsList, FragmentDetails, collect_fields, collect_subfields

CONDITIONS: Final = frozenset(("skip", "include"))
"""The supported directives; graphql-core executes an operation with another."""
MOST_FIELDS: Final = 500
"""How many fields the plans of an operation may hold beside one for each character of its document.

A field counts for each type that it is selected on, and for each combination of conditions.
"""


class PlanTooLarge(Exception):
    """The plans of an operation are too large; graphql-core executes it."""


_TOKEN: Final = 600
"""Bytes that a token of a document takes with its AST nodes."""
_FIELD: Final = 5_000
"""Bytes that a field of a plan takes with its code in all specializations."""


class Budget:
    """The number of fields that the plans of an operation may still take."""

    __slots__ = ("left", "taken")

    def __init__(self, length: int) -> None:
        self.left = MOST_FIELDS + length
        self.taken = 0

    def take(self, fields: int) -> None:
        """Take some fields.

        Raises
        ------
        PlanTooLarge
            When no more are left.
        """
        if fields > self.left:
            raise PlanTooLarge
        self.left -= fields
        self.taken += fields

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes the planned fields take."""
        return _FIELD * self.taken


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """An operation with the document and schema that it belongs to.

    Attributes
    ----------
    conditions : tuple of str
        The variables of @skip and @include, by name.
    required : frozenset of str
        The variables that always have a value.
    weight : int
        About how many bytes the document takes.
    """

    schema: GraphQLSchema
    document: DocumentNode
    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    conditions: tuple[str, ...]
    required: frozenset[str]
    weight: int

    @property
    def length(self) -> int:
        """The length of the document in characters."""
        return len(self.node.loc.source.body) if self.node.loc else 0

    @classmethod
    def of(
        cls,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        given: frozenset[str] = frozenset(),
    ) -> Operation | None:
        """Return an operation, with variables that it is given; None where it holds something that is not supported."""
        if operation.operation is not OperationType.QUERY or operation.directives:
            return None
        fragments = [one for one in document.definitions if isinstance(one, FragmentDefinitionNode)]
        if any(one.variable_definitions or one.directives for one in fragments):
            return None
        variables: set[str] = set()
        for definition in (operation, *fragments):
            for directive in _directives(definition.selection_set):
                if directive.name.value not in CONDITIONS:
                    return None
                values = (one.value for one in directive.arguments or ())
                variables |= {value.name.value for value in values if isinstance(value, VariableNode)}
        details = {one.name.value: FragmentDetails(one) for one in fragments}
        required = given | frozenset(
            one.variable.name.value
            for one in operation.variable_definitions or ()
            if isinstance(one.type, NonNullTypeNode)
        )
        return cls(schema, document, operation, details, tuple(sorted(variables)), required, weight_of(document))

    def text_of(self, selection_set: SelectionSetNode | None) -> str | None:
        """Return the text of a selection set and of the fragments that it spreads; None where it is unknown."""
        if selection_set is None or selection_set.loc is None:
            return None
        spread: dict[str, None] = {}
        sets, words = [selection_set], list[str]()
        while sets:
            one = sets.pop()
            if one.loc is None:
                return None
            words.append(one.loc.source.body[one.loc.start : one.loc.end])
            for name in _spreads(one):
                if name not in spread:
                    spread[name] = None
                    definition = self.fragments[name].definition
                    words.append(f"{name} on {definition.type_condition.name.value}")
                    sets.append(definition.selection_set)
        return "\n".join(words)

    def nodes_of(self, selection_set: SelectionSetNode | None) -> Iterator[FieldNode]:
        """Yield every field in a selection set and below it; those of a fragment once."""
        sets, spread = [selection_set] if selection_set else [], set[str]()
        while sets:
            for selection in sets.pop().selections:
                match selection:
                    case FieldNode():
                        yield selection
                        sets += [selection.selection_set] if selection.selection_set else []
                    case InlineFragmentNode():
                        sets.append(selection.selection_set)
                    case FragmentSpreadNode() if selection.name.value not in spread:
                        spread.add(selection.name.value)
                        sets.append(self.fragments[selection.name.value].definition.selection_set)


def weight_of(document: DocumentNode) -> int:
    """Return about how many bytes a parsed document takes."""
    if document.loc is None:
        return 0
    return weigh(document.loc.source.body) + _TOKEN * (1 + getattr(document, "token_count", 0))


def _spreads(selection_set: SelectionSetNode) -> Iterator[str]:
    """Yield the names of the fragments that a selection set spreads, but not those in other fragments."""
    sets = [selection_set]
    while sets:
        for selection in sets.pop().selections:
            if isinstance(selection, FragmentSpreadNode):
                yield selection.name.value
            elif isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set is not None:
                sets.append(selection.selection_set)


def _directives(selection_set: SelectionSetNode) -> Iterator[DirectiveNode]:
    """Yield every directive in a selection set and below it, but not those in the fragments that it spreads."""
    sets = [selection_set]
    while sets:
        for selection in sets.pop().selections:
            yield from selection.directives or ()
            below = getattr(selection, "selection_set", None)
            if below is not None:
                sets.append(below)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field that is selected on an object type, with every node of the document that selects it."""

    key: str
    name: str
    parent: GraphQLObjectType
    definition: GraphQLField
    details: FieldDetailsList

    @property
    def node(self) -> FieldNode:
        """The first node, whose arguments count."""
        return self.details[0].node

    @property
    def nodes(self) -> list[FieldNode]:
        """Every node, for the locations of errors."""
        return [one.node for one in self.details]


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The fields that are selected on an object type, in the order of the response."""

    type: GraphQLObjectType
    fields: tuple[Field, ...]
    of_root: bool = False


class Plan:
    """An operation with decided conditions. Selections are planned on first use.

    Parameters
    ----------
    operation
        The operation.
    conditions
        The values of its conditions.
    budget
        The number of fields that it may take.
    """

    def __init__(self, operation: Operation, conditions: Mapping[str, bool], budget: Budget) -> None:
        self.operation = operation
        self.conditions = conditions
        self._budget = budget
        self._values = VariableValues({}, dict(conditions))
        self._known: dict[tuple[str, tuple[int, ...]], Selection] = {}

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes, with the document, the other plans on its budget and their code."""
        return self.operation.weight + self._budget.weight_in_bytes

    def root(self) -> Selection:
        """Return the selection on the root."""
        operation = self.operation
        root = operation.schema.query_type
        assert root is not None
        key = (root.name, ())
        known = self._known.get(key)
        if known is None:
            fragments = dict(operation.fragments)
            found = collect_fields(operation.schema, fragments, self._values, root, operation.node)
            known = self._selection(root, key, found)
        return known

    def below(self, field: Field, type_: GraphQLObjectType) -> Selection:
        """Return the selection on an object of a type that a field returns."""
        key = (type_.name, tuple(id(one.node) for one in field.details))
        known = self._known.get(key)
        if known is None:
            operation = self.operation
            found = collect_subfields(
                operation.schema, dict(operation.fragments), self._values, operation.node, type_, field.details
            )
            known = self._selection(type_, key, found)
        return known

    def document_of(self, field: Field) -> DocumentNode:
        """Return the document that selects one field of the root only, under the same conditions."""
        operation = replace(
            self.operation.node,
            selection_set=SelectionSetNode(selections=tuple(field.nodes)),
            variable_definitions=tuple(
                one
                for one in self.operation.node.variable_definitions or ()
                if one.variable.name.value in self.conditions
            ),
        )
        fragments = (one.definition for one in self.operation.fragments.values())
        return DocumentNode(definitions=(operation, *fragments))

    def _selection(self, type_: GraphQLObjectType, key: Any, collected: CollectedFields) -> Selection:
        fields = []
        for name, details in collected.grouped_field_set.items():
            definition = self.operation.schema.get_field(type_, details[0].node.name.value)
            if definition is not None:
                fields.append(Field(name, details[0].node.name.value, type_, definition, details))
        self._budget.take(len(fields))
        self._known[key] = selection = Selection(type_, tuple(fields), not key[1])
        return selection
