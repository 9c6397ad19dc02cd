"""A text that is checked leaves no trace: a marker in it is in no log, cache, file, metric or error afterwards."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import anyio
import pytest
from clemency_graph import load
from clemency_graph.cli.main import main
from clemency_graph.graph.errors import QueryError
from clemency_graph.integrations.mcp.server import create_server
from clemency_graph.server import create_app
from clemency_graph.web.settings import Settings
from httpx2 import Client
from mcp import Client as Assistant
from starlette.testclient import TestClient
from support import word_documents
from support.servers import server

CHECK = "query Check($text: String!) { checkText(text: $text) { findings { verdict } } }"
LITERAL = '{ checkText(text: "%s") { findings { verdict } } }'
SOURCES = {"extensions": {"provenance": True}}
LOGS = {"log_variables": True, "log_sample": 1.0, "metrics": True}

Send = Callable[[Client, str], Any]
DOORS: dict[str, Send] = {
    "GraphQL": lambda client, text: client.post("/graphql", json=_asked(CHECK, text)),
    "GraphQL with sources": lambda client, text: client.post("/graphql", json=_asked(CHECK, text) | SOURCES),
    "a long document": lambda client, text: client.post("/graphql", json=_asked(CHECK + " " * 1_500, text)),
    "a literal": lambda client, text: client.post("/graphql", json={"query": LITERAL % text}),
    "an unended literal": lambda client, text: client.post("/graphql", json={"query": f'{{ checkText(text: "{text}'}),
    "a default": lambda client, text: client.post(
        "/graphql", json={"query": CHECK.replace("String!", f'String = "{text}"')}
    ),
    "a persisted literal": lambda client, text: client.post("/graphql", json=_persisted(LITERAL % text)),
    "GraphQL in an address": lambda client, text: client.get(
        "/graphql", params={"query": CHECK, "variables": json.dumps({"text": text})}
    ),
    "a list": lambda client, text: client.post("/graphql", json={"query": CHECK, "variables": {"text": [text]}}),
    "a long text": lambda client, text: client.post("/graphql", json=_asked(CHECK, text + "a" * 64_000)),
    "a form": lambda client, text: client.post("/check", data={"text": text}),
    "a form with a wrong day": lambda client, text: client.post("/check", data={"text": text, "published": text}),
    "a long form": lambda client, text: client.post("/check", data={"text": text + "a" * 64_000}),
    "a form in an address": lambda client, text: client.get("/check", params={"text": text}),
    "JSON": lambda client, text: client.post("/check", json={"text": text}),
    "JSON with a list": lambda client, text: client.post("/check", json={"text": [text]}),
    "JSON with another field": lambda client, text: client.post("/check", json={"text": text, "more": text}),
    "broken JSON": lambda client, text: client.post(
        "/check", content=f'{{"text": "{text}'.encode(), headers={"content-type": "application/json"}
    ),
    "another media type": lambda client, text: client.post(
        "/check", content=text.encode(), headers={"content-type": "text/plain"}
    ),
}
"""Every way over HTTP, right and wrong."""
REFUSED = frozenset(name for name in DOORS if "form" not in name and name.split()[0] not in ("GraphQL", "JSON"))
"""Those whose response is an error, which must not repeat the text either; a page has what its form was sent."""


def _asked(query: str, text: str) -> dict[str, Any]:
    return {"query": query, "variables": {"text": text}}


def _persisted(query: str) -> dict[str, Any]:
    hash = hashlib.sha256(query.encode()).hexdigest()
    return {"query": query, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash}}}


@pytest.fixture
def marker() -> str:
    """A word that is nowhere else in the process."""
    return f"zq{uuid4().hex}"


def text_with(marker: str) -> str:
    """A text in whose findings the marker is too, and which is to be read as a whole."""
    first = f"{marker}: Nevada pardoned more than 15,000 people on June 17, 2020."
    return f"{first} In {marker.title()} 5 people were pardoned."


def send_all(client: Any, marker: str) -> None:
    """Send the text through every door, as often as it takes to be cached."""
    for name, send in DOORS.items():
        for _ in range(3):
            response = send(client, text_with(marker))
            assert response.status_code < 500, name
            if name in REFUSED:
                assert marker not in response.text, name


def cache_folder() -> Path:
    """The folder of the caches on disk."""
    return Path(os.environ["CLEMENCY_GRAPH_CACHE"])


def files_with(folder: Path, marker: str) -> list[Path]:
    """The files of a folder that the marker is in."""
    names = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in names if marker.encode() in path.read_bytes() or marker in path.name]


def objects_with(marker: str) -> Iterator[str]:
    """Texts and bytes with the marker that something in this process still holds."""
    gc.collect()
    left: list[Any] = [sys.modules, *gc.get_objects()]
    seen = {id(left), id(marker)}
    encoded = marker.encode()
    while left:
        one = left.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, str):
            if marker in one.lower():
                yield one[:200]
        elif isinstance(one, bytes | bytearray):
            if encoded in one.lower():
                yield repr(one[:200])
        else:
            left += gc.get_referents(one)


def test_nothing_of_it_is_logged_counted_or_written(marker: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with TestClient(create_app(settings=Settings(**LOGS))) as client:
        send_all(client, marker)
        assert marker not in client.get("/metrics").text
    told = [str(vars(record)) + record.getMessage() for record in caplog.records if "httpx" not in record.name]
    assert any("Check" in one for one in told), "requests are logged"
    assert [one for one in told if marker in one] == []
    assert files_with(cache_folder(), marker) == []


@pytest.mark.slow
def test_no_object_of_the_process_holds_it(marker: str) -> None:
    with TestClient(create_app(settings=Settings(**LOGS))) as client:
        send_all(client, marker)
        assert list(objects_with(marker)) == []
        kept = client.get(f"/search?q={marker}")
        client.get(f"/search?q={marker}")
        assert kept.status_code == 200
        assert list(objects_with(marker)), "what is kept is found"


@pytest.mark.slow
@pytest.mark.parametrize("way", ["--fast-path", "--no-fast-path"])
def test_a_server_writes_nothing_of_it(marker: str, way: str, tmp_path: Path) -> None:
    log, cache, home = tmp_path / "log.txt", tmp_path / "cache", tmp_path / "home"
    home.mkdir()
    options = (way, "--log-variables", "--log-sample", "1", "--workers", "2")
    served = server(*options, log=log, CLEMENCY_GRAPH_CACHE=str(cache), HOME=str(home), TMPDIR=str(home))
    with served as one, Client(base_url=one.address, timeout=60) as client:
        send_all(client, marker)
        assert marker not in client.get("/metrics").text
        assert files_with(tmp_path, marker) == [], "while it runs"
    assert files_with(tmp_path, marker) == []
    assert '"operation":"Check"' in log.read_text("utf-8"), "requests are logged"


def test_nothing_of_it_is_kept_in_python_and_on_the_command_line(
    marker: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    text = f"{marker}: Nevada pardoned more than 15,000 people."
    graph = load()
    assert len(graph.check_text(text).findings) == 1
    assert len(graph.check_texts([text])) == 1
    with pytest.raises(QueryError) as raised:
        graph.check_text(text + "a" * 64_000)
    assert marker not in str(raised.value)
    (tmp_path / "draft.md").write_text(text, encoding="utf-8")
    word_documents.write(tmp_path / "draft.docx", word_documents.paragraph(word_documents.run(text)))
    for argument in (str(tmp_path / "draft.md"), str(tmp_path / "draft.docx"), "-"):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        assert main(["check-text", argument]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(text + "a" * 64_000))
    assert main(["check-text", "-"]) == 2
    printed = capsys.readouterr()
    assert marker not in printed.out + printed.err + caplog.text
    assert files_with(cache_folder(), marker) == []


def test_nothing_of_it_is_kept_by_the_tools_of_assistants(
    marker: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)

    async def ask() -> None:
        async with Assistant(create_server(load())) as client:
            await client.call_tool("check_text", {"text": text_with(marker)})
            await client.call_tool("check_text", {"text": [text_with(marker)]})
            await client.call_tool("check_text", {"text": text_with(marker) + "a" * 64_000})

    anyio.run(ask)
    printed = capsys.readouterr()
    told = [record.getMessage() for record in caplog.records if record.name.startswith("clemency_graph")]
    assert marker not in printed.out + printed.err + "".join(told)
    assert files_with(cache_folder(), marker) == []
