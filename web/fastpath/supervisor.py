"""Worker processes that share a socket: one that dies is replaced, and SIGHUP reaches all of them."""

from __future__ import annotations

import os
import signal
import socket
from multiprocessing import get_context

from uvicorn.supervisors.multiprocess import Multiprocess, Process

from .uvicorn_config import FastPathConfig


class Workers(Multiprocess):
    """Several processes at one socket; one that dies is replaced."""

    def __init__(self, config: FastPathConfig, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self._all_end = config.all_end = get_context("spawn").Event()
        self._waiting_for_hangup: list[Process] = []

    def handle_hup(self) -> None:
        """Pass SIGHUP on: each worker loads the data beside those that it serves, and none has to end for it."""
        self._waiting_for_hangup = list(self.processes)

    def keep_subprocess_alive(self) -> None:
        """Replace workers that died and remove them from the metrics; pass on a SIGHUP that is still due."""
        from prometheus_client.multiprocess import mark_process_dead

        before = {process.pid for process in self.processes}
        super().keep_subprocess_alive()
        for pid in before - {process.pid for process in self.processes}:
            mark_process_dead(pid)
        # A worker that is starting does not listen to signals yet and would die of one; it may have read old data.
        alive = [process for process in self._waiting_for_hangup if process in self.processes]
        self._waiting_for_hangup = [process for process in alive if not _hung_up(process)]

    def terminate_all(self) -> None:
        """End the workers, and give up the socket: while it is open here, the kernel accepts for nobody."""
        self._all_end.set()
        super().terminate_all()
        for listener in self.sockets:
            listener.close()


def _hung_up(process: Process) -> bool:
    """Send SIGHUP to a worker if it is ready for it; return whether it was sent."""
    if process.pid is None or not process.is_ready(timeout=1):
        return False
    os.kill(process.pid, signal.SIGHUP)
    return True
