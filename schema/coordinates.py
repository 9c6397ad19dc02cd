"""The coordinates of the fields and arguments of a document, such as `State.actions(first:)`."""

from __future__ import annotations

from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    Node,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    visit,
)

_ROOT: Final = "Query"


def coordinate_of(schema: GraphQLSchema, document: DocumentNode | None, node: Node, argument: str = "") -> str | None:
    """Return the coordinate of the field or argument that a node of a document is.

    Parameters
    ----------
    schema
        The schema.
    document
        The document that contains the node; None: the node is a root field.
    node
        A field, an argument or the value of an argument.
    argument
        The argument of the field that is meant; empty for the one that is the node, or else the field itself.

    Returns
    -------
    str or None
        None where the node is part of no field of the document.
    """
    if document is None:
        return _coordinate(_ROOT, node.name.value, argument) if isinstance(node, FieldNode) else None
    info = TypeInfo(schema)
    finder = _Finder(info, node)
    visit(document, TypeInfoVisitor(info, finder))
    if finder.field is None or finder.parent is None:
        return None
    return _coordinate(finder.parent, finder.field.name.value, argument or finder.argument)


def _coordinate(parent: str, field: str, argument: str) -> str:
    return f"{parent}.{field}({argument}:)" if argument else f"{parent}.{field}"


class _Finder(Visitor):
    """Finds a node among the fields and arguments of a document, with the type of its field."""

    def __init__(self, info: TypeInfo, wanted: Node) -> None:
        super().__init__()
        self.info, self.wanted = info, wanted
        self.field: FieldNode | None = None
        self.parent: str | None = None
        self.argument = ""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        given = next((one for one in node.arguments or () if self.wanted in (one, one.value)), None)
        if node is self.wanted or given is not None:
            parent = self.info.get_parent_type()
            self.field, self.parent = node, parent.name if parent else None
            self.argument = given.name.value if given is not None else ""
