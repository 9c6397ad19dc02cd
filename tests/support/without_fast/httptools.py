"""In place of httptools for who has this folder on PYTHONPATH: it is as if the extra `fast` were not installed."""

from __future__ import annotations

raise ModuleNotFoundError("httptools is hidden by tests/support/without_fast", name="httptools")
