"""Logs: one JSON object a line, requests by their ids, and values of variables only on request."""

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
"""Seconds from which a request is logged whatever the sample."""

_VALID_ID: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_prefix: Final = secrets.token_hex(5)
_numbers: Final = itertools.count(1)
_STANDARD_FIELDS: Final = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}


def request_id(client_id: bytes | None) -> str:
    """Return the id of a request: that of the client if it is valid in a log, else one of this process."""
    if client_id is not None and _VALID_ID.fullmatch(client_id):
        return client_id.decode("ascii")
    return f"{_prefix}-{next(_numbers):x}"


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, and its extra fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as a line of JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD_FIELDS}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def configure(level: int = logging.INFO) -> None:
    """Send the logs of this package and of uvicorn to standard error, as lines of JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for name, least in (("clemency_graph", level), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(least)
        logger.propagate = False


def log_request(
    id: str,
    scope: Scope,
    operation: str | None,
    variables: Mapping[str, Any] | None,
    status: int,
    length: int,
    seconds: float,
) -> None:
    """Log a request, with its variables if they are given."""
    client = scope.get("client")
    fields = {
        "request": id,
        "operation": operation,
        "status": status,
        "bytes": length,
        "milliseconds": round(seconds * 1000, 2),
        "client": client[0] if client else None,
    }
    if variables is not None:
        fields["variables"] = dict(variables)
    access.info("%s %s %d", scope["method"], scope["path"], status, extra=fields)
