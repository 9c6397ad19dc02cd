"""The page on which a reader reports an error or offers a source: a text to send, and where to send it.

The server stores nothing: the text goes to the address that a setting names, by the reader's own browser or mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from .address import Address
from .entity_page import KINDS, data_of
from .site_query import query, render_site

_PATH: Final = re.compile(r"[a-z][A-Za-z0-9/_.-]{0,300}")
_SITE: Final = frozenset(
    (
        *("state", "topics", "automatic", "pardons", "expungements", "vetoes", "deadlines", "disputed", "changes"),
        *("corrections", "compare", "search", "check", "glossary", "method", "developers", *KINDS),
    )
)
"""The first parts of the paths of pages."""


def report(form: str | None) -> Callable[[KnowledgeGraph, Address], str]:
    """Return the maker of the page.

    Parameters
    ----------
    form
        Where reports go: an address with {title} and {body}; None where the server names none.
    """

    def make(graph: KnowledgeGraph, address: Address) -> str:
        data = query(graph, "PageOfStates")
        about = address.field("about").strip("/")
        subject, said = _subject(graph, about)
        text = report_text(address.base, about, said, data["dataset"])
        title = f"Clemency Graph: {subject or 'a report'}"
        return render_site(
            "report.html",
            address,
            data,
            about=about,
            subject=subject,
            text=text,
            href=form and form.replace("{title}", quote(title, safe="")).replace("{body}", quote(text, safe="")),
            is_mail=bool(form and form.startswith("mailto:")),
        )

    return make


def report_text(base: str, about: str, said: str, dataset: Any) -> str:
    """Return the text of a report, to be completed by its reader.

    Parameters
    ----------
    base
        The absolute address of the home page.
    about
        The path of the page, or the id of the figure that the report is about.
    said
        What that page says.
    dataset
        The version of the data and its day of release.
    """
    lines = [
        f"Page: {base}{about}",
        *([f"Id: {about}"] if "/" in about else []),
        f"Version of the data: {dataset['version']}, {dataset['released']}",
        *([f"It says: {said}"] if said else []),
        "",
        "What is wrong or missing:",
        "",
        "What would be right:",
        "",
        "A source for it (address of the page, who published it, on which day):",
        "",
    ]
    return "\n".join(lines)


def _subject(graph: KnowledgeGraph, about: str) -> tuple[str, str]:
    """Return what a report is about, and what its page says.

    Raises
    ------
    NotFound
        If there is no such page.
    """
    if not about:
        return "", ""
    if not _PATH.fullmatch(about) or about.partition("/")[0] not in _SITE:
        raise NotFound("There is no such page to report an error of.", "page")
    if "/" not in about or about.startswith("compare/"):
        return f"the page /{about}", ""
    data = data_of(graph, about)
    return data["cited_as"], data["lead"][0]
