"""The HTML with which a page of somebody else frames a chart."""

from __future__ import annotations

import re
from html import escape
from typing import Final

WIDTH: Final = 460
"""The width of a frame that a page suggests."""
_MARGINS: Final = 16
_WORDS: Final = 130
"""The height of the words below a chart."""
_FIGURE: Final = 380
"""The height of a figure with its sentence, and of the words below it."""
_SIZE: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def frame_size(svg: str | None, width: int = WIDTH) -> tuple[int, int]:
    """Return the width and the height of a frame for a chart, or for a figure with its sentence."""
    if svg is None:
        return width, _FIGURE
    found = _SIZE.search(svg)
    assert found is not None
    return width, int((width - _MARGINS) * float(found[2]) / float(found[1])) + _WORDS


def embed_code(
    base: str, path: str, title: str, svg: str | None, version: str, frame: tuple[int, int] | None = None
) -> str:
    """Return the HTML with which a page embeds a chart.

    Parameters
    ----------
    base
        The absolute address of the home page.
    path
        The path of the chart.
    title
        What it shows.
    svg
        The chart; None for a figure with its sentence.
    version
        The version of the data, by which a reader later learns whether the figures have changed.
    frame
        The width and the height of the frame; what the chart needs if omitted.
    """
    width, height = frame or frame_size(svg)
    address = f"{base}embed{'/' if path else ''}{path}?v={version}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>'
    )
