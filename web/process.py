"""Serving with uvicorn: one process or several, signals, and an end that leaves nobody without an answer."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from . import logs
from .fastpath.protocol import DirectConfig, DirectConnection
from .reload import REPLACING
from .settings import Settings


def serve(settings: Settings, listener: socket.socket, app: Any) -> None:
    """Serve an application until the process is told to end.

    Parameters
    ----------
    settings
        How many processes, and how patient they are.
    listener
        The socket to listen on; it is bound already.
    app
        The application; with several processes, where each imports it from.
    """
    if hasattr(signal, "SIGHUP"):  # Windows has none
        # Until the application listens to it; what it loads then is as good as what it would load again.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if settings.workers == 1:
        logs.to_standard_error()
        # The server hands on the interrupt that ended it once it is done; there is nothing left to interrupt.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(_config(settings, app)).run(sockets=[listener])
        return
    # Workers read the settings from their environment, and count together in files of this folder.
    numbers = tempfile.mkdtemp(prefix="clemency-graph-")
    os.environ.update(settings.as_environment(), PROMETHEUS_MULTIPROC_DIR=numbers)
    os.environ[REPLACING] = "true"
    try:
        Workers(_config(settings, app), sockets=[listener]).run()
    finally:
        shutil.rmtree(numbers, ignore_errors=True)


class Workers(Multiprocess):
    """Several processes at one socket; one that dies is replaced."""

    def __init__(self, config: DirectConfig, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self._to_tell: list[Process] = []

    def handle_hup(self) -> None:
        """Hand SIGHUP on: each process loads the data beside those it serves, and none of them has to end for it."""
        self._to_tell = list(self.processes)

    def keep_subprocess_alive(self) -> None:
        """Replace what died, and take it out of the metrics; hand on what could not be handed on before."""
        from prometheus_client.multiprocess import mark_process_dead

        before = {process.pid for process in self.processes}
        super().keep_subprocess_alive()
        for pid in before - {process.pid for process in self.processes}:
            mark_process_dead(pid)  # type: ignore[no-untyped-call]
        # A process that still starts does not listen to signals yet, and would die of one; it may have read old data.
        alive = [process for process in self._to_tell if process in self.processes]
        self._to_tell = [process for process in alive if not _told(process)]


def _told(process: Process) -> bool:
    """Whether a process was told to load the data again."""
    if process.pid is None or not process.is_ready(timeout=1):
        return False
    os.kill(process.pid, signal.SIGHUP)
    return True


def _config(settings: Settings, app: Any) -> DirectConfig:
    config = DirectConfig(
        app,
        http=DirectConnection,
        ws="none",
        workers=settings.workers,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.proxies != "",
        forwarded_allow_ips=settings.proxies,
        limit_concurrency=settings.max_connections,
        timeout_keep_alive=settings.keep_alive,
        timeout_graceful_shutdown=settings.shutdown_timeout,
    )
    config.request_timeout = settings.request_timeout
    return config
