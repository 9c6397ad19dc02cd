"""How long `clemency-graph query` takes, process start included: `python -m bench.query [RUNS]`.

Prints the least of some runs in seconds, as a table and as JSON, and beside them what it costs to import Strawberry
alone in a process of its own, which any such command pays here.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("clemency-graph")
COMMANDS: dict[str, list[str | Path]] = {
    "query, a table": [COMMAND, "query", "GovernorsAndPardons"],
    "query, JSON": [COMMAND, "query", "GovernorsAndPardons", "--json"],
    "search": [COMMAND, "search", "Sisolak"],
    "import strawberry": [sys.executable, "-c", "import strawberry"],
}


def seconds(command: list[str | Path]) -> float:
    """From the start of a process to its end."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main(runs: int) -> None:
    """Measure all, in turn, and print."""
    found: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, command in COMMANDS.items():
            found[name].append(seconds(command))
    base = min(found["import strawberry"])
    for name, times in found.items():
        print(f"{name}: {min(times):.2f} s, {min(times) / base:.1f} times the import of strawberry")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
