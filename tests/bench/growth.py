"""How the graph fares as it grows: `python -m bench.growth [--sizes 1 10 100 1000]`.

At each size, as times the real graph, a process of its own loads a snapshot of made-up data (support/synthetic.py)
and is measured: how long it loads, the memory it then has, and how long look-ups, walks and questions take once what
they need is made; in seconds of the processor, so that what else the machine does counts for little. Questions are
whole GraphQL operations, as `run` answers them. Prints a table and writes it as JSON, which chart.py draws. A thousand
times the graph takes about 15 GB and ten minutes.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph.loading.loader import gc_disabled
from clemency_graph.graph.model.records import ClemencyAction, Law, State
from clemency_graph.graph.storage import snapshot
from clemency_graph.schema import run
from support.synthetic import grown

MOST: Final = 0.5
"""How many seconds one thing is measured for, unless a single time takes longer."""
FILTER: Final = """query ($code: String!) {
  actions(where: {state: {code: {eq: $code}}, stage: {eq: GRANTED}}, first: 25) { totalCount nodes { name date } }
}"""
LIST: Final = """query ($first: Int!) {
  actions(where: {kind: {eq: PARDON}}, orderBy: [DATE_DESC], first: $first) {
    totalCount nodes { id name kind stage date scope }
  }
}"""
SEARCH: Final = "query ($text: String!) { search(text: $text, first: 5) { nodes { score entity { id } } } }"
PATH: Final = "query ($from: ID!, $to: ID!) { path(from: $from, to: $to, maxLength: 4) { length } }"
OF_STATE: Final = "query ($code: String!) { state(code: $code) { totals { kind unit low high } } }"
IN_ALL: Final = "query ($day: Date!) { totals(knownAt: $day) { kind unit low high } }"

FLAT: Final = {"look-up, µs", "one-step walk, µs", "actions of a state, µs", "filter, ms", "ordered list, ms"}
"""What is to take as long in a large graph as in a small one."""


def measured(path: Path) -> dict[str, float]:
    """What can be measured of one snapshot, in this process."""
    began = time.process_time()
    with gc_disabled(), path.open("rb") as file:
        records, dataset = snapshot.read(file)
        graph = KnowledgeGraph(records.entities.values(), records.terms.values(), dataset)
    spent = time.process_time() - began
    gc.freeze()
    found = {"entities": float(len(graph.entities)), "load, s": spent, "entities a second": len(graph.entities) / spent}
    found["edges"] = float(graph.nx.number_of_edges())
    found["memory when loaded, MB"] = _memory()
    return found | {name: _time(one) for name, one in _questions(graph)} | {"memory at the end, MB": _memory()}


def _questions(graph: KnowledgeGraph) -> Iterator[tuple[str, Callable[[], object]]]:
    # Values change from one question to the next: what was answered before is not to answer for it.
    chance = random.Random(0)
    ids = chance.choices(list(graph.entities), k=1000)
    states = [state for state in graph.of_type(State) if graph.actions_in(state.id)]
    some = chance.sample(states, len(states))
    acting = [one for one in graph.of_type(ClemencyAction) if one.actors and one.laws]
    ends = [(one.actors[0].entity, one.laws[0]) for one in chance.choices(acting, k=1000)]
    laws = chance.choices(graph.of_type(Law), k=1000)

    def asked(query: str, variables: Sequence[Mapping[str, object]]) -> Callable[[], object]:
        at = iter(range(10**9))

        def ask() -> None:
            answer = run(graph, query, variables[next(at) % len(variables)])
            assert answer.data and not answer.errors, answer.errors

        return ask

    yield "look-up, µs", lambda: [graph.get(id) for id in ids]
    yield "one-step walk, µs", lambda: [graph.edges(id) for id in ids]
    places = chance.choices([state.id for state in states], k=1000)
    yield "actions of a state, µs", lambda: [graph.actions_in(place) for place in places]
    yield "filter, ms", asked(FILTER, [{"code": state.code} for state in some])
    yield "ordered list, ms", asked(LIST, [{"first": first} for first in range(51, 101)])
    yield "totals of a state, ms", asked(OF_STATE, [{"code": state.code} for state in some])
    yield "search, ms", asked(SEARCH, [{"text": law.name[:100]} for law in laws])
    yield "path, ms", asked(PATH, [{"from": one, "to": other} for one, other in ends])
    yield "totals of all, ms", asked(IN_ALL, [{"day": f"2025-01-{day:02}"} for day in range(1, 32)])


def _time(ask: Callable[[], object]) -> float:
    """The median of some times, no question twice, once all that it needs is made; 1,000 in ms are one in µs."""
    ask()
    times: list[float] = []
    until = time.process_time() + MOST
    while not times or (time.process_time() < until and len(times) < 30):
        began = time.process_time()
        ask()
        times.append(time.process_time() - began)
    return statistics.median(times) * 1000


def _memory() -> float:
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000


def table(found: Mapping[int, Mapping[str, float]]) -> Iterator[str]:
    """The lines of a table: a row for each thing that was measured, a column for each size."""
    sizes = list(found)
    yield f"{'times the real graph':<26}" + "".join(f"{size:>14,}" for size in sizes)
    for name in found[sizes[0]]:
        values = [found[size][name] for size in sizes]
        shown = "".join(f"{value:>14,.0f}" if value >= 100 else f"{value:>14.3g}" for value in values)
        yield f"{name:<26}{shown}{'   flat' if name in FLAT else ''}"


def main() -> None:
    """Make the data of each size, measure it in a process of its own, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--json", type=Path, help="write what was measured here, for chart.py")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measured(given.measure)))
        return
    graph = load()
    found: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            path = Path(folder) / "snapshot"
            with path.open("wb") as file:
                snapshot.write(file, grown(graph, size), graph.dataset)
            command = [sys.executable, "-m", "bench.growth", "--measure", str(path)]
            told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=1800).stdout
            found[size] = {"snapshot, MB": path.stat().st_size / 1e6, **json.loads(told)}
            print(f"measured {size:,}", file=sys.stderr)
    print("\n".join(table(found)))
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
