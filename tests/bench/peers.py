"""Ours beside its peers, in one run: `python -m bench.peers`, about ten minutes; with `--quick` less than two.

All servers answer the same five questions from the same data over the same schema, and every answer is held against
ours before anything is timed. Each server has one core and the load generator, wrk, another. They take turns, round by
round, so that whatever else the machine does falls on all alike; of each figure the median of the rounds counts.
Needs wrk (Debian: apt-get install wrk), two cores, and: pip install -e ".[bench]", which brings a Node.js.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from bench.peers_data import exported, write_folder
from bench.peers_questions import ASKED, MODES, body, filled, path, plain
from bench.peers_variants import COUNTS, VARIANTS
from clemency_graph import load
from clemency_graph.graph.storage.cache_dir import cache_folder
from clemency_graph.schema.build import schema
from clemency_graph.web.explorer.build import find_node, own_node

HERE: Final = Path(__file__).resolve().parent
NODE: Final = HERE / "node"
CONNECTIONS: Final = {"large": 4, "introspection": 4}
"""How many connections at a time, where it is not 16: with long answers more would only wait for each other."""
FEWEST: Final = 10
"""How many answers a load must get to count; one that gets fewer is repeated for twice as long."""
SERVER_CORE: Final = 0
LOAD_CORE: Final = 1
SAMPLES: Final = ("NV", "AL", "WY")
OURS: Final = "ours"
PYTHON: Final = {"Strawberry": "plain_strawberry:plain", "Strawberry, both caches": "plain_strawberry:cached"}
JAVASCRIPT: Final = {"Apollo Server": "apollo", "Yoga + graphql-jit": "yoga", "Mercurius + jit": "mercurius"}
BUN: Final = {"Mercurius + jit on Bun": "mercurius"}
SERVERS: Final = (OURS, *PYTHON, *JAVASCRIPT, *BUN)


class Measured(NamedTuple):
    """What one load of one server came to: requests a second, and milliseconds that half and 99% of them took."""

    rate: float
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}/graphql"

    def settle(self, most: float = 60) -> None:
        """Wait until it rests: what was asked and not awaited, some servers answer all the same."""
        until, before = time.monotonic() + most, -1
        while (spent := self._ticks()) != before:
            if time.monotonic() > until:
                raise SystemExit(f"{self.name} does not come to rest.")
            before = spent
            time.sleep(0.05)

    def _ticks(self) -> int:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def memory(self) -> dict[str, int]:
        """How many bytes of memory it has, and had at the most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        told = dict(line.split(":", 1) for line in status.splitlines())
        return {"rss": int(told["VmRSS"].split()[0]) * 1024, "peak": int(told["VmHWM"].split()[0]) * 1024}


def fetched() -> tuple[str, Path]:
    """The Node.js to use, and a folder with the servers and the npm packages that they need, outside of the project."""
    node = own_node() or find_node()
    cache = cache_folder()
    if cache is None:
        raise SystemExit("There is no folder for caches; name one in CLEMENCY_GRAPH_CACHE.")
    folder = cache / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    lock = (NODE / "package-lock.json").read_bytes()
    stamp = folder / "installed"
    for file in NODE.iterdir():
        if file.is_file():
            shutil.copyfile(file, folder / file.name)
    if not stamp.is_file() or stamp.read_bytes() != lock:
        print("fetching the pinned npm packages ...", file=sys.stderr)
        subprocess.run([*node.npm, "ci", "--loglevel=error"], cwd=folder, check=True, stdout=sys.stderr)
        stamp.write_bytes(lock)
    return node.node, folder


@contextmanager
def served(names: Sequence[str], node: str, scripts: Path, work: Path) -> Iterator[list[Server]]:
    """The servers, started and answering, until the end of the block."""
    data, sdl, exports = work / "data", work / "schema.graphql", work / "data.json"
    write_folder(data)
    sdl.write_text(schema().as_str(), "utf-8")
    exports.write_text(exported(load(data)), "utf-8")
    own = Path(sys.executable).with_name("clemency-graph")
    with ExitStack() as stack:
        servers: list[Server] = []
        for name in names:
            port = _free_port()
            command: list[str | Path]
            if name == OURS:
                command = [own, "serve", "--port", str(port), "--data", data]
            elif name in PYTHON:
                options = ["--port", str(port), "--no-access-log", "--log-level", "warning", "--app-dir", str(HERE)]
                command = [sys.executable, "-m", "uvicorn", *options, PYTHON[name]]
            elif name in BUN:
                command = [_bun(scripts), scripts / f"{BUN[name]}.mjs", sdl, exports, str(port)]
            else:
                command = [node, scripts / f"{JAVASCRIPT[name]}.mjs", sdl, exports, str(port)]
            servers.append(stack.enter_context(_running(name, port, command, data)))
        for server in servers:
            _await(server)
        yield servers


def _bun(scripts: Path) -> Path:
    """The executable of Bun, which is in the package of the platform: what links it need not have been run."""
    found = sorted((scripts / "node_modules" / "@oven").glob("bun-*/bin/bun*"))
    for one in found:
        if subprocess.run([one, "--version"], capture_output=True).returncode == 0:
            return one
    raise SystemExit("The npm package bun has no executable for this machine; leave it out with --servers.")


@contextmanager
def _running(name: str, port: int, command: Sequence[str | Path], data: Path) -> Iterator[Server]:
    environment = os.environ | {"NODE_ENV": "production", "CLEMENCY_GRAPH_DATA": str(data)}
    process = subprocess.Popen(
        list(map(str, command)), env=environment, stdout=subprocess.DEVNULL, preexec_fn=lambda: _pin(SERVER_CORE)
    )
    try:
        yield Server(name, port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _pin(core: int) -> None:
    os.sched_setaffinity(0, {core})


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _await(server: Server) -> None:
    # Ours builds its GraphiQL page before it answers, where there is none yet.
    until = time.monotonic() + 600
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise SystemExit(f"{server.name} ended by itself; see its output above.")
        try:
            _asked(server, json.dumps({"query": "{ __typename }"}))
        except (URLError, TimeoutError):
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"{server.name} did not answer within ten minutes.")


def _asked(server: Server, text: str) -> Any:
    headers = {"content-type": "application/json", "accept": "application/json"}
    try:
        with urlopen(Request(server.address, text.encode(), headers), timeout=30) as answer:
            return json.load(answer)
    except HTTPError as error:
        raise SystemExit(f"{server.name} answered {error.code}: {error.read()[:500]!r}") from None


def compare(servers: Sequence[Server], asked: Mapping[str, Sequence[str]]) -> None:
    """Ask every server everything, for some states, and hold the answers against those of the first."""
    for mode, names in asked.items():
        for name in names:
            for text, code in zip(bodies(name, mode, len(SAMPLES), seed=-1), SAMPLES, strict=True):
                first, *others = [plain(_asked(server, filled(text, "none", code))) for server in servers]
                for server, answer in zip(servers[1:], others, strict=True):
                    if answer != first:
                        raise SystemExit(
                            f"{server.name} answers {name} ({mode}) differently:\n{json.dumps(answer)[:2000]}\n"
                            f"{servers[0].name}:\n{json.dumps(first)[:2000]}"
                        )


def bodies(name: str, mode: str, count: int, seed: int) -> list[str]:
    """The bodies of requests, all of them alike where the mode has one text."""
    if mode not in VARIANTS:
        return [json.dumps(body(name, mode))] * count
    return [json.dumps(one) for one in islice(VARIANTS[mode](name, Random(f"{mode} {name} {seed}")), count)]


def measure(server: Server, name: str, mode: str, seconds: int, work: Path, most: int | None = None) -> Measured:
    """Load one server with one question for some seconds, or for longer where too little comes back.

    The bodies are in a file; `most` is how many requests there may be where none of them may come twice.
    """
    environment = os.environ | {
        "BENCH_BODIES": str(work / "bodies"),
        "BENCH_SALT": f"x{time.monotonic_ns():x}x",
        "BENCH_CODES": ",".join(sorted(_codes(work))),
    }
    if mode == "get":
        environment["BENCH_PATH"] = path(name)
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS.get(name, 16)}",
        f"-d{seconds}s",
        "--timeout",
        "10s",
        "-s",
        HERE / "load.lua",
    ]
    done = subprocess.run(
        [*map(str, command), server.address],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 60,
        preexec_fn=lambda: _pin(LOAD_CORE),
    )
    server.settle()
    told = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("RESULT")).split(" ", 1)[1])
    if told["requests"] < FEWEST and seconds < 10:
        return measure(server, name, mode, 2 * seconds, work, most)
    if most is not None and told["requests"] > most:
        raise SystemExit(f"{server.name} answered more than {most} requests of {name} ({mode}); raise COUNTS.")
    if told["failed"]:
        raise SystemExit(f"{server.name} failed {told['failed']} of {told['requests']} requests of {name} ({mode})")
    return Measured(told["requests"] / told["seconds"], told["p50"], told["p99"])


def _codes(work: Path) -> list[str]:
    return [path.stem.upper() for path in (work / "data" / "state").glob("*.yaml")]


def run(given: argparse.Namespace) -> dict[str, Any]:
    """Fetch, start, compare and measure; the results as they are written to JSON."""
    node, scripts = fetched()
    asked = {
        mode: [name for name in ASKED[mode] if not given.questions or name in given.questions] for mode in given.modes
    }
    rounds: dict[tuple[str, str, str], list[Measured]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, served(given.servers, node, scripts, Path(folder)) as servers:
        work = Path(folder)
        start = {server.name: server.memory()["rss"] for server in servers}
        compare(servers, asked)
        print("all answers are the same", file=sys.stderr)
        for number in range(given.rounds):
            for mode, names in asked.items():
                for name in names:
                    most = COUNTS[mode][name] * given.seconds if mode in COUNTS else None
                    (work / "bodies").write_text("\n".join(bodies(name, mode, most or 1, number)) + "\n", "utf-8")
                    for server in servers:
                        found = measure(server, name, mode, given.seconds, work, most)
                        rounds[mode, name, server.name].append(found)
                        shown = f"{found.rate:>10,.0f}/s  p99 {found.p99:>8,.1f} ms"
                        print(f"{number + 1} {mode:<7} {name:<14} {server.name:<24} {shown}", file=sys.stderr)
        memory = {server.name: {"start": start[server.name], **server.memory()} for server in servers}
    return {
        "machine": {"processor": _processor(), "python": platform.python_version(), "node": _told(node, "--version")},
        "packages": _packages(scripts),
        "rounds": given.rounds,
        "seconds": given.seconds,
        "memory": memory,
        "results": {
            mode: {name: {server: _middle(rounds[mode, name, server]) for server in given.servers} for name in names}
            for mode, names in asked.items()
        },
    }


def _middle(found: Sequence[Measured]) -> dict[str, Any]:
    return {
        "rate": round(median(one.rate for one in found), 1),
        "p50": round(median(one.p50 for one in found), 3),
        "p99": round(median(one.p99 for one in found), 3),
        "rates": [round(one.rate, 1) for one in found],
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _packages(scripts: Path) -> dict[str, str]:
    from importlib.metadata import version

    wanted: dict[str, str] = json.loads((scripts / "package.json").read_text())["dependencies"]
    ours = ("graphql-core", "httptools", "starlette", "strawberry-graphql", "uvicorn", "uvloop")
    return {**{name: version(name) for name in ours}, **wanted}


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def tables(told: Mapping[str, Any]) -> Iterator[str]:
    """The results as lines of tables."""
    for mode, names in told["results"].items():
        servers = list(told["memory"])
        yield f"\n{mode}: {MODES[mode]}"
        yield f"{'requests a second':<26}" + "".join(f"{name:>16}" for name in names)
        for server in servers:
            yield f"{server:<26}" + "".join(f"{found[server]['rate']:>16,.0f}" for found in names.values())
        yield f"{'99% answered within, ms':<26}"
        for server in servers:
            yield f"{server:<26}" + "".join(f"{found[server]['p99']:>16,.1f}" for found in names.values())
        peers = [server for server in servers if server != OURS]
        if OURS in servers and peers:
            yield f"{'ours, times as fast as':<26}"
            for server in peers:
                yield f"{server:<26}" + "".join(f"{_ratio(found, server):>16.2f}" for found in names.values())
            best = [min(_ratio(found, server) for server in peers) for found in names.values()]
            yield f"{'the best of them':<26}" + "".join(f"{ratio:>16.2f}" for ratio in best)
    yield f"\n{'memory, MB':<26}{'at the start':>16}{'at the end':>16}{'at the most':>16}"
    for server, one in told["memory"].items():
        yield f"{server:<26}" + "".join(f"{one[when] / 1e6:>16,.0f}" for when in ("start", "rss", "peak"))


def _ratio(found: Mapping[str, Any], server: str) -> float:
    ratio: float = found[OURS]["rate"] / found[server]["rate"]
    return ratio


def main() -> None:
    """Read the command, run, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (3)")
    parser.add_argument("--seconds", type=int, default=2, help="how long each time (2)")
    parser.add_argument("--modes", nargs="+", default=list(MODES), choices=list(MODES))
    parser.add_argument("--questions", nargs="+", choices=ASKED["warm"], help="only these")
    parser.add_argument("--servers", nargs="+", default=list(SERVERS), choices=SERVERS)
    parser.add_argument("--quick", action="store_true", help="one round of a second each, to try")
    parser.add_argument("--json", type=Path, help="write the results here, for chart.py")
    given = parser.parse_args()
    if given.quick:
        given.rounds, given.seconds = 1, 1
    if shutil.which("wrk") is None:
        raise SystemExit("The load comes from wrk, which is not there; install it with: apt-get install wrk")
    if len(os.sched_getaffinity(0)) < 2:
        raise SystemExit("This takes two cores: one for the servers, one for the load.")
    told = run(given)
    print("\n".join(tables(told)))
    if given.json:
        given.json.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
