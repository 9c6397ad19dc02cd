"""Requests that never repeat, in every part that a client chooses: what no cache may remember without end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import quote


class Distinct(NamedTuple):
    """A request that differs from all others.

    Attributes
    ----------
    method, path
        Where it goes.
    body
        Its JSON; None without a body.
    headers
        Headers beside the usual ones.
    """

    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = {}


def _posted(body: Mapping[str, Any], **headers: str) -> Distinct:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Distinct("POST", "/graphql", json.dumps(body).encode(), {"content-type": "application/json", **named})


def _persisted(number: int, padding: str) -> Distinct:
    query = f"{{ dataset {{ version }} }} # {number} {padding}"
    digest = hashlib.sha256(query.encode()).hexdigest()
    return _posted({"query": query, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}})


def _persisted_unknown(number: int, padding: str) -> Distinct:
    digest = hashlib.sha256(f"{number}".encode()).hexdigest()
    return _posted({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}, "padding": padding}})


_SEARCH: Final = "query Search($text: String!) { search(text: $text) { totalCount } }"
_ACTIONS: Final = (
    "query Actions($where: ActionWhere, $after: String) { actions(where: $where, after: $after) { totalCount } }"
)
_PLAN: Final = "query ($a: Boolean!) { parties { x%d: name ... on Entity @include(if: $a) { claims { totalCount } } } }"

KINDS: Final[Mapping[str, Callable[[int, str], Distinct]]] = {
    "documents": lambda n, pad: _posted({"query": f"{{ a{n}: dataset {{ version }} }} # {pad}"}),
    "documents that are planned in several ways": lambda n, pad: _posted(
        {"query": _PLAN % n + f" # {pad[:1_000]}", "variables": {"a": bool(n % 2)}}
    ),
    "bodies padded with blanks": lambda n, pad: Distinct(
        "POST",
        "/graphql",
        b'{"query": "{ dataset { version } }", "extensions": {"n": %d}}%b' % (n, b" " * len(pad)),
        {"content-type": "application/json"},
    ),
    "syntax errors": lambda n, pad: _posted({"query": f"{{ a(b: c) d{n}: 1{'x' * len(pad)} }}"}),
    "validation errors": lambda n, pad: _posted({"query": f"{{ a{n}{'x' * len(pad)} }}"}),
    "names of operations in documents": lambda n, pad: _posted(
        {"query": f"query A{n}{'x' * len(pad)} {{ dataset {{ version }} }}"}
    ),
    "operationName": lambda n, pad: _posted(
        {"query": "query A { dataset { version } }", "operationName": f"A{n}{'x' * len(pad)}"}
    ),
    "short operationName": lambda n, pad: _posted(
        {"query": "query A { dataset { version } }", "operationName": f"A{n}"}
    ),
    "searched texts": lambda n, pad: _posted({"query": _SEARCH, "variables": {"text": f"pardon {n}"}}),
    "texts of filters": lambda n, pad: _posted(
        {"query": _ACTIONS, "variables": {"where": {"name": {"contains": f"{n} {pad}", "in": [f"{n}"]}}}}
    ),
    "cursors": lambda n, pad: _posted({"query": _ACTIONS, "variables": {"after": f"{n} {pad}"}}),
    "unused variables": lambda n, pad: _posted({"query": "{ dataset { license } }", "variables": {f"v{n}": pad}}),
    "persisted queries": _persisted,
    "unknown hashes": _persisted_unknown,
    "saved queries": lambda n, pad: Distinct("GET", f"/q/WhatWasLookedFor?n{n}={quote(pad[:2_000])}"),
    "texts of saved queries": lambda n, pad: Distinct("GET", f"/q/Find?text=pardon%20{n}"),
    "GET": lambda n, pad: Distinct("GET", f"/graphql?query=%7Bdataset%7Bversion%7D%7D%23{n}{quote(pad[:5_000])}"),
    "Accept": lambda n, pad: _posted(
        {"query": "{ dataset { title } }"}, accept=f"application/json, x/{n}{pad[:5_000]}"
    ),
    "Accept-Encoding": lambda n, pad: _posted({"query": "{ dataset { title } }"}, accept_encoding=f"x{n}{pad[:5_000]}"),
    "Content-Type": lambda n, pad: _posted(
        {"query": "{ dataset { title } }"}, content_type=f"application/json; n={n}{pad[:5_000]}"
    ),
    "If-None-Match": lambda n, pad: _posted({"query": "{ dataset { title } }"}, if_none_match=f'"{n}{pad[:5_000]}"'),
    "X-Request-ID": lambda n, pad: _posted({"query": "{ dataset { title } }"}, x_request_id=f"{n}{pad[:5_000]}"),
    "Clemency-Provenance": lambda n, pad: _posted(
        {"query": "{ dataset { title } }"}, clemency_provenance=f"{n}{pad[:5_000]}"
    ),
}
"""A request of each kind from a number that makes it distinct and blanks that make it long."""
