"""Tables as self-contained HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

MAX_ROWS: Final = 60
"""The maximum number of rows that are shown; the number of further rows is stated."""

MAX_URL_LENGTH: Final = 40
"""The maximum number of characters of a URL that are shown; the link has the full URL."""


def table(rows: Sequence[Mapping[str, Any]], caption: str = "", columns: Sequence[str] | None = None) -> str:
    """Return rows with the same keys as an HTML table, with URLs as links; without rows, `columns` are its header."""
    if not rows and not columns:
        return f"<p>{escape(caption)}: none</p>" if caption else "<p>none</p>"
    names = list(rows[0]) if columns is None else columns
    head = "".join(f'<th style="text-align:left">{escape(str(name))}</th>' for name in names)
    body = "".join(f"<tr>{''.join(map(_cell, row.values()))}</tr>" for row in rows[:MAX_ROWS])
    more = f"<p>and {len(rows) - MAX_ROWS} more</p>" if len(rows) > MAX_ROWS else ""
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    none = "" if rows else "<p>none</p>"
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}{none}"


def _cell(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        # Years have four digits and no separator; larger numbers are amounts.
        return f'<td style="text-align:right">{value:,}</td>' if value > 9999 else f"<td>{value}</td>"
    text = "" if value is None else str(value)
    shown = escape(text)
    if text.startswith(("https://", "http://")):
        short = text.partition("://")[2]
        shown = escape(short if len(short) <= MAX_URL_LENGTH else f"{short[: MAX_URL_LENGTH - 1]}…")
        shown = f'<a href="{escape(text, quote=True)}">{shown}</a>'
    return f'<td style="text-align:left">{shown}</td>'
