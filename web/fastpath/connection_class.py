"""The kind of connection that this installation allows."""

from __future__ import annotations

from importlib import import_module

from .timeouts import TimedConnection


def connection_class() -> type[TimedConnection]:
    """Return the fastest kind of connection: that over the parser in C if the extra `fast` is installed.

    Returns
    -------
    type
        A protocol for uvicorn's `http` setting.

    Examples
    --------
    >>> FastPathConfig(app, http=connection_class())
    """
    try:
        import_module("httptools")
    except ModuleNotFoundError:
        from .pure_python import PurePythonConnection

        return PurePythonConnection
    from .protocol import FastPathConnection

    return FastPathConnection
