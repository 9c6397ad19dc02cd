"""The page of a state beside a Datasette page of the same figures: `python -m bench.entity_pages [REQUESTS]`.

Both servers run from this machine's memory, are asked in turn over one kept connection each, and both pages are
checked to have the same rows. Prints the median of the milliseconds to a whole response, the bytes that come over the
wire, and the ratio; then the same for the first request of a page, which has to be rendered. Datasette is installed
once, with pinned versions, into an environment of its own in the user's cache folder.
"""

from __future__ import annotations

import http.client
import json
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from clemency_graph import load
from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import ClaimProperty
from support.datasette import datasette
from support.servers import server

STATES = ("mo", "ca", "il", "ny", "nv", "co")
COLUMNS = "state text, action text, figure text, stage text, as_of text, publisher text, url text"


def write_rows(graph: KnowledgeGraph, path: Path) -> None:
    """Write every figure of every action, with its source, into one SQLite table with an index on the state."""
    with sqlite3.connect(path) as database:
        database.execute(f"create table figures ({COLUMNS})")
        for action in graph.of_type(ClemencyAction):
            place = graph.entities[action.jurisdiction]
            state = action.jurisdiction if action.jurisdiction.startswith("state/") else getattr(place, "parent", None)
            for claim in action.claims:
                if claim.property is ClaimProperty.FIGURE and state:
                    source = graph.entities[claim.source]
                    row = (state[-2:], action.name, claim.stated, str(claim.stage), str(claim.as_of))
                    where = (str(getattr(source, "publisher", "")), str(getattr(source, "url", "")))
                    database.execute("insert into figures values (?, ?, ?, ?, ?, ?, ?)", (*row, *where))
        database.execute("create index by_state on figures (state)")
    database.close()


@contextmanager
def serving(command: Path, rows: Path) -> Iterator[str]:
    """The address of a Datasette server."""
    arguments: list[str | Path] = [command, "serve", rows, "--port", "0", "--setting", "default_page_size", "200"]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        yield next(found[0] for line in process.stderr if (found := re.search(r"http://\S+", line)))
    finally:
        process.terminate()
        process.wait()


def milliseconds(connection: http.client.HTTPConnection, path: str) -> tuple[float, int]:
    """Return the time to a whole response, and its length on the wire."""
    began = time.perf_counter()
    connection.request("GET", path, headers={"accept-encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, (path, response.status)
    return 1000 * (time.perf_counter() - began), len(body)


def connect(address: str) -> http.client.HTTPConnection:
    """Return a connection that is kept."""
    parts = urlsplit(address)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)


def main(requests: int) -> None:
    """Measure both, in turn, and print."""
    command = datasette()
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder, "record.db")
        write_rows(load(), rows)
        with server() as ours, serving(command, rows) as theirs:
            sides = {"ours": connect(ours.address), "Datasette": connect(theirs)}
            paths = {"ours": "/state/{}", "Datasette": "/record/figures?state={}"}
            first = {side: [milliseconds(sides[side], paths[side].format(one))[0] for one in STATES] for side in sides}
            again: dict[str, list[float]] = {side: [] for side in sides}
            sizes: dict[str, list[int]] = {side: [] for side in sides}
            for number in range(requests):
                for side in sides:
                    taken, size = milliseconds(sides[side], paths[side].format(STATES[number % len(STATES)]))
                    again[side].append(taken)
                    sizes[side].append(size)
    for name, times in (("from memory", again), ("first request", first)):
        medians = {side: statistics.median(of_side) for side, of_side in times.items()}
        told = ", ".join(f"{side} {median:.2f} ms" for side, median in medians.items())
        print(f"{name}: {told}; ratio {medians['Datasette'] / medians['ours']:.1f}")
    print(json.dumps({side: f"{statistics.median(of_side):.0f} bytes" for side, of_side in sizes.items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
