"""Arguments with private values: they come in variables and not in addresses, so that no cache or log has them.

A document is cached by its text, persisted by its hash and sent in addresses. So the value of a private argument may
not be a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    visit,
)

from ...graph.errors import ClemencyGraphError
from ..execution.strawberry_adapter import metadata_of
from ..types.field_metadata import FieldMetadata
from .limits import Limits

PRIVATE_VALUE: Final = "PRIVATE_VALUE"
"""The code of the error for a private value where it would be kept."""


class PrivateValueError(ClemencyGraphError, GraphQLError):
    """A private value that is where caches, logs or histories would keep it."""

    def __init__(self, coordinate: str, where: str, nodes: list[Node] | None = None) -> None:
        message = f"'{coordinate}' takes a text that is not kept: {where}"
        super().__init__(message, nodes, extensions={"code": PRIVATE_VALUE, "coordinate": coordinate})


@lru_cache(maxsize=8)
def private_arguments(schema: GraphQLSchema) -> Mapping[str, str]:
    """Return the private argument of each root field that has one."""
    found: dict[str, str] = {}
    for name, field in (schema.query_type.fields if schema.query_type else {}).items():
        metadata = metadata_of(field).get(FieldMetadata)
        if isinstance(metadata, FieldMetadata) and metadata.private is not None:
            found[name] = metadata.private
    return found


def may_be_private(schema: GraphQLSchema, query: str) -> bool:
    """Return whether a document, valid or not, has the name of a field with a private argument in it."""
    return any(name in query for name in private_arguments(schema))


def fields_with_private(schema: GraphQLSchema, document: DocumentNode) -> list[FieldNode]:
    """Return the fields of a document that have a private argument in the schema, valid or not."""
    finder = _Finder(private_arguments(schema))
    visit(document, finder)
    return finder.found


def in_document(schema: GraphQLSchema, document: DocumentNode, fields: list[FieldNode]) -> list[PrivateValueError]:
    """Return an error for each private value that is in a document: as a literal, or as the default of a variable.

    Parameters
    ----------
    schema
        The schema.
    document
        The document, valid or not.
    fields
        The fields of it that have a private argument.
    """
    return [
        PrivateValueError(_coordinate(schema, field), "write it into a variable, not into the document.", [node])
        for field in fields
        for node in _literals(schema, document, field)
    ]


def in_address(schema: GraphQLSchema, fields: list[FieldNode]) -> PrivateValueError:
    """Return the error for an operation with a private value that came in an address."""
    return PrivateValueError(_coordinate(schema, fields[0]), "send it by POST; logs keep addresses.")


def may_be_stored(schema: GraphQLSchema, query: str) -> bool:
    """Return whether a document can be stored: no private value is in it."""
    if not may_be_private(schema, query):
        return True
    try:
        document = parse(query, max_tokens=Limits().tokens)
    except GraphQLError:
        return False
    return not in_document(schema, document, fields_with_private(schema, document))


def _coordinate(schema: GraphQLSchema, field: FieldNode) -> str:
    return f"Query.{field.name.value}({private_arguments(schema)[field.name.value]}:)"


def _literals(schema: GraphQLSchema, document: DocumentNode, field: FieldNode) -> Iterator[Node]:
    name = private_arguments(schema)[field.name.value]
    given: ArgumentNode | None = next((one for one in field.arguments or () if one.name.value == name), None)
    if given is None:
        return
    if not isinstance(given.value, VariableNode):
        yield given
        return
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            for variable in definition.variable_definitions or ():
                if variable.variable.name.value == given.value.name.value and variable.default_value is not None:
                    yield variable


class _Finder(Visitor):
    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self.names = names
        self.found: list[FieldNode] = []

    def enter_field(self, node: FieldNode, *_: object) -> None:
        if node.name.value in self.names:
            self.found.append(node)
