"""Entities as resources: what the record says of one, in text that fits."""

from __future__ import annotations

from typing import Final

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ...graph.model.entity_types import ENTITY_TYPES
from ...graph.model.records import Country, Entity, State
from ...web.pages.entity_page import variables_of
from .operations import ask_saved, near_ids
from .result_pages import Result

TEMPLATE: Final = "clemency://{+id}"
_SCHEME: Final = "clemency://"
_QUERIES: Final = {
    "action": "PageOfAnAction",
    "claim": "PageOfAClaim",
    "country": "PageOfACountry",
    "law": "PageOfALaw",
    "locality": "PageOfALocality",
    "organization": "PageOfAnOrganization",
    "party": "PageOfAParty",
    "person": "PageOfAPerson",
    "source": "PageOfASource",
    "state": "PageOfAState",
}


def listed(graph: KnowledgeGraph) -> list[Entity]:
    """Return the entities that are listed as resources: the places; the template reaches all others by their ids."""
    return [*graph.of_type(Country), *graph.of_type(State)]


def uri_of(id: str) -> str:
    """Return the address of an entity as a resource."""
    return f"{_SCHEME}{id}"


def read(graph: KnowledgeGraph, uri: str) -> str:
    """Return the text of a resource: the first page of what the record says of an entity or a claim.

    Parameters
    ----------
    graph
        The graph.
    uri
        Such as `clemency://state/nv`; `?page=2` at its end for the second page.

    Raises
    ------
    NotFound
        If nothing has the id; the message has near ones.
    """
    id, _, query = uri.removeprefix(_SCHEME).partition("?")
    page = query.removeprefix("page=")
    found = graph.get(id)
    kind = id.partition("/")[0]
    if found is None or kind not in _QUERIES:
        near = near_ids(graph, id)
        kinds = ", ".join(one.value for one in ENTITY_TYPES)
        hint = f" Near: {'; '.join(near)}." if near else f" An id begins with one of {kinds}, claim."
        raise NotFound(f"{id!r} is not the id of an entity or a claim.{hint}", "uri")
    text, content = result_of(graph, found.id).page(int(page) if page.isdecimal() else 1)
    name = found.name if isinstance(found, Entity) else id
    return f"{name} [{found.id}], version {content['dataset']['version']} of the data\n{text}"


def result_of(graph: KnowledgeGraph, id: str) -> Result:
    """Return all that the record says of an entity or a claim."""
    return ask_saved(graph, _QUERIES[id.partition("/")[0]], variables_of(id))
