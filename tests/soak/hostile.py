"""What clients do to harm, all at once, and how /healthz does meanwhile: `python -m soak.hostile [SECONDS]`.

Starts `clemency-graph serve` with its default settings but for shorter timeouts, and for some seconds (20, when not
told otherwise) throws at it: documents that are deep, long or unfold without end, filters and mistakes without number,
bodies of 20 MB, connections that send a byte at a time, that end their half, and a thousand that say nothing. Prints
the median and the 99th percentile of the time that /healthz takes, before and meanwhile, what each attack was answered,
and whether the server is well afterwards. Everything is bounded in number and by that time.
"""

from __future__ import annotations

import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from httpx2 import Client, HTTPError
from support.hostile_queries import CHAIN, CIRCLES, EACH, FILTER, repeated
from support.servers import POST, Server, server

IDLE = 1_000
SLOW = 50
"""Connections that send a byte a second."""
PAUSE = 0.05
"""Seconds between two requests of one attack."""
MISTAKES = "{ actions(where: { " + repeated("kinnd#: 1", 1_600) + " }) { totalCount } }"
SEARCHES = "{ " + repeated('a#: search(text: "nevada pardon TURN #") { totalCount }', 16) + " }"
"""As costly as a question may be."""

DOCUMENTS: dict[str, tuple[str, dict[str, object]]] = {
    "20 steps of nested fragments": (CHAIN, {}),
    "circular introspection": (CIRCLES, {}),
    "10,000 aliases": ("{ " + repeated("a#:x", 10_000) + " }", {}),
    "10,000 directives": ("{ x " + repeated("@a", 10_000) + " }", {}),
    "1,600 mistakes": (MISTAKES, {}),
    "a long filter many times": (f"query ($w: ActionWhere) {{ {EACH} }}", {"w": FILTER}),
    "the costliest questions": (SEARCHES, {}),
}


class Attacks:
    """Threads that do harm until they are told to end."""

    def __init__(self, one: Server) -> None:
        self.one = one
        self.over = threading.Event()
        self.outcomes: dict[str, Counter[str]] = {}
        self.threads: list[threading.Thread] = []

    def add(self, name: str, attack: Callable[[Counter[str]], None]) -> None:
        """Start to attack in a way, again and again."""
        counted = self.outcomes[name] = Counter()

        def again() -> None:
            while not self.over.is_set():
                try:
                    attack(counted)
                except (OSError, HTTPError) as error:
                    counted[type(error).__name__] += 1
                self.over.wait(PAUSE)

        self.threads.append(threading.Thread(target=again))
        self.threads[-1].start()

    def end(self) -> None:
        """End all."""
        self.over.set()
        for thread in self.threads:
            thread.join(60)


def asks(client: Client, name: str) -> Callable[[Counter[str]], None]:
    """An attack by a document, each time another one, so that no cache answers it."""
    query, variables = DOCUMENTS[name]
    turn = 0

    def attack(counted: Counter[str]) -> None:
        nonlocal turn
        turn += 1
        asked = f"{query.replace('TURN', str(turn))} # {turn}"
        answer = client.post("graphql", json={"query": asked, "variables": variables})
        told = answer.json().get("errors", [{}])[0].get("extensions", {})
        counted[f"{answer.status_code} {told.get('bound') or told.get('code', '')}".strip()] += 1

    return attack


def large(one: Server, counted: Counter[str]) -> None:
    """A body of 20 MB."""
    with one.connect() as connection:
        connection.sendall(POST % (20_000_000, b"x" * 60_000))
        counted[_status(connection)] += 1


def half_closed(one: Server, counted: Counter[str]) -> None:
    """A connection that ends its half before the body came."""
    with one.connect() as connection:
        connection.sendall(POST % (1_000, b"{"))
        connection.shutdown(socket.SHUT_WR)
        counted[_status(connection)] += 1


def slow(one: Server, over: threading.Event, counted: Counter[str]) -> None:
    """Connections that send a byte a second each, until they are ended."""
    connections = [one.connect() for _ in range(SLOW)]
    try:
        for byte in (POST % (1_000, b"")).ljust(1_000):
            for connection in connections[:]:
                try:
                    connection.sendall(bytes([byte]))
                except OSError:
                    connection.close()
                    connections.remove(connection)
                    counted["dropped"] += 1
            if not connections or over.wait(1):
                return
    finally:
        for connection in connections:
            connection.close()


def idle(one: Server, over: threading.Event, counted: Counter[str]) -> None:
    """A thousand connections that say nothing, until they are ended."""
    connections = []
    try:
        connections += [one.connect() for _ in range(IDLE)]
        counted["opened"] += len(connections)
        over.wait(3)
    finally:
        for connection in connections:
            connection.close()


def _status(connection: socket.socket) -> str:
    received = connection.recv(4096)
    return received.split(b" ", 2)[1].decode() if received else "dropped"


def healthz(one: Server, seconds: float) -> list[float]:
    """How long /healthz takes, in milliseconds, asked twenty times a second."""
    taken = []
    deadline = time.monotonic() + seconds
    with Client(timeout=60) as client:
        while time.monotonic() < deadline:
            began = time.perf_counter()
            client.get(f"{one.address}healthz").raise_for_status()
            taken.append((time.perf_counter() - began) * 1000)
            time.sleep(0.05)
    return taken


def told(name: str, taken: list[float]) -> None:
    """Print the median and the 99th percentile."""
    last = sorted(taken)[int(len(taken) * 0.99)]
    print(f"/healthz {name}: median {statistics.median(taken):.1f} ms, p99 {last:.1f} ms, of {len(taken)}")


def main(seconds: float) -> None:
    """Attack, and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        server("--request-timeout", "5", log=Path(folder) / "log") as one,
        Client(base_url=one.address, timeout=60) as client,
    ):
        told("at rest", healthz(one, 3))
        attacks = Attacks(one)
        for name in DOCUMENTS:
            attacks.add(name, asks(client, name))
        attacks.add("bodies of 20 MB", lambda counted: large(one, counted))
        attacks.add("half-closed", lambda counted: half_closed(one, counted))
        attacks.add("a byte a second", lambda counted: slow(one, attacks.over, counted))
        attacks.add("idle", lambda counted: idle(one, attacks.over, counted))
        try:
            told("meanwhile", healthz(one, seconds))
        finally:
            attacks.end()
        for name, counted in attacks.outcomes.items():
            print(f"  {name}: {', '.join(f'{count} {outcome}' for outcome, count in counted.most_common())}")
        told("afterwards", healthz(one, 3))
        answer = client.post("graphql", json={"query": "{ dataset { version } }"})
        print(f"afterwards: {answer.status_code} {answer.json()['data']}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
