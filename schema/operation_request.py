"""A GraphQL request as plain data, validated before anything is executed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, Self

from ..graph.errors import ClemencyGraphError

LONGEST_NAME: Final = 200
"""Characters of an operation's name at most: it is a part of cache keys, logs and metrics."""


class RequestError(ClemencyGraphError, ValueError):
    """Input that is not a GraphQL request; the message says what would be."""


class Request(NamedTuple):
    """A request for one operation; the query is None where its extensions name a persisted one.

    `in_address` says that it came as part of an address, which logs and histories keep.
    """

    query: str | None
    variables: Mapping[str, Any]
    operation_name: str | None
    extensions: Mapping[str, Any]
    in_address: bool = False

    @property
    def provenance(self) -> bool:
        """Whether the request asks for the sources behind its fields."""
        return self.extensions.get("provenance") is True

    @classmethod
    def of(cls, given: object) -> Self:
        """Return a request from decoded JSON: an object with `query`, `variables`, `operationName` and `extensions`.

        Raises
        ------
        RequestError
            When it is not an object, or a part is missing or of the wrong type.
        """
        if isinstance(given, list):
            raise RequestError("A batch of operations is not supported; send a request for each.")
        if not isinstance(given, dict):
            raise RequestError('A request is a JSON object such as {"query": "{ dataset { version } }"}.')
        variables, extensions = _object(given, "variables"), _object(given, "extensions")
        query = given.get("query")
        if not isinstance(query, str) and not (query is None and "persistedQuery" in extensions):
            raise RequestError("'query' is missing or not a string; it is the GraphQL document to run.")
        name = given.get("operationName")
        if name is not None and not isinstance(name, str):
            raise RequestError("'operationName' is not a string; it is the name of an operation in the query.")
        if name and len(name) > LONGEST_NAME:
            raise RequestError(f"'operationName' has {len(name):,} characters; it can have {LONGEST_NAME} at most.")
        return cls(query, variables, name or None, extensions)


def _object(given: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = given.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise RequestError(f"'{key}' is not a JSON object.")
    return value
