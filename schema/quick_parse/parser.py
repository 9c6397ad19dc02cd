"""A parser of queries that makes the same AST as graphql-core, in a small part of its time.

Names have no location, for nothing that is valid is reported by the place of a name. Nodes are filled without the
constructors of frozen dataclasses, which take most of the time.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    ListTypeNode,
    ListValueNode,
    Location,
    NamedTypeNode,
    NameNode,
    Node,
    NonNullTypeNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    Source,
    StringValueNode,
    VariableDefinitionNode,
    VariableNode,
)

from .tokens import Tokens, tokens_of

DEEPEST: Final = 80
"""The nesting up to which a document is read; graphql-core has a limit of its own, above this."""
_N = TypeVar("_N", bound=Node)
_new: Final = object.__new__


class _Inconclusive(Exception):
    """The text may be no document."""


def parse_quickly(text: str, tokens: Tokens | None = None) -> DocumentNode | None:
    """Parse queries and fragments.

    Parameters
    ----------
    text
        A GraphQL document, valid or not.
    tokens
        Its tokens, where they are known.

    Returns
    -------
    DocumentNode or None
        What graphql-core's `parse` returns, without the locations of names; None where only that can tell.

    Examples
    --------
    >>> parse_quickly("{ states { totalCount } }").definitions[0].operation
    <OperationType.QUERY: 'query'>
    """
    tokens = tokens or tokens_of(text)
    if tokens is None or len(tokens.texts) == 1:
        return None
    try:
        return _Parser(text, tokens).document()
    except _Inconclusive:
        return None


def moved(node: FieldNode, start: int, source: Source) -> FieldNode:
    """Return a field at another place of another source."""
    found = _new(FieldNode)
    place = _new(Location)
    place.start, place.end, place.source = start, start + 1, source
    found.__dict__.update(node.__dict__, loc=place)
    return found


class _Parser:
    """One pass over the tokens of a document, which raises `_Inconclusive` on doubt."""

    __slots__ = ("at", "depth", "source", "starts", "texts")

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.texts, self.starts = tokens
        self.source = Source(text)
        self.at = self.depth = 0

    def document(self) -> DocumentNode:
        definitions = []
        while self.texts[self.at]:
            fragment = self.texts[self.at] == "fragment"
            definitions.append(self.fragment() if fragment else self.operation())
        node = DocumentNode(definitions=tuple(definitions), loc=self.place(0, len(self.source.body)))
        # graphql-core counts comments too, but nothing depends on them.
        object.__setattr__(node, "token_count", len(self.texts) - 1)
        return node

    def operation(self) -> OperationDefinitionNode:
        start, name, variables, directives = self.at, None, None, None
        if self.texts[start] != "{":
            self.expect("query")
            if self.texts[self.at].isidentifier():
                name = self.name()
            if self.texts[self.at] == "(":
                variables = self.many(self.variable_definition)
            directives = self.directives()
        return self.node(
            OperationDefinitionNode, start, operation=OperationType.QUERY, name=name, variable_definitions=variables,
            directives=directives, selection_set=self.selection_set(),
        )  # fmt: skip

    def variable_definition(self) -> VariableDefinitionNode:
        start = self.at
        variable = self.variable()
        self.expect(":")
        type_, default = self.type_reference(), None
        if self.texts[self.at] == "=":
            self.at += 1
            default = self.value(constant=True)
        return self.node(
            VariableDefinitionNode, start, variable=variable, type=type_, default_value=default,
            directives=self.directives(constant=True),
        )  # fmt: skip

    def variable(self) -> VariableNode:
        start = self.at
        self.expect("$")
        return self.node(VariableNode, start, name=self.name())

    def type_reference(self) -> Any:
        start = self.at
        if self.texts[start] == "[":
            self.deeper()
            self.at += 1
            inner = self.type_reference()
            self.expect("]")
            self.depth -= 1
            found: Any = self.node(ListTypeNode, start, type=inner)
        else:
            found = self.node(NamedTypeNode, start, name=self.name())
        if self.texts[self.at] == "!":
            self.at += 1
            found = self.node(NonNullTypeNode, start, type=found)
        return found

    def fragment(self) -> FragmentDefinitionNode:
        start = self.at
        self.at += 1
        if self.texts[self.at] == "on":
            raise _Inconclusive
        name = self.name()
        self.expect("on")
        on = self.node(NamedTypeNode, self.at, name=self.name())
        return self.node(
            FragmentDefinitionNode, start, name=name, variable_definitions=(), type_condition=on,
            directives=self.directives(), selection_set=self.selection_set(),
        )  # fmt: skip

    def selection_set(self) -> SelectionSetNode:
        start, texts = self.at, self.texts
        self.expect("{")
        self.deeper()
        found: list[FieldNode | FragmentSpreadNode | InlineFragmentNode] = []
        while (token := texts[self.at]) != "}":
            found.append(self.spread() if token == "..." else self.field())
        self.at += 1
        self.depth -= 1
        if not found:
            raise _Inconclusive
        return self.node(SelectionSetNode, start, selections=tuple(found))

    def field(self) -> FieldNode:
        start, texts = self.at, self.texts
        node = _new(FieldNode)
        values = node.__dict__
        values["name"] = self.name()
        token = texts[self.at]
        if token == ":":
            self.at += 1
            values["alias"] = values["name"]
            values["name"] = self.name()
            token = texts[self.at]
        if token == "(":
            values["arguments"] = self.many(self.argument)
            token = texts[self.at]
        if token == "@":
            values["directives"] = self.directives()
            token = texts[self.at]
        if token == "{":
            values["selection_set"] = self.selection_set()
        values["loc"] = self.place_of(start)
        return node

    def spread(self) -> FragmentSpreadNode | InlineFragmentNode:
        start = self.at
        self.at += 1
        token = self.texts[self.at]
        if token != "on" and token.isidentifier():
            return self.node(FragmentSpreadNode, start, name=self.name(), directives=self.directives())
        on = None
        if token == "on":
            self.at += 1
            on = self.node(NamedTypeNode, self.at, name=self.name())
        return self.node(
            InlineFragmentNode, start, type_condition=on, directives=self.directives(),
            selection_set=self.selection_set(),
        )  # fmt: skip

    def directives(self, *, constant: bool = False) -> tuple[DirectiveNode, ...] | None:
        if self.texts[self.at] != "@":
            return None
        found = []
        while self.texts[self.at] == "@":
            start = self.at
            self.at += 1
            name, given = self.name(), None
            if self.texts[self.at] == "(":
                given = self.many(self.constant_argument if constant else self.argument)
            found.append(self.node(DirectiveNode, start, name=name, arguments=given))
        return tuple(found)

    def argument(self) -> ArgumentNode:
        return self.named(ArgumentNode)

    def constant_argument(self) -> ArgumentNode:
        return self.named(ArgumentNode, constant=True)

    def named(self, kind: type[_N], *, constant: bool = False) -> _N:
        start = self.at
        node = _new(kind)
        values = node.__dict__
        values["name"] = self.name()
        self.expect(":")
        values["value"] = self.value(constant=constant)
        values["loc"] = self.place_of(start)
        return node

    def value(self, *, constant: bool = False) -> Any:
        start = self.at
        token = self.texts[start]
        self.at += 1
        match token[:1]:
            case '"':
                return self.node(StringValueNode, start, value=token[1:-1], block=False)
            case "$" if not constant:
                return self.node(VariableNode, start, name=self.name())
            case "[":
                self.deeper()
                items = []
                while self.texts[self.at] != "]":
                    items.append(self.value(constant=constant))
                self.at += 1
                self.depth -= 1
                return self.node(ListValueNode, start, values=tuple(items))
            case "{":
                self.deeper()
                fields = []
                while self.texts[self.at] != "}":
                    fields.append(self.named(ObjectFieldNode, constant=constant))
                self.at += 1
                self.depth -= 1
                return self.node(ObjectValueNode, start, fields=tuple(fields))
        if token in ("true", "false"):
            return self.node(BooleanValueNode, start, value=token == "true")
        if token == "null":
            return self.node(NullValueNode, start)
        if token.isidentifier():
            return self.node(EnumValueNode, start, value=token)
        if token[:1] in "-0123456789" and token:
            is_int = token.removeprefix("-").isdigit()
            return self.node(IntValueNode if is_int else FloatValueNode, start, value=token)
        raise _Inconclusive

    def many(self, one: Any) -> tuple[Any, ...]:
        """Return the nodes between parentheses: one or more."""
        self.at += 1
        found = [one()]
        while self.texts[self.at] != ")":
            found.append(one())
        self.at += 1
        return tuple(found)

    def name(self) -> NameNode:
        token = self.texts[self.at]
        if not token.isidentifier():
            raise _Inconclusive
        self.at += 1
        node = _new(NameNode)
        node.__dict__["value"] = token
        return node

    def expect(self, token: str) -> None:
        if self.texts[self.at] != token:
            raise _Inconclusive
        self.at += 1

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Inconclusive

    def node(self, kind: type[_N], start: int, **values: Any) -> _N:
        """Return a node that begins at a token, and ends before the current one."""
        node = _new(kind)
        values["loc"] = self.place_of(start)
        node.__dict__.update(values)
        return node

    def place_of(self, start: int) -> Location:
        last = self.at - 1
        return self.place(self.starts[start], self.starts[last] + len(self.texts[last]))

    def place(self, start: int, end: int) -> Location:
        place = _new(Location)
        place.start, place.end, place.source = start, end, self.source
        return place
