"""The names that the search suggests: states, cities, counties and people, as a list in JSON."""

from __future__ import annotations

import json

from ...graph import KnowledgeGraph
from .address import Address
from .site_query import query, query_all


def names_file(graph: KnowledgeGraph, address: Address) -> str:
    """Return the names of states, then those of cities and counties, then those of people, each once."""
    rows = [
        *query(graph, "PageOfStates")["states"]["nodes"],
        *query_all(graph, "ListOfLocalities", "localities")["localities"]["nodes"],
        *query_all(graph, "ListOfPeople", "people")["people"]["nodes"],
    ]
    names = dict.fromkeys(str(one["name"]) for one in rows)
    return json.dumps(list(names), ensure_ascii=False, separators=(",", ":"))
