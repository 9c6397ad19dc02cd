"""Logs: one JSON object a line, requests by their ids, and no contents of variables unless asked for."""

from __future__ import annotations

import itertools
import logging
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from starlette.types import Scope

log: Final = logging.getLogger("clemency_graph")
access: Final = logging.getLogger("clemency_graph.access")

SLOW: Final = 1.0
"""Seconds from which on a request is logged whatever the sample."""

_GIVEN: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_prefix: Final = secrets.token_hex(5)
_numbers: Final = itertools.count(1)
_PLAIN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


def request_id(given: bytes | None) -> str:
    """The id of a request: the client's own, where it gave one that can stand in a log; else one of this process."""
    if given is not None and _GIVEN.fullmatch(given):
        return given.decode("ascii")
    return f"{_prefix}-{next(_numbers):x}"


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, and what was put beside it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _PLAIN}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def to_standard_error(level: int = logging.INFO) -> None:
    """Send the logs of this package and of the server to standard error, as lines of JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for name, least in (("clemency_graph", level), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(least)
        logger.propagate = False


def request(
    id: str,
    scope: Scope,
    operation: str | None,
    variables: Mapping[str, Any] | None,
    status: int,
    length: int,
    seconds: float,
) -> None:
    """Log a request; of its variables what is given, which is nothing unless the settings ask for it."""
    client = scope.get("client")
    told = {
        "request": id,
        "operation": operation,
        "status": status,
        "bytes": length,
        "milliseconds": round(seconds * 1000, 2),
        "client": client[0] if client else None,
    }
    if variables is not None:
        told["variables"] = dict(variables)
    access.info("%s %s %d", scope["method"], scope["path"], status, extra=told)
