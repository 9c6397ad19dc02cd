"""Links from the numbers in the sentences that lead a page to what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from . import numbers
from .numbers import Json
from .sentences import counted_as_stated, leading_totals, only_figure


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
    for total in leading_totals(totals):
        figure = only_figure(actions, total)
        words = numbers.interval(total["low"], total["high"], total["unit"])
        links |= {counted_as_stated(figure): str(figure["id"])} if figure else {words: to_totals}
    return links


def linked(sentence: str, links: Mapping[str, str], root: str) -> Markup:
    """Return a sentence with the number that it says as a link.

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
    >>> linked("At least 2 people were pardoned.", {"at least 2 people": "claim/a"}, "../")
    Markup('<a href="../claim/a">At least 2 people</a> were pardoned.')
    """
    found: list[tuple[int, int, Any]] = []
    for words, target in links.items():
        start = sentence.lower().find(words.lower())
        if start >= 0:
            found.append((start, -len(words), target))
    if not found:
        return Markup("{}").format(sentence)
    start, length, target = min(found)
    end = start - length
    href = target if target.startswith("#") else f"{root}{target}"
    return Markup('{}<a href="{}">{}</a>{}').format(sentence[:start], href, sentence[start:end], sentence[end:])
