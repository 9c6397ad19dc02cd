"""The graph that is served: loaded beside the one before it, checked, and put in its place at once."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
from functools import cache
from pathlib import Path
from typing import Final

import anyio
from anyio.abc import TaskStatus
from starlette.datastructures import State

from ..graph import DATA, DataError, KnowledgeGraph
from ..graph.loading.loader import load_last_good
from ..graph.storage.archive import load_from
from . import metrics
from .logs import log
from .settings import Settings

REPLACING: Final = "CLEMENCY_GRAPH_REPLACING"
"""Set for processes that may take the place of one that died: they serve what it served, if the data are broken."""

_PACKAGE: Final = Path(__file__).resolve().parent.parent


class Served:
    """The data of an application, as `state.graph`.

    Parameters
    ----------
    settings
        Where the data are, and which version they must have.
    state
        The application's state.

    Raises
    ------
    DataError
        When the data are wrong, or of another version.
    """

    def __init__(self, settings: Settings, state: State) -> None:
        self._settings = settings
        self._state = state
        self._turn = asyncio.Lock()
        self.refused: str | None = None
        """Why the last load was refused; None where it was not."""
        try:
            state.graph = self._loaded()
        except DataError as error:
            graph = self._last_good() if os.environ.get(REPLACING) else None
            if graph is None:
                raise
            self._refuse(error)
            state.graph = graph

    @property
    def folder(self) -> Path | None:
        """The folder of the data, where it is one that can be watched."""
        folder = Path(self._settings.data) if self._settings.data else DATA
        return folder if folder.is_dir() else None

    async def load_again(self) -> bool:
        """Load the data again; True where they are good and served, False where the ones before stay."""
        async with self._turn:
            try:
                graph = await asyncio.to_thread(self._loaded)
            except (DataError, OSError, ValueError) as error:
                self._refuse(error)
                return False
            self.refused = None
            self._state.graph = graph
            metrics.loaded("good")
            log.info("loaded data version %s", graph.dataset.version)
            return True

    async def watch(self) -> None:
        """Load the data again whenever a file of their folder changes."""
        from watchfiles import awatch

        if self.folder is not None:
            async for _ in awatch(self.folder):
                await self.load_again()

    async def load_on_hangup(self, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED) -> None:
        """Load the data again at each SIGHUP to this process."""
        with anyio.open_signal_receiver(signal.SIGHUP) as hangups:
            task_status.started()
            async for _ in hangups:
                await self.load_again()

    def _refuse(self, error: Exception) -> None:
        self.refused = str(error)
        metrics.loaded("refused")
        log.error("the data have problems; the data loaded before stay\n%s", error)

    def _last_good(self) -> KnowledgeGraph | None:
        """The data as they were served before, where they are of the version that is asked for."""
        graph = load_last_good(self._settings.data) if self.folder is not None else None
        wanted = self._settings.data_version
        return graph if graph is not None and wanted in (None, graph.dataset.version) else None

    def _loaded(self) -> KnowledgeGraph:
        return load_from(self._settings.data, self._settings.data_version)


@cache
def code_version() -> str:
    """A hash of the code that makes answers: what was answered before another code may not hold under it."""
    digest = hashlib.sha256()
    for folder in ("graph", "schema", "web"):
        for path in sorted((_PACKAGE / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
