"""Links from the numbers in the sentences that lead a page to what they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup

from . import glossary, numbers
from .numbers import Json
from .sentences import counted_as_stated
from .total_sentences import leading_totals, only_figure

_TERMS: Final = {
    "pardoned": "PARDON",
    "pardons": "PARDON",
    "commuted": "COMMUTATION",
    "expunged": "EXPUNGEMENT",
    "expungements": "EXPUNGEMENT",
    "sealed": "SEALING",
    "vacated": "VACATUR",
    "dismissed": "DISMISSAL",
    "resentenced": "RESENTENCING",
}
"""Words of sentences for what was done, with the kinds of relief that they are forms of."""
_TERM: Final = re.compile(rf"\b(?:{'|'.join(_TERMS)})\b")


def figure_links(totals: Iterable[Json], actions: list[Json], to_totals: str) -> dict[str, str]:
    """Return where the numbers of the sentences on some totals lead, by their words.

    Parameters
    ----------
    totals
        The totals.
    actions
        The actions whose figures may be behind a total.
    to_totals
        Where a number leads that is the sum of several figures: a fragment of the page.
    """
    links: dict[str, str] = {}
    for total in leading_totals(totals, actions):
        figure = only_figure(total, actions)
        words = numbers.interval(total["low"], total["high"], total["unit"])
        links |= {counted_as_stated(figure): str(figure["id"])} if figure else {words: to_totals}
    return links


def linked(sentence: str, links: Mapping[str, str], root: str) -> Markup:
    """Return a sentence with the number that it says, and the word for what was done, as links.

    Parameters
    ----------
    sentence
        The sentence.
    links
        Where numbers lead, by their words: ids of claims, or fragments of the page.
    root
        The relative address of the home page.

    Examples
    --------
    >>> linked("At least 2 people were asked.", {"at least 2 people": "claim/a"}, "../")
    Markup('<a href="../claim/a">At least 2 people</a> were asked.')
    """
    found: list[tuple[int, int, Any]] = []
    for words, target in links.items():
        start = sentence.lower().find(words.lower())
        if start >= 0:
            found.append((start, -len(words), target))
    if not found:
        return with_terms(sentence, root)
    start, length, target = min(found)
    end = start - length
    href = target if target.startswith("#") else f"{root}{target}"
    number = Markup('<a href="{}">{}</a>').format(href, sentence[start:end])
    return with_terms(sentence[:start], root) + number + with_terms(sentence[end:], root)


def with_terms(text: str, root: str) -> Markup:
    """Return a text with the first word for what was done as a link to its definition; quotations stay as they are.

    Parameters
    ----------
    text
        The text.
    root
        The relative address of the home page.
    """
    found = _TERM.search(text)
    if found is None or text.count("“", 0, found.start()) > text.count("”", 0, found.start()):
        return Markup("{}").format(text)
    term = glossary.term("ReliefKind", _TERMS[found[0]])
    link = Markup('<a class="term" href="{}glossary#{}" title="{}">{}</a>').format(
        root, term.anchor, term.definition, found[0]
    )
    return Markup("{}{}{}").format(text[: found.start()], link, text[found.end() :])
