"""Saved queries by address: /q/NAME?variable=value, as JSON, or as a table by the rules of `tables.flatten`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from time import perf_counter
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

import orjson
from graphql import OperationDefinitionNode, VariableDefinitionNode, parse, print_ast
from starlette.requests import Request as HTTPRequest
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from ...graph.errors import QueryError
from ...graph.tables.column_tree import lists_of
from ...graph.tables.csv_text import csv_text
from ...graph.tables.flatten import tabulate
from ...schema.execution.strawberry_adapter import to_snake_case
from ...schema.inputs.text_variables import definitions_by_name, read_variables
from ...schema.operation_request import Request
from ...schema.response import has_no_object
from ...schema.saved_queries import Operation, operations
from ...schema.table_columns import select
from .. import logs
from ..http import graphql_request, responses
from ..http.negotiation import CSV, JSON, negotiate
from ..http.responses import HTTPError, RawResponse
from ..response_cache import CachedResponse
from .graphql import GraphQLEndpoint, failed, negotiated, refused, wants_provenance
from .kept_answers import VERSION, KeptAnswers

_TABLE_PARAMETERS: Final = ("rows", "explode", "excel")
"""The parameters of a table: the path of its rows, that of a list within the rows to explode, and `1` for Excel."""

_HINT: Final = "The parameters of a table are rows=PATH, explode=PATH and excel=1; /q lists the paths of rows."
_SHOWN: Final = 40
"""The maximum number of characters of a wrong value in an error message."""


class _TableOptions(NamedTuple):
    """How a response becomes a table."""

    rows: str | None = None
    explode: str | None = None
    excel: bool = False


async def open_in_graphiql(request: HTTPRequest) -> Response:
    """Redirect to GraphiQL with a saved query, and the variables of the query string."""
    operation = find_operation(request.path_params["name"])
    variables = read_operation_variables(operation, graphql_request.parse_pairs(request.scope["query_string"]))
    asked = {"query": operation.document, "variables": responses.encode_json(variables).decode()}
    root = "../../../" if request.scope.get("raw_path", b"").endswith(b"/") else "../../"
    return RedirectResponse(f"{root}graphiql?{urlencode(asked, quote_via=quote)}", 307)


async def list_saved_queries(request: HTTPRequest) -> Response:
    """List all saved queries: names, titles, descriptions, addresses, variables, default rows of CSV, other lists."""
    listed = [
        {
            "name": one.name,
            "title": one.title,
            "description": one.description,
            "address": responses.link(request.scope, "q", one.name),
            "variables": [_describe(variable) for variable in definitions_by_name(_parsed(one)).values()],
            "rows": one.rows,
            "lists": _list_paths(one),
        }
        for one in operations().values()
    ]
    return JSONResponse({"queries": listed}, headers={"access-control-allow-origin": "*"})


class SavedQueryEndpoint:
    """An ASGI application for /q/NAME.

    Parameters
    ----------
    endpoint
        The GraphQL endpoint, which runs them.
    """

    def __init__(self, endpoint: GraphQLEndpoint) -> None:
        self._endpoint = endpoint
        self._kept = KeptAnswers(endpoint.fresh)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        began = perf_counter()
        headers = dict(scope["headers"])
        request_id = logs.request_id(headers.get(b"x-request-id"))
        try:
            name, _, ending = scope["path_params"]["name"].partition(".")
            media_type = _choose_media_type(ending, headers)
            pairs = graphql_request.parse_pairs(scope["query_string"])
            if any(key == VERSION for key, _ in pairs):
                cached = await self._kept.respond(self._endpoint.graph, name, pairs, media_type)
            else:
                cached = await self._respond(name, pairs, headers, media_type)
            response = await negotiated(cached, headers, scope["method"])
        except QueryError as error:
            cached = refused(HTTPError(400, f"{error} {_HINT}"))
            response = cached.response
        except HTTPError as error:
            cached = refused(error)
            response = cached.response
        except Exception:
            cached = failed()
            response = cached.response
        await responses.send(response, send, scope["method"], ((b"x-request-id", request_id.encode()),))
        self._endpoint.record(scope, request_id, cached, response, perf_counter() - began)

    async def _respond(
        self, name: str, pairs: list[tuple[str, str]], headers: Mapping[bytes, bytes], media_type: str
    ) -> CachedResponse:
        """Return the present answer."""
        operation = find_operation(name)
        variables = read_operation_variables(operation, [pair for pair in pairs if pair[0] not in _TABLE_PARAMETERS])
        request = Request(operation.document, variables, operation.name, {})
        options = _read_table_options(pairs) if media_type == CSV else _TableOptions()
        variant = repr(options) if media_type == CSV else ""
        form = (media_type.encode(), variant.encode())
        parts = (wants_provenance(headers), *form, responses.encode_json(variables), name.encode())
        cached = await self._endpoint.respond(
            b"q %d %b %b %b %b" % parts, request, headers, media_type, variant=variant
        )
        built = cached.response
        if media_type == CSV:
            built = _as_table(built, operation, variables, options)
        elif not cached.etag:
            built = _with_status(built)
        return cached if built is cached.response else replace(cached, response=built, compressed=None)


def _read_table_options(pairs: list[tuple[str, str]]) -> _TableOptions:
    found = [pair for pair in pairs if pair[0] in _TABLE_PARAMETERS]
    given = dict(found)
    if len(given) < len(found):
        raise HTTPError(400, f"Each of {', '.join(_TABLE_PARAMETERS)} can be given once.")
    excel = given.get("excel", "0")
    if excel not in ("0", "1"):
        raise HTTPError(400, f"'excel' is {excel[:_SHOWN]!r}; it must be 1 or 0.")
    return _TableOptions(given.get("rows") or None, given.get("explode") or None, excel == "1")


def _as_table(
    response: RawResponse, operation: Operation, variables: Mapping[str, Any], options: _TableOptions
) -> RawResponse:
    """Return a response as a table; errors stay JSON, for a table cannot say them, and 304 stays as it is."""
    if not response.body:
        return response
    content = orjson.loads(response.body)
    if "errors" in content:
        if response.status > 200:
            return _error(response.status, response)
        return _error(404 if _codes(content) == {"NOT_FOUND"} else 400, response)
    selection = select(operation.document, operation.name, variables)
    table = tabulate(content["data"], selection, options.rows or operation.rows, options.explode)
    text = csv_text(list(table.columns), table.rows, excel=options.excel, newline="\r\n")
    caching = tuple(header for header in response.headers if header[0] in (b"etag", b"cache-control", b"vary"))
    version = (b"clemency-data-version", content["extensions"]["dataset"]["version"].encode())
    return responses.build(response.status, text.encode(), CSV, (*caching, version))


def _with_status(response: RawResponse) -> RawResponse:
    """Return a response with errors with 404 where nothing that the query names is there."""
    content = orjson.loads(response.body)
    data = content.get("data")
    return _error(404, response) if data and has_no_object(data) and _codes(content) == {"NOT_FOUND"} else response


def _codes(content: Mapping[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in content.get("errors", ())}


def _error(status: int, response: RawResponse) -> RawResponse:
    return responses.build(status, response.body, JSON, ((b"cache-control", b"no-store"),))


def _choose_media_type(ending: str, headers: Mapping[bytes, bytes]) -> str:
    if ending:
        if ending not in ("json", "csv"):
            raise HTTPError(404, f"There is no format .{ending}; there are .json and .csv.")
        return CSV if ending == "csv" else JSON
    media_type = negotiate(headers.get(b"accept"), (JSON, CSV))
    if media_type is None:
        raise HTTPError(406, f"None of the media types in Accept is available; use {JSON} or {CSV}.")
    return media_type


@cache
def _by_name() -> dict[str, Operation]:
    """Return the saved queries by their names, and by those of their files."""
    return {spelled: one for one in operations().values() for spelled in (one.name, to_snake_case(one.name))}


def find_operation(name: str) -> Operation:
    """Return the saved query with a name.

    Raises
    ------
    HTTPError
        When there is none.
    """
    found = _by_name().get(name)
    if found is None:
        near = get_close_matches(name, _by_name(), 1)
        raise HTTPError(404, f"There is no saved query {name!r}{f'; did you mean {near[0]}?' if near else ''} See /q.")
    return found


@cache
def _parsed(operation: Operation) -> OperationDefinitionNode:
    definitions = parse(operation.document).definitions
    (found,) = (one for one in definitions if isinstance(one, OperationDefinitionNode))
    return found


@cache
def _list_paths(operation: Operation) -> list[str]:
    """Return the paths of the lists whose items can be rows."""
    return list(lists_of(select(operation.document, operation.name)))


def read_operation_variables(operation: Operation, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the variables of a saved query from the fields of a query string.

    Raises
    ------
    HTTPError
        When one of them is wrong.
    """
    try:
        return read_variables(_parsed(operation), pairs)
    except QueryError as error:
        raise HTTPError(400, str(error)) from None


def _describe(variable: VariableDefinitionNode) -> dict[str, Any]:
    default = variable.default_value
    return {
        "name": variable.variable.name.value,
        "description": variable.description.value if variable.description else None,
        "type": print_ast(variable.type),
        "default": print_ast(default) if default is not None else None,
    }
