"""The four tools of the MCP server: find, ask, saved_query and check_text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...graph.queries.search import MAX_TEXT_LENGTH
from ...graph.text_check import LIMIT as LONGEST_TEXT
from ...graph.text_check import Verdict
from ...schema.saved_queries import Operation, operations
from . import operations as running
from .check_text import check
from .find import KINDS, find
from .operations import is_required, variables_of
from .output_schemas import output_schema
from .result_pages import Result

INSTRUCTIONS: Final = (
    "The Clemency Graph: a sourced record of cannabis clemency in the United States. Start with find: it takes a "
    "question in words, such as 'How many convictions were pardoned in Maryland?', and leads with the figure or with "
    "why there is none. Each figure has a sentence that is right to repeat, and a citation: repeat the sentence, with "
    "its unit, its stage and its day, and cite. Announced, eligible and granted are different stages; people, "
    "convictions, cases, records and grants are different units: never add or convert one to another. Never add "
    "figures yourself: ask for totals. What is absent is none, unknown or not looked for, and never zero. If a figure "
    "is disputed, say so. A result has 8,000 characters at most; page gives the rest."
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of the MCP server.

    Attributes
    ----------
    name, title, description : str
        Its name, its name for people, and what it returns.
    input_schema, output_schema : dict
        The JSON Schemas of its arguments and of its results.
    run : callable
        Returns its result, given the graph and its arguments.
    """

    name: str
    title: str
    description: str
    input_schema: Mapping[str, Any]
    output_schema: Mapping[str, Any]
    run: Callable[[KnowledgeGraph, Mapping[str, Any]], Result]


def _input(required: Mapping[str, Any], optional: Mapping[str, Any]) -> dict[str, Any]:
    page = {
        "type": "integer",
        "minimum": 1,
        "default": 1,
        "description": "The page of the result; page.next of a result is the next one.",
    }
    return {
        "type": "object",
        "properties": {**required, **optional, "page": page},
        "required": list(required),
        "additionalProperties": False,
    }


def _is_of_site(name: str) -> bool:
    """Return whether a saved query is made for a page of the site or the explorer."""
    return name.startswith(("PageOf", "ListOf")) or name.endswith("OnABoard")


def _listed(saved: Operation) -> str:
    named = [one.variable.name.value for one in variables_of(saved) if is_required(one)]
    required = f"({', '.join(named)})" if named else ""
    return f"{saved.name}{required}: {saved.title}"


_TYPES: Final = {"string": str, "integer": int, "object": Mapping}
_VARIABLES: Final = {"type": "object", "description": "Values of its variables, by name without $."}

TOOLS: Final[Mapping[str, Tool]] = {
    one.name: one
    for one in (
        Tool(
            "find",
            "Find figures, entities, saved queries and fields",
            "Answer a question in words, and find by meaning. A question of how many leads with the figure that "
            "answers it, in the unit, at the stage, for the place, people and days that it names, or with why there is "
            "none. Also found: entities (people, places, laws, actions, organizations, sources) by name, number or "
            "figure, each with its id; saved queries; and the schema: coordinate, definition, path from the root, and "
            "an example operation for ask.",
            _input(
                {
                    "text": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": MAX_TEXT_LENGTH,
                        "description": "A question such as 'How many people were eligible in New York?', a name, a "
                        "figure, or what a field means. Name the place, the unit, the stage and the day.",
                    }
                },
                {
                    "only": {
                        "type": "string",
                        "enum": list(KINDS),
                        "description": "Only this part of what is found; every part if omitted.",
                    }
                },
            ),
            output_schema("find"),
            lambda graph, given: find(graph, given["text"], given.get("only")),
        ),
        Tool(
            "ask",
            "Run a GraphQL operation",
            "Run a GraphQL operation of your own, within a budget of cost. find gives fields with example operations. "
            "Each figure in the result gets its unit, stage, day, coverage, dispute, citation and a sentence, selected "
            "or not. For sums ask for totals(where:, stage:, unit:), which adds only what may be added. Example: "
            '{ state(code: "MO") { totals(stage: GRANTED, unit: CASES) { kind low high } } }',
            _input(
                {"operation": {"type": "string", "minLength": 1, "description": "A document with one query."}},
                {"variables": _VARIABLES},
            ),
            output_schema("ask"),
            lambda graph, given: running.ask(graph, given["operation"], given.get("variables")),
        ),
        Tool(
            "saved_query",
            "Run a saved query",
            "Run a saved query by its name; each is also a prompt, with all it says of its variables. "
            + "; ".join(_listed(one) for one in operations().values() if not _is_of_site(one.name))
            + ". PageOf... are those of the pages of the site.",
            _input(
                {"name": {"type": "string", "enum": list(operations()), "description": "The name of the query."}},
                {"variables": _VARIABLES},
            ),
            output_schema("saved_query"),
            lambda graph, given: running.ask_saved(graph, given["name"], given.get("variables")),
        ),
        Tool(
            "check_text",
            "Check a text against the record",
            "Hold each figure of clemency in a text, its governors and the signing of bills against the record. Each "
            "statement gets a verdict: "
            + "; ".join(f"{one.name}: {one.definition}" for one in Verdict)
            + " A correction says what would be right. The text is never kept.",
            _input(
                {
                    "text": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": LONGEST_TEXT,
                        "description": "Plain text, Markdown or HTML.",
                    }
                },
                {
                    "published": {
                        "type": "string",
                        "format": "date",
                        "description": "The day on which it was published, such as 2024-06-18: what was right then.",
                    }
                },
            ),
            output_schema("check_text"),
            lambda graph, given: check(graph, given["text"], given.get("published")),
        ),
    )
}
"""The tools by their names."""


def call(graph: KnowledgeGraph, name: str, arguments: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Call a tool, and return a page of its result as text and as structured content.

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
    tuple of str and dict
        8,000 characters together at most.

    Raises
    ------
    NotFound
        If nothing has the id, code or name that the arguments give; the message has near ones.
    QueryError
        If there is no such tool, or an argument is missing, unknown or wrong.

    Examples
    --------
    >>> text, content = call(load(), "find", {"text": "How many people were pardoned in Nevada?"})
    """
    tool = TOOLS.get(name)
    if tool is None:
        raise QueryError(f"there is no tool {name!r}; there are {', '.join(TOOLS)}.")
    properties = tool.input_schema["properties"]
    for argument, value in arguments.items():
        if argument not in properties:
            raise QueryError(f"{name} has no argument {argument!r}; it has {', '.join(properties)}.")
        if not isinstance(value, _TYPES[properties[argument]["type"]]) or isinstance(value, bool):
            raise QueryError(f"{name}: {argument} is {value!r:.80}; it is of type {properties[argument]['type']}.")
    missing = [one for one in tool.input_schema["required"] if one not in arguments]
    if missing:
        told = "; ".join(f"{one}: {properties[one]['description']}" for one in missing)
        raise QueryError(f"{name} requires {', '.join(missing)}. {told}")
    return tool.run(graph, arguments).page(arguments.get("page", 1))
