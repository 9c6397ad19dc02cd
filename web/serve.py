"""Serve with uvicorn: one process or several, through the fast path where it can be used."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import uvicorn
import uvicorn.supervisors

from . import logs
from .fastpath.versions import reason_not_to_use
from .reload import REPLACING
from .settings import Settings


def serve(settings: Settings, listener: socket.socket, app: Any) -> None:
    """Serve an application until the process is told to end.

    Parameters
    ----------
    settings
        The number of processes, the timeouts, and whether to use the fast path.
    listener
        The socket to listen on; it is bound already.
    app
        The application; with several processes, the name that each imports it by.
    """
    if hasattr(signal, "SIGHUP"):  # Windows has none
        # Ignored until the application listens to it; what it loads until then is as new as what it would load again.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    logs.configure()
    config = configure(settings, app, [listener])
    if settings.workers == 1:
        # The server raises the interrupt that ended it again once it is done; there is nothing left to interrupt.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
        return
    # Workers read the settings from their environment, and count together in files of this folder.
    numbers = tempfile.mkdtemp(prefix="clemency-graph-")
    os.environ.update(settings.as_environment(), PROMETHEUS_MULTIPROC_DIR=numbers)
    os.environ[REPLACING] = "true"
    try:
        _supervisor(config, listener).run()
    finally:
        shutil.rmtree(numbers, ignore_errors=True)


def configure(settings: Settings, app: Any, listeners: Sequence[socket.socket] = ()) -> uvicorn.Config:
    """Return uvicorn's configuration, with the fast path if the settings and uvicorn's release allow it.

    Parameters
    ----------
    settings
        The number of processes, the timeouts, and whether to use the fast path.
    app
        The application, or the name that each process imports it by.
    listeners
        The sockets to listen on; the fast path resets none of their connections when the server ends.
    """
    options: dict[str, Any] = {
        "ws": "none",
        "workers": settings.workers,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "root_path": settings.root_path,
        "proxy_headers": settings.forwarded_allow_ips != "",
        "forwarded_allow_ips": settings.forwarded_allow_ips,
        "limit_concurrency": settings.max_connections,
        "timeout_keep_alive": settings.keep_alive,
        "timeout_graceful_shutdown": settings.shutdown_timeout,
    }
    if settings.fast_path:
        reason = reason_not_to_use(uvicorn.__version__)
        if reason is None:
            from .fastpath.connection_class import connection_class
            from .fastpath.uvicorn_config import FastPathConfig

            config = FastPathConfig(app, http=connection_class(), **options)
            config.request_timeout = settings.request_timeout
            config.listeners = listeners
            return config
        logs.log.warning("serving without the fast path: %s", reason)
    return uvicorn.Config(app, **options)


def _supervisor(config: uvicorn.Config, listener: socket.socket) -> Any:
    if type(config) is uvicorn.Config:
        return uvicorn.supervisors.Multiprocess(config, sockets=[listener])
    from .fastpath.supervisor import Workers
    from .fastpath.uvicorn_config import FastPathConfig

    assert isinstance(config, FastPathConfig)
    return Workers(config, sockets=[listener])
