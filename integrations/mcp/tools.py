"""The tools of the MCP server: saved queries, search, paths and single entities, each with its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    TypeNode,
    VariableDefinitionNode,
    parse,
    value_from_ast_untyped,
)

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...schema.document_cache import core_schema
from ...schema.execute import run
from ...schema.response import raise_unless_found
from ...schema.saved_queries import operations

INSTRUCTIONS: Final = (
    "The Clemency Graph: a sourced record of cannabis clemency in the United States. Every result lists its sources: "
    "cite them with their URLs, and state nothing that they do not. Announced, eligible and granted are different "
    "stages; people, convictions, cases, records and charges are different units: never add or convert one to another, "
    "and report totals unchanged, with their exclusions. A null bound means that no bound is stated. If sources "
    "disagree, say so. Find ids with search. State the version of the data."
)

_SEARCH: Final = """
query search($text: String!, $types: [EntityType!], $first: Int! = 10) {
  search(text: $text, types: $types, first: $first) {
    totalCount
    nodes { score matched entity { __typename id name sources(first: 3) { nodes { title url } } } }
  }
}
"""
_PATHS: Final = """
query paths($from: ID!, $to: ID!, $kinds: [RelationshipKind!], $maxLength: Int! = 6, $first: Int! = 3) {
  paths(from: $from, to: $to, kinds: $kinds, maxLength: $maxLength, first: $first) {
    length
    nodes { id name }
    relationships { kind start end from { id } to { id } claims { stated source { title url } } }
  }
}
"""
_ENTITY: Final = """
query entity($id: ID!, $knownAt: Date, $first: Int! = 50) {
  entity(id: $id) {
    __typename
    id
    name
    aliases
    claims(first: $first, knownAt: $knownAt) {
      totalCount
      nodes {
        property claimStage stated rank rankReason asOf published inference
        quantity { low high qualifier unit cumulative }
        source { id title url published }
      }
    }
    relationships(first: $first) { totalCount nodes { kind start end from { id name } to { id name } } }
  }
}
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of the MCP server.

    Attributes
    ----------
    name : str
        Its name.
    description : str
        What it returns.
    document : str
        The GraphQL document behind it.
    input_schema : dict
        The JSON Schema of its arguments.
    """

    name: str
    description: str
    document: str
    input_schema: dict[str, Any]


@cache
def tools() -> dict[str, Tool]:
    """Return every tool, by name."""
    fixed = (
        ("search", "Find people, places, laws, actions, organizations and sources by name, number or figure.", _SEARCH),
        (
            "paths",
            "Find the most relevant paths between two entities, by their ids, with their claims.",
            _PATHS,
        ),
        ("entity", "Get an entity by its id: its claims, best first, and its relationships.", _ENTITY),
    )
    saved = ((one.name, one.description, one.document) for one in operations().values())
    return {name: Tool(name, description, text, _input_schema(text)) for name, description, text in (*fixed, *saved)}


def call(graph: KnowledgeGraph, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Call a tool, and return its result.

    Parameters
    ----------
    graph
        The graph.
    name
        The name of a tool.
    arguments
        Its arguments.

    Returns
    -------
    dict
        `data`; `dataset` with version and day of release; `sources`, each with its citation; `errors` where a part of
        what the arguments name is not there.

    Raises
    ------
    NotFound
        If nothing has the id, code or version that the arguments name.
    QueryError
        If there is no such tool, or its arguments are invalid.

    Examples
    --------
    >>> call(load(), "search", {"text": "Nevada"})["data"]["search"]["totalCount"]
    """
    if name not in tools():
        raise QueryError(f"there is no tool {name!r}; there are {', '.join(tools())}.")
    tool = tools()[name]
    known = tool.input_schema["properties"]
    for argument in arguments:
        if argument not in known:
            raise QueryError(f"{name} has no argument {argument!r}; it has {', '.join(known) or 'none'}.")
    response = run(graph, tool.document, dict(arguments), provenance=True)
    raise_unless_found(response)
    missing = {"errors": response.errors} if response.errors else {}
    return {"data": response.data} | missing | response.extensions


def _input_schema(document: str) -> dict[str, Any]:
    (operation,) = (one for one in parse(document).definitions if isinstance(one, OperationDefinitionNode))
    variables = {one.variable.name.value: one for one in operation.variable_definitions or ()}
    return {
        "type": "object",
        "properties": {name: _variable_schema(one) for name, one in variables.items()},
        "required": [
            name
            for name, one in variables.items()
            if isinstance(one.type, NonNullTypeNode) and one.default_value is None
        ],
        "additionalProperties": False,
    }


def _variable_schema(variable: VariableDefinitionNode) -> dict[str, Any]:
    default, description = variable.default_value, variable.description
    return (
        _type_schema(variable.type)
        | ({} if description is None else {"description": description.value})
        | ({} if default is None else {"default": value_from_ast_untyped(default)})
    )


def _type_schema(node: TypeNode) -> dict[str, Any]:
    if isinstance(node, NonNullTypeNode):
        return _type_schema(node.type)
    if isinstance(node, ListTypeNode):
        return {"type": "array", "items": _type_schema(node.type)}
    assert isinstance(node, NamedTypeNode)
    known = core_schema().get_type(node.name.value)
    description = {"description": known.description} if known is not None and known.description else {}
    if isinstance(known, GraphQLEnumType):
        return {"type": "string", "enum": list(known.values)} | description
    match node.name.value:
        case "Int":
            return {"type": "integer"}
        case "Date":
            return {"type": "string", "format": "date"} | description
        case "ID":
            return {"type": "string", "description": "An id, such as state/nv; find one with search."}
        case _:
            return {"type": "string"}
