"""What Prometheus is told: how many requests, of which operation, with which outcome, and how long they took.

With several processes, `prometheus_client` keeps the numbers in files that all of them share, below the folder that
PROMETHEUS_MULTIPROC_DIR names; `serve` sets it. It is imported once the first request is answered: nobody waits for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..schema.request import LONGEST_NAME

if TYPE_CHECKING:
    from prometheus_client import Counter, Gauge, Histogram

MOST_NAMES: Final = 100
"""How many names of operations are told apart; those that come later are `other`."""


class _Meters(NamedTuple):
    requests: Counter
    seconds: Histogram
    answers: Counter
    loads: Counter
    running: Gauge


@cache
def _meters() -> _Meters:
    from prometheus_client import Counter, Gauge, Histogram

    return _Meters(
        Counter("clemency_graph_requests", "Requests answered.", ("operation", "status")),
        Histogram(
            "clemency_graph_request_seconds",
            "How long requests took, in seconds, by operation.",
            ("operation",),
            buckets=(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
        ),
        Counter("clemency_graph_answers", "Answers by where they came from.", ("source",)),
        Counter("clemency_graph_data_loads", "Loads of the data, by outcome.", ("outcome",)),
        Gauge("clemency_graph_long_questions", "Costly questions at work or waiting.", multiprocess_mode="livesum"),
    )


@cache
def _answers_from(source: str) -> Callable[[float], None]:
    return _meters().answers.labels(source).inc


_names: set[str] = set()
_from: dict[str, int] = {}
_told: dict[tuple[str, int], tuple[Callable[[], None], Callable[[float], None]]] = {}


def answered(operation: str | None, status: int, seconds: float) -> None:
    """Count a request, by the name of its operation; at most `MOST_NAMES` are told apart."""
    name = operation or "unnamed"
    told = _told.get((name, status))
    if told is None:
        if len(name) > LONGEST_NAME or (name not in _names and len(_names) >= MOST_NAMES):
            name = "other"
        else:
            _names.add(name)
        meters = _meters()
        told = meters.requests.labels(name, str(status)).inc, meters.seconds.labels(name).observe
        if len(_told) < MOST_NAMES * 10:
            _told[name, status] = told
    count, observe = told
    count()
    observe(seconds)
    while _from:
        source, answers = _from.popitem()
        _answers_from(source)(answers)


def answer_from(source: str) -> None:
    """Count an answer by where it came from: memory, shared, run, unchanged. Told with its request, once that is."""
    _from[source] = _from.get(source, 0) + 1


def loaded(outcome: str) -> None:
    """Count a load of the data: good or refused."""
    _meters().loads.labels(outcome).inc()


def long_question(by: int) -> None:
    """Count a costly question in (1) or out (-1)."""
    _meters().running.inc(by)


def exposition() -> tuple[bytes, str]:
    """All numbers in the text format of Prometheus, and its media type."""
    from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    _meters()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), CONTENT_TYPE_LATEST
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
