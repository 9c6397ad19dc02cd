"""The lists of all entities of a type: /person, /law, /organization, /party, /locality, /action and /source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ...graph.queries.value_conditions import fold
from ...schema import run
from ...schema.saved_queries import operations
from . import numbers
from .address import Address
from .numbers import Json
from .render import render

ROWS_A_PAGE: Final = 300


class EntityList(NamedTuple):
    """A list of all entities of a type.

    Attributes
    ----------
    operation : str
        The saved query behind it.
    field : str
        The root field of the query that has the entities.
    title : str
        Its title.
    order : callable
        Returns the key by which the entities are sorted.
    heading : callable
        Returns what an entity is listed under: a place, or a letter.
    """

    operation: str
    field: str
    title: str
    order: Callable[[Json], Any]
    heading: Callable[[Json], Any]


def _letter(name: str) -> str:
    first = fold(name)[:1].upper()
    return first if first.isalpha() else "0 to 9"


def _by_name(row: Json) -> tuple[str, str]:
    letter = _letter(row["name"])
    return letter, fold(row["name"])


def _publisher(row: Json) -> str:
    name: str = row["publisher"]["name"] if row["publisher"] else ""
    return name


def _state(place: Json) -> Json:
    """Return the state of a city or county, and any other place itself."""
    state: Json = place["parent"] if place["id"].startswith("locality/") else place
    return state


def _by_place(row: Json) -> tuple[bool, str, bool, str]:
    place = row["jurisdiction"]
    state = _state(place)
    return not state["id"].startswith("country/"), state["name"], place is not state, place["name"]


LISTS: Final[Mapping[str, EntityList]] = {
    "person": EntityList("ListOfPeople", "people", "People", _by_name, lambda row: _letter(row["name"])),
    "law": EntityList("ListOfLaws", "laws", "Laws and bills", _by_place, lambda row: _state(row["jurisdiction"])),
    "organization": EntityList(
        "ListOfOrganizations", "organizations", "Organizations", _by_name, lambda row: _letter(row["name"])
    ),
    "party": EntityList("ListOfParties", "parties", "Parties", _by_name, lambda row: _letter(row["name"])),
    "locality": EntityList(
        "ListOfLocalities",
        "localities",
        "Cities and counties",
        lambda row: (row["parent"]["name"], fold(row["name"])),
        lambda row: row["parent"],
    ),
    "action": EntityList(
        "ListOfActions",
        "actions",
        "Clemency actions",
        _by_place,
        lambda row: _state(row["jurisdiction"]),
    ),
    "source": EntityList(
        "ListOfSources",
        "sources",
        "Sources by publisher",
        lambda row: (*_by_name({"name": _publisher(row)}), fold(row["title"])),
        lambda row: _letter(_publisher(row)) if _publisher(row) else "Publisher not known",
    ),
}
"""The lists, by the paths of their pages and the first part of the ids of their entities."""


def list_page(kind: str) -> Callable[[KnowledgeGraph, Address], str]:
    """Return what makes the page of the list of a kind of entities."""

    def make(graph: KnowledgeGraph, address: Address) -> str:
        return _render(graph, kind, address)

    return make


def _render(graph: KnowledgeGraph, kind: str, address: Address) -> str:
    one = LISTS[kind]
    rows, data = _rows(graph, one)
    rows.sort(key=one.order)
    page, pages = _page(address.field("page"), len(rows))
    shown = rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    return render(
        "list.html",
        address.root,
        {
            "kind": kind,
            "path": kind,
            "title": one.title,
            "count": len(rows),
            "groups": _groups(one, shown),
            "page": page,
            "pages": [
                (number, _span(one, rows[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]))
                for number in range(1, pages + 1)
            ],
            "description": f"{one.title} in the Clemency Graph: {numbers.number(len(rows))}.",
            "canonical": address.base + address.path + (f"?page={page}" if page > 1 else ""),
            "today": data["day"],
            "dataset": data["dataset"],
            "operation": one.operation,
            "variables": "",
        },
    )


def _rows(graph: KnowledgeGraph, one: EntityList) -> tuple[list[Json], dict[str, Any]]:
    """Return all entities of a list, and the data of its first page."""
    document = operations()[one.operation].document
    rows: list[Json] = []
    first: dict[str, Any] = {}
    after = None
    while True:
        response = run(graph, document, {"after": after} if after else {})
        assert response.data is not None, response.errors
        first = first or {**response.data, "dataset": response.extensions["dataset"]}
        found = response.data[one.field]
        if isinstance(found, list):
            return [*found], first
        rows += found["nodes"]
        if not found["pageInfo"]["hasNextPage"]:
            return rows, first
        after = found["pageInfo"]["endCursor"]


def _page(asked: str, count: int) -> tuple[int, int]:
    """Return the number of a page, and how many there are.

    Raises
    ------
    NotFound
        If there is no such page.
    """
    pages = -(-count // ROWS_A_PAGE)
    if not asked:
        return 1, pages
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6 and 1 <= int(asked) <= pages):
        raise NotFound(f"This list has {pages} page{'' if pages == 1 else 's'}.", "page")
    return int(asked), pages


def _groups(one: EntityList, rows: Sequence[Json]) -> list[tuple[Any, list[Json]]]:
    return [(heading, list(group)) for heading, group in groupby(rows, key=one.heading)]


def _span(one: EntityList, rows: Sequence[Json]) -> str:
    """Return the headings from the first to the last of a page."""
    first, last = (
        heading if isinstance(heading, str) else heading["name"] for heading in map(one.heading, (rows[0], rows[-1]))
    )
    return first if first == last else f"{first} to {last}"
