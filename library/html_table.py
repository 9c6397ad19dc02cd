"""Tables in HTML that need nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

MOST_ROWS: Final = 60
"""How many rows are shown; the rest is told by number."""

LONGEST_ADDRESS: Final = 40
"""How much of an address is shown; all of it is behind the link."""


def table(rows: Sequence[Mapping[str, Any]], caption: str = "") -> str:
    """Rows with the same keys as a table; an address becomes a link."""
    if not rows:
        return f"<p>{escape(caption)}: none</p>" if caption else "<p>none</p>"
    head = "".join(f'<th style="text-align:left">{escape(str(name))}</th>' for name in rows[0])
    body = "".join(f"<tr>{''.join(map(_cell, row.values()))}</tr>" for row in rows[:MOST_ROWS])
    more = f"<p>and {len(rows) - MOST_ROWS} more</p>" if len(rows) > MOST_ROWS else ""
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{told}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        # A year is no amount, but none has five digits.
        return f'<td style="text-align:right">{value:,}</td>' if value > 9999 else f"<td>{value}</td>"
    text = "" if value is None else str(value)
    shown = escape(text)
    if text.startswith(("https://", "http://")):
        short = text.partition("://")[2]
        shown = escape(short if len(short) <= LONGEST_ADDRESS else f"{short[: LONGEST_ADDRESS - 1]}…")
        shown = f'<a href="{escape(text, quote=True)}">{shown}</a>'
    return f'<td style="text-align:left">{shown}</td>'
