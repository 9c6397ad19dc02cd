"""What the document of every saved query must select and declare; `broken_rules` lists what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from clemency_graph.schema.document_cache import core_schema
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    InlineFragmentNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    parse,
    print_ast,
    visit,
)

# What identifies what a query is about has no value of its own: the client names it.
IDENTIFYING: Final = ("ID", "String")
# The cursor of the next page.
PAGING: Final = ("after",)
# What a result leaves out.
EXCLUDING: Final = ("avoid",)
FIGURE: Final = {"quantity.unit", "quantity.stage", "quantity.asOf", "published"}
TOTAL: Final = {"kind", "unit", "stage", "asOf.earliest", "asOf.latest", "complete"}


class Selected(NamedTuple):
    """A field with a selection: its coordinate and definition, where it is selected, and the field around it."""

    coordinate: str
    definition: GraphQLField
    node: FieldNode
    around: FieldNode


def broken_rules(text: str) -> list[str]:
    """Return what is wrong with a saved query; nothing, if it is right."""
    document = parse(text)
    (operation,) = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    description = operation.description.value if operation.description else ""
    return [*_variables(operation), *_days(document), *_lists(document, description), *_figures(document)]


def _variables(operation: OperationDefinitionNode) -> Iterator[str]:
    echoed = {
        argument.value.name.value
        for field in operation.selection_set.selections
        if isinstance(field, FieldNode) and field.name.value == "day"
        for argument in field.arguments or ()
        if isinstance(argument.value, VariableNode)
    }
    for variable in operation.variable_definitions or ():
        name, type = variable.variable.name.value, print_ast(variable.type).strip("[]!")
        if variable.description is None:
            yield f"${name} is not described"
        if type == "Date":
            if variable.default_value is not None:
                yield f"${name} is a day and has a fixed default"
            if name not in echoed:
                yield f"${name} is a day, and no root field `day` states it"
        elif type in IDENTIFYING and name not in (*PAGING, *EXCLUDING) and not _is_required(variable):
            yield f"${name} identifies what is asked about, and is not required"


def _days(document: DocumentNode) -> Iterator[str]:
    """Yield each day that is written in the document: a client cannot see it, and does not ask for it."""
    found: list[str] = []

    class Values(Visitor):
        def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", node.value):
                found.append(f"{node.value} is a fixed day")

    visit(document, Values())
    yield from found


def _is_required(variable: VariableDefinitionNode) -> bool:
    return isinstance(variable.type, NonNullTypeNode) and variable.default_value is None


def _lists(document: DocumentNode, description: str) -> Iterator[str]:
    """Yield each list that may be cut without a word, or is in an order that nothing states."""
    for field, definition, node, _ in _selections(document):
        selected = set(_paths(document, node.selection_set))
        given = {one.name.value for one in node.arguments or ()}
        name = get_named_type(definition.type)
        if name.name.endswith("Connection"):
            lists_items = any(path.partition(".")[0] in ("nodes", "edges") for path in selected)
            needed = {"totalCount", "pageInfo.hasNextPage"} if lists_items else {"totalCount"}
            if not needed <= selected:
                yield f"{field} may be cut: it lacks {sorted(needed - selected)}"
            # Claims come best first, and conflicts by entity, unless another order is asked for.
            is_ordered = "orderBy" not in definition.args or name.name in ("ClaimConnection", "ConflictConnection")
            if _depends_on_days(node) and "uncertainCount" not in selected:
                yield f"{field} depends on days that may not be known exactly, and does not count them"
            if lists_items and not is_ordered and "orderBy" not in given:
                yield f"{field} has no order"
            if not lists_items:
                continue
            if name.name == "ClaimConnection" and "orderBy" in definition.args and "best" not in description:
                yield f"{field} is in the order of rank, and the description does not say so"
        elif name.name == "Subgraph":
            if not {"totalCount", "truncated"} <= selected:
                yield f"{field} may be cut"
        elif {"first", "limit"} & definition.args.keys():
            count = next((print_ast(one.value) for one in node.arguments or () if one.name.value == "first"), "")
            if not count.isdigit() or count not in description:
                yield f"{field} is cut, and the description does not say after how many"


def _depends_on_days(node: FieldNode) -> bool:
    asked = [print_ast(one.value) for one in node.arguments or () if one.name.value == "where"]
    return any(
        re.search(r"\b(date|granted|stageDate|enacted|effective|inForce|asOf|published|on):", one) for one in asked
    )


def _figures(document: DocumentNode) -> Iterator[str]:
    """Yield each figure without unit, stage or day beside it."""
    for at in _selections(document):
        field, selected = at.coordinate, set(_paths(document, at.node.selection_set))
        type = get_named_type(at.definition.type)
        if type.name == "Claim" and ({"stated"} & selected or any(one.startswith("quantity") for one in selected)):
            # A claim about another property than FIGURE has no number.
            if _is_about_another_property(at) or selected >= FIGURE:
                continue
            yield f"{field} lacks {sorted(FIGURE - selected)}"
        if type.name == "Total" and {"low", "high"} & selected and not selected >= TOTAL:
            yield f"{field} lacks {sorted(TOTAL - selected)}"


def _is_about_another_property(at: Selected) -> bool:
    # The property of the claims on a page is an argument of the list, which is around the nodes.
    asked = [
        print_ast(one.value)
        for node in (at.around, at.node)
        for one in node.arguments or ()
        if one.name.value == "property"
    ]
    return at.coordinate.startswith("Relationship.") or (bool(asked) and asked[-1] not in ("FIGURE", "$property"))


def _selections(document: DocumentNode) -> list[Selected]:
    """Return every field with a selection."""
    found: list[Selected] = []
    open_: list[FieldNode] = []
    info = TypeInfo(core_schema())

    class Fields(Visitor):
        def enter_field(self, node: FieldNode, *_: Any) -> None:
            definition, parent = info.get_field_def(), info.get_parent_type()
            if definition is not None and parent is not None and node.selection_set is not None:
                around = open_[-1] if open_ else node
                found.append(Selected(f"{parent.name}.{node.name.value}", definition, node, around))
            open_.append(node)

        def leave_field(self, *_: Any) -> None:
            open_.pop()

    visit(document, TypeInfoVisitor(info, Fields()))
    return found


def _paths(document: DocumentNode, selections: SelectionSetNode | None, before: str = "") -> Iterator[str]:
    """Yield the paths of everything that is selected, through fragments."""
    for one in selections.selections if selections else ():
        match one:
            case FieldNode():
                yield f"{before}{one.name.value}"
                yield from _paths(document, one.selection_set, f"{before}{one.name.value}.")
            case InlineFragmentNode():
                yield from _paths(document, one.selection_set, before)
            case FragmentSpreadNode():
                (fragment,) = (
                    definition
                    for definition in document.definitions
                    if isinstance(definition, FragmentDefinitionNode) and definition.name.value == one.name.value
                )
                yield from _paths(document, fragment.selection_set, before)
