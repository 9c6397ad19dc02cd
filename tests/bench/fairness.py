"""How long a known operation takes while others send new documents: `python -m bench.fairness [SECONDS]`.

A client asks for one known operation again and again, first alone, then while 150 connections send invalid documents,
each a new one, as fast as they are answered. Prints the median and the 99th percentile of both in milliseconds, with
their ratios. The clients run in a process of their own.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

CONNECTIONS = 150
KNOWN = {"query": 'query Known { party(id: "party/democratic") { name } }'}


def invalid_document() -> dict[str, str]:
    """Return a document that nobody has sent before, and that is refused only after it is validated as a whole."""
    name = f"f{random.randrange(1 << 48):x}"
    return {"query": f"query {{ states {{ nodes {{ name {name} actions {{ nodes {{ id {name} name }} }} }} }} }}"}


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: dict[str, str]) -> bytes:
    """Send a request on a connection and return the body of the response."""
    body = json.dumps(asked).encode()
    head = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    writer.write(head % len(body) + body)
    headers = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in headers.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return await reader.readexactly(int(length.partition(b":")[2]))


async def measure(host: str, port: int, seconds: float) -> list[float]:
    """Return the durations of a known operation in seconds."""
    reader, writer = await asyncio.open_connection(host, port)
    found, end = [], perf_counter() + seconds
    while perf_counter() < end:
        began = perf_counter()
        await ask(reader, writer, KNOWN)
        found.append(perf_counter() - began)
        await asyncio.sleep(0.002)
    writer.close()
    return found


async def disturb(host: str, port: int) -> None:
    """Send new invalid documents until canceled."""
    reader, writer = await asyncio.open_connection(host, port)
    while True:
        answer = await ask(reader, writer, invalid_document())
        assert b"errors" in answer


async def compare(host: str, port: int, seconds: float) -> None:
    """Measure alone, then beside the others, and print."""
    await measure(host, port, 0.5)
    alone = await measure(host, port, seconds)
    others = [asyncio.create_task(disturb(host, port)) for _ in range(CONNECTIONS)]
    await asyncio.sleep(1)
    beside = await measure(host, port, seconds)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for name, of in (("median", lambda found: statistics.median(found)), ("p99", lambda found: percentile(found, 99))):
        a, b = of(alone) * 1000, of(beside) * 1000
        print(f"{name}: alone {a:.2f} ms, beside {CONNECTIONS} connections {b:.2f} ms, {b / a:.1f} times")


def percentile(found: list[float], share: int) -> float:
    """Return the duration that this share of all does not exceed, in percent."""
    return sorted(found)[min(len(found) - 1, len(found) * share // 100)]


def main(seconds: float) -> None:
    """Start a server, and measure in this process."""
    command: list[str | Path] = [Path(sys.executable).with_name("clemency-graph"), "serve", "--port", "0"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert process.stdout is not None
        try:
            address = next(line for line in process.stdout if line.startswith("Clemency")).split()[-1]
            place = urlsplit(address)
            assert place.hostname is not None and place.port is not None
            asyncio.run(compare(place.hostname, place.port, seconds))
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
