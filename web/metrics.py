"""Metrics for Prometheus: requests by operation and outcome, their duration, and loads of the data.

With several workers, `prometheus_client` keeps the numbers in files that all of them share, in the folder that
PROMETHEUS_MULTIPROC_DIR names; `serve` sets it. The library is imported after the first response, which need not wait
for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..schema.operation_request import LONGEST_NAME

if TYPE_CHECKING:
    from prometheus_client import Counter, Gauge, Histogram

MAX_NAMES: Final = 100
"""The most names of operations that have numbers of their own; later ones are counted as `other`."""


class _Metrics(NamedTuple):
    requests: Counter
    seconds: Histogram
    responses: Counter
    loads: Counter
    expensive: Gauge


@cache
def _metrics() -> _Metrics:
    from prometheus_client import Counter, Gauge, Histogram

    return _Metrics(
        Counter("clemency_graph_requests", "Requests, by operation and status.", ("operation", "status")),
        Histogram(
            "clemency_graph_request_seconds",
            "Duration of requests in seconds, by operation.",
            ("operation",),
            buckets=(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
        ),
        Counter("clemency_graph_responses", "Responses, by where they came from.", ("source",)),
        Counter("clemency_graph_data_loads", "Loads of the data, by outcome.", ("outcome",)),
        Gauge(
            "clemency_graph_expensive_operations",
            "Expensive operations that run or wait.",
            multiprocess_mode="livesum",
        ),
    )


@cache
def _increment_of(source: str) -> Callable[[float], None]:
    return _metrics().responses.labels(source).inc


_names: set[str] = set()
_sources: dict[str, int] = {}
_counters: dict[tuple[str, int], tuple[Callable[[], None], Callable[[float], None]]] = {}


def count_request(operation: str | None, status: int, seconds: float) -> None:
    """Count a request by the name of its operation; at most `MAX_NAMES` names have numbers of their own."""
    name = operation or "unnamed"
    counters = _counters.get((name, status))
    if counters is None:
        if len(name) > LONGEST_NAME or (name not in _names and len(_names) >= MAX_NAMES):
            name = "other"
        else:
            _names.add(name)
        metrics = _metrics()
        counters = metrics.requests.labels(name, str(status)).inc, metrics.seconds.labels(name).observe
        if len(_counters) < MAX_NAMES * 10:
            _counters[name, status] = counters
    increment, observe = counters
    increment()
    observe(seconds)
    while _sources:
        source, responses = _sources.popitem()
        _increment_of(source)(responses)


def count_response(source: str) -> None:
    """Count a response by its source: memory, shared, run or unchanged. It shows once its request is counted."""
    _sources[source] = _sources.get(source, 0) + 1


def count_load(outcome: str) -> None:
    """Count a load of the data: good or refused."""
    _metrics().loads.labels(outcome).inc()


def count_expensive(change: int) -> None:
    """Count an expensive operation in (1) or out (-1)."""
    _metrics().expensive.inc(change)


def exposition() -> tuple[bytes, str]:
    """Return all metrics in the text format of Prometheus, and its media type."""
    from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    _metrics()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), CONTENT_TYPE_LATEST
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
