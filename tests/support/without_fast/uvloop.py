"""In place of uvloop for who has this folder on PYTHONPATH: it is as if the extra `fast` were not installed."""

from __future__ import annotations

raise ModuleNotFoundError("uvloop is hidden by tests/support/without_fast", name="uvloop")
