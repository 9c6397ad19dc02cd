"""The folder of the user's cache."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

_FOLDER: Final[ContextVar[Path | None]] = ContextVar("cache_folder", default=None)


def cache_folder() -> Path | None:
    """Return the folder for files that can be rebuilt at any time; None for a user without a home.

    The environment variable `CLEMENCY_GRAPH_CACHE` sets it; the default is `clemency-graph` in the system's folder for
    caches.
    """
    if (inside := _FOLDER.get()) is not None:
        return inside
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


@contextmanager
def cache_in(folder: Path) -> Iterator[None]:
    """Use another folder for the cache within the block, such as an empty one where nothing cached may be trusted.

    Parameters
    ----------
    folder
        The folder; it is created when something is cached.

    Examples
    --------
    >>> with cache_in(Path("empty")):
    ...     graph = load("data")
    """
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)
