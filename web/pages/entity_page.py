"""The page of an entity: its saved query, what its template needs beside the response, and the HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from ...graph import KnowledgeGraph
from ...graph.errors import NotFound
from ...graph.model.records import EntityType
from ...schema import run
from ...schema.saved_queries import operations
from . import (
    action_page,
    claim_page,
    country_page,
    law_page,
    locality_page,
    organization_page,
    party_page,
    person_page,
    source_page,
    state_page,
)
from .address import Address
from .citation import Citation
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
    is_paged : bool
        Whether the saved query takes the cursor of a page.
    """

    operation: str
    template: str
    view: View
    is_paged: bool = False


PAGES: Final[Mapping[EntityType, EntityPage]] = {
    EntityType.STATE: EntityPage("PageOfAState", "state.html", state_page.view),
    EntityType.COUNTRY: EntityPage("PageOfACountry", "country.html", country_page.view),
    EntityType.LOCALITY: EntityPage("PageOfALocality", "locality.html", locality_page.view),
    EntityType.PERSON: EntityPage("PageOfAPerson", "person.html", person_page.view),
    EntityType.PARTY: EntityPage("PageOfAParty", "party.html", party_page.view),
    EntityType.ORGANIZATION: EntityPage("PageOfAnOrganization", "organization.html", organization_page.view),
    EntityType.LAW: EntityPage("PageOfALaw", "law.html", law_page.view),
    EntityType.ACTION: EntityPage("PageOfAnAction", "action.html", action_page.view),
    EntityType.SOURCE: EntityPage("PageOfASource", "source.html", source_page.view, is_paged=True),
}
"""The pages of entities, by type. The page of a term of office is that of its person."""

_CLAIM: Final = EntityPage("PageOfAClaim", "claim.html", claim_page.view)
KINDS_WITH_CARD: Final = frozenset(("state", "country", "locality", "action", "claim"))
"""The first parts of the ids whose page has a card."""
KINDS: Final = (*(type.value for type in PAGES), "claim")
"""The first parts of the ids that have a page of their own."""


def page_of(id: str) -> EntityPage:
    """Return how the page of an id is made."""
    kind = id.partition("/")[0]
    return _CLAIM if kind == "claim" else PAGES[EntityType(kind)]


def variables_of(id: str) -> dict[str, Any]:
    """Return the variables of the saved query behind the page of an entity.

    Examples
    --------
    >>> variables_of("state/mo")
    {'code': 'MO'}
    """
    kind, _, rest = id.partition("/")
    return {"code": rest.upper()} if kind == EntityType.STATE else {"id": id}


def data_of(graph: KnowledgeGraph, id: str, after: str = "") -> dict[str, Any]:
    """Return what the template of an entity needs, from its saved query.

    Parameters
    ----------
    graph
        The graph.
    id
        The id of an entity or a claim.
    after
        The cursor of a page of what the entity lists.

    Raises
    ------
    NotFound
        If nothing has the id, or no page the cursor.
    """
    page = page_of(id)
    variables = variables_of(id) | ({"after": after} if after and page.is_paged else {})
    response = run(graph, operations()[page.operation].document, variables)
    if response.errors or response.data is None:
        raise NotFound(response.errors[0]["message"], "page")
    data: dict[str, Any] = dict(response.data)
    return {
        **{name: value for name, value in data.items() if name != "day"},
        **page.view(data),
        "id": id,
        "today": data["day"],
        "dataset": response.extensions["dataset"],
        "operation": page.operation,
        "variables": urlencode(variables),
    }


def entity_page(graph: KnowledgeGraph, id: str, address: Address) -> str:
    """Return the page of an entity or a claim as HTML.

    Parameters
    ----------
    graph
        The graph.
    id
        Its id.
    address
        The address of the page.
    """
    after = address.field("after")
    return render(
        page_of(id).template,
        address.root,
        {
            **data_of(graph, id, after),
            "base": address.base,
            "canonical": address.base + id,
            "after": after,
            "card": f"{address.base}card/{id}" if id.partition("/")[0] in KINDS_WITH_CARD else "",
        },
    )


def entity_citation(graph: KnowledgeGraph, id: str, base: str) -> Citation:
    """Return how the page of an entity is cited.

    Parameters
    ----------
    graph
        The graph.
    id
        The id of an entity or a claim.
    base
        The absolute address of the home page.
    """
    data = data_of(graph, id)
    return Citation(data["cited_as"], base + id, data["dataset"]["version"], data["dataset"]["released"])
