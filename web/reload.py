"""Load the data of a server, and reload them: beside those that are served, which they replace if they are good."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import anyio
from anyio.abc import TaskStatus
from starlette.datastructures import State

from ..graph import DATA, DataError, KnowledgeGraph
from ..graph.loading.load_from import load_from
from ..graph.loading.loader import load_last_good, named_folders
from . import metrics
from .logs import log
from .settings import Settings

REPLACING: Final = "CLEMENCY_GRAPH_REPLACING"
"""Set for workers, which may replace one that died: if the data have errors by then, they serve its last good data."""

MAX_LINES: Final = 20
"""The most lines of a refused load that are logged; `clemency-graph check` lists all."""

CODE: Final = ("graph", "schema", "library", "web")
"""The folders whose code can change a response."""

_PACKAGE: Final = Path(__file__).resolve().parent.parent


class Reloader:
    """Loads the data of an application into `state.graph`, and reloads them.

    Parameters
    ----------
    settings
        The place of the data, and the version that they must have.
    state
        The application's state.

    Raises
    ------
    DataError
        When the data have errors, or another version.
    """

    def __init__(self, settings: Settings, state: State) -> None:
        self._settings = settings
        self._state = state
        self._lock = asyncio.Lock()
        self.refused: str | None = None
        """The reason why the last load was refused, or None."""
        self._extra = named_folders(settings.extra)
        self._stamp = self._stamps() if settings.reload else ()
        try:
            state.graph = self._load()
        except DataError as error:
            graph = self._last_good() if os.environ.get(REPLACING) else None
            if graph is None:
                raise
            self._refuse(error)
            state.graph = graph
        metrics.set_version(state.graph.dataset.version)

    @property
    def folder(self) -> Path | None:
        """The folder of the data, or None if they are not in one."""
        folder = Path(self._settings.data) if self._settings.data else DATA
        return folder if folder.is_dir() else None

    async def reload(self) -> bool:
        """Reload the data; return whether they are good and served, or the old ones stay."""
        async with self._lock:
            try:
                graph = await asyncio.to_thread(self._load)
            except Exception as error:
                # Whatever the error, the old data are good, and the next ones may be.
                self._refuse(error)
                return False
            self.refused = None
            self._state.graph = graph
            metrics.set_version(graph.dataset.version)
            metrics.count_load("good")
            log.info("loaded data version %s", graph.dataset.version)
            return True

    async def watch(self) -> None:
        """Reload the data whenever they change, and now if they have changed since they were loaded."""
        from watchfiles import awatch

        place = watchable(self._settings)
        folder = place if place.is_dir() else place.parent
        extra = [Path(one).resolve() for one in self._extra]

        def concerns(_: object, path: str) -> bool:
            changed = Path(path)
            return folder == place or changed == place or any(map(changed.is_relative_to, extra))

        stop = anyio.Event()

        async def begin_and_stop() -> None:
            try:
                if await asyncio.to_thread(self._stamps) != self._stamp:
                    await self.reload()
                await anyio.sleep_forever()
            finally:
                # A cancellation does not reach the thread that watches; the event does.
                stop.set()

        async with anyio.create_task_group() as tasks:
            # It runs once this task waits: by then, the watch has begun.
            tasks.start_soon(begin_and_stop)
            # A packed file is replaced, not written in place: its folder is watched, and only the file counts.
            async for _ in awatch(
                folder,
                *extra,
                watch_filter=concerns,
                recursive=folder == place or bool(extra),
                rust_timeout=0,
                stop_event=stop,
            ):
                await self.reload()

    async def reload_on_hangup(self, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED) -> None:
        """Reload the data at each SIGHUP to this process."""
        with anyio.open_signal_receiver(signal.SIGHUP) as hangups:
            task_status.started()
            async for _ in hangups:
                await self.reload()

    def _refuse(self, error: Exception) -> None:
        self.refused = _summary(error)
        metrics.count_load("refused")
        log.error("the data have problems; the data loaded before stay\n%s", self.refused)

    def _last_good(self) -> KnowledgeGraph | None:
        """Return the last good data, if they have the version that the settings require."""
        graph = load_last_good(self._settings.data, self._extra) if self.folder is not None else None
        wanted = self._settings.data_version
        return graph if graph is not None and wanted in (None, graph.dataset.version) else None

    def _stamps(self) -> tuple[tuple[str, int, int, int], ...]:
        """Return the stamps of the data and of the extra folders."""
        places = [watchable(self._settings), *map(Path, self._extra)]
        return tuple(stamp for place in places for stamp in _stamp(place))

    def _load(self) -> KnowledgeGraph:
        return load_from(self._settings.data, self._settings.data_version, self._extra)


def _summary(error: Exception) -> str:
    """Return an error in at most `MAX_LINES` lines; an error of our own code with the place that raised it."""
    if isinstance(error, (DataError, OSError)):
        lines = str(error).splitlines()
        more = len(lines) - MAX_LINES
        return "\n".join([*lines[:MAX_LINES], *([f"... and {more} more"] if more > 0 else [])])
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:500]} ({Path(place.filename).name}:{place.lineno})"


def watchable(settings: Settings) -> Path:
    """Return the folder or the packed file that can be watched for changes.

    Raises
    ------
    ValueError
        When the data come from an address, which tells nobody when they change.
    """
    place = Path(settings.data).resolve() if settings.data else DATA
    if not place.exists():
        raise ValueError(
            f"--reload cannot watch {settings.data}: it is no folder or file on this machine. "
            "Serve without --reload, and send SIGHUP to load the data again."
        )
    return place


def _stamp(place: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Return what the file system says of a file, or of each file of a folder; it differs once one has changed."""
    stamps = []
    for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
        with suppress(OSError):
            found = path.stat()
            stamps.append((str(path), found.st_size, found.st_mtime_ns, found.st_ino))
    return tuple(stamps)


@cache
def code_version() -> str:
    """Return a hash of the package's code, on which every response depends."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.suffix in (".py", ".graphql"):
                digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
