"""How much faster the saved queries are compiled than through graphql-core: `python -m bench.operations`.

Both sides are warm, on the real schema and data: the document is parsed and validated beforehand, the operation is
compiled, and what the graph derives of itself is derived. Both end in the answer's JSON as bytes, which are first found
to be the same. Rounds alternate, and the processor time of the best is printed. `compiled` is as it is served, with
the results of questions and the encoded parts of earlier answers at hand; for `afresh` these are forgotten each time.

`--against REF` times them beside an earlier commit in place of graphql-core: see `bench.against`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time

import orjson
from bench.against import compare, print_comparisons
from clemency_graph import KnowledgeGraph, load
from clemency_graph.schema.context import Context, check_time
from clemency_graph.schema.document_cache import core_schema, prepare
from clemency_graph.schema.execution.encoded_parts_cache import FragmentCache
from clemency_graph.schema.execution.resolver_cache import ResolverCache
from clemency_graph.schema.saved_queries import Operation, operations
from graphql import ExecutionResult, execute
from support.saved_query_examples import EXAMPLES

ROUNDS = 7
SECONDS = 0.03
"""How long a round takes at the least."""


def ways(graph: KnowledgeGraph, operation: Operation) -> tuple[Callable[[], bytes], ...]:
    """The ways of answering a question: graphql-core's, ours, and ours with nothing at hand."""
    prepared = prepare(operation.document)
    document, compiled = prepared.document, prepared.compiled
    assert document is not None and compiled is not None
    values = EXAMPLES[operation.name]

    def theirs() -> bytes:
        result = execute(
            core_schema(), document, context_value=Context(graph), variable_values=values, middleware=[check_time]
        )
        assert isinstance(result, ExecutionResult)
        return orjson.dumps(result.data)

    def ours() -> bytes:
        return compiled.execute_bytes(Context(graph), values).data

    def afresh() -> bytes:
        graph.cached(FragmentCache).clear()
        graph.cached(ResolverCache).clear()
        return compiled.execute_bytes(Context(graph), values).data

    return theirs, ours, afresh


def seconds(answer: Callable[[], bytes]) -> float:
    """How long an answer takes, over a round."""
    count, began = 0, process_time()
    while process_time() - began < SECONDS:
        answer()
        count += 1
    return (process_time() - began) / count


def beside_graphql_core(names: Sequence[str]) -> None:
    """Measure the saved queries named, or all, beside graphql-core, and print."""
    graph, ratios = load(), []
    print(f"{'operation':<32}{'graphql-core':>14}{'compiled':>17}{'afresh':>17}")
    for operation in operations().values():
        if names and operation.name not in names:
            continue
        answers = ways(graph, operation)
        if len({answer() for answer in answers}) > 1:
            raise AssertionError(f"{operation.name} is answered differently")
        rounds = [tuple(map(seconds, answers)) for _ in range(ROUNDS)]
        theirs, *ours = (min(times) for times in zip(*rounds, strict=True))
        ratios.append([theirs / one for one in ours])
        told = "".join(f"{one * 1e6:>8.0f} µs {theirs / one:>5.1f}x" for one in ours)
        print(f"{operation.name:<32}{theirs * 1e6:>11.0f} µs{told}", flush=True)
    for name, found in zip(("compiled", "afresh"), zip(*ratios, strict=True), strict=True):
        print(f"{name}: least {min(found):.1f}x, median {median(found):.1f}x")


def main() -> None:
    """Read the options, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.operations", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these saved queries")
    parser.add_argument("--against", metavar="REF", help="beside this commit, in place of graphql-core")
    parser.add_argument("--data", type=Path, help="with --against: the data of both sides")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="with --against: how often each side is timed")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="with --against: the least time of a round")
    asked = parser.parse_args()
    if asked.against is None:
        beside_graphql_core(asked.names)
    else:
        print_comparisons(asked.against, compare(asked.against, asked.names, asked.data, asked.rounds, asked.seconds))


if __name__ == "__main__":
    main()
