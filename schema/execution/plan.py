"""What an operation asks, worked out once: which fields of which type stand under which name of the answer."""

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
"""The directives that are known; an operation with another is left to graphql-core."""
MOST_FIELDS: Final = 500
"""How many fields the plans of an operation may hold beside one for each sign of its document.

A field counts for each type that it is asked of, and for each way in which the conditions came out.
"""


class PlanTooLarge(Exception):
    """The plans of an operation grew too large; it is left to graphql-core."""


_TOKEN: Final = 600
"""Bytes that a token of a document takes, with the nodes that it is parsed to."""
_FIELD: Final = 5_000
"""Bytes that a field of a plan takes, with the functions and the code that it is compiled to in each form."""


class Budget:
    """How many fields the plans of an operation may still take."""

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
        """About how many bytes the fields take that were planned so far."""
        return _FIELD * self.taken


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """An operation with the document and schema that it belongs to.

    Attributes
    ----------
    conditions : tuple of str
        The variables that @skip and @include ask, in the order of their names.
    required : frozenset of str
        The variables that are sure to have a value.
    weight : int
        About how many bytes the document takes.
    """

    schema: GraphQLSchema
    document: DocumentNode
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    conditions: tuple[str, ...]
    required: frozenset[str]
    weight: int

    @property
    def length(self) -> int:
        """How many signs the document has, as far as is known."""
        return len(self.operation.loc.source.body) if self.operation.loc else 0

    @classmethod
    def of(cls, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Question | None:
        """The question that an operation asks; None where it holds something that is not known here."""
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
        required = frozenset(
            one.variable.name.value
            for one in operation.variable_definitions or ()
            if isinstance(one.type, NonNullTypeNode)
        )
        return cls(schema, document, operation, details, tuple(sorted(variables)), required, weight_of(document))

    def text_of(self, selection_set: SelectionSetNode | None) -> str | None:
        """The words of a selection set and of the fragments that it spreads; None where they are not known."""
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
        """Every field in a selection set and below it, whatever its type; of a fragment, once."""
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
    tokens, token = 1, document.loc.start_token
    while token.next is not None:
        tokens += 1
        token = token.next
    return weigh(document.loc.source.body) + _TOKEN * tokens


def _spreads(selection_set: SelectionSetNode) -> Iterator[str]:
    """The names of the fragments that are spread in a selection set, but not in other fragments."""
    sets = [selection_set]
    while sets:
        for selection in sets.pop().selections:
            if isinstance(selection, FragmentSpreadNode):
                yield selection.name.value
            elif isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set is not None:
                sets.append(selection.selection_set)


def _directives(selection_set: SelectionSetNode) -> Iterator[DirectiveNode]:
    """Every directive in a selection set and below it, but for those in the fragments that it spreads."""
    sets = [selection_set]
    while sets:
        for selection in sets.pop().selections:
            yield from selection.directives or ()
            below = getattr(selection, "selection_set", None)
            if below is not None:
                sets.append(below)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field that is asked of an object of a known type, with every node of the document that asks it."""

    key: str
    name: str
    parent: GraphQLObjectType
    definition: GraphQLField
    details: FieldDetailsList

    @property
    def node(self) -> FieldNode:
        """The first node that asks it: the one whose arguments count."""
        return self.details[0].node

    @property
    def nodes(self) -> list[FieldNode]:
        """Every node that asks it: what an error points at."""
        return [one.node for one in self.details]


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The fields that are asked of an object of a known type, in the order of the answer."""

    type: GraphQLObjectType
    fields: tuple[Field, ...]


class Plan:
    """A question with its conditions decided. Selections are worked out when they are first needed.

    Parameters
    ----------
    question
        The question.
    conditions
        For each of its `conditions`, whether it holds.
    budget
        How many fields it may take.
    """

    def __init__(self, question: Question, conditions: Mapping[str, bool], budget: Budget) -> None:
        self.question = question
        self.conditions = conditions
        self._budget = budget
        self._values = VariableValues({}, dict(conditions))
        self._known: dict[tuple[str, tuple[int, ...]], Selection] = {}

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes, with the document, all other plans on its budget and what they become."""
        return self.question.weight + self._budget.weight_in_bytes

    def root(self) -> Selection:
        """What is asked of the root."""
        question = self.question
        root = question.schema.query_type
        assert root is not None
        key = (root.name, ())
        known = self._known.get(key)
        if known is None:
            fragments = dict(question.fragments)
            found = collect_fields(question.schema, fragments, self._values, root, question.operation)
            known = self._selection(root, key, found)
        return known

    def below(self, field: Field, type_: GraphQLObjectType) -> Selection:
        """What is asked of an object of a type that a field gives."""
        key = (type_.name, tuple(id(one.node) for one in field.details))
        known = self._known.get(key)
        if known is None:
            question = self.question
            found = collect_subfields(
                question.schema, dict(question.fragments), self._values, question.operation, type_, field.details
            )
            known = self._selection(type_, key, found)
        return known

    def document_of(self, field: Field) -> DocumentNode:
        """The document that asks for one field of the root and nothing else, under the same conditions."""
        operation = replace(
            self.question.operation,
            selection_set=SelectionSetNode(selections=tuple(field.nodes)),
            variable_definitions=tuple(
                one
                for one in self.question.operation.variable_definitions or ()
                if one.variable.name.value in self.conditions
            ),
        )
        fragments = (one.definition for one in self.question.fragments.values())
        return DocumentNode(definitions=(operation, *fragments))

    def _selection(self, type_: GraphQLObjectType, key: Any, collected: CollectedFields) -> Selection:
        fields = []
        for name, details in collected.grouped_field_set.items():
            definition = self.question.schema.get_field(type_, details[0].node.name.value)
            if definition is not None:
                fields.append(Field(name, details[0].node.name.value, type_, definition, details))
        self._budget.take(len(fields))
        self._known[key] = selection = Selection(type_, tuple(fields))
        return selection
