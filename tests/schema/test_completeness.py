"""Every field and argument of the schema is asked for somewhere: in a saved query, or in a test."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from clemency_graph.schema.saved_queries import operations
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    ObjectFieldNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    validate,
    visit,
)
from support.sdl import SCHEMA

TESTS = Path(__file__).parent.parent


def documents() -> Iterator[DocumentNode]:
    """The saved queries, and every text in the tests that may be an operation."""
    for operation in operations().values():
        yield parse(operation.document)
    texts: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{" in node.value:
                texts.add(node.value)
    for text in sorted(texts, key=len, reverse=True):
        try:
            yield parse(text)
        except GraphQLError:
            continue


class Asked(Visitor):
    """Notes the fields, arguments and parts of inputs that a document asks for."""

    def __init__(self, info: TypeInfo, asked: set[str]) -> None:
        super().__init__()
        self.info = info
        self.asked = asked

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent = self.info.get_parent_type()
        if parent is not None:
            # What an interface declares is the same field on every type that has it.
            for owner in (parent, *getattr(parent, "interfaces", ())):
                self.asked.add(f"{owner.name}.{node.name.value}")
                self.asked.update(f"{owner.name}.{node.name.value}({one.name.value}:)" for one in node.arguments or ())

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        parent = self.info.get_parent_input_type()
        if parent is not None:
            self.asked.add(f"{get_named_type(parent).name}.{node.name.value}")


@cache
def asked() -> set[str]:
    """All that the valid ones of the documents ask for."""
    found: set[str] = set()
    for document in documents():
        info, more = TypeInfo(SCHEMA), set[str]()
        visit(document, TypeInfoVisitor(info, Asked(info, more)))
        # Validation takes most of the time: a document that asks for nothing new may be what it likes.
        if not more <= found and not validate(SCHEMA, document):
            found |= more
    return found


def answerable() -> Iterator[str]:
    """Every field and argument; those that an interface declares, once, at the interface."""
    for name, type in SCHEMA.type_map.items():
        if name.startswith("__") or not isinstance(type, (GraphQLObjectType, GraphQLInterfaceType)):
            continue
        inherited = {field for interface in type.interfaces for field in interface.fields}
        for field, told in type.fields.items():
            if field not in inherited:
                yield f"{name}.{field}"
                # `test_connection` pages every connection from its end.
                known = {"last", "before"} if {"first", "after"} <= told.args.keys() else set()
                yield from (f"{name}.{field}({argument}:)" for argument in told.args if argument not in known)


def test_every_field_and_argument_is_asked_for_somewhere() -> None:
    found = asked()
    assert sorted(set(answerable()) - found) == []


def test_every_part_of_a_filter_is_used_somewhere() -> None:
    texts = "".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))
    found = asked()
    for name, type in SCHEMA.type_map.items():
        if isinstance(type, GraphQLInputObjectType):
            for field in type.fields:
                assert f"{name}.{field}" in found or f'"{field}": ' in texts, f"{name}.{field}"
