"""Read GraphQL requests from HTTP: https://graphql.github.io/graphql-over-http/draft/."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive

from ...schema.inputs.text_variables import parse_json
from .negotiation import JSON, LONGEST_CACHED
from .responses import HTTPError

_PARAMETERS: Final = ("query", "operationName", "variables", "extensions")


async def read_body(headers: Mapping[bytes, bytes], receive: Receive, most: int) -> bytes:
    """Return the body of a request, of at most so many bytes.

    Raises
    ------
    HTTPError
        When it is longer, or the client disconnected.
    """
    length = headers.get(b"content-length")
    if length is not None and not _is_at_most(length, most):
        raise _too_large(most)
    message = await receive()
    whole: bytes = message.get("body", b"")
    if message.get("more_body"):
        parts = [whole]
        received = len(whole)
        while message.get("more_body"):
            message = await receive()
            parts.append(message.get("body", b""))
            received += len(parts[-1])
            if received > most:
                raise _too_large(most)
        whole = b"".join(parts)
    if message["type"] == "http.disconnect":
        raise HTTPError(400, "The body did not arrive whole.")
    if len(whole) > most:
        raise _too_large(most)
    return whole


def parse_body(headers: Mapping[bytes, bytes], content: bytes) -> object:
    """Return the JSON value of the body of a POST request.

    Raises
    ------
    HTTPError
        When it is not JSON, or its content type is another.
    """
    form = headers.get(b"content-type", b""), headers.get(b"content-encoding", b"identity")
    problem = (_unsupported if sum(map(len, form)) <= LONGEST_CACHED else _unsupported.__wrapped__)(*form)
    if problem:
        raise HTTPError(415, problem)
    return decode_json(content, "The body")


@lru_cache(1024)
def _unsupported(content_type: bytes, encoding: bytes) -> str:
    """Return why a body of this form cannot be read, or an empty text."""
    name, *parameters = content_type.decode("latin-1").lower().split(";")
    if name.strip() != JSON:
        return f"The body must be JSON, with Content-Type: {JSON}."
    charset = next((one.partition("=")[2].strip(' "') for one in parameters if one.strip().startswith("charset=")), "")
    if charset not in ("", "utf-8", "utf8"):
        return f"The body must be in UTF-8, not {charset}."
    return "" if encoding.lower() == b"identity" else "The body must not be compressed."


def parse_query_string(query_string: bytes) -> dict[str, object]:
    """Return the parameters of a GET request, with variables and extensions decoded.

    Raises
    ------
    HTTPError
        When variables or extensions are not JSON, or a parameter is repeated.
    """
    parameters: dict[str, object] = {}
    for name, value in parse_pairs(query_string):
        if name in parameters:
            raise HTTPError(400, f"'{name}' is given twice.")
        parameters[name] = value
    for name in ("variables", "extensions"):
        if name in parameters:
            text = str(parameters[name])
            parameters[name] = decode_json(text.encode(), f"'{name}'") if text else None
    if parameters.get("operationName") == "":
        del parameters["operationName"]
    return {name: value for name, value in parameters.items() if name in _PARAMETERS}


def parse_pairs(query_string: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a query string, in order.

    Raises
    ------
    HTTPError
        When it is not UTF-8, or has more than a hundred parameters.
    """
    try:
        text = query_string.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise HTTPError(400, "The query string is not in UTF-8, percent-encoded.") from None
    except ValueError:
        raise HTTPError(400, "The query string has more than 100 parameters.") from None


def decode_json(text: bytes, name: str) -> object:
    """Return the value of a JSON text.

    Raises
    ------
    HTTPError
        When it is not JSON; the message begins with the name that is given for it.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    # Rare cases take longer: numbers and escapes that orjson does not read, a byte order mark, and errors with a place.
    try:
        return parse_json(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise HTTPError(400, f"{name} is not JSON: it is not in UTF-8.") from None
    except ValueError as error:
        raise HTTPError(400, f"{name} is not JSON: {error}.") from None


def _is_at_most(length: bytes, most: int) -> bool:
    # A number of too many digits is not converted.
    return length.isdigit() and len(length) < 20 and int(length) <= most


def _too_large(most: int) -> HTTPError:
    # The rest of the body is not parsed, so the connection cannot be used again.
    return HTTPError(413, f"The body has more than {most:,} bytes.", headers=((b"connection", b"close"),))
