"""The card of a page: the figure that leads it, with unit, day and who says so, as a picture for shared links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import wrap
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from . import glossary, home_questions, numbers
from .entity_page import KINDS_WITH_CARD, data_of
from .map_page import DEFAULT, map_of
from .numbers import Json
from .sentences import DONE_STAGES, counted_as_stated
from .site_query import query
from .state_map import locator
from .total_sentences import counted, leading_totals

WIDTH: Final = 1200
HEIGHT: Final = 630

_MARGIN: Final = 56
_TEXT: Final = 680
"""The width of the text; the chart is beside it."""
_CHART: Final = (780, 56, 364, 500)
"""Where the chart is, and the most that it takes."""
_FIGURE: Final = 92
_SENTENCE: Final = (29, 26, 23, 20)
"""Sizes of the sentence, tried in this order."""
_SIZE: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class Card(NamedTuple):
    """What a card says.

    Attributes
    ----------
    title : str
        What it is about.
    figure : str
        How many, with the unit; empty where there is no figure.
    sentence : str
        The sentence that leads the page: what was done, as of when, and who says so.
    credit : str
        The version of the data, its day of release, and the license.
    chart : Markup
        A chart, or the place on the map.
    """

    title: str
    figure: str
    sentence: str
    credit: str
    chart: Markup

    @property
    def svg(self) -> Markup:
        """The card as SVG."""
        parts, y = [_text(_MARGIN, 84, "Clemency Graph", 26, "faint")], 130.0
        for line in _lines(self.title, 37, 2):
            parts.append(_text(_MARGIN, y, line, 34, "ink", bold=True))
            y += 42
        if self.figure:
            lines = wrap(self.figure, max(16, len(self.figure) // 2 + 4)) if len(self.figure) > 22 else [self.figure]
            size = min(_FIGURE, int(_TEXT / (0.56 * max(map(len, lines)))))
            for line in lines[:3]:
                y += size * 1.05
                parts.append(_text(_MARGIN, y, line, size, "strong", bold=True))
            y += 18
        size = next((size for size in _SENTENCE if len(_lines(self.sentence, _letters(size))) <= _room(y, size)), 18)
        for line in _lines(self.sentence, _letters(size), _room(y, size)):
            y += 1.3 * size
            parts.append(_text(_MARGIN, y, line, size, "ink"))
        parts.append(_text(_MARGIN, HEIGHT - 44, self.credit, 21, "faint"))
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
            'aria-labelledby="card-title card-desc" font-family="system-ui, sans-serif" class="chart card">'
            '<title id="card-title">{title}</title><desc id="card-desc">{sentence}</desc>'
            '<rect width="100%" height="100%" fill="#ffffff" class="back"/>'
            '<rect width="16" height="100%" fill="#0f766e" class="done"/>{body}{chart}</svg>'
        ).format(
            w=WIDTH,
            h=HEIGHT,
            title=self.title,
            sentence=self.sentence,
            body=Markup("").join(parts),
            chart=_placed(self.chart),
        )


def card_at(graph: KnowledgeGraph, path: str) -> Card:
    """Return the card of a page.

    Parameters
    ----------
    graph
        The graph.
    path
        The id of an entity or a claim; empty for the home page.

    Raises
    ------
    NotFound
        If the page has no card.
    """
    if not path:
        return _home(graph)
    if path.partition("/")[0] not in KINDS_WITH_CARD:
        raise NotFound(f"Pages of {numbers.listed(sorted(KINDS_WITH_CARD))} have a card; {path} has none.", "page")
    data = data_of(graph, path)
    charts: dict[str, Markup] = data.get("charts", {})
    chart = next(iter(charts.values()), None) or locator(_state_code(path))
    return Card(data["cited_as"], leading_figure(data), data["lead"][0], _credit(data["dataset"]), chart)


def leading_figure(data: Mapping[str, Any]) -> str:
    """Return the figure in the sentence that leads the page of an entity or a claim; empty without one.

    Parameters
    ----------
    data
        What the template of the page needs.
    """
    if "action" in data or "claim" in data:
        figure = data["action"]["figure"] if "action" in data else data["claim"]
        return _with_stage(figure) if figure and figure["quantity"] else ""
    place: Json = next(data[kind] for kind in ("state", "locality", "country") if kind in data)
    totals = [one for one in place["totals"] if one.get("level", "STATE") == "STATE"]
    own = data.get("own", place["actions"]["nodes"])
    leading = leading_totals(totals, own)
    return counted(leading[0], own) if leading else ""


def _with_stage(figure: Json) -> str:
    """Return how many a figure counts; with its rank or stage where it is wrong or nothing was granted."""
    stage, counted = figure["quantity"]["stage"], counted_as_stated(figure)
    if figure["rank"] == "DEPRECATED":
        return f"{glossary.term('Rank', 'DEPRECATED').word}: {counted}"
    return counted if stage is None or stage in DONE_STAGES else f"{glossary.term('Stage', stage).word}: {counted}"


def _home(graph: KnowledgeGraph) -> Card:
    data = query(graph, "PageOfHome")
    answer = home_questions.how_many_people(data["totals"], data["day"]).answer
    total = next((one for one in data["totals"] if (one["kind"], one["unit"]) == ("PARDON", "PEOPLE")), None)
    figure = numbers.interval(total["low"], total["high"], "PEOPLE") if total and total["low"] else ""
    title = "Cannabis pardons and cleared records in the United States"
    return Card(title, figure, answer[0], _credit(data["dataset"]), map_of(graph, DEFAULT, "").svg)


def _credit(dataset: Json) -> str:
    return f"Data of {numbers.day(dataset['released'])}, version {dataset['version']}. CC BY 4.0"


def _state_code(id: str) -> str:
    """Return the code of the state in an id: MO of action/mo/2022-amendment-3-expungements; else what is on no map."""
    return id.split("/")[1].upper()


def _letters(size: int) -> int:
    """Return how many letters of a size a line of text has."""
    return int(_TEXT / (0.5 * size))


def _room(y: float, size: int) -> int:
    """Return how many lines of a size there is room for."""
    return max(1, int((HEIGHT - 90 - y) // (1.3 * size)))


def _lines(words: str, letters: int, most: int | None = None) -> list[str]:
    return wrap(words, letters, max_lines=most, placeholder=" …", break_on_hyphens=False)


def _text(x: float, y: float, words: str, size: int, kind: str, *, bold: bool = False) -> Markup:
    color = {"ink": "#1c2430", "faint": "#526070", "strong": "#0f766e"}[kind]
    weight = Markup(' font-weight="700"') if bold else ""
    return Markup('<text x="{:g}" y="{:g}" font-size="{}"{} fill="{}" class="{}">{}</text>').format(
        x, y, size, weight, color, kind, words
    )


def _placed(chart: Markup) -> Markup:
    """Return a chart beside the text, as large as there is room."""
    x, y, width, height = _CHART
    found = _SIZE.search(chart)
    assert found is not None
    own_width, own_height = float(found[1]), float(found[2])
    scale = min(width / own_width, height / own_height)
    left = x + (width - scale * own_width) / 2
    top = y + (height - scale * own_height) / 2
    return Markup('<g transform="translate({:.1f} {:.1f}) scale({:.3f})">{}</g>').format(left, top, scale, chart)
