"""Data at an address: read from a real server, and refused in one line where they do not arrive."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from typing import ClassVar

import pytest
from clemency_graph.cli.main import main
from clemency_graph.graph import DataError
from clemency_graph.graph.export.jsonl import lines
from clemency_graph.graph.loading.load_from import load_from
from clemency_graph.graph.storage import download as module
from clemency_graph.graph.storage.data_archive import pack
from clemency_graph.graph.storage.download import download
from clemency_graph.web.reload import Reloader
from clemency_graph.web.settings import Settings
from starlette.datastructures import State


class Handler(BaseHTTPRequestHandler):
    """A server of a few files, with the faults of servers."""

    protocol_version = "HTTP/1.1"
    files: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        """Answer a request."""
        name, _, fault = self.path.lstrip("/").partition("?")
        content = self.files.get(name)
        if content is None:
            self.send_error(404)
            return
        if fault == "moved":
            self.send_response(302)
            self.send_header("location", f"/{name}")
            self.send_header("content-length", "0")
            self.end_headers()
            return
        self.send_response(200)
        if fault != "no-length":
            self.send_header("content-length", str(len(content)))
        self.send_header("connection", "close")
        self.end_headers()
        match fault:
            case "cut":
                self.wfile.write(content[: len(content) // 2])
            case "silent":
                sleep(1)
            case "slow":
                with suppress(OSError):  # the client gives up
                    for byte in content[:1_000]:
                        self.wfile.write(bytes([byte]))
                        sleep(0.01)
            case _:
                self.wfile.write(content)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEMENCY_GRAPH_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def packed(folder: Path, tmp_path: Path, address: str) -> str:
    Handler.files["data.zip"] = pack(folder, tmp_path / "packed").read_bytes()
    return f"{address}/data.zip"


@pytest.mark.parametrize("how", ["", "?moved", "?no-length"])
def test_an_archive_is_loaded(packed: str, how: str) -> None:
    assert load_from(f"{packed}{how}").state("NV")


@pytest.mark.parametrize(("before", "after"), [(b"", b""), (b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n \n")])
def test_an_export_is_loaded(folder: Path, address: str, before: bytes, after: bytes) -> None:
    graph = load_from(str(folder))
    text = "".join(f"{line}\n" for line in lines(graph)).encode()
    Handler.files["data.jsonl"] = before + text + after
    again = load_from(f"{address}/data.jsonl", graph.dataset.version)
    assert list(again.entities) == list(graph.entities)
    with pytest.raises(DataError, match="but version 0123 is required"):
        load_from(f"{address}/data.jsonl", "0123")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nothing.zip", "the server answered 404 Not Found"),
        ("data.zip?cut", "the download broke off"),
        ("data.zip?silent", r"the server sent nothing for 0\.2 seconds"),
        ("data.zip?slow", r"has not arrived whole in 0\.3 seconds"),
    ],
)
def test_what_does_not_arrive_is_told_in_a_line(
    packed: str, path: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "READ_TIMEOUT", 0.2)
    monkeypatch.setattr(module, "DOWNLOAD_TIMEOUT", 0.3)
    place = packed.replace("data.zip", path)
    with pytest.raises(DataError, match=told):
        load_from(place)
    assert main(["serve", "--port", "0", "--data", place]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2 and place in errors[0]


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(DataError, match=r"cannot be reached: .*refused"):
        load_from(f"http://127.0.0.1:{port}/data.zip")


def test_what_is_too_large_is_refused(packed: str) -> None:
    with pytest.raises(DataError, match="is larger than 100 bytes"):
        download(packed, max_bytes=100)


@pytest.mark.parametrize("place", ["nonsense://host/data.zip", "memory://nothing.zip"])
def test_other_schemes_are_fsspecs(place: str) -> None:
    with pytest.raises(DataError, match=r"cannot be read: .*(nonsense|nothing)"):
        load_from(place)


def test_old_data_stay_where_new_ones_do_not_arrive(packed: str) -> None:
    asyncio.run(reload_from(packed))


async def reload_from(packed: str) -> None:
    state = State()
    reloader = Reloader(Settings(data=packed), state)
    old = state.graph
    whole = Handler.files.pop("data.zip")
    assert not await reloader.reload()
    assert state.graph is old
    assert reloader.refused is not None and "404" in reloader.refused
    Handler.files["data.zip"] = whole
    assert await reloader.reload()
    assert reloader.refused is None
