"""Running an operation: from its text to an answer as plain data."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from graphql import ExecutionResult, GraphQLError, GraphQLSyntaxError, execute

from ..graph import KnowledgeGraph
from ..graph.errors import QuestionError
from ..graph.model.records import Source
from ..graph.queries.citations import cite
from .context import Context, DeadlineError, in_time
from .document_cache import Prepared, core_schema, prepare
from .provenance import noting

_UNSOURCED: Final = {
    "code": "UNSOURCED",
    "message": "The graph has no claims: no source supports anything in this response.",
}
_log: Final = logging.getLogger("clemency_graph")
_LONGEST_MESSAGE: Final = 2_000
"""Characters of an error's message at most."""


class Answer(NamedTuple):
    """What an operation came to.

    Attributes
    ----------
    data : dict or None
        What was asked for; None where the operation could not be run.
    errors : list of dict
        What went wrong, each as the GraphQL specification formats errors, with a `code` in its extensions.
    extensions : dict
        `dataset` (its version and day of release), `warnings` (UNSOURCED of a graph without claims) and, where asked
        for, `sources` (each with its citation).
    """

    data: dict[str, Any] | None
    errors: list[dict[str, Any]]
    extensions: dict[str, Any]

    @property
    def was_run(self) -> bool:
        """Whether the operation was run at all, with or without errors on the way."""
        return self.data is not None or any("path" in error for error in self.errors)

    def as_dict(self) -> dict[str, Any]:
        """The answer as the GraphQL specification has it: no `data` where nothing was run, and no empty `errors`."""
        if not self.errors:
            return {"data": self.data, "extensions": self.extensions}
        ran = {"data": self.data} if self.was_run else {}
        return {"errors": self.errors, **ran, "extensions": self.extensions}


def run(
    graph: KnowledgeGraph,
    query: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    *,
    provenance: bool = False,
) -> Answer:
    """Run one operation on a graph.

    Parameters
    ----------
    graph
        The graph to ask.
    query
        A GraphQL document.
    variables
        Values of its variables.
    operation_name
        Which operation of the document to run, where it has several.
    provenance
        Whether to tell the sources behind everything that was selected.

    Returns
    -------
    Answer
        Always; what is wrong with the question stands in its errors.

    Examples
    --------
    >>> run(load(), '{ state(code: "NV") { name } }').data
    {'state': {'name': 'Nevada'}}
    """
    return answer(prepare(query, operation_name), Context(graph), variables or {}, provenance=provenance)


def answer(
    prepared: Prepared,
    context: Context,
    variables: Mapping[str, Any],
    *,
    provenance: bool = False,
    cost: int | None = None,
    in_parts: bool = False,
) -> Answer:
    """Run an operation that was made ready.

    Parameters
    ----------
    prepared
        The operation.
    context
        The graph to ask, and how long it may take.
    variables
        Values of its variables.
    provenance
        Whether to tell the sources behind everything that was selected.
    cost
        What it costs, to be told with the answer.
    in_parts
        Whether the data are for orjson alone, which takes the parts of them that are already encoded.
    """
    graph = context.graph
    if prepared.errors:
        return refused(graph, prepared.errors)
    result = executed(prepared, context, variables, provenance=provenance, in_parts=in_parts)
    if context.expired:
        return refused(graph, [DeadlineError()])
    extensions = _extensions(graph)
    if cost is not None:
        extensions["cost"] = cost
    if provenance:
        extensions["sources"] = [_source(graph, id) for id in context.sources]
    return Answer(result.data, [formatted(error) for error in result.errors or ()], extensions)


def refused(graph: KnowledgeGraph, errors: Iterable[GraphQLError]) -> Answer:
    """The answer to an operation that was not run, or not to its end."""
    return Answer(None, [formatted(error) for error in errors], _extensions(graph))


def _extensions(graph: KnowledgeGraph) -> dict[str, Any]:
    dataset = {"version": graph.dataset.version, "released": graph.dataset.released.isoformat()}
    return {"dataset": dataset} if graph.sourced else {"dataset": dataset, "warnings": [_UNSOURCED]}


def executed(
    prepared: Prepared,
    context: Context,
    variables: Mapping[str, Any],
    *,
    provenance: bool = False,
    in_parts: bool = False,
) -> ExecutionResult:
    """What an operation without errors comes to, as graphql-core gives it; for `in_parts` see `answer`."""
    assert prepared.document is not None and prepared.operation is not None
    if prepared.compiled is not None:
        run = prepared.compiled.execute_parts if in_parts else prepared.compiled.execute
        return run(context, variables, noting=provenance)
    name = prepared.operation.name
    result = execute(
        core_schema(),
        prepared.document,
        context_value=context,
        variable_values=dict(variables),
        operation_name=name.value if name else None,
        middleware=[noting, in_time] if provenance else [in_time],
    )
    assert isinstance(result, ExecutionResult)
    return result


def formatted(error: GraphQLError) -> dict[str, Any]:
    """An error as clients get it: theirs in full with a code, ours as an id that the log has."""
    cause = error.original_error
    told: dict[str, Any] = dict(error.formatted)
    if len(error.message) > _LONGEST_MESSAGE:
        # It repeats what the client sent.
        told["message"] = f"{error.message[:_LONGEST_MESSAGE]} ..."
    given = (error.extensions or {}).get("code")
    if isinstance(given, str):
        code = given
    elif isinstance(cause, QuestionError):
        code = "BAD_USER_INPUT"
    elif isinstance(error, GraphQLSyntaxError):
        code = "GRAPHQL_PARSE_FAILED"
    elif cause is None or isinstance(cause, GraphQLError):
        code = "GRAPHQL_VALIDATION_FAILED" if error.path is None else "BAD_USER_INPUT"
    else:
        id = secrets.token_hex(8)
        _log.error("internal error %s", id, exc_info=cause)
        told["message"] = f"Something went wrong on our side. Please report it with this id: {id}."
        code = "INTERNAL_SERVER_ERROR"
    return {**told, "extensions": {**told.get("extensions", {}), "code": code}}


def _source(graph: KnowledgeGraph, id: str) -> dict[str, Any]:
    source = graph.entities[id]
    assert isinstance(source, Source)
    publisher = graph.entities[source.publisher].name if source.publisher else None
    return {"id": id, "title": source.title, "url": source.url, "citation": cite(source, publisher)}
