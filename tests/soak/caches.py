"""Memory of a server under requests that never repeat: `python -m soak.caches [COUNT] [MEMORY]`.

Starts `clemency-graph serve` with a budget for its caches (MEMORY bytes, 64 MB when left out), and sends COUNT requests
(100,000 when left out), each of them twice, of every kind in `support.distinct_requests` in turn: bodies, names of
operations, variables, persisted queries, saved queries, headers. Prints the resident memory ten times on the way, and
fails where it grew by more than the budget and `APART` above what it was before.
"""

from __future__ import annotations

import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from support.distinct_requests import KINDS
from support.servers import Server, server

APART = 60_000_000
"""Bytes beside the caches: the graph's indexes, which are made on first use, threads, and freed memory not returned."""
LENGTHS = (0, 100, 1_000, 20_000, 150_000)
"""Characters of padding, in turn."""


def resident(one: Server) -> int:
    """Return the bytes of memory that a server has."""
    for line in Path(f"/proc/{one.process.pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no VmRSS")


def send(one: Server, count: int, start: int) -> None:
    """Send some requests, each of them twice."""
    parts = urlsplit(one.address)
    connection = HTTPConnection(parts.hostname or "", parts.port)
    kinds = list(KINDS.values())
    for number in range(start, start + count):
        request = kinds[number % len(kinds)](number, " " * LENGTHS[number // len(kinds) % len(LENGTHS)])
        for _ in range(2):
            connection.request(request.method, request.path, request.body, dict(request.headers))
            response = connection.getresponse()
            response.read()
            if response.status >= 500:
                raise AssertionError(f"{response.status} for {request}")
    connection.close()


def main() -> int:
    """Send them, and print the memory."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    budget = int(sys.argv[2]) if len(sys.argv) > 2 else 64_000_000
    with server("--cache-memory", str(budget), "--log-sample", "0") as one:
        send(one, 5 * len(KINDS), 10_000_000)
        before, began = resident(one), time.monotonic()
        print(f"before: {before / 1e6:.0f} MB", flush=True)
        for tenth in range(10):
            send(one, count // 10, tenth * (count // 10))
            now = resident(one)
            told = f"{(tenth + 1) * (count // 10):,} requests, {time.monotonic() - began:.0f} s"
            print(f"{told}: {now / 1e6:.0f} MB, {(now - before) / 1e6:+.0f} MB", flush=True)
    allowed = budget + APART
    print(f"grew by {(now - before) / 1e6:.0f} MB; {allowed / 1e6:.0f} MB are allowed")
    return 0 if now - before <= allowed else 1


if __name__ == "__main__":
    sys.exit(main())
