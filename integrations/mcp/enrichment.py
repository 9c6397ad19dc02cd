"""What is selected beside the fields of an operation, so that each figure has its unit, stage, day and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    visit,
)

CLAIM: Final = "figureOfClaim"
ENTITY: Final = "idOfEntity"
TOTAL: Final = "figureOfTotal"
CLAIMS: Final = "figuresOfClaims"
_PREFIXES: Final = (CLAIM, ENTITY, TOTAL, CLAIMS)
_TOTAL: Final = f"""
  {TOTAL}_kind: kind
  {TOTAL}_kinds: kinds
  {TOTAL}_unit: unit
  {TOTAL}_stage: stage
  {TOTAL}_low: low
  {TOTAL}_high: high
  {TOTAL}_approximate: approximate
  {TOTAL}_asOf: asOf {{ earliest latest }}
  {TOTAL}_actions: actions
  {TOTAL}_uncounted: uncounted(first: 0) {{ totalCount }}
  {TOTAL}_claims: claims(first: 100) {{
    nodes {{
      id
      stated
      quantity {{ low high qualifier unit stage asOf extent covers }}
      reportedBy {{ name }}
      source {{ title publisher {{ name }} }}
    }}
    pageInfo {{ hasNextPage }}
  }}
"""
_ADDED: Final[Mapping[str, str]] = {
    "Claim": f"{CLAIM}: id",
    "Total": _TOTAL,
    "StageCount": f"{CLAIMS}: claims {{ id }}",
    "FigureRange": f"{CLAIMS}: claims {{ id }}",
    "Uptake": f"{CLAIMS}: claims {{ id }}",
}
"""What is added to each selection of a type whose objects have figures."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A field of an operation: its coordinate, and what its description says of null."""

    coordinate: str
    description: str
    type: str


@cache
def _added(name: str) -> tuple[Any, ...]:
    (operation,) = parse(f"{{ {_ADDED[name]} }}").definitions
    assert isinstance(operation, OperationDefinitionNode)
    return tuple(operation.selection_set.selections)


@cache
def _id_of_entity() -> tuple[Any, ...]:
    (operation,) = parse(f"{{ {ENTITY}: id }}").definitions
    assert isinstance(operation, OperationDefinitionNode)
    return tuple(operation.selection_set.selections)


def enriched(schema: GraphQLSchema, document: DocumentNode) -> DocumentNode:
    """Return a valid document with what its figures need selected under names of our own.

    Parameters
    ----------
    schema
        The schema.
    document
        A document that was validated.
    """
    info = TypeInfo(schema)
    made: DocumentNode = visit(document, TypeInfoVisitor(info, _Adder(info)))
    return made


class _Adder(Visitor):
    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info

    def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> SelectionSetNode:
        """Add what the type of the selection needs."""
        type = self._info.get_parent_type()
        name = type.name if type is not None else ""
        added = _added(name) if name in _ADDED else ()
        if is_entity(type):
            added = _id_of_entity()
        if not added:
            return node
        return SelectionSetNode(selections=(*node.selections, *added))


def is_entity(type: object) -> bool:
    """Return whether a type is that of entities, which have a permanent id."""
    if not isinstance(type, GraphQLObjectType | GraphQLInterfaceType):
        return False
    return type.name == "Entity" or any(one.name == "Entity" for one in type.interfaces)


def is_added(name: str) -> bool:
    """Return whether a name in a response is one that `enriched` added."""
    return name.startswith(_PREFIXES)


def selected_fields(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> dict[tuple[str, ...], Selected]:
    """Return the fields of an operation by their path in the response, without the places in lists."""
    assert schema.query_type is not None
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    walk = _fields(schema, fragments, operation.selection_set, schema.query_type, ())
    found: dict[tuple[str, ...], Selected] = {}
    for path, one in walk:
        found.setdefault(path, one)
    return found


def _fields(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    selection: SelectionSetNode,
    type: GraphQLNamedType,
    path: tuple[str, ...],
) -> Iterator[tuple[tuple[str, ...], Selected]]:
    for node in selection.selections:
        match node:
            case FieldNode():
                name = node.name.value
                if not isinstance(type, GraphQLObjectType | GraphQLInterfaceType) or name not in type.fields:
                    continue
                field = type.fields[name]
                here = (*path, (node.alias or node.name).value)
                target = get_named_type(field.type)
                yield here, Selected(f"{type.name}.{name}", field.description or "", target.name)
                if node.selection_set is not None:
                    yield from _fields(schema, fragments, node.selection_set, target, here)
            case InlineFragmentNode():
                inside = schema.type_map[node.type_condition.name.value] if node.type_condition else type
                yield from _fields(schema, fragments, node.selection_set, inside, path)
            case FragmentSpreadNode():
                fragment = fragments[node.name.value]
                inside = schema.type_map[fragment.type_condition.name.value]
                yield from _fields(schema, fragments, fragment.selection_set, inside, path)
