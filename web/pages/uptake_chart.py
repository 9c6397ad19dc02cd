"""The chart of a state's programs: of those who could have relief, the share that had it, the unknown hatched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from markupsafe import Markup

from . import glossary, numbers
from .chart_svg import WIDTH, document, hatching, text
from .numbers import Json

_MOST: Final = 12
_LEFT: Final = 8.0
_BAR: Final = WIDTH - 16.0
_HATCH: Final = "not-known"
_MINOR_GAPS: Final = ("NO_PERIOD", "NO_POPULATION")


def uptake_chart(state: Json, rows: Sequence[Json], today: str) -> Markup | None:
    """Return the chart, or None if no program has a share.

    Parameters
    ----------
    state
        The state.
    rows
        The uptake of its programs, those with a share first.
    today
        The day on which the page is read.
    """
    if not any(row["rate"] for row in rows):
        return None
    drawn = rows[:_MOST]
    parts, y = [hatching(_HATCH)], 0.0
    for row in drawn:
        lines = [_lines(row["action"]["name"], 58), _lines(_share(row), 66)]
        parts += _row(row, y, *lines)
        y += 14.0 * (len(lines[0]) + len(lines[1])) + 30
    legend = [
        _box(_LEFT, y, 16, "#0f766e", "done") + text(_LEFT + 24, y + 12, "had relief, at least"),
        _box(_LEFT + 150, y, 16, f"url(#{_HATCH})", "") + text(_LEFT + 174, y + 12, "not known"),
        _box(_LEFT + 260, y, 16, "#f3f6f8", "empty") + text(_LEFT + 284, y + 12, "had none"),
    ]
    more = f" {len(rows) - _MOST} more are in the table." if len(rows) > _MOST else ""
    return document(
        "chart-uptake",
        f"{state['name']}: of those who could have relief, the share that had it, by program of the state, its "
        "cities and its counties",
        "; ".join(f"{row['action']['name']}: {_share(row)}" for row in drawn),
        [*parts, *legend],
        y + 28,
        [
            "Each bar is all who could have relief, in the unit of the program; days and sources are in the table."
            f"{more}",
            f"Drawn on {numbers.day(today)}.",
        ],
    )


def _lines(words: str, letters: int) -> list[str]:
    return wrap(words, letters, max_lines=2, placeholder=" …")


def _row(row: Json, y: float, name: Sequence[str], share: Sequence[str]) -> Iterator[Markup]:
    """Yield the name of a program, its bar, and its share in words."""
    for words in name:
        y += 14
        yield text(_LEFT, y, words, size=12)
    rate = row["rate"]
    low = rate["low"] if rate else 0.0
    high = 1.0 if rate is None or rate["high"] is None else min(1.0, rate["high"])
    y += 5
    yield _box(_LEFT, y, _BAR, "#f3f6f8", "empty")
    if high > low:
        yield _box(_LEFT + low * _BAR, y, (high - low) * _BAR, f"url(#{_HATCH})", "")
    if low:
        yield _box(_LEFT, y, low * _BAR, "#0f766e", "done")
    y += 13
    for words in share:
        y += 14
        yield text(_LEFT, y, words, size=11, kind="faint")


def _share(row: Json) -> str:
    """Return the share in words with the number of those who could have relief, or why there is no share."""
    eligible = row["eligible"]
    of = (
        f" of {numbers.interval(eligible['counts']['low'], eligible['counts']['high'], row['unit'])}"
        if eligible
        else ""
    )
    if row["rate"]:
        return f"{numbers.share(row['rate'])}{of}"
    gaps = [glossary.term("UptakeGap", gap).word for gap in row["gaps"] if gap not in _MINOR_GAPS]
    return f"share not known{of}: {', '.join(gaps) or 'the figures leave it open'}"


def _box(x: float, y: float, width: float, fill: str, kind: str) -> Markup:
    return Markup(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="14" fill="{}" stroke="#526070" stroke-width="0.8" '
        'class="{}"/>'
    ).format(x, y, width, fill, kind or "unknown")
