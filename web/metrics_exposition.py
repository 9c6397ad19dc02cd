"""All metrics in the text format of Prometheus: those of this server alone, also where it is mounted in another."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

REGISTRY: Final = CollectorRegistry()
"""The metrics of this process. The library's own registry has those of an application that mounts this one, too."""

_LIVE_FILE: Final = re.compile(r"gauge_live\w*_(\d+)\.db")


def exposition() -> tuple[bytes, str]:
    """Return all metrics in the text format of Prometheus, and its media type.

    With several workers, the numbers of all of them are added up, and memory, processor time and open files are those
    of each, by its process id.
    """
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if not folder:
        return generate_latest(_with_process()), CONTENT_TYPE_LATEST
    registry = CollectorRegistry()
    workers = list(_live_workers(Path(folder)))
    MultiProcessCollector(registry, path=folder)
    registry.register(_WorkersCollector(workers))
    return generate_latest(registry), CONTENT_TYPE_LATEST


@cache
def _with_process() -> CollectorRegistry:
    """Return the registry with the collectors of the process, which may be registered only once."""
    ProcessCollector(registry=REGISTRY)
    PlatformCollector(registry=REGISTRY)
    GCCollector(registry=REGISTRY)
    return REGISTRY


def _live_workers(folder: Path) -> Iterator[int]:
    """Yield the ids of the workers that run; the supervisor removes the files of those that have died."""
    pids = {int(found[1]) for file in folder.iterdir() if (found := _LIVE_FILE.fullmatch(file.name))}
    yield from sorted(pids)


class _WorkersCollector(Collector):
    """Memory, processor time and open files of each worker, by its process id."""

    def __init__(self, pids: Iterable[int]) -> None:
        self._pids = pids

    def collect(self) -> Iterable[Metric]:
        """Return the metrics."""
        found: defaultdict[str, list[Metric]] = defaultdict(list)
        for pid in self._pids:
            for metric in ProcessCollector(pid=partial(int, pid), registry=None).collect():
                metric.samples = [one._replace(labels={"pid": str(pid)}) for one in metric.samples]
                found[metric.name].append(metric)
        for first, *others in found.values():
            first.samples += [sample for other in others for sample in other.samples]
            yield first
