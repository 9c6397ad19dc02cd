"""A fast check that accepts most valid documents in one pass, in a small part of the time of validation.

Nearly all documents are valid. The pass checks all rules of graphql-core's `validate` at once and stops at the first
doubt; `validate` then decides whether the document is invalid, and reports the errors. The pass does not accept what is
valid but rare: fields selected twice with different arguments, other directives than @skip and @include, and several
operations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    ListTypeNode,
    ListValueNode,
    NamedTypeNode,
    NonNullTypeNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    StringValueNode,
    TypeNode,
    Undefined,
    ValueNode,
    VariableNode,
)

from .schema_tables import DEEPEST, Inputs, Kind, Place, SchemaTables, Type, schema_tables

_MOST_COMPARED: Final = 5_000
_MOST_UNFOLDED: Final = 40_000
_MOST_USED: Final = 10_000
"""The limits on compared fields of one name, spreads, and uses of variables: `validate` gives up on documents where its
work, which grows with these, is too much; within these limits it never does."""

_Selected = tuple[str, FieldNode, "_Names", int]
"""A field: its type, its first node, its selection, and how often it is selected."""
_Names = dict[str, _Selected]
"""Fields by their response names."""


Coerce = Callable[[Any], object]
"""A function that coerces a literal; it returns Undefined or raises for one that is invalid."""


class _Inconclusive(Exception):
    """The document may be invalid."""


def accepts(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> bool:
    """Return whether a document is certainly valid.

    Parameters
    ----------
    schema
        The schema.
    document
        A parsed document.
    operation
        The operation to execute.

    Returns
    -------
    bool
        True only where `validate` finds no error; where False, it may find none either.

    Raises
    ------
    TypeError
        When the schema is invalid.

    Examples
    --------
    >>> document = parse("{ dataset { version } }")
    >>> accepts(core_schema(), document, document.definitions[0])
    True
    """
    return accepted_strings(schema, document, operation) is not None


def accepted_strings(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> Mapping[int, Coerce | None] | None:
    """Return how the strings of a document that is certainly valid are coerced, by their offsets; else None.

    A string that is taken as a list of one has None.
    """
    tables, fragments = schema_tables(schema), {}
    for one in document.definitions:
        if isinstance(one, FragmentDefinitionNode) and not one.directives and not one.variable_definitions:
            fragments[one.name.value] = one
        elif one is not operation:
            return None
    if len(fragments) + 1 != len(document.definitions) or operation.operation is not OperationType.QUERY:
        return None
    found = _Pass(tables, fragments)
    try:
        return found.strings if found.accepts(operation) else None
    except Exception:
        # A name that no table has, a literal that a scalar does not take, fragments too deep in one another: whatever
        # it is, it is a doubt.
        return None


class _Pass:
    """One pass over a document, which raises `_Inconclusive` on doubt."""

    __slots__ = ("compared", "fragments", "known", "selections", "spreads", "strings", "tables", "used", "variables")

    def __init__(self, tables: SchemaTables, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.tables = tables
        # Those that were not read yet: what is spread and neither here nor known is none, or spreads itself.
        self.fragments = fragments
        self.known: dict[str, tuple[Type, _Names, int]] = {}
        self.variables: dict[str, str] = {}
        self.used: list[str] = []
        self.strings: dict[int, Coerce | None] = {}
        self.selections = self.spreads = self.compared = 0

    def accepts(self, operation: OperationDefinitionNode) -> bool:
        for one in operation.variable_definitions or ():
            name, text = one.variable.name.value, _text(one.type)
            if name in self.variables or one.directives:
                return False
            if isinstance(one.default_value, NullValueNode):
                if text.endswith("!"):
                    return False
            elif one.default_value is not None:
                self._literal(one.default_value, self.tables.kinds[text.removesuffix("!")])
                text = text if text.endswith("!") else f"{text}="
            # That there is such a type is seen where the variable is used.
            self.variables[name] = text
        depth = self._selected(operation.selection_set.selections, self.tables.query, {})
        return (
            not (operation.directives or self.fragments)
            and self.variables.keys() == set(self.used)
            and depth <= DEEPEST
            and self.spreads * (self.selections + 3 * self.spreads) <= _MOST_UNFOLDED
            and len(self.used) <= _MOST_USED
        )

    def _selected(self, selections: Sequence[SelectionNode], on: Type, names: _Names) -> int:
        """Return the depth of selections, and record their fields."""
        self.selections += len(selections)
        deepest = 0
        for one in selections:
            depth = 1
            if one.directives:
                self._conditions(one.directives)
            if type(one) is FieldNode:
                field = on.fields[one.name.value]
                names_below: _Names = {}
                if one.arguments:
                    self._arguments(one.arguments, field.inputs)
                elif field.inputs.required:
                    raise _Inconclusive
                inner, below = one.selection_set, field.below
                if inner is not None and below is not None:
                    depth = field.depth + self._selected(inner.selections, below, names_below)
                elif inner is not None or below is not None:
                    raise _Inconclusive
                self._record(names, (one.alias or one.name).value, (field.same, one, names_below, 1))
            elif type(one) is FragmentSpreadNode and not one.arguments:
                depth += self._spread(one.name.value, on, names)
            elif type(one) is InlineFragmentNode:
                narrower = on if one.type_condition is None else self.tables.types[one.type_condition.name.value]
                if not narrower.overlaps(on):
                    raise _Inconclusive
                depth += self._selected(one.selection_set.selections, narrower, names)
            else:
                raise _Inconclusive
            if depth > deepest:
                deepest = depth
        return deepest

    def _spread(self, fragment: str, on: Type, names: _Names) -> int:
        """Return the depth of a fragment, which is read once, and record its fields."""
        self.spreads += 1
        if self.spreads * self.selections > _MOST_UNFOLDED:
            raise _Inconclusive
        if fragment not in self.known:
            definition = self.fragments.pop(fragment)
            type_ = self.tables.types[definition.type_condition.name.value]
            own: _Names = {}
            depth = self._selected(definition.selection_set.selections, type_, own)
            self.known[fragment] = type_, own, depth
        type_, own, depth = self.known[fragment]
        if not type_.overlaps(on):
            raise _Inconclusive
        for name, asked in own.items():
            self._record(names, name, asked)
        return depth

    def _record(self, names: _Names, name: str, asked: _Selected) -> None:
        """Record a field; one of the same response name must be the same field with the same arguments."""
        known = names.get(name)
        if known is None:
            names[name] = asked
        elif known is not asked:
            (gives, node, below, times), (gives_too, again, below_too, times_too) = known, asked
            self.compared += times * times_too * (1 + len(node.arguments or ()) + len(below))
            if gives is not gives_too or _words(node) != _words(again) or self.compared > _MOST_COMPARED:
                raise _Inconclusive
            together = dict(below)
            for inner, one in below_too.items():
                self._record(together, inner, one)
            names[name] = gives, node, together, times + times_too

    def _conditions(self, directives: Sequence[DirectiveNode]) -> None:
        for one in directives:
            self._arguments(one.arguments or (), self.tables.conditions[one.name.value])
        if len({one.name.value for one in directives}) < len(directives):
            raise _Inconclusive

    def _arguments(self, given: Sequence[ArgumentNode | ObjectFieldNode], inputs: Inputs) -> None:
        names = set()
        for one in given:
            name = one.name.value
            names.add(name)
            self._value(one.value, inputs.places[name])
        if len(names) < len(given) or not inputs.required <= names or (inputs.one_of and len(names) != 1):
            raise _Inconclusive

    def _value(self, node: ValueNode, place: Place) -> None:
        if type(node) is VariableNode:
            name = node.name.value
            if self.variables[name] not in place.takes:
                raise _Inconclusive
            self.used.append(name)
        elif type(node) is not NullValueNode:
            self._literal(node, place.kind)
        elif not place.nullable:
            raise _Inconclusive

    def _literal(self, node: ValueNode, kind: Kind) -> None:
        if kind.item is not None:
            # GraphQL takes a value that is no list as a list of one.
            for one in node.values if type(node) is ListValueNode else (node,):
                self._value(one, kind.item)
            if type(node) is StringValueNode and node.loc is not None:
                self.strings[node.loc.start] = None
        elif kind.inputs is not None:
            if type(node) is not ObjectValueNode:
                raise _Inconclusive
            self._arguments(node.fields, kind.inputs)
        elif kind.coerce is None or type(node) in (ListValueNode, ObjectValueNode) or kind.coerce(node) is Undefined:
            raise _Inconclusive
        elif type(node) is StringValueNode and node.loc is not None:
            self.strings[node.loc.start] = kind.coerce


def _words(node: FieldNode) -> str:
    """Return the arguments of a field as text."""
    if not node.arguments:
        return ""
    first, last = node.arguments[0].loc, node.arguments[-1].loc
    if first is None or last is None:
        raise _Inconclusive
    return first.source.body[first.start : last.end]


def _text(node: TypeNode) -> str:
    """Return a type as text."""
    match node:
        case NamedTypeNode():
            return node.name.value
        case NonNullTypeNode():
            return f"{_text(node.type)}!"
        case ListTypeNode():
            return f"[{_text(node.type)}]"
    raise _Inconclusive
