"""Remove the markup of a text and keep, for each character that is left, its place in the text."""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Callable, Mapping
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
_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9]{0,15}")
_ADDRESS: Final = r"(?P<address>(?:https?://|www\.)[^\s<>()\]]*)"
_IN_MARKDOWN: Final = re.compile(
    rf"(?m)(?P<heading>^[ \t]{{0,3}}#{{1,6}}[ \t])|{_ADDRESS}|(?P<line>\n)|(?P<mark>[*_`\[\]\x02]+)"
)
_IN_HTML: Final = re.compile(
    rf"(?P<comment><!--)|(?P<tag><(?=[^\W\d_]|[/!?]))|"
    r"(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)|"
    rf"{_ADDRESS}|(?P<mark>\x02+)"
)
_SAME: Final = str.maketrans(
    {"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\r": " ", "\u2019": "'"}
)
_SAME_IN_HTML: Final = {**_SAME, ord("\n"): " "}
"""A single end of a line is a space in HTML."""
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
    starts, ends : array of int
        For each of its characters, where the text that it replaces begins and ends in the original.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of a part that is not empty."""
        return self.starts[start], self.ends[end - 1]


class _Builder:
    """The clean text so far; runs of plain characters are copied whole, which is quicker than a step for each."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts = array("l")
        self.ends = array("l")

    def copy(self, text: str, start: int, end: int, table: Mapping[int, str]) -> None:
        """Take over a part of the original, each character for itself."""
        self.parts.append(text[start:end].translate(table))
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def add(self, characters: str, start: int, end: int) -> None:
        """Put characters in the place of a part of the original."""
        self.parts.append(characters.translate(_SAME))
        self.starts.extend([start] * len(characters))
        self.ends.extend([end] * len(characters))

    def built(self) -> CleanText:
        return CleanText("".join(self.parts), self.starts, self.ends)


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
    place, in_heading = 0, False
    for found in _IN_MARKDOWN.finditer(text):
        if found.lastgroup == "line" and not in_heading:
            continue
        built.copy(text, place, found.start(), _SAME)
        place = found.end()
        match found.lastgroup:
            case "line":
                built.add(BREAK, *found.span())
                in_heading = False
            case "heading":
                built.add(HEADING, *found.span())
                in_heading = True
            case "address":
                built.add(" ", *found.span())
            case _:
                # Marks of emphasis and of links; a space would part 15**,000** in two numbers.
                pass
    built.copy(text, place, len(text), _SAME)


def _clean_html(text: str, built: _Builder) -> None:
    place = 0
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

    while (found := _IN_HTML.search(text, place)) is not None:
        built.copy(text, place, found.start(), _SAME_IN_HTML)
        place, end = found.span()
        match found.lastgroup:
            case "comment":
                closing = after("-->", end)
                place = len(text) if closing is None else closing
            case "tag":
                closing = after(">", place)
                if closing is None:
                    built.add("<", place, place + 1)
                    place += 1
                else:
                    place = _clean_tag(text, built, place, closing, after)
            case "entity":
                built.add(html.unescape(found[0]).replace(HEADING, ""), place, end)
                place = end
            case "address":
                built.add(" ", place, end)
                place = end
            case _:
                place = end
    built.copy(text, place, len(text), _SAME_IN_HTML)


def _clean_tag(text: str, built: _Builder, place: int, closing: int, after: Callable[[str, int], int | None]) -> int:
    """Replace the tag from `place` to `closing`; return where the text goes on."""
    is_end = text[place + 1] == "/"
    name = _NAME.match(text, place + 1 + is_end)
    tag = name[0].lower() if name else ""
    if tag in _BLOCKS:
        built.add(BREAK, place, closing)
    if tag in _HIDDEN and not is_end:
        end = after(f"</{tag}", closing)
        place = closing if end is None else end
        closing = after(">", place) or len(text)
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() and text[place + 1 : place + 2] != "/":
        built.add(HEADING, place, closing)
    return closing
