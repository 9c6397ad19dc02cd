"""The topic pages that the words of a search point to."""

from __future__ import annotations

from typing import Final, NamedTuple

from ...graph.queries.search_words import stem


class Topic(NamedTuple):
    """A topic page.

    Attributes
    ----------
    path : str
        Its address, relative to the home page.
    title : str
        What it is about.
    words : tuple of str
        Words that point to it.
    """

    path: str
    title: str
    words: tuple[str, ...]


TOPICS: Final = (
    Topic("vetoes", "Vetoed bills, and who pardoned later", ("veto", "vetoes", "vetoed")),
    Topic("automatic", "Which states clear convictions without a request", ("automatic", "automatically", "automated")),
    Topic("pardons", "All pardons and commutations", ("pardon", "pardoned", "clemency", "commutation", "commuted")),
    Topic(
        "expungements",
        "All expunged, sealed and dismissed records",
        ("expungement", "expunged", "sealed", "sealing", "cleared", "clear", "dismissed", "vacated"),
    ),
    Topic("deadlines", "Deadlines of laws", ("deadline", "due", "overdue", "late", "missed")),
    Topic("disputed", "Where sources disagree", ("disputed", "dispute", "disagree", "contradict", "differ")),
    Topic("changes", "What changed in the data", ("changed", "changes", "new", "updated", "update")),
    Topic("method", "How we count", ("method", "count", "counted", "methodology", "privacy")),
)


def topics(text: str) -> list[Topic]:
    """Return the topic pages that words of a text point to.

    Examples
    --------
    >>> [topic.path for topic in topics("Which states clear records automatically?")]
    ['automatic', 'expungements']
    """
    stems = {stem(word.strip("?!.,;:\"'()").lower()) for word in text.split()}
    return [topic for topic in TOPICS if not stems.isdisjoint(stem(word) for word in topic.words)]
