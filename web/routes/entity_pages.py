"""The page of each entity and claim, at / and its id; its data at the same address with .json or .csv.

A term of office leads to the page of its person.
"""

from __future__ import annotations

from typing import Final, NoReturn
from urllib.parse import urlencode

from starlette.routing import BaseRoute, Route

from ...graph import KnowledgeGraph
from ...graph.model.records import Term
from ...graph.queries.record_lookup import record_by_id
from ..pages.address import Address, Moved
from ..pages.entity_page import KINDS, entity_page, page_of, variables_of
from .page_endpoint import PageContext, PageEndpoint

_TABLES: Final = ("json", "csv")


def entity_routes(context: PageContext) -> list[BaseRoute]:
    """Return the routes of the pages."""
    endpoint = PageEndpoint(context, _entity)
    return [Route(f"/{kind}/{{rest:path}}", endpoint, methods=["GET", "HEAD"]) for kind in (*KINDS, "term")]


def id_with_a_page(graph: KnowledgeGraph, id: str, ending: str = "") -> str:
    """Return an id, if the page of its record is there.

    Parameters
    ----------
    graph
        The graph.
    id
        An id, or an old one, in any case.
    ending
        What the address has after the id.

    Raises
    ------
    Moved
        If the page is at another address.
    NotFound
        If nothing has the id.
    """
    lower = id.lower()
    record = record_by_id(graph, id if graph.get(lower) is None else lower, "page")
    at = record.person if isinstance(record, Term) else record.id
    if at != id:
        raise Moved(at + ending)
    return at


def _entity(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page of the entity whose id an address is."""
    id, _, ending = address.path.rpartition(".")
    if ending in _TABLES and graph.get(address.path) is None:
        _move_to_table(id_with_a_page(graph, id, f".{ending}"), ending)
    return entity_page(graph, id_with_a_page(graph, address.path), address)


def _move_to_table(id: str, ending: str) -> NoReturn:
    """Redirect to the saved query behind the page of an entity, in a format."""
    raise Moved(f"q/{page_of(id).operation}.{ending}?{urlencode(variables_of(id))}", 307)
