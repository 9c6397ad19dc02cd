"""The ready-made questions by address: /q/NAME?variable=value, as JSON, or as a table by the rules of `flatten`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from time import perf_counter
from typing import Any, Final

import orjson
from graphql import OperationDefinitionNode, VariableDefinitionNode, parse, print_ast
from starlette.requests import Request as HTTPRequest
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from ...graph.errors import QueryError
from ...graph.tables.flatten import rows
from ...schema.execution.strawberry_adapter import to_snake_case
from ...schema.inputs.text_variables import definitions_by_name, read_variables
from ...schema.request import Request
from ...schema.saved_queries import Operation, operations
from .. import logs
from ..http import graphql_request, responses
from ..http.negotiation import CSV, JSON, media_type
from ..http.responses import Refused, Reply
from .graphql import GraphQLEndpoint, failed, in_form, wants_provenance

_ROWS: Final = "rows"
"""The parameter that names the list of an answer whose items are the rows of a table."""


async def questions(request: HTTPRequest) -> Response:
    """All ready-made questions: their names, what they ask, and their variables."""
    told = [
        {
            "name": one.name,
            "description": one.description,
            "address": responses.link(request.scope, "q", one.name),
            "variables": [_described(variable) for variable in definitions_by_name(_parsed(one)).values()],
        }
        for one in operations().values()
    ]
    return JSONResponse({"questions": told}, headers={"access-control-allow-origin": "*"})


class ReadyQuestions:
    """An ASGI application that answers /q/NAME.

    Parameters
    ----------
    endpoint
        What answers GraphQL.
    """

    def __init__(self, endpoint: GraphQLEndpoint) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        began = perf_counter()
        headers = dict(scope["headers"])
        id = logs.request_id(headers.get(b"x-request-id"))
        kept = None
        try:
            name, _, ending = scope["path_params"]["name"].partition(".")
            typed = _form(ending, headers)
            operation = _operation(name)
            pairs = graphql_request.pairs(scope["query_string"])
            variables = _read_variables(operation, [pair for pair in pairs if pair[0] != _ROWS])
            asked = Request(operation.document, variables, operation.name, {})
            rows_path = dict(pairs).get(_ROWS) if typed == CSV else None
            variant = rows_path or ""
            form = (typed.encode(), variant.encode("utf-8", "surrogatepass"))
            parts = (wants_provenance(headers), *form, responses.encoded(variables), name.encode())
            kept = await self._endpoint.kept(b"q %d %b %b %b %b" % parts, asked, headers, typed, variant=variant)
            sent = replace(kept, reply=_as_table(kept.reply, rows_path), compressed=None) if typed == CSV else kept
            reply = await in_form(sent, headers, scope["method"])
        except QueryError as error:
            reply = Refused(400, f"{error} Name one as {_ROWS}=PATH.").reply()
        except Refused as error:
            reply = error.reply()
        except Exception:
            reply = failed()
        await responses.send(reply, send, scope["method"], ((b"x-request-id", id.encode()),))
        self._endpoint.note(scope, id, kept, reply, perf_counter() - began)


def _as_table(reply: Reply, path: str | None) -> Reply:
    """An answer as a table; what went wrong stays JSON, and so does what a client has already."""
    if not reply.body:
        return reply
    answer = orjson.loads(reply.body)
    if "errors" in answer:
        return responses.of(
            reply.status if reply.status > 200 else 400, reply.body, JSON, ((b"cache-control", b"no-store"),)
        )
    found = rows(answer["data"], path)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(found[0]) if found else [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    caching = tuple(header for header in reply.headers if header[0] in (b"etag", b"cache-control", b"vary"))
    version = (b"clemency-data-version", answer["extensions"]["dataset"]["version"].encode())
    return responses.of(reply.status, text.getvalue().encode(), CSV, (*caching, version))


def _form(ending: str, headers: Mapping[bytes, bytes]) -> str:
    if ending:
        if ending not in ("json", "csv"):
            raise Refused(404, f"There is no form .{ending}; there are .json and .csv.")
        return CSV if ending == "csv" else JSON
    typed = media_type(headers.get(b"accept"), (JSON, CSV))
    if typed is None:
        raise Refused(406, f"Nothing that you accept can be given; accept {JSON} or {CSV}.")
    return typed


@cache
def _by_name() -> dict[str, Operation]:
    """The operations by their names, and by those of their files."""
    return {spelled: one for one in operations().values() for spelled in (one.name, to_snake_case(one.name))}


def _operation(name: str) -> Operation:
    found = _by_name().get(name)
    if found is None:
        near = get_close_matches(name, _by_name(), 1)
        raise Refused(404, f"There is no question {name!r}{f'; did you mean {near[0]}?' if near else ''} See /q.")
    return found


@cache
def _parsed(operation: Operation) -> OperationDefinitionNode:
    definitions = parse(operation.document).definitions
    (found,) = (one for one in definitions if isinstance(one, OperationDefinitionNode))
    return found


def _read_variables(operation: Operation, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    try:
        return read_variables(_parsed(operation), pairs)
    except QueryError as error:
        raise Refused(400, str(error)) from None


def _described(variable: VariableDefinitionNode) -> dict[str, Any]:
    default = variable.default_value
    return {
        "name": variable.variable.name.value,
        "type": print_ast(variable.type),
        "default": print_ast(default) if default is not None else None,
    }
