"""What the servers of the comparison are asked, and how from one request to the next the question changes.

Besides what it is about, each question looks up a thing that is not there, by an id that no request has twice: so no
server can answer a warm question from the answer to an earlier one, while all else in it may stay as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from graphql import get_introspection_query

SALT: Final = "@SALT@"
CODE: Final = "@CODE@"


@dataclass(frozen=True, slots=True)
class Question:
    """An operation with marks in it, `DECLARED`, `OTHER` and `CODE`, and the values of its variables."""

    text: str
    variables: Mapping[str, object]


QUESTIONS: Final = {
    "tiny": Question("query Tiny(DECLARED) { state(code: CODE) { id name } OTHER }", {"code": CODE}),
    "medium": Question(
        """query Medium(DECLARED) {
          state(code: CODE) {
            actions(first: 20) {
              nodes {
                id name kind stage date scope
                jurisdiction { id name }
                figure { stated published quantity { low qualifier unit } }
              }
            }
          }
          OTHER
        }""",
        {"code": CODE},
    ),
    "large": Question(
        """query Large(DECLARED) {
          states(first: 60) {
            nodes {
              code name
              actions(first: 20) {
                nodes { id name kind stage date scope figure { stated published quantity { low unit } } }
              }
            }
          }
          OTHER
        }""",
        {},
    ),
    "introspection": Question(
        get_introspection_query().replace("query IntrospectionQuery {", "query Introspection(DECLARED) { OTHER", 1), {}
    ),
    "list": Question(
        """query List(DECLARED) {
          actions(where: {kind: {eq: PARDON}}, first: 100) { nodes { id name kind stage date scope } }
          OTHER
        }""",
        {},
    ),
}
"""By name; the answers of medium have 260 leaves, of large 10,302, of list 600."""

MODES: Final = {
    "warm": "a known operation, with other variables in each request: no answer comes twice",
    "hot": "the same request again and again",
    "get": "the same request again and again, by GET",
    "cold": "an operation that was never seen in each request: one alias differs",
    "pasted": "values written into the text of each request: texts that differ in two literals",
    "text": "texts of a few shapes: names, order of root fields, literals, blanks and comments differ in each request",
    "shape": "a random subset of the fields in random order in each request: no shape comes twice",
}
ASKED: Final = {
    "warm": tuple(QUESTIONS),
    "hot": tuple(QUESTIONS),
    "get": ("medium",),
    "cold": ("tiny", "medium"),
    "pasted": ("tiny", "medium"),
    "text": tuple(QUESTIONS),
    "shape": tuple(QUESTIONS),
}
"""Which questions are asked in each mode."""


def body(name: str, mode: str) -> dict[str, Any]:
    """The body of a request, with the marks that are filled in for each where the mode has it change."""
    question = QUESTIONS[name]
    if mode == "pasted":
        text = question.text.replace("(DECLARED)", "").replace("CODE", f'"{CODE}"')
        return {"query": text.replace("OTHER", f'other: node(id: "{SALT}") {{ __typename }}')}
    declared = ", ".join(["$salt: ID!", *(f"${variable}: String!" for variable in question.variables)])
    alias = f"other{SALT}" if mode == "cold" else "other"
    text = question.text.replace("DECLARED", declared).replace("CODE", "$code")
    text = text.replace("OTHER", f"{alias}: node(id: $salt) {{ __typename }}")
    variables = {"salt": SALT, **question.variables}
    if mode in ("hot", "get"):
        variables = {variable: "NV" if variable == "code" else "none" for variable in variables}
    return {"query": text, "variables": variables}


def path(name: str) -> str:
    """The path and query of a request by GET."""
    given = body(name, "get")
    return "/graphql?" + urlencode({"query": given["query"], "variables": json.dumps(given["variables"])})


def filled(text: str, salt: str, code: str) -> str:
    """A body as the load generator fills it in."""
    return text.replace(SALT, salt).replace(CODE, code)


def plain(answer: Any) -> Any:
    """The data of an answer in a form that is the same where it says the same.

    What servers may order as they like, such as the types of a schema, is sorted, and what each library adds to a
    schema of its own accord, such as its directives, is left out.
    """
    # Ours reports the id that nothing has; the others give null alone.
    errors = answer.get("errors", ())
    assert all(one["path"][0].startswith("other") and one["extensions"]["code"] == "NOT_FOUND" for one in errors), (
        answer
    )
    data = answer["data"]
    if "__schema" not in data:
        return data
    told = dict(data["__schema"])
    told.pop("directives", None)
    told["types"] = [one for one in told["types"] if not one["name"].startswith("__")]
    return {**data, "__schema": _sorted(told)}


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(one) for key, one in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value
