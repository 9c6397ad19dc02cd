"""Checks of many texts, such as a column of a data frame."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..graph import KnowledgeGraph
from ..graph.errors import QueryError
from ..graph.text_check import TextCheck, check_text
from .days import Day, as_day


def check_texts(graph: KnowledgeGraph, texts: Iterable[str], published: Day | Iterable[Day] = None) -> list[TextCheck]:
    """Compare the figures of several texts with the record.

    Parameters
    ----------
    graph
        The graph.
    texts
        The texts, as a list, a pandas or polars Series or any other iterable. They are not kept.
    published
        The day on which they were published: one for all, or one for each.

    Returns
    -------
    list of TextCheck
        One for each text, in their order.

    Raises
    ------
    QueryError
        When a text is missing or too long, or there are more or fewer days than texts. It names the place of the text.

    Examples
    --------
    >>> [check] = check_texts(load(), ["In Oregon, 47,144 people were pardoned."], ["2022-12-01"])
    >>> [finding.verdict.value for finding in check.findings]
    ['other_unit']
    """
    if isinstance(texts, str):
        raise QueryError("texts is one text; give a list of texts, or use check_text.")
    given = list(texts)
    days = [published] * len(given) if published is None or isinstance(published, date | str) else list(published)
    if len(days) != len(given):
        raise QueryError(f"there are {len(given)} texts and {len(days)} days; give one day, or a day for each.")
    found = []
    for place, (text, day) in enumerate(zip(given, days, strict=True)):
        if not isinstance(text, str):
            raise QueryError(f"text {place} is a {type(text).__name__} and not a text; leave out what is missing.")
        try:
            found.append(check_text(graph, text, as_day(day)))
        except QueryError as error:
            raise QueryError(f"text {place}: {error}") from None
    return found
