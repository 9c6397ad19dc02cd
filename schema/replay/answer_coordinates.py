"""The coordinates of the fields that an answer to a document has at each path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_interface_type,
    is_object_type,
    parse,
)

Keys = tuple[str, ...]
_TYPENAME: Final = "__typename"


class Fields:
    """The fields of a document by the keys that lead to their values in an answer.

    Parameters
    ----------
    schema
        The present schema; fields of the document that it lacks have a coordinate as well.
    text
        A document with one operation.
    """

    def __init__(self, schema: GraphQLSchema, text: str) -> None:
        document = parse(text)
        self._schema = schema
        self._fragments = _fragments(document)
        self._found: dict[Keys, dict[str, None]] = defaultdict(dict)
        (operation,) = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
        self._add(operation.selection_set, schema.query_type, ())

    def coordinates(self, keys: Keys) -> list[str]:
        """Return the coordinates of the fields whose value is at some keys, that of their own type first."""
        return list(self._found.get(keys, ()))

    def have_type(self, name: str) -> bool:
        """Return whether a field of a type with a name is among them."""
        return any(one.startswith(f"{name}.") for found in self._found.values() for one in found)

    def _add(self, selections: SelectionSetNode, type_: GraphQLNamedType | None, keys: Keys) -> None:
        for node, around in self._fields(selections, type_):
            name, at = node.name.value, (*keys, (node.alias or node.name).value)
            for owner in self._owners(around, name):
                self._found[at][f"{owner}.{name}"] = None
            if node.selection_set is not None:
                fields = getattr(around, "fields", {})
                self._add(node.selection_set, get_named_type(fields[name].type) if name in fields else None, at)

    def _fields(
        self, selections: SelectionSetNode, type_: GraphQLNamedType | None
    ) -> Iterator[tuple[FieldNode, GraphQLNamedType | None]]:
        """Yield the fields of a selection, through fragments, with the types that they are selected of."""
        for one in selections.selections:
            if isinstance(one, FieldNode):
                if one.name.value != _TYPENAME:
                    yield one, type_
                continue
            fragment = self._fragments[one.name.value] if isinstance(one, FragmentSpreadNode) else one
            assert isinstance(fragment, FragmentDefinitionNode | InlineFragmentNode)
            condition = fragment.type_condition
            inner = type_ if condition is None else self._schema.get_type(condition.name.value)
            yield from self._fields(fragment.selection_set, inner)

    def _owners(self, type_: GraphQLNamedType | None, field: str) -> Iterator[str]:
        """Yield the types that a field of a type may be named by: its own, interfaces with it, possible types."""
        if type_ is None:
            yield "?"
            return
        yield type_.name
        if is_object_type(type_) or is_interface_type(type_):
            yield from (one.name for one in type_.interfaces if field in one.fields)
        if is_abstract_type(type_):
            yield from (one.name for one in self._schema.get_possible_types(type_))


def _fragments(document: DocumentNode) -> Mapping[str, FragmentDefinitionNode]:
    return {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
