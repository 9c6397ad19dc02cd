"""The folder of the user's cache."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """Return the folder for files that can be rebuilt at any time; None for a user without a home.

    The environment variable `CLEMENCY_GRAPH_CACHE` sets it; the default is `clemency-graph` in the system's folder for
    caches.
    """
    configured = os.environ.get("CLEMENCY_GRAPH_CACHE")
    if configured:
        return Path(configured)
    if os.name == "nt":
        parent = os.environ.get("LOCALAPPDATA", r"~\AppData\Local")
    else:
        parent = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    try:
        return Path(parent).expanduser() / "clemency-graph"
    except RuntimeError:
        return None
