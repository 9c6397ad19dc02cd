"""The releases of uvicorn whose internals this package knows."""

from __future__ import annotations

import re
from typing import Final

TESTED: Final = ("0.54", "0.55")
"""The first release that works, and the first that is not known to."""


def reason_not_to_use(version: str) -> str | None:
    """Return why the fast path cannot be used with a release of uvicorn, or None if it can."""
    first, after = (_parts(one) for one in TESTED)
    if first <= _parts(version) < after:
        return None
    return f"uvicorn is {version}; the fast path is tested with {TESTED[0]} or later, before {TESTED[1]}"


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])
