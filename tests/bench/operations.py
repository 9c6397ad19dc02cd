"""How much faster the ready-made questions are compiled than through graphql-core: `python tests/bench/operations.py`.

Both sides are warm, on the real schema and data: the document is parsed and validated beforehand, the operation is
compiled, and what the graph keeps of earlier questions is kept for both. Both end in the answer's JSON as bytes, which
are first found to be the same. The rounds of the two alternate; what is told is the processor time of the best.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median
from time import process_time

import orjson
from clemency_graph import KnowledgeGraph, load
from clemency_graph.schema.context import Context, in_time
from clemency_graph.schema.operations import Operation, operations
from clemency_graph.schema.prepared import core_schema, prepare
from graphql import ExecutionResult, execute

ROUNDS = 7
SECONDS = 0.03
"""How long a round takes at the least."""


def sides(graph: KnowledgeGraph, operation: Operation) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """The two ways of answering a question: graphql-core's, and ours."""
    prepared = prepare(operation.document)
    document, compiled = prepared.document, prepared.compiled
    assert document is not None and compiled is not None

    def theirs() -> bytes:
        result = execute(core_schema(), document, context_value=Context(graph), middleware=[in_time])
        assert isinstance(result, ExecutionResult)
        return orjson.dumps(result.data)

    def ours() -> bytes:
        return compiled.execute_bytes(Context(graph)).data

    return theirs, ours


def seconds(answer: Callable[[], bytes]) -> float:
    """How long an answer takes, over a round."""
    count, began = 0, process_time()
    while process_time() - began < SECONDS:
        answer()
        count += 1
    return (process_time() - began) / count


def main(names: list[str]) -> None:
    """Measure the questions named, or all, and print."""
    graph, ratios = load(), []
    print(f"{'operation':<32}{'graphql-core':>14}{'compiled':>12}{'ratio':>8}")
    for operation in operations().values():
        if names and operation.name not in names:
            continue
        theirs, ours = sides(graph, operation)
        if theirs() != ours():
            raise AssertionError(f"{operation.name} is answered differently")
        rounds = [(seconds(theirs), seconds(ours)) for _ in range(ROUNDS)]
        best = [min(side) for side in zip(*rounds, strict=True)]
        ratios.append(best[0] / best[1])
        print(f"{operation.name:<32}{best[0] * 1e6:>11.0f} µs{best[1] * 1e6:>9.0f} µs{ratios[-1]:>7.1f}x", flush=True)
    print(f"least {min(ratios):.1f}x, median {median(ratios):.1f}x")


if __name__ == "__main__":
    main(sys.argv[1:])
