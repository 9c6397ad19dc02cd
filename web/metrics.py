"""Metrics for Prometheus: requests by operation and outcome, their duration, errors by code, and the data served.

With several workers, `prometheus_client` keeps the numbers in files that all of them share, in the folder that
PROMETHEUS_MULTIPROC_DIR names; `serve` sets it. The library is imported after the first response, which need not wait
for it: what changes before that is kept until `flush`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..schema.saved_queries import operations

if TYPE_CHECKING:
    from prometheus_client import Counter, Gauge, Histogram

_BUCKETS: Final = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Seconds."""

PAGE: Final = "page"
"""The name under which the pages are counted."""


class _Metrics(NamedTuple):
    requests: Counter
    seconds: Histogram
    responses: Counter
    errors: Counter
    loads: Counter
    expensive: Gauge
    connections: Gauge
    versions: Gauge


@cache
def _metrics() -> _Metrics:
    from prometheus_client import Counter, Gauge, Histogram

    from .metrics_exposition import REGISTRY

    def counter(name: str, told: str, *labels: str) -> Counter:
        return Counter(f"clemency_graph_{name}", told, labels, registry=REGISTRY)

    def gauge(name: str, told: str, *labels: str) -> Gauge:
        return Gauge(f"clemency_graph_{name}", told, labels, multiprocess_mode="livesum", registry=REGISTRY)

    return _Metrics(
        counter("requests", "Requests, by operation and status.", "operation", "status"),
        Histogram(
            "clemency_graph_request_seconds",
            "Duration of requests in seconds, by operation.",
            ("operation",),
            buckets=_BUCKETS,
            registry=REGISTRY,
        ),
        counter("responses", "Responses, by where they came from.", "source"),
        counter("errors", "Requests with an error, by its code, such as LIMIT_EXCEEDED or OVERLOADED.", "code"),
        counter("data_loads", "Loads of the data, by outcome.", "outcome"),
        gauge("expensive_operations", "Expensive operations that run or wait."),
        gauge("connections", "Open connections on the fast path."),
        gauge("data_processes", "Processes, by the version of the data that they serve.", "version"),
    )


class _Pending:
    """What has changed since the last flush."""

    def __init__(self) -> None:
        self.sources: dict[str, int] = {}
        self.connections = 0
        self.version: str | None = None
        self.told_version: str | None = None


_pending: Final = _Pending()
_counters: dict[tuple[str, int], tuple[Callable[[], None], Callable[[float], None]]] = {}


def count_request(operation: str | None, status: int, seconds: float, codes: Iterable[str] = ()) -> None:
    """Count a request by the name of its operation and the codes of its errors.

    Only saved queries have numbers of their own: clients choose all other names, and could use up any number of them.
    """
    name = operation or "unnamed"
    if operation and operation != PAGE and operation not in operations():
        name = "other"
    counters = _counters.get((name, status))
    if counters is None:
        metrics = _metrics()
        counters = metrics.requests.labels(name, str(status)).inc, metrics.seconds.labels(name).observe
        _counters[name, status] = counters
    increment, observe = counters
    increment()
    observe(seconds)
    for code in codes:
        _metrics().errors.labels(code).inc()
    flush()


def count_response(source: str) -> None:
    """Count a response by its source: memory, shared, run or unchanged. It shows after the next flush."""
    _pending.sources[source] = _pending.sources.get(source, 0) + 1


def count_connection(change: int) -> None:
    """Count a connection in (1) or out (-1). It shows after the next flush."""
    _pending.connections += change


def count_load(outcome: str) -> None:
    """Count a load of the data: good or refused."""
    _metrics().loads.labels(outcome).inc()
    flush()


def count_expensive(change: int) -> None:
    """Count an expensive operation in (1) or out (-1)."""
    _metrics().expensive.inc(change)


def set_version(version: str) -> None:
    """Set the version of the data that this process serves. It shows after the next flush."""
    _pending.version = version


def flush() -> None:
    """Write down what has changed since the last time."""
    if _pending.sources:
        sources, _pending.sources = _pending.sources, {}
        for source, responses in sources.items():
            _increment_of(source)(responses)
    if _pending.connections:
        change, _pending.connections = _pending.connections, 0
        _metrics().connections.inc(change)
    if _pending.version != _pending.told_version:
        versions = _metrics().versions
        if _pending.told_version is not None:
            versions.labels(_pending.told_version).set(0)
        versions.labels(_pending.version).set(1)
        _pending.told_version = _pending.version


@cache
def _increment_of(source: str) -> Callable[[float], None]:
    return _metrics().responses.labels(source).inc
