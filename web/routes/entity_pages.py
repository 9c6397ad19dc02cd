"""The page of each entity, at / and its id; its data at the same address with .json or .csv."""

from __future__ import annotations

from typing import Final, NoReturn
from urllib.parse import urlencode

from starlette.datastructures import State
from starlette.routing import BaseRoute, Route

from ...graph import KnowledgeGraph
from ...graph.model.records import EntityType, Term
from ...graph.queries.record_lookup import record_by_id
from ..pages.address import Address, Moved
from ..pages.entity_page import PAGES, entity_page, variables_of
from ..response_cache import ResponseCache
from ..settings import Settings
from .page_endpoint import PageEndpoint

_FORMATS: Final = ("json", "csv")


def entity_routes(settings: Settings, state: State, cache: ResponseCache) -> list[BaseRoute]:
    """Return the routes of the pages."""
    endpoint = PageEndpoint(settings, state, cache, _entity)
    return [Route(f"/{type.value}/{{rest:path}}", endpoint, methods=["GET", "HEAD"]) for type in PAGES]


def _entity(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page of the entity whose id an address is."""
    id, _, ending = address.path.rpartition(".")
    if ending in _FORMATS and graph.get(address.path) is None:
        return _move_to_data(graph, id, ending)
    lower = address.path.lower()
    record = record_by_id(graph, address.path if graph.get(lower) is None else lower, "page")
    if isinstance(record, Term):
        raise Moved(record.person)
    if record.id != address.path:
        raise Moved(record.id)
    return entity_page(graph, record.id, address.root, address.base)


def _move_to_data(graph: KnowledgeGraph, id: str, ending: str) -> NoReturn:
    """Redirect to the saved query behind the page of an entity, in a format."""
    id = record_by_id(graph, id, "page").id
    operation = PAGES[EntityType(id.partition("/")[0])].operation
    variables = variables_of(id)
    raise Moved(f"q/{operation}.{ending}?{urlencode(variables)}", 307)
