"""A page as a reader meets it: its visible text, its links, its headings and its table rows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset(("meta", "link", "base", "input", "br", "img", "rect", "line", "hr"))
_BLOCKS: Final = frozenset(
    ("p", "li", "tr", "td", "th", "h1", "h2", "h3", "dt", "dd", "div", "section", "caption", "summary", "option")
)


class Page(HTMLParser):
    """A page.

    Attributes
    ----------
    elements : list of (str, dict, str)
        Its elements, each with its name, its attributes and all of its text.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], str]] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"{self._open[-1][0]} is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self.elements.append((tag, attributes, ""))
            if tag == "br":
                self.handle_data(" ")
        else:
            self._open.append((tag, attributes, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, ""))

    def handle_endtag(self, tag: str) -> None:
        name, attributes, parts = self._open.pop()
        assert name == tag, f"{name} is closed by {tag}"
        self.elements.append((tag, attributes, _clean("".join(parts))))
        if self._open and tag in _BLOCKS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for _, _, parts in self._open:
            parts.append(data)

    def texts(self, tag: str, class_: str = "") -> list[str]:
        """Return the texts of all elements with a name, and of a class where one is given."""
        return [
            text
            for name, attributes, text in self.elements
            if name == tag and (not class_ or class_ in attributes.get("class", "").split())
        ]

    def links(self) -> list[tuple[str, str]]:
        """Return the addresses and the texts of all links."""
        return [(one["href"], text) for name, one, text in self.elements if name == "a" and "href" in one]

    def value(self, name: str) -> str:
        """Return the value of the first field of a form with a name."""
        return next(one["value"] for tag, one, _ in self.elements if tag == "input" and one.get("name") == name)

    def meta(self, name: str) -> str:
        """Return the content of a meta element, or an empty text."""
        return next((one["content"] for tag, one, _ in self.elements if tag == "meta" and one.get("name") == name), "")


def numbers_in(text: str) -> list[int]:
    """Return the whole numbers in a text."""
    return [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", text)]


def _clean(text: str) -> str:
    return re.sub(r" ([,.;:)])", r"\1", " ".join(text.split()))
