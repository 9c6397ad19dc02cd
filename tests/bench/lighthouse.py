"""Lighthouse's scores of the pages that readers open: `python -m bench.lighthouse [RUNS]`.

Each page is opened RUNS times (5), with Lighthouse's slow phone and slow network. Prints the median score of each
category, and the audits below 90 of 100 in any run. Ends with 1 if a median is below 95. Chromium has to be installed,
and Node.js as the extra graphiql brings it; the pinned npm packages are installed once into the user's cache folder.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from clemency_graph.graph.storage.cache_dir import cache_folder
from clemency_graph.web.explorer.build import own_node
from support.browser import CHROMIUM, WANTED
from support.lighthouse import LEAST, PAGES, install, score
from support.servers import server


def main() -> int:
    """Print a line a page, and return 1 if a score is too low."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    node = own_node()
    if node is None or CHROMIUM is None:
        print(WANTED if CHROMIUM is None else "Install the extra graphiql: Lighthouse needs its Node.js.")
        return 2
    folder = install(node, (cache_folder() or Path(tempfile.gettempdir())) / "lighthouse")
    low = False
    with server() as one:
        for path, skipped in PAGES.items():
            page = score(node, folder, f"{one.address}{path}", CHROMIUM, runs, skipped)
            low = low or min(page.scores.values()) < LEAST
            points = ", ".join(f"{category} {points}" for category, points in page.scores.items())
            print(f"/{path}: {points}", *(f"  {audit}" for audit in page.failed), sep="\n", flush=True)
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
