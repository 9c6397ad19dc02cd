"""The kind of connection that this installation allows."""

from __future__ import annotations

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
        import httptools  # noqa: F401  # it is only asked whether it is there
    except ModuleNotFoundError:
        from .pure_python import PurePythonConnection

        return PurePythonConnection
    from .protocol import FastPathConnection

    return FastPathConnection
