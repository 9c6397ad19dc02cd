"""Whatever is wrong with new data, the data loaded before are served, and the next good ones are taken."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
from clemency_graph.graph import load
from clemency_graph.graph.queries.release_comparison import record
from clemency_graph.graph.storage.data_archive import pack
from clemency_graph.server import create_app
from clemency_graph.web import metrics_exposition
from clemency_graph.web.reload import CODE
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient
from support.marking import slow_but


def nested(path: Path) -> None:
    path.write_text("name: " + "[" * 900 + "]" * 900 + "\n", "utf-8")


def long_number(path: Path) -> None:
    path.write_text(f"name: {'9' * 5000}\n", "utf-8")


def no_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")


def loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def gone(path: Path) -> None:
    shutil.rmtree(path.parents[1])


def loads(outcome: str) -> float:
    return metrics_exposition.REGISTRY.get_sample_value("clemency_graph_data_loads_total", {"outcome": outcome}) or 0


@pytest.mark.parametrize(
    "broken", slow_but(["nested", "gone"], [nested, long_number, no_text, loop, gone], lambda broken: broken.__name__)
)
def test_data_that_cannot_be_loaded_change_nothing(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: Callable[[Path], None]
) -> None:
    good = Path(shutil.copytree(folder, tmp_path / "good"))
    app = create_app(folder)
    client = TestClient(app)
    before, refused = client.get("/readyz").json(), loads("refused")
    assert before["refused"] is False
    broken(folder / "state" / "nv.yaml")
    with caplog.at_level(logging.ERROR):
        assert anyio.run(app.state.reloader.reload) is False
    assert client.get("/readyz").json() == before | {"refused": True}
    assert loads("refused") == refused + 1
    (record,) = caplog.records
    assert len(record.getMessage().splitlines()) <= 25
    assert client.post("/graphql", json={"query": '{ state(code: "NV") { name } }'}).json()["data"] == {
        "state": {"name": "Nevada"}
    }

    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(good, folder)
    assert anyio.run(app.state.reloader.reload) is True
    assert client.get("/readyz").json() == before


@pytest.mark.parametrize("flaw", ["encrypted", "method", "damaged"])
def test_an_archive_that_cannot_be_read_changes_nothing(folder: Path, tmp_path: Path, flaw: str) -> None:
    path = pack(folder, tmp_path / "packed")
    good = path.read_bytes()
    app = create_app(path)
    with zipfile.ZipFile(path) as archive:
        entry = next(one for one in archive.infolist() if one.filename == "VERSION")
        place = entry.header_offset
    content = bytearray(good)
    directory = content.rindex(b"PK\x01\x02", 0, content.index(b"VERSION", content.index(b"PK\x01\x02")))
    if flaw == "encrypted":
        content[place + 6] |= 1
        content[directory + 8] |= 1
    elif flaw == "method":
        content[place + 8] = content[directory + 10] = 99
    else:
        content[place + 30 + len("VERSION")] ^= 0xFF
    path.write_bytes(bytes(content))
    assert anyio.run(app.state.reloader.reload) is False
    assert str(path) in app.state.reloader.refused
    path.write_bytes(good)
    assert anyio.run(app.state.reloader.reload) is True


@pytest.mark.parametrize(
    "address",
    ["/graphql?query={dataset{releases{nodes{version}}}}", "/q/WhatChanged", "/q/WhatChanged.csv", "/download/csv"],
)
def test_a_release_that_is_recorded_changes_the_entity_tags(folder: Path, address: str) -> None:
    assert record(load(folder))
    app = create_app(folder)
    client = TestClient(app)
    if "/q/" in address:
        address += f"?since={app.state.graph.dataset.released}"
    before = client.get(address)
    assert before.status_code == 200
    tag = before.headers["etag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    (release,) = (folder / "history").iterdir()
    release.write_text(release.read_text("utf-8") + "# checked\n", "utf-8")
    assert anyio.run(app.state.reloader.reload) is True
    after = client.get(address, headers={"if-none-match": tag})
    assert after.status_code == 200
    assert after.headers["etag"] != tag


@pytest.mark.slow
@pytest.mark.usefixtures("serve_small_folder")
def test_every_module_that_answers_is_in_the_entity_tags() -> None:
    """A process that serves a page, JSON, a table and a download imports no module that the hash leaves out."""
    program = """
import sys
from starlette.testclient import TestClient
from clemency_graph.graph import load
from clemency_graph.server import create_app
from clemency_graph.web.reload import CODE
client = TestClient(create_app())
for address in ("/", "/graphql?query={__typename}", "/q/GovernorsOnADay.csv", "/download/jsonld", "/download/csv"):
    assert client.get(address).status_code == 200, address
print(*(name for name in sys.modules if name.startswith("clemency_graph.")))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    rooms = {name.split(".")[1] for name in done.stdout.split()}
    assert rooms - {"server"} <= set(CODE)


def test_an_extra_folder_is_served_and_watched(small_folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "mine" / "source" / "my-lab" / "2026-count.yaml"
    page.parent.mkdir(parents=True)
    page.write_text("title: Our count\nretrieved: 2026-02-01\nkind: research\n", "utf-8")
    settings = Settings(data=str(small_folder), extra=str(tmp_path / "mine"), reload=True)
    query = {"query": '{ source(id: "source/my-lab/2026-count") { title origin } dataset { extra } }'}
    with TestClient(create_app(settings=settings)) as client:
        answer = client.post("/graphql", json=query).json()
        assert answer["data"] == {"source": {"title": "Our count", "origin": "mine"}, "dataset": {"extra": ["mine"]}}
        assert answer["extensions"]["dataset"]["extra"] == ["mine"]
        assert "with additions of mine that are not of the record" in client.get("/source/my-lab/2026-count").text
        page.write_text(page.read_text("utf-8").replace("Our", "Another"), "utf-8")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            title = client.post("/graphql", json=query).json()["data"]["source"]["title"]
            if title == "Another count":
                break
            time.sleep(0.05)
        assert title == "Another count"
