"""Where things are kept that can be made again at any time."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """The user's folder for what this package can make again; None for a user without a home.

    `CLEMENCY_GRAPH_CACHE` names it; else it is `clemency-graph` in the system's place for caches.
    """
    named = os.environ.get("CLEMENCY_GRAPH_CACHE")
    if named:
        return Path(named)
    if os.name == "nt":
        place = os.environ.get("LOCALAPPDATA", r"~\AppData\Local")
    else:
        place = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    try:
        return Path(place).expanduser() / "clemency-graph"
    except RuntimeError:
        return None
