"""Small multiples: for each state, the share of the eligible that had relief, and what is not known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from markupsafe import Markup

from . import numbers
from .chart_svg import WIDTH, document, hatching, text
from .map_measures import largest_program
from .numbers import Json

NAME: Final = "share-by-state"
TITLE: Final = "Of those who could have relief, the share that had it, state by state"
_COLUMNS: Final = 2
_GAP: Final = 16.0
_LEFT: Final = 8.0
_BAR: Final = (WIDTH - 2 * _LEFT - (_COLUMNS - 1) * _GAP) / _COLUMNS
_ROW: Final = 76.0
_HATCH: Final = "open"


def share_multiples(states: Sequence[Json], dataset: Json, today: str) -> Markup:
    """Return the chart.

    Parameters
    ----------
    states
        The states, as the saved query UptakeByState returns them.
    dataset
        The version of the data and its day of release.
    today
        The day on which it is drawn.
    """
    programs = [(state, row) for state in states if (row := largest_program(state))]
    rated = sorted(
        (one for one in programs if one[1]["rate"]), key=lambda one: (-one[1]["rate"]["low"], one[0]["name"])
    )
    cells = [
        part
        for place, (state, row) in enumerate(rated)
        for part in _cell(state, row, _LEFT + (place % _COLUMNS) * (_BAR + _GAP), (place // _COLUMNS) * _ROW)
    ]
    y = -(-len(rated) // _COLUMNS) * _ROW
    legend = [
        _box(_LEFT, y, 16, "#0f766e", "done") + text(_LEFT + 24, y + 10, "had relief, at least", size=12),
        _box(_LEFT + 150, y, 16, f"url(#{_HATCH})", "") + text(_LEFT + 174, y + 10, "not known", size=12),
        _box(_LEFT + 260, y, 16, "#f3f6f8", "empty") + text(_LEFT + 284, y + 10, "had none", size=12),
    ]
    others = len(programs) - len(rated)
    only = f"{others} more {'state counts' if others == 1 else 'states count'} the eligible only."
    return document(
        f"map-{NAME}",
        TITLE,
        "; ".join(f"{state['name']}: {_words(row)}" for state, row in rated),
        [hatching(_HATCH), *cells, *legend],
        y + 24,
        [
            "The largest program of each state itself of which sources count the eligible and the granted in one unit. "
            f"{only} Units differ, so that states are compared by shares alone.",
            f"The page of each state has the sources. Data of {numbers.day(dataset['released'])}, version "
            f"{dataset['version']}. Drawn on {numbers.day(today)}.",
        ],
    )


def _cell(state: Json, row: Json, x: float, y: float) -> Iterator[Markup]:
    rate = row["rate"]
    low, high = rate["low"], 1.0 if rate["high"] is None else min(1.0, rate["high"])
    yield text(x, y + 14, state["name"], size=13)
    yield _box(x, y + 20, _BAR, "#f3f6f8", "empty")
    if high > low:
        yield _box(x + low * _BAR, y + 20, (high - low) * _BAR, f"url(#{_HATCH})", "")
    if low:
        yield _box(x, y + 20, low * _BAR, "#0f766e", "done")
    for place, words in enumerate(wrap(_words(row), 36, max_lines=2, placeholder=" …")):
        yield text(x, y + 45 + 13 * place, words, size=10, kind="faint")


def _words(row: Json) -> str:
    """Return a share with the number of the eligible and the days of the granted."""
    counts = row["eligible"]["counts"]
    days = numbers.days(row["granted"]["asOf"])
    of = numbers.interval(counts["low"], counts["high"], row["unit"])
    return f"{numbers.share(row['rate'])} of {of}{f', {days}' if days else ''}"


def _box(x: float, y: float, width: float, fill: str, kind: str) -> Markup:
    return Markup(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="12" fill="{}" stroke="#526070" stroke-width="0.8" '
        'class="{}"/>'
    ).format(x, y, width, fill, kind or "unknown")
