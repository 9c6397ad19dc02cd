"""Reading GraphQL requests from HTTP: https://graphql.github.io/graphql-over-http/draft/."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive

from ...schema.inputs.text_variables import parse_json
from .negotiation import JSON, LONGEST_KEPT
from .responses import Refused

_PARAMETERS: Final = ("query", "operationName", "variables", "extensions")


async def body(headers: Mapping[bytes, bytes], receive: Receive, most: int) -> bytes:
    """The body of a request, at most so many bytes.

    Raises
    ------
    Refused
        When it is longer, or its client went away.
    """
    told = headers.get(b"content-length")
    if told is not None and (not told.isdigit() or int(told) > most):
        raise _too_large(most)
    message = await receive()
    whole: bytes = message.get("body", b"")
    if message.get("more_body"):
        parts = [whole]
        length = len(whole)
        while message.get("more_body"):
            message = await receive()
            parts.append(message.get("body", b""))
            length += len(parts[-1])
            if length > most:
                raise _too_large(most)
        whole = b"".join(parts)
    if message["type"] == "http.disconnect":
        raise Refused(400, "The body did not arrive whole.")
    if len(whole) > most:
        raise _too_large(most)
    return whole


def posted(headers: Mapping[bytes, bytes], content: bytes) -> object:
    """What the body of a POST request holds.

    Raises
    ------
    Refused
        When it is no JSON, or not said to be.
    """
    form = headers.get(b"content-type", b""), headers.get(b"content-encoding", b"identity")
    wrong = (_unsupported if sum(map(len, form)) <= LONGEST_KEPT else _unsupported.__wrapped__)(*form)
    if wrong:
        raise Refused(415, wrong)
    return decoded(content, "The body")


@lru_cache(1024)
def _unsupported(content_type: bytes, encoding: bytes) -> str:
    """What is wrong with the form of a body; nothing where it can be read."""
    named, *parameters = content_type.decode("latin-1").lower().split(";")
    if named.strip() != JSON:
        return f"The body must be JSON, with Content-Type: {JSON}."
    charset = next((one.partition("=")[2].strip(' "') for one in parameters if one.strip().startswith("charset=")), "")
    if charset not in ("", "utf-8", "utf8"):
        return f"The body must be in UTF-8, not {charset}."
    return "" if encoding.lower() == b"identity" else "The body must not be compressed."


def got(query_string: bytes) -> dict[str, object]:
    """What the query string of a GET request holds.

    Raises
    ------
    Refused
        When variables or extensions are no JSON, or a parameter is given twice.
    """
    given: dict[str, object] = {}
    for name, value in pairs(query_string):
        if name in given:
            raise Refused(400, f"'{name}' is given twice.")
        given[name] = value
    for name in ("variables", "extensions"):
        if name in given:
            text = str(given[name])
            given[name] = decoded(text.encode(), f"'{name}'") if text else None
    if given.get("operationName") == "":
        del given["operationName"]
    return {name: value for name, value in given.items() if name in _PARAMETERS}


def pairs(query_string: bytes) -> list[tuple[str, str]]:
    """The names and values of a query string, in its order.

    Raises
    ------
    Refused
        When it is no UTF-8, or has more than a hundred.
    """
    try:
        text = query_string.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise Refused(400, "The query string is not in UTF-8, percent-encoded.") from None
    except ValueError:
        raise Refused(400, "The query string has more than 100 parameters.") from None


def decoded(text: bytes, what: str) -> object:
    """What a JSON text holds.

    Raises
    ------
    Refused
        When it is no JSON; what it is called stands in the message.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    # Rare cases take longer: numbers and escapes that orjson does not read, a byte order mark, and errors with a place.
    try:
        return parse_json(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(400, f"{what} is not JSON: it is not in UTF-8.") from None
    except ValueError as error:
        raise Refused(400, f"{what} is not JSON: {error}.") from None


def _too_large(most: int) -> Refused:
    # The rest of it is not read: the connection can't be used again.
    return Refused(413, f"The body has more than {most:,} bytes.", headers=((b"connection", b"close"),))
