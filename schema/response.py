"""The response to a GraphQL operation: data, errors with codes, and extensions."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from graphql import DocumentNode, FieldNode, GraphQLError, GraphQLSyntaxError

from ..graph import KnowledgeGraph
from ..graph.errors import NotFound, QueryError
from ..graph.model.records import Source
from ..graph.queries.citations import cite
from .coordinates import coordinate_of
from .document_cache import core_schema

_UNSOURCED: Final = {
    "code": "UNSOURCED",
    "message": "The graph has no claims: no source supports anything in this response.",
}
_log: Final = logging.getLogger("clemency_graph")
_WITH_COORDINATE: Final = ("NOT_FOUND", "BAD_USER_INPUT")
"""The codes of errors that say which field or argument of the schema they are about."""
_LONGEST_MESSAGE: Final = 2_000
"""Characters of an error's message at most: some repeat what the client sent."""


class Response(NamedTuple):
    """The response to an operation.

    Attributes
    ----------
    data : dict or None
        The data; None where the operation was not executed.
    errors : list of dict
        The errors as the GraphQL specification formats them, each with a `code` in its extensions.
    extensions : dict
        `dataset` (its version and day of release), `warnings` (UNSOURCED of a graph without claims) and, on request,
        `sources` (each with its citation).
    operation : str or None
        The name of the operation.
    private : bool
        Whether the operation takes a private value, so that nothing may keep its variables or its response.
    """

    data: dict[str, Any] | None
    errors: list[dict[str, Any]]
    extensions: dict[str, Any]
    operation: str | None = None
    private: bool = False

    @property
    def was_run(self) -> bool:
        """Whether the operation was executed, with or without errors."""
        return self.data is not None or any("path" in error for error in self.errors)

    @property
    def found_nothing(self) -> bool:
        """Whether something that it names is not there, and no root field has an object; an echoed `day` is none."""
        missing = any(error["extensions"]["code"] == "NOT_FOUND" for error in self.errors)
        return missing and bool(self.data) and has_no_object(self.data or {})

    def as_dict(self) -> dict[str, Any]:
        """Return the response as the specification has it: no `data` where nothing was executed, no empty `errors`."""
        if not self.errors:
            return {"data": self.data, "extensions": self.extensions}
        ran = {"data": self.data} if self.was_run else {}
        return {"errors": self.errors, **ran, "extensions": self.extensions}


def refused(
    graph: KnowledgeGraph, errors: Iterable[GraphQLError], operation: str | None = None, *, private: bool = False
) -> Response:
    """Return the response to an operation that was not executed, or not to its end."""
    return Response(None, [format_error(error) for error in errors], extensions_of(graph), operation, private)


def extensions_of(graph: KnowledgeGraph) -> dict[str, Any]:
    """Return the extensions of every response about a graph."""
    dataset: dict[str, Any] = {"version": graph.dataset.version, "released": graph.dataset.released.isoformat()}
    if graph.dataset.extra:
        dataset["extra"] = list(graph.dataset.extra)
    return {"dataset": dataset} if graph.sourced else {"dataset": dataset, "warnings": [_UNSOURCED]}


def raise_unless_found(response: Response) -> None:
    """Raise an error unless a response has data, and no error but that something named in a query is not there.

    Raises
    ------
    NotFound
        When nothing that the query names is there.
    QueryError
        When the query is wrong.
    """
    if not response.errors:
        return
    message = "\n".join(error["message"] for error in response.errors)
    if any(error["extensions"]["code"] != "NOT_FOUND" for error in response.errors):
        raise QueryError(message)
    if response.found_nothing:
        raise NotFound(message)


def format_error(error: GraphQLError, document: DocumentNode | None = None) -> dict[str, Any]:
    """Return an error as clients get it: theirs in full with a code, ours as an id that the log has.

    Parameters
    ----------
    error
        The error.
    document
        The document that was executed, for the coordinate of what is wrong.
    """
    cause = error.original_error
    formatted: dict[str, Any] = dict(error.formatted)
    if len(error.message) > _LONGEST_MESSAGE:
        formatted["message"] = f"{error.message[:_LONGEST_MESSAGE]} ..."
    code_given = (error.extensions or {}).get("code")
    if isinstance(code_given, str):
        code = code_given
    elif isinstance(cause, NotFound):
        code = "NOT_FOUND"
    elif isinstance(cause, QueryError):
        code = "BAD_USER_INPUT"
    elif isinstance(error, GraphQLSyntaxError):
        code = "GRAPHQL_PARSE_FAILED"
    elif cause is None or isinstance(cause, GraphQLError):
        code = "GRAPHQL_VALIDATION_FAILED" if error.path is None else "BAD_USER_INPUT"
    else:
        id = secrets.token_hex(8)
        _log.error("internal error %s", id, exc_info=cause)
        formatted["message"] = f"Something went wrong on our side. Please report it with this id: {id}."
        code = "INTERNAL_SERVER_ERROR"
    extensions = {**formatted.get("extensions", {}), "code": code}
    if code in _WITH_COORDINATE and error.nodes:
        argument = cause.argument if isinstance(cause, QueryError) else ""
        of_root = len(error.path or ()) == 1 and isinstance(error.nodes[0], FieldNode)
        coordinate = coordinate_of(core_schema(), None if of_root else document, error.nodes[0], argument)
        extensions = extensions if coordinate is None else {"coordinate": coordinate, **extensions}
    return {**formatted, "extensions": extensions}


def has_no_object(data: Mapping[str, Any]) -> bool:
    """Return whether no root field of some data is an object or a list with one; scalars only echo the request."""
    return not any(
        isinstance(item, dict) for value in data.values() for item in (value if isinstance(value, list) else [value])
    )


def describe_source(graph: KnowledgeGraph, id: str) -> dict[str, Any]:
    """Return a source with its citation."""
    source = graph.entities[id]
    assert isinstance(source, Source)
    publisher = graph.entities[source.publisher].name if source.publisher else None
    return {"id": id, "title": source.title, "url": source.url, "citation": cite(source, publisher)}
