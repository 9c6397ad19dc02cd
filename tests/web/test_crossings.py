"""A known document goes from room to room a few times only: each room does its part at one go."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import clemency_graph
import pytest
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings

pytestmark = pytest.mark.usefixtures("serve_small_folder")

ROOT = f"{Path(clemency_graph.__file__).parent}/"
MOST = 10


def room(frame: FrameType | None) -> str | None:
    """The room of the innermost frame that is the package's."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(ROOT):
            first = frame.f_code.co_filename.removeprefix(ROOT).split("/")[0]
            if first == "tests":
                return None
            if not first.startswith("."):  # an environment below the package, with the libraries
                return first
        frame = frame.f_back
    return None


class Crossings:
    """Calls from one room into another, as `caller -> callee`, while it is entered."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __enter__(self) -> list[str]:
        sys.setprofile(self._note)
        return self.found

    def __exit__(self, *error: object) -> None:
        sys.setprofile(None)

    def _note(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(ROOT):
            here, before = room(frame), room(frame.f_back)
            if here and before and here != before:
                code = frame.f_code
                self.found.append(f"{before} -> {code.co_filename.removeprefix(ROOT)}: {code.co_qualname}")


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (
            "query A($code: String!) { state(code: $code) { name fips governor { start person { name } } } }",
            {"code": "NV"},
        ),
        (
            "query B($text: String!) { search(text: $text) { totalCount nodes { entity { name } } } }",
            {"text": "Sisolak"},
        ),
        ("{ dataset { version } parties { name } }", {}),
    ],
)
def test_a_known_document_crosses_rooms_a_few_times(query: str, variables: dict[str, Any]) -> None:
    app = create_app(settings=Settings(log_sample=0.0))

    def request(number: int) -> Any:
        body = json.dumps({"query": query, "variables": variables, "extensions": {"number": number}}).encode()
        headers = [(b"content-type", b"application/json"), (b"accept", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}

        async def receive() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        return app.graphql.handle(scope, receive)

    async def ask() -> list[str]:
        for number in range(3):
            reply = (await request(number)).response
            assert reply.status == 200 and b'"errors"' not in reply.body
        with Crossings() as found:
            await request(3)
        return found

    found = asyncio.run(ask())
    assert found, "the trace notices crossings"
    assert len(found) <= MOST, "\n".join(found)
