"""Remove the markup of a text and keep, for each character that is left, its place in the text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

_HTML: Final = re.compile(
    r"<(?:!doctype|html|body|article|p|div|h[1-6]|ul|ol|li|br|a|span|table|b|i|em|strong)\b", re.I
)
_BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure", 
    "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "td", "th", "title", "tr", "ul",
))  # fmt: skip
_HIDDEN: Final = ("script", "style")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9]{0,15}")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>()\]]*")
_HEADING_MARK: Final = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]")
_SAME: Final = {"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\r": " ", "\u2019": "'"}
HEADING: Final = "\x02"
"""The mark of a heading at its start."""
BREAK: Final = "\n\n"
"""What stands between two blocks."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text without its markup.

    Attributes
    ----------
    text : str
        The text that a reader sees, blocks apart by an empty line.
    starts, ends : tuple of int
        For each of its characters, where the text that it replaces begins and ends in the original.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of a part that is not empty."""
        return self.starts[start], self.ends[end - 1]


class _Builder:
    def __init__(self) -> None:
        self.characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, character: str, start: int, end: int) -> None:
        for one in character:
            self.characters.append(_SAME.get(one, one))
            self.starts.append(start)
            self.ends.append(end)

    def built(self) -> CleanText:
        return CleanText("".join(self.characters), tuple(self.starts), tuple(self.ends))


def clean(text: str) -> CleanText:
    """Return a text without the markup of HTML or Markdown; plain text stays as it is.

    Parameters
    ----------
    text
        Plain text, Markdown or HTML, which is recognized by its tags.

    Returns
    -------
    CleanText
        Addresses of pages are left out, entities are replaced by their characters.

    Examples
    --------
    >>> clean("<p>More than <b>15,000</b>").text.strip()
    'More than 15,000'
    """
    built = _Builder()
    if _HTML.search(text):
        _clean_html(text, built)
    else:
        _clean_markdown(text, built)
    return built.built()


def _clean_markdown(text: str, built: _Builder) -> None:
    headings = {found.start(): found.end() for found in _HEADING_MARK.finditer(text)}
    left_out = {found.start(): found.end() for found in _ADDRESS.finditer(text)}
    place, in_heading = 0, False
    while place < len(text):
        if in_heading and text[place] == "\n":
            built.add(BREAK, place, place + 1)
            place, in_heading = place + 1, False
        elif place in headings:
            in_heading = True
            built.add(HEADING, place, headings[place])
            place = headings[place]
        elif place in left_out:
            built.add(" ", place, left_out[place])
            place = left_out[place]
        else:
            # Marks of emphasis and of links; a space would part 15**,000** in two numbers.
            if text[place] not in "*_`[]" and text[place] != HEADING:
                built.add(text[place], place, place + 1)
            place += 1


def _clean_html(text: str, built: _Builder) -> None:
    left_out = {found.start(): found.end() for found in _ADDRESS.finditer(text)}
    place, size = 0, len(text)
    # Where a mark was looked for and not found: it is not looked for again.
    missing: set[str] = set()

    def after(mark: str, start: int) -> int | None:
        if mark in missing:
            return None
        found = text.find(mark, start)
        if found < 0:
            missing.add(mark)
            return None
        return found + len(mark)

    while place < size:
        one = text[place]
        if one == "<" and text.startswith("<!--", place):
            end = after("-->", place + 4)
            place = size if end is None else end
        elif one == "<" and place + 1 < size and (text[place + 1].isalpha() or text[place + 1] in "/!?"):
            closing = after(">", place)
            if closing is None:
                built.add(one, place, place + 1)
                place += 1
                continue
            name = _NAME.match(text, place + (2 if text[place + 1] == "/" else 1))
            tag = name[0].lower() if name else ""
            if tag in _BLOCKS:
                built.add(BREAK, place, closing)
            if tag in _HIDDEN and text[place + 1] != "/":
                end = after(f"</{tag}", closing)
                place = closing if end is None else end
                closing = after(">", place) or size
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() and text[place + 1 : place + 2] != "/":
                built.add(HEADING, place, closing)
            place = closing
        elif one == "&" and (entity := _ENTITY.match(text, place)) is not None:
            built.add(html.unescape(entity[0]).replace(HEADING, ""), place, entity.end())
            place = entity.end()
        elif place in left_out:
            built.add(" ", place, left_out[place])
            place = left_out[place]
        else:
            # A single end of a line is a space in HTML.
            built.add(" " if one in "\r\n" else one, place, place + 1) if one != HEADING else None
            place += 1
