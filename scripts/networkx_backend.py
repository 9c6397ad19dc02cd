"""Compare `central` by the configured backend of networkx with networkx itself; scripts/networkx_backend runs this."""

from __future__ import annotations

import logging
import sys
import time

import networkx
from clemency_graph import load
from clemency_graph.graph.model.vocabulary import Centrality
from clemency_graph.graph.queries.centrality import central


def main() -> int:
    """Print the time of each measure, and whether both give the same; 1 where they do not."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("networkx").setLevel(logging.DEBUG)
    backends = list(networkx.config.backend_priority.algos)  # type: ignore[attr-defined]
    print(f"networkx {networkx.__version__}, backends by configuration: {', '.join(backends) or 'none'}")
    same = True
    for by in Centrality:
        scores = []
        for priority in (backends, []):
            networkx.config.backend_priority.algos = priority  # type: ignore[attr-defined]
            began = time.perf_counter()
            scores.append([(one.entity.id, round(one.score, 9)) for one in central(load(), by)])
            print(
                f"{by.value} by {', '.join(priority) or 'networkx'}: {time.perf_counter() - began:.2f} s with loading"
            )
        same = same and scores[0] == scores[1]
    print("both give the same" if same else "they differ")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
