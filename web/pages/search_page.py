"""The page of the search: the answer first, then what was found, by type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from . import search_answer, search_topics
from .address import Address
from .numbers import Json
from .site_query import made_from, query, render_site

MOST_CHARACTERS: Final = 200
"""Characters of a search at most."""
_SHOWN: Final = 5
"""How many results of a type are shown where all types are."""
_GROUPS: Final = (
    ("STATE", "states", "States", "State"),
    ("ACTION", "actions", "Actions", "ClemencyAction"),
    ("LOCALITY", "localities", "Cities and counties", "Locality"),
    ("LAW", "laws", "Laws", "Law"),
    ("PERSON", "people", "People", "Person"),
    ("ORGANIZATION", "organizations", "Organizations", "Organization"),
    ("PARTY", "parties", "Parties", "Party"),
    ("COUNTRY", "country", "Country", "Country"),
    ("SOURCE", "sources", "Sources", "Source"),
)
"""The types in the order of the page, sources last: each with its field in the saved query, title and GraphQL type."""
EXAMPLES: Final = ("Missouri", "how many people were pardoned in Illinois", "HB 1438", "Birmingham", "140,429")


class Group(NamedTuple):
    """Results of one type.

    Attributes
    ----------
    type : str
        The type, as the field `type` of the query string has it.
    title : str
        Its title.
    count : int
        How many there are.
    hits : list of Mapping
        Those that are shown, best first.
    """

    type: str
    title: str
    count: int
    hits: list[Json]


def search(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page for the fields `q` and `type` of the query string."""
    text = " ".join(address.field("q").split())
    if not text or len(text) > MOST_CHARACTERS:
        return _how_to_search(graph, address, text)
    asked = next((row[0] for row in _GROUPS if row[0].lower() == address.field("type").lower()), "")
    variables: dict[str, Any] = {"text": text, **({"types": [asked]} if asked else {})}
    data = query(graph, "PageOfSearch", variables)
    return render_site(
        "search.html",
        address,
        data,
        asked=text,
        type=asked.lower(),
        answer=None if asked else search_answer.answer(graph, text, data["search"]["nodes"], data["day"]),
        topics=search_topics.topics(text),
        groups=groups(data, asked),
        shown=_SHOWN,
        examples=EXAMPLES,
        too_long=False,
        queries=made_from(("PageOfSearch", variables)),
    )


def groups(data: Json, asked: str = "") -> list[Group]:
    """Return the results by type; all of the first page of one type, or the best few of each."""
    found = []
    for type, field, title, name in _GROUPS:
        count = data[field]["totalCount"]
        hits = _of_type(data["search"]["nodes"], name)
        found.append(Group(type.lower(), title, count, hits if asked else hits[:_SHOWN]))
    return [group for group in found if group.count]


def _of_type(hits: Iterable[Json], name: str) -> list[Json]:
    return [hit for hit in hits if hit["entity"]["__typename"] == name]


def _how_to_search(graph: KnowledgeGraph, address: Address, text: str) -> str:
    """Return the page for no text, or for one that is too long."""
    return render_site(
        "search.html",
        address,
        query(graph, "PageOfHome"),
        asked=text[:MOST_CHARACTERS],
        type="",
        answer=None,
        topics=[],
        groups=[],
        shown=_SHOWN,
        examples=EXAMPLES,
        too_long=len(text) > MOST_CHARACTERS,
        search=None,
        queries=[],
    )
