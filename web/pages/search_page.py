"""The page of the search: the answer first, then what was found, by type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.queries.sentence_search import named_places
from . import search_answer, search_topics
from .address import Address
from .numbers import Json
from .site_query import query, query_links, render_site

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
_OF_PLACES: Final = frozenset(("State", "Locality", "Country", "ClemencyAction", "Law"))
EXAMPLES: Final = ("Missouri", "how many people were pardoned in Illinois", "HB 1438", "Birmingham", "140,429")


class Group(NamedTuple):
    """Results of one type.

    Attributes
    ----------
    type : str
        The type, as the field `type` of the query string has it.
    title : str
        Its title.
    found : int
        How many there are.
    hits : list of Mapping
        Those that are shown, best first.
    elsewhere : list of Mapping
        Those that are shown apart, for the text names another place.
    """

    type: str
    title: str
    found: int
    hits: list[Json]
    elsewhere: list[Json]


def search(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page for the fields `q` and `type` of the query string."""
    text = " ".join(address.field("q").split())
    if not text or len(text) > MOST_CHARACTERS:
        return _how_to_search(graph, address, text)
    asked = next((row[0] for row in _GROUPS if row[0].lower() == address.field("type").lower()), "")
    variables: dict[str, Any] = {"text": text, **({"types": [asked]} if asked else {})}
    data = query(graph, "PageOfSearch", variables)
    places = [place.id for place in named_places(graph, text)]
    topics = search_topics.topics(text)
    found = groups(data, asked, places)
    return render_site(
        "search.html",
        address,
        data,
        asked=text,
        type=asked.lower(),
        answer=None if asked else search_answer.answer(graph, text, data["search"]["nodes"], topics),
        topics=topics,
        groups=found,
        elsewhere=sum(len(group.elsewhere) for group in found),
        shown=_SHOWN,
        examples=EXAMPLES,
        names_places=bool(places),
        too_long=False,
        queries=query_links(("PageOfSearch", variables)),
    )


def groups(data: Json, asked: str = "", places: Sequence[str] = ()) -> list[Group]:
    """Return the results by type, all of the first page of one type, or the best few of each.

    Where the text names places, actions and laws of others stand apart.
    """
    found = []
    for type, field, title, name in _GROUPS:
        count = data[field]["totalCount"]
        hits = _of_type(data["search"]["nodes"], name)
        here = [hit for hit in hits if not places or _is_of(hit["entity"], places)]
        other = [hit for hit in hits if hit not in here]
        if not asked:
            here, other = here[:_SHOWN], other[: _SHOWN - len(here[:_SHOWN])]
        found.append(Group(type.lower(), title, count, here, other))
    return [group for group in found if group.found]


def _of_type(hits: Iterable[Json], name: str) -> list[Json]:
    return [hit for hit in hits if hit["entity"]["__typename"] == name]


def _is_of(entity: Json, places: Sequence[str]) -> bool:
    """Return whether an entity is one of some places, lies in one, is an action or a law of one, or of no place."""
    if entity["__typename"] not in _OF_PLACES:
        return True
    place = entity.get("jurisdiction") or entity
    within = f"{place['id'].removeprefix('locality/')}/"
    return any(place["id"] == one or within.startswith(f"{one.partition('/')[2]}/") for one in places)


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
        elsewhere=0,
        shown=_SHOWN,
        examples=EXAMPLES,
        names_places=False,
        too_long=len(text) > MOST_CHARACTERS,
        search=None,
        queries=[],
    )
