"""How long from the start of the process to its first answer: `python -m bench.start [RUNS]`.

Prints the median of some runs of `clemency-graph serve` in seconds, until a first GraphQL question is answered, and
beside it that of an empty Starlette application under uvicorn, which is what any such server costs here. Both run from
bytecode, as pip leaves it, and ours from its snapshot: a run of each that is not counted makes them.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

EMPTY = """
import socket, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
async def answer(request):
    return JSONResponse({})
listener = socket.create_server(("127.0.0.1", 0))
print(f"Clemency http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
app = Starlette(routes=[Route("/graphql", answer, methods=["POST"])])
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
"""
QUESTION = {"query": '{ state(code: "NV") { actions { nodes { name figure { stated source { url } } } } } }'}


def seconds(command: list[str | Path], environment: dict[str, str]) -> float:
    """From the start of a server until its first answer."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert process.stdout is not None
    try:
        address = next(line for line in process.stdout if line.startswith("Clemency")).split()[-1]
        body = json.dumps(QUESTION).encode()
        request = Request(f"{address}graphql", body, {"content-type": "application/json"})
        while True:
            try:
                urlopen(request, timeout=10).read()
                return time.perf_counter() - began
            except URLError:
                time.sleep(0.005)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def main(runs: int) -> None:
    """Measure both, in turn, and print."""
    serve: list[str | Path] = [Path(sys.executable).with_name("clemency-graph"), "serve", "--port", "0"]
    nothing: list[str | Path] = [sys.executable, "-c", EMPTY]
    ours: list[float] = []
    empty: list[float] = []
    with tempfile.TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": cache, "CLEMENCY_GRAPH_CACHE": cache}
        for _ in range(runs + 1):
            ours.append(seconds(serve, environment))
            empty.append(seconds(nothing, environment))
        del ours[0], empty[0]
    one, other = statistics.median(ours), statistics.median(empty)
    print(f"to the first answer: {one:.2f} s; of an empty server: {other:.2f} s; ratio {one / other:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
