"""A process that times saved queries on request: `python timed_queries.py DATA`; see `bench.against`.

It reads a line of JSON for each request, and answers with one. It times the `clemency_graph` that is on the path of the
process, which may be of an earlier commit, so it uses only names that have not changed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from time import process_time
from typing import Any

from bench.operations import ways
from clemency_graph import load
from clemency_graph.schema.saved_queries import operations
from support.saved_query_examples import EXAMPLES


def main(folder: str) -> None:
    """Load the data, list the saved queries, and time those that are asked for."""
    try:
        graph, known = load(folder), operations()
    except Exception as error:
        # Each commit has its own class of errors of data.
        print(json.dumps({"refused": str(error)}), flush=True)
        return
    answers: dict[str, Any] = {}
    digests: dict[str, str] = {}
    print(json.dumps({name: [one.document, EXAMPLES[name]] for name, one in known.items()}), flush=True)
    for line in sys.stdin:
        name, seconds = json.loads(line)
        if name not in answers:
            answers[name] = ways(graph, known[name])[1:]
            for answer in answers[name]:
                digests[name] = hashlib.sha256(answer()).hexdigest()
        print(json.dumps([digests[name], *(_time(answer, seconds) for answer in answers[name])]), flush=True)


def _time(answer: Any, seconds: float) -> float:
    count, began = 0, process_time()
    while count == 0 or process_time() - began < seconds:
        answer()
        count += 1
    return (process_time() - began) / count


if __name__ == "__main__":
    main(sys.argv[1])
