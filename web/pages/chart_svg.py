"""What charts share: an SVG with its title, its legend, its day, its sources and its license in itself.

Colors are presentation attributes, so that a copied file keeps them; the style sheet replaces them in dark mode. There
is no style attribute and no style element, which the content security policy would block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Final

from markupsafe import Markup

WIDTH: Final = 420
"""The width of a chart in its own units; a page scales it."""
_LINE: Final = 18
_SMALL_LINE: Final = 15
_TITLE_LETTERS: Final = 47
_SMALL_LETTERS: Final = 68
_LICENSE: Final = "Clemency Graph, CC BY 4.0"


def text(x: float, y: float, words: str, *, size: int = 13, anchor: str = "start", kind: str = "ink") -> Markup:
    """Return a line of text.

    Parameters
    ----------
    x, y
        Where its baseline begins, or ends, or has its middle.
    words
        The text.
    size
        The size of its letters.
    anchor
        start, middle or end.
    kind
        The class that colors it: ink or faint.
    """
    color = "#1c2430" if kind == "ink" else "#526070"
    return Markup('<text x="{:.1f}" y="{:.1f}" font-size="{}" text-anchor="{}" fill="{}" class="{}">{}</text>').format(
        x, y, size, anchor, color, kind, words
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str, *, dashed: bool = False) -> Markup:
    """Return a straight line of the class of an axis, a grid or a bound."""
    color, width = {"grid": ("#d5dbe2", 1.0), "axis": ("#526070", 1.0), "bound": ("#0f766e", 2.0)}[kind]
    dashes = Markup(' stroke-dasharray="4 3"') if dashed else ""
    return Markup(
        '<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}" class="{}"{}/>'
    ).format(x1, y1, x2, y2, color, width, kind, dashes)


def hatching(id: str) -> Markup:
    """Return a pattern of oblique lines, for what is not known."""
    return Markup(
        '<defs><pattern id="{}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="#f3f6f8" class="empty"/><line x1="0" y1="0" x2="0" y2="6" stroke="#526070" '
        'stroke-width="2" class="axis"/></pattern></defs>'
    ).format(id)


def document(
    id: str,
    title: str,
    description: str,
    parts: Iterable[Markup],
    height: float,
    credits: Sequence[str],
    *,
    role: str = "img",
) -> Markup:
    """Return a chart as SVG, to be put into a page or into a file.

    Parameters
    ----------
    id
        An id that is its own on the page.
    title
        What the chart shows, with unit and place.
    description
        The same in words, for those who do not see it.
    parts
        What is drawn, from 0 downwards.
    height
        How high that is.
    credits
        Sentences on days and sources, below it; the license is added.
    role
        Its role for those who hear it: img, or group where it has links.
    """
    titles = wrap(title, _TITLE_LETTERS)
    top = len(titles) * _LINE + 12
    notes = [one for note in (*credits, _LICENSE) for one in wrap(note, _SMALL_LETTERS)]
    whole = top + height + len(notes) * _SMALL_LINE + 10
    head = Markup("").join(
        Markup('<text x="8" y="{}" font-size="15" font-weight="600" fill="#1c2430" class="ink">{}</text>').format(
            (place + 1) * _LINE, words
        )
        for place, words in enumerate(titles)
    )
    foot = Markup("").join(
        text(8, top + height + (place + 1) * _SMALL_LINE, words, size=11, kind="faint")
        for place, words in enumerate(notes)
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {whole:.0f}" width="{width}" '
        'height="{whole:.0f}" role="{role}" aria-labelledby="{id}-title {id}-desc" '
        'font-family="system-ui, sans-serif" class="chart">'
        '<title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>'
        '<rect width="100%" height="100%" fill="#ffffff" class="back"/>{head}'
        '<g transform="translate(0 {top})">{body}</g>{foot}</svg>'
    ).format(
        width=WIDTH,
        whole=whole,
        role=role,
        id=id,
        title=title,
        description=description,
        head=head,
        top=top,
        body=Markup("").join(parts),
        foot=foot,
    )
