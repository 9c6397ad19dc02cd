"""The notebooks: they run without network and without a warning, draw, and show what the graph says."""

from __future__ import annotations

import base64
import struct
from pathlib import Path
from typing import Any

import nbformat
import pytest
from clemency_graph import load
from nbclient import NotebookClient
from support.marking import slow_but

# Beside the tests, not in the package: a wheel has none, and is tested with them all the same.
NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "docs" / "notebooks").glob("*.ipynb"))

# No connection leaves the kernel: it talks to its client by other means.
OFFLINE = """
import socket, warnings
def refused(*arguments):
    raise OSError("there is no network here")
socket.socket.connect = refused
socket.getaddrinfo = refused
warnings.simplefilter("error")
"""


@pytest.fixture(scope="module", params=slow_but([], NOTEBOOKS, lambda path: path.stem))
def executed(request: pytest.FixtureRequest) -> Any:
    """A notebook after it was run."""
    notebook: Any = nbformat.read(request.param, 4)  # type: ignore[no-untyped-call]
    notebook.cells.insert(0, nbformat.v4.new_code_cell(OFFLINE))  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=300).execute()
    return notebook


def outputs(notebook: Any, media_type: str) -> list[str]:
    found = [one for cell in notebook.cells for one in cell.get("outputs", [])]
    return [one["data"][media_type] for one in found if media_type in one.get("data", {})]


def test_it_draws(executed: Any) -> None:
    images = [base64.b64decode(image) for image in outputs(executed, "image/png")]
    assert len(images) >= 2
    for image in images:
        width, height = struct.unpack(">II", image[16:24])
        assert width > 600 and height > 200
        # A blank picture of this size has a few thousand bytes.
        assert len(image) > 10_000


def test_it_says_nothing_on_standard_error(executed: Any) -> None:
    streams = [one for cell in executed.cells for one in cell.get("outputs", []) if one["output_type"] == "stream"]
    assert [one["text"] for one in streams if one["name"] == "stderr"] == []


def test_it_names_the_version_of_the_data(executed: Any) -> None:
    streams = [one for cell in executed.cells for one in cell.get("outputs", []) if one["output_type"] == "stream"]
    assert any(load().dataset.version in one["text"] for one in streams)


def test_the_notebooks_are_kept_without_outputs() -> None:
    assert {path.stem for path in NOTEBOOKS} == {"who_was_pardoned", "reconciling_the_national_total"}
    for path in NOTEBOOKS:
        notebook: Any = nbformat.read(path, 4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
        assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in notebook.cells)
