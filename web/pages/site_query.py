"""What pages of the site share: their saved queries, all pages of a list, and their templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from ...graph import KnowledgeGraph
from ...schema import run
from ...schema.saved_queries import operations
from .address import Address
from .render import render


def query(graph: KnowledgeGraph, name: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the data of a saved query, with the version of the data and its day of release."""
    response = run(graph, operations()[name].document, variables or {})
    assert response.data is not None, response.errors
    return {**response.data, "dataset": {**response.extensions["dataset"], **response.data.get("dataset", {})}}


def query_all(
    graph: KnowledgeGraph, name: str, field: str, variables: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the data of a saved query with all items of the list in one of its root fields."""
    data = query(graph, name, variables)
    nodes, page = list(data[field]["nodes"]), data[field]["pageInfo"]
    while page["hasNextPage"]:
        more = query(graph, name, {**(variables or {}), "after": page["endCursor"]})[field]
        nodes += more["nodes"]
        page = more["pageInfo"]
    return {**data, field: {**data[field], "nodes": nodes, "pageInfo": page}}


def query_links(*queries: tuple[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the saved queries behind a page with their variables as query strings."""
    return [(name, urlencode(variables, doseq=True)) for name, variables in queries]


def render_site(template: str, address: Address, data: Mapping[str, Any], **more: Any) -> str:
    """Return a page of the site.

    Parameters
    ----------
    template
        The name of its template.
    address
        The address of the page.
    data
        The data of its first saved query, with `day` and `dataset`.
    more
        What its template needs beside them.
    """
    others = {name: value for name, value in data.items() if name != "day"}
    shared = {
        "base": address.base,
        "canonical": address.base + address.path,
        "today": data.get("day"),
        "path": address.path,
    }
    return render(template, address.root, {**others, **shared, **more})
