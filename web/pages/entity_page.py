"""The page of an entity: its saved query, what its template needs beside the response, and the HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from ...graph import KnowledgeGraph
from ...graph.model.records import EntityType
from ...schema import run
from ...schema.saved_queries import operations
from . import action_page, state_page
from .render import render

View = Callable[[Mapping[str, Any]], dict[str, Any]]


class EntityPage(NamedTuple):
    """How the page of a type of entities is made.

    Attributes
    ----------
    operation : str
        The saved query behind it.
    template : str
        The name of its template.
    view : callable
        Returns what the template needs from the data of the response: at least `name`, `lead` and `description`.
    """

    operation: str
    template: str
    view: View


PAGES: Final[Mapping[EntityType, EntityPage]] = {
    EntityType.STATE: EntityPage("PageOfAState", "state.html", state_page.view),
    EntityType.ACTION: EntityPage("PageOfAnAction", "action.html", action_page.view),
}
"""The pages that there are, by the type of their entities."""


def variables_of(id: str) -> dict[str, Any]:
    """Return the variables of the saved query behind the page of an entity.

    Examples
    --------
    >>> variables_of("state/mo")
    {'code': 'MO'}
    """
    kind, _, rest = id.partition("/")
    return {"code": rest.upper()} if kind == EntityType.STATE else {"id": id}


def entity_page(graph: KnowledgeGraph, id: str, root: str, base: str) -> str:
    """Return the page of an entity as HTML.

    Parameters
    ----------
    graph
        The graph.
    id
        The id of an entity of a type in `PAGES`.
    root
        The relative address of the home page.
    base
        The absolute address of the home page, for the canonical address.
    """
    page = PAGES[EntityType(id.partition("/")[0])]
    variables = variables_of(id)
    response = run(graph, operations()[page.operation].document, variables)
    assert response.data is not None, response.errors
    data: dict[str, Any] = dict(response.data)
    return render(
        page.template,
        root,
        {
            **{name: value for name, value in data.items() if name != "day"},
            **page.view(data),
            "today": data["day"],
            "dataset": response.extensions["dataset"],
            "canonical": f"{base}{id}",
            "operation": page.operation,
            "variables": urlencode(variables),
        },
    )
