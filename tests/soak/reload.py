"""Mixed load with data that change each second, good and broken in turn: `python -m soak.reload [SECONDS]`.

Starts `clemency-graph serve` with two processes on a copy of the data. Clients ask cheap and costly questions over GET
and POST; each second the data are replaced, by good ones and by broken ones in turn, and SIGHUP tells the server; now
and then a process is killed with SIGKILL. Prints how many requests were answered, how many failed, how many of these
were in flight in a process that was killed, and the memory of the processes over time. Ten minutes, when not told
otherwise; everything is bounded by that.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import clemency_graph
from httpx2 import Client, HTTPError
from support.servers import Server, server

DATA = Path(clemency_graph.__file__).parent / "data"
CLIENTS = 6
KILL_EVERY = 60
"""Seconds between two kills."""


class Clients:
    """Threads that ask on and on."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.over = threading.Event()
        self.outcomes: Counter[str] = Counter()
        self.failures: list[tuple[float, str]] = []
        self.names: Counter[str] = Counter()
        self.threads = [threading.Thread(target=self._ask, args=(seed,)) for seed in range(CLIENTS)]

    def _ask(self, seed: int) -> None:
        chance = random.Random(seed)
        with Client(timeout=60) as client:
            while not self.over.is_set():
                code = chance.choice(("NV", "IL", "CA", "NY", "MO"))
                first = chance.randrange(100)
                figures = "actions { nodes { figures { stated } } }"
                questions = (
                    f'{{ state(code: "{code}") {{ name actions(first: {first}) {{ nodes {{ name stage }} }} }} }}',
                    f"{{ states(first: {first}) {{ nodes {{ name {figures} }} }} }}",
                    f"query T{chance.randrange(1000)} {{ totals {{ kind unit low high }} }}",
                    '{ state(code: "NV") { name } }',
                )
                query = chance.choice(questions)
                try:
                    if chance.random() < 0.5:
                        answer = client.post(f"{self.address}graphql", json={"query": query})
                    else:
                        answer = client.get(f"{self.address}graphql", params={"query": query})
                    told = answer.json()
                    good = answer.status_code == 200 and "errors" not in told and told["data"]
                    self.outcomes["answered" if good else f"status {answer.status_code}"] += 1
                    if not good:
                        self.failures.append((time.monotonic(), answer.text[:200]))
                    if query.endswith("{ name } }"):
                        self.names[told["data"]["state"]["name"]] += 1
                except (HTTPError, ValueError, KeyError) as error:
                    self.outcomes[type(error).__name__] += 1
                    self.failures.append((time.monotonic(), repr(error)))


def workers(pid: int) -> list[int]:
    """The processes that answer."""
    command = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [int(line.split()[0]) for line in lines if "spawn_main" in line]


def memory(pids: list[int]) -> int:
    """The resident megabytes of some processes."""
    total = 0
    for pid in pids:
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
        total += pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000
    return total


def change(folder: Path, turn: int) -> None:
    """Good data, and broken ones, in turn."""
    nevada = folder / "state" / "nv.yaml"
    good = (DATA / "state" / "nv.yaml").read_text("utf-8")
    name = ("Nevada", "Battle Born")[turn // 2 % 2]
    broken = turn % 2 == 1
    nevada.write_text("name: [" if broken else good.replace("name: Nevada", f"name: {name}", 1), "utf-8")


def main(seconds: float) -> int:
    """Run it; 1 where a request failed that was not in flight in a process that was killed."""
    folder = Path(tempfile.mkdtemp()) / "data"
    shutil.copytree(DATA, folder)
    log = folder.parent / "log"
    try:
        with server("--data", str(folder), "--workers", "2", log=log) as one:
            return _run(one, folder, seconds, log)
    finally:
        shutil.rmtree(folder.parent)


def _run(one: Server, folder: Path, seconds: float, log: Path) -> int:
    while len(workers(one.process.pid)) < 2:
        time.sleep(0.1)
    time.sleep(3)
    clients = Clients(one.address)
    for thread in clients.threads:
        thread.start()
    began = time.monotonic()
    kills: list[float] = []
    sizes: list[tuple[int, int]] = []
    turn = 0
    while time.monotonic() - began < seconds:
        time.sleep(1)
        turn += 1
        change(folder, turn)
        one.process.send_signal(signal.SIGHUP)
        if turn % 10 == 0:
            sizes.append((round(time.monotonic() - began), memory(workers(one.process.pid))))
        if turn % KILL_EVERY == 0:
            kills.append(time.monotonic())
            os.kill(workers(one.process.pid)[0], signal.SIGKILL)
    clients.over.set()
    for thread in clients.threads:
        thread.join()
    told = log.read_text("utf-8")
    in_flight = [one for one in clients.failures if any(0 <= one[0] - kill < 1 for kill in kills)]
    others = [one for one in clients.failures if one not in in_flight]
    print(f"{seconds:.0f} s, {CLIENTS} clients, {len(kills)} kills")
    print(f"outcomes: {dict(clients.outcomes)}")
    print(f"loads: {told.count('loaded data version')} good, {told.count('have problems')} refused")
    print(f"names seen: {dict(clients.names)}")
    print(f"failed in flight in a process that was killed: {len(in_flight)}; failed otherwise: {len(others)}")
    for _, failure in others[:5]:
        print(" ", failure)
    print(
        "resident megabytes of both processes:",
        ", ".join(f"{size} at {at} s" for at, size in sizes[:: max(1, len(sizes) // 12)]),
    )
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600))
