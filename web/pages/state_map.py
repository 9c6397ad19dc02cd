"""The map of the states as SVG: a square of one size for each, so that small states and territories can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from markupsafe import Markup

from . import numbers
from .chart_svg import WIDTH, document, text
from .map_measures import HATCHED, NOTHING, Measure, Value
from .numbers import Json

_ROWS: Final = (
    "AK .. .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH ..",
    ".. WA ID MT ND MN WI MI .. NY MA ..",
    ".. OR NV WY SD IA IL IN OH PA CT RI",
    ".. CA UT CO NE MO KY WV VA MD NJ ..",
    ".. .. AZ NM KS AR TN NC SC DC DE ..",
    "HI .. .. .. OK LA MS AL GA .. .. ..",
    "GU MP AS .. TX .. .. .. .. FL PR VI",
)
TILES: Final[Mapping[str, tuple[int, int]]] = {
    code: (column, row) for row, codes in enumerate(_ROWS) for column, code in enumerate(codes.split()) if code != ".."
}
"""The column and the row of each state: about where it is, beside its neighbors where there is room."""

_PITCH: Final = 34
_SIDE: Final = 32
_LEFT: Final = (WIDTH - 12 * _PITCH) / 2
HEIGHT: Final = len(_ROWS) * _PITCH
"""How high the squares are, all together."""
_COLORS: Final = {
    "0": "#d3ebe6",
    "1": "#9ed5cb",
    "2": "#5fb3a7",
    "3": "#0f766e",
    "4": "#0a4541",
    HATCHED: "url(#other)",
    NOTHING: "#f3f6f8",
}
LIGHT_INK: Final = frozenset("34")
"""The levels whose squares are so dark that their words are light."""


def state_map(
    measure: Measure, values: Mapping[str, Value], states: Mapping[str, Json], dataset: Json, today: str, root: str
) -> Markup:
    """Return the map of a measure.

    Parameters
    ----------
    measure
        What it shows.
    values
        The value of each state, by code.
    states
        The states, by code.
    dataset
        The version of the data and its day of release.
    today
        The day on which it is drawn.
    root
        The address of the home page, relative or absolute, for links to the states.
    """
    tiles = [tile(code, states[code], values[code], root) for code in TILES if code in states]
    used = {value.level for value in values.values()}
    legend = list(_legend([(level, words) for level, words in measure.legend if level in used]))
    with_value = sum(value.level not in (NOTHING, HATCHED) for value in values.values())
    days = sorted(value.days for value in values.values() if value.days)
    figures = "The days of the figures are in the table. " if days else ""
    return document(
        f"map-{measure.name}",
        measure.title,
        f"A square for each of {len(tiles)} states and territories, {with_value} of them with a value; each is a link "
        "to the page of the state. The same is in a table.",
        [_pattern(), *tiles, *legend],
        HEIGHT + 12 + 19 * len(legend),
        [
            measure.note,
            f"{figures}The page of each state has the sources. Data of {numbers.day(dataset['released'])}, version "
            f"{dataset['version']}. Drawn on {numbers.day(today)}.",
        ],
        role="group",
    )


def tile(code: str, state: Json, value: Value, root: str) -> Markup:
    """Return the square of a state: a link to its page, with its value in words."""
    column, row = TILES[code]
    x, y = _LEFT + column * _PITCH, row * _PITCH
    days = f", {value.days}" if value.days else ""
    # By itself, the map may be framed by a page of somebody else, and the pages of states may not.
    target = Markup(' target="_blank"') if "://" in root else ""
    return Markup('<a href="{root}{id}"{target}><title>{name}: {words}{days}</title>{box}{code}{short}</a>').format(
        root=root,
        target=target,
        id=state["id"],
        name=state["name"],
        words=value.words,
        days=days,
        box=_box(x, y, _SIDE, value.level),
        code=_ink(x + _SIDE / 2, y + (14 if value.short else 20), code, 12, value.level),
        short=_ink(x + _SIDE / 2, y + 26, value.short, 9, value.level) if value.short else "",
    )


def _box(x: float, y: float, side: int, level: str) -> Markup:
    return Markup('<rect x="{:g}" y="{:g}" width="{}" height="{}" rx="3" fill="{}" class="tile t-{}"/>').format(
        x, y, side, side, _COLORS[level], level
    )


def _ink(x: float, y: float, words: str, size: int, level: str) -> Markup:
    weight = Markup(' font-weight="600"') if size > 10 else ""
    color = "#ffffff" if level in LIGHT_INK else "#1c2430"
    return Markup(
        '<text x="{:g}" y="{:g}" font-size="{}"{} text-anchor="middle" fill="{}" class="i-{}">{}</text>'
    ).format(x, y, size, weight, color, level, words)


def _legend(lines: list[tuple[str, str]]) -> Iterator[Markup]:
    for place, (level, words) in enumerate(lines):
        y = HEIGHT + 8 + 19 * place
        yield _box(8, y, 14, level) + text(28, y + 11, words, size=12)


def _pattern() -> Markup:
    return Markup(
        '<defs><pattern id="other" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="#f3f6f8" class="empty"/>'
        '<line x1="0" y1="0" x2="0" y2="6" stroke="#b6c2cd" stroke-width="2" class="grid"/></pattern></defs>'
    )


def locator(code: str) -> Markup:
    """Return a small map without words on which one state is marked.

    Parameters
    ----------
    code
        The code of the state; one that is not on the map marks none.
    """
    squares = [
        _box(_LEFT + column * _PITCH, row * _PITCH, _SIDE, "3" if one == code else "0")
        for one, (column, row) in TILES.items()
    ]
    marked = (
        _ink(_LEFT + TILES[code][0] * _PITCH + _SIDE / 2, TILES[code][1] * _PITCH + 20, code, 12, "3")
        if code in TILES
        else ""
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">{}{}</svg>'
    ).format(Markup("").join(squares), marked, w=WIDTH, h=HEIGHT)
