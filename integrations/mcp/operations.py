"""Operations of assistants: executed within a budget of cost, with every default that was used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    GraphQLArgument,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    NonNullTypeNode,
    OperationDefinitionNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    Undefined,
    VariableDefinitionNode,
    Visitor,
    get_named_type,
    get_operation_ast,
    is_required_argument,
    parse,
    print_ast,
    value_from_ast_untyped,
    visit,
)

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound, QueryError
from ...graph.loading.errors import nearest
from ...graph.model.records import Source, State
from ...graph.model.vocabulary import ReliefKind
from ...graph.queries.search import search
from ...schema.context import today as current_day
from ...schema.document_cache import Prepared, core_schema, prepare
from ...schema.execute import measure, run
from ...schema.response import Response
from ...schema.saved_queries import Operation, operations
from ...schema.validation.limits import UNBOUNDED, LimitExceeded, Limits
from .absence import places_named
from .enrichment import enriched, selected_fields
from .result_pages import Result, Told, make_result

BUDGET: Final = Limits()
"""The limits on an operation of an assistant: those of the server by default."""
_MOST_NEAR: Final = 5
_DEFAULT: Final = re.compile(
    r"[^.;]*\b(?:when left out|when omitted|if omitted|where omitted|when it is left out|is left out)\b[^.;]*"
)
_OF_PAGES: Final = frozenset(("after", "before", "last"))


def ask(graph: KnowledgeGraph, operation: str, variables: Mapping[str, Any] | None = None) -> Result:
    """Return the result of a GraphQL operation.

    Parameters
    ----------
    graph
        The graph.
    operation
        A document with one operation.
    variables
        Values of its variables.

    Raises
    ------
    NotFound
        If nothing has the id or code that it names; the message has near ones.
    QueryError
        If it is no valid operation, or it costs too much.
    """
    given = dict(variables or {})
    prepared = _prepared(operation, BUDGET)
    if prepared.errors or prepared.document is None or prepared.operation is None:
        told = "\n".join(error.message for error in prepared.errors)
        raise QueryError(f"{told}\nfind(text) gives coordinates of the schema, each with an example operation.")
    try:
        measure(prepared, given, BUDGET)
    except LimitExceeded as error:
        raise QueryError(error.message) from None
    return _result(graph, prepared, given)


def ask_saved(graph: KnowledgeGraph, name: str, variables: Mapping[str, Any] | None = None) -> Result:
    """Return the result of a saved query.

    Parameters
    ----------
    graph
        The graph.
    name
        Its name; case does not matter.
    variables
        Values of its variables. The name of a state may stand for its code.

    Raises
    ------
    NotFound
        If there is no such query, or nothing that the variables name.
    QueryError
        If a variable is missing, unknown or wrong.
    """
    saved = saved_query(name)
    prepared = _prepared(saved.document, UNBOUNDED)
    defined = {one.variable.name.value: one for one in variables_of(saved)}
    given = dict(variables or {})
    for variable in given:
        if variable not in defined:
            raise QueryError(f"{saved.name} has no variable {variable!r}; it has {', '.join(defined) or 'none'}.")
    missing = [name for name, one in defined.items() if name not in given and is_required(one)]
    if missing:
        told = "; ".join(f"{one}: {description_of(defined[one])}" for one in missing)
        raise QueryError(f"{saved.name} requires {', '.join(missing)}. {told}")
    read = {}
    for variable, value in given.items():
        code = _code_of(graph, variable, value)
        if code is not None:
            read[f"${variable}"] = f"{code}, the code of {value}"
            given[variable] = code
    return _result(graph, prepared, given, read)


def saved_query(name: str) -> Operation:
    """Return a saved query by its name, in any case.

    Raises
    ------
    NotFound
        If there is none; the message names the nearest.
    """
    known = {one.lower(): one for one in operations()}
    found = known.get(name.lower())
    if found is None:
        near = nearest(name.lower(), known) if len(name) <= 100 else None
        hint = f"did you mean {known[near]}?" if near else f"there are {', '.join(operations())}."
        raise NotFound(f"there is no saved query {name!r}; {hint}")
    return operations()[found]


def is_required(definition: VariableDefinitionNode) -> bool:
    """Return whether a variable has to be given."""
    return isinstance(definition.type, NonNullTypeNode) and definition.default_value is None


def _prepared(text: str, limits: Limits) -> Prepared:
    """Return an operation with a document that can be printed and changed: one that was read quickly cannot."""
    prepared = prepare(text, None, limits)
    if prepared.document is None or prepared.operation is None:
        return prepared
    document = parse(text)
    return replace(prepared, document=document, operation=get_operation_ast(document, prepared.name))


def _code_of(graph: KnowledgeGraph, variable: str, value: object) -> str | None:
    """Return the code of a state that a variable for codes names in words."""
    if variable not in ("code", "one", "other", "state") or not isinstance(value, str) or graph.state(value):
        return None
    names = {state.name.lower(): state.code for state in graph.of_type(State)}
    by_id = graph.entities.get(value)
    return by_id.code if isinstance(by_id, State) else names.get(value.lower())


def _result(
    graph: KnowledgeGraph, prepared: Prepared, variables: Mapping[str, Any], read: Mapping[str, str] | None = None
) -> Result:
    assert prepared.document is not None and prepared.operation is not None
    schema = core_schema()
    day = current_day()
    response = run(graph, print_ast(enriched(schema, prepared.document)), variables, prepared.name, day=day)
    values = list(_values(prepared.document, variables))
    _raise_unless_found(graph, response, values)
    kinds = {ReliefKind[one] for one in values if one in ReliefKind.__members__}
    told = Told(
        selected_fields(schema, prepared.document, prepared.operation),
        places_named(graph, values),
        frozenset(kinds),
        day.isoformat(),
    )
    lead: dict[str, Any] = {"defaults": dict(read or {}) | _defaults(prepared, variables, day)}
    if response.errors:
        lead["errors"] = [_with_near(graph, error["message"], values) for error in response.errors]
    lead["dataset"] = response.extensions["dataset"]
    if warnings := response.extensions.get("warnings"):
        lead["warnings"] = [one["message"] for one in warnings]
    return make_result(graph, response.data, told, lead, lead.get("errors", ()))


def _raise_unless_found(graph: KnowledgeGraph, response: Response, values: list[str]) -> None:
    if not response.errors:
        return
    message = "\n".join(_with_near(graph, error["message"], values) for error in response.errors)
    if any(error["extensions"]["code"] != "NOT_FOUND" for error in response.errors):
        raise QueryError(message)
    if response.found_nothing:
        raise NotFound(message)


def _with_near(graph: KnowledgeGraph, message: str, values: list[str]) -> str:
    """Return the message of an error with the ids that are near to the one that it is about."""
    wrong = next((one for one in values if repr(one) in message), "")
    near = near_ids(graph, wrong)
    return f"{message} Near: {'; '.join(near)}." if near else message


def near_ids(graph: KnowledgeGraph, id: str) -> list[str]:
    """Return the ids that are near to one that nothing has, each with its name."""
    text = re.sub(r"[^\w]+", " ", id.partition("/")[2] or id)[:200].strip()
    if not text:
        return []
    hits = [hit.entity for hit in search(graph, text)]
    kind = id.partition("/")[0] if "/" in id else ""
    of_kind = [one for one in hits if one.type.value == kind] or [one for one in hits if not isinstance(one, Source)]
    return [f"{one.id} ({one.name})" for one in of_kind[:_MOST_NEAR]]


def _values(document: DocumentNode, variables: Mapping[str, Any]) -> Iterator[str]:
    """Yield the strings and enum values that an operation is given."""
    found: list[str] = []

    class Strings(Visitor):
        def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
            """Collect the strings of an argument."""
            visit(node.value, _Leaves(found))

    visit(document, Strings())
    yield from found
    yield from _strings(dict(variables))


class _Leaves(Visitor):
    def __init__(self, found: list[str]) -> None:
        super().__init__()
        self._found = found

    def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
        """Collect a string."""
        self._found.append(node.value)

    def enter_enum_value(self, node: EnumValueNode, *_: Any) -> None:
        """Collect the name of an enum value."""
        self._found.append(node.value)


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _strings(one)
        case list():
            for one in value:
                yield from _strings(one)


def _defaults(prepared: Prepared, variables: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return the value of each variable and argument that was left out, by its name or its coordinate."""
    assert prepared.document is not None and prepared.operation is not None
    found: dict[str, Any] = {}
    left_out: set[str] = set()
    for one in prepared.operation.variable_definitions or ():
        name = one.variable.name.value
        if name in variables:
            continue
        left_out.add(name)
        if one.default_value is not None:
            found[f"${name}"] = value_from_ast_untyped(one.default_value)
    info = TypeInfo(core_schema())
    finder = _LeftOut(info, left_out, day)
    visit(prepared.document, TypeInfoVisitor(info, finder))
    return found | finder.found


class _LeftOut(Visitor):
    """Finds the arguments that a document leaves out and that have a default."""

    def __init__(self, info: TypeInfo, variables: set[str], day: date) -> None:
        super().__init__()
        self.found: dict[str, Any] = {}
        self._info = info
        self._variables = variables
        self._day = day

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Note the defaults of a field."""
        field, parent = self._info.get_field_def(), self._info.get_parent_type()
        if field is None or parent is None:
            return
        given = {
            one.name.value
            for one in node.arguments or ()
            if getattr(getattr(one.value, "name", None), "value", None) not in self._variables
        }
        for name, argument in field.args.items():
            if name not in given and name not in _OF_PAGES and not is_required_argument(argument):
                value = self._default(name, argument)
                if value is not None:
                    self.found[f"{parent.name}.{node.name.value}({name}:)"] = value

    def _default(self, name: str, argument: GraphQLArgument) -> Any:
        if argument.default_value is not Undefined:
            return _written(argument.type, argument.default_value)
        told = _DEFAULT.search(argument.description or "")
        if name == "on" and told and "oday" in told[0]:
            return f"{self._day.isoformat()} (today)"
        return " ".join(told[0].split()) if told else None


def _written(type: GraphQLInputType, value: Any) -> Any:
    """Return a default as it is written in an operation."""
    if isinstance(value, list | tuple):
        return [_written(type, one) for one in value]
    named = get_named_type(type)
    if isinstance(type, GraphQLNonNull | GraphQLList) or hasattr(named, "values"):
        return getattr(value, "name", value)
    return value


def description_of(variable: VariableDefinitionNode) -> str:
    """Return the description of a variable on one line; empty where it has none."""
    return " ".join(variable.description.value.split()) if variable.description else ""


@cache
def variables_of(saved: Operation) -> tuple[VariableDefinitionNode, ...]:
    """Return the variables of a saved query, as its document defines them."""
    (operation,) = (one for one in parse(saved.document).definitions if isinstance(one, OperationDefinitionNode))
    return tuple(operation.variable_definitions or ())
