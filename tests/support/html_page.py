"""A page of HTML, read as a browser reads it: headings, links, tables, what it loads, and the text that can be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
HEADINGS: Final = frozenset(("h1", "h2", "h3"))
UNSEEN: Final = frozenset(("head", "title", "desc", "script", "style", "defs"))
LOADING: Final = {"script": "src", "img": "src", "iframe": "src", "use": "href", "image": "href"}


@dataclass
class Cell:
    """A cell of a table: its label, its text, and the links in it."""

    label: str
    text: str = ""
    links: list[str] = field(default_factory=list)


@dataclass
class Section:
    """What stands between a heading and the next one."""

    level: int
    heading: str = ""
    text: str = ""
    items: list[str] = field(default_factory=list)


class HTMLPage(HTMLParser):
    """A page.

    Parameters
    ----------
    text
        The HTML.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.alternates: dict[str, str] = {}
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.sections: list[Section] = [Section(0)]
        self.rows: list[list[Cell]] = []
        self.lead: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if "id" in given:
            self.ids.append(given["id"])
        if tag in LOADING and LOADING[tag] in given:
            self.loaded.append(given[LOADING[tag]])
        if tag == "link" and given["rel"] in ("stylesheet", "icon"):
            self.loaded.append(given["href"])
        if tag == "link" and given["rel"] == "alternate":
            self.alternates[given["type"]] = given["href"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if tag == "a":
            self.links.append(given["href"])
            if self.rows and self._in("tbody") and self.rows[-1]:
                self.rows[-1][-1].links.append(given["href"])
        if tag == "tr" and self._in("tbody"):
            self.rows.append([])
        if tag in ("td", "th") and self._in("tbody"):
            self.rows[-1].append(Cell(given.get("data-label", "")))
        if tag in HEADINGS:
            self.sections.append(Section(int(tag[1])))
        if tag == "li":
            self.sections[-1].items.append("")
        if tag == "p" and self._open and self._open[-1][1].get("class") == "lead":
            self.lead.append("")
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self._open.append((tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        if any(tag in UNSEEN for tag, _ in self._open) or not self._in("main"):
            return
        section = self.sections[-1]
        if any(tag in HEADINGS for tag, _ in self._open):
            section.heading += data
            return
        section.text += data
        if self._in("li") and section.items:
            section.items[-1] += data
        if (self._in("td") or self._in("th")) and self._in("tbody"):
            self.rows[-1][-1].text += data
        if self.lead and any(given.get("class") == "lead" for _, given in self._open):
            self.lead[-1] += data

    def _in(self, tag: str) -> bool:
        return any(one == tag for one, _ in self._open)

    @property
    def text(self) -> str:
        """All text that can be seen in the main part."""
        return " ".join(f"{one.heading} {one.text}" for one in self.sections)

    def section(self, heading: str) -> Section:
        """Return the section with a heading."""
        (found,) = (one for one in self.sections if one.heading.strip() == heading)
        return found

    def empty_sections(self) -> list[str]:
        """Return the headings below which nothing stands, not even another heading of a lower level."""
        pairs = zip(self.sections[1:], [*self.sections[2:], Section(0)], strict=True)
        return [one.heading for one, after in pairs if not one.text.strip() and after.level <= one.level]
