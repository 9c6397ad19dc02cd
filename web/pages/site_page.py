"""The pages of the site that are about no single entity, by their paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ...graph import KnowledgeGraph
from . import glossary
from .actions_page import expungements, pardons
from .address import Address
from .automatic_page import automatic
from .changes_page import changes
from .compare_page import compare, compare_form
from .corrections_page import corrections
from .deadlines_page import deadlines
from .developers_page import developers
from .disputed_page import disputed
from .home_page import home
from .map_measures import MEASURES
from .map_page import map_page
from .search_page import search
from .site_query import query, render_site
from .states_page import states
from .text_check_page import check_form
from .vetoes_page import vetoes


def terms(graph: KnowledgeGraph, address: Address) -> str:
    """Return the glossary."""
    return render_site("glossary.html", address, query(graph, "PageOfStates"), sections=glossary.sections())


def words_of(template: str) -> Callable[[KnowledgeGraph, Address], str]:
    """Return the maker of a page whose words stand in its template."""

    def make(graph: KnowledgeGraph, address: Address) -> str:
        return render_site(template, address, query(graph, "PageOfHome"))

    return make


SITE_PAGES: Final[Mapping[str, Callable[[KnowledgeGraph, Address], str]]] = {
    "/": home,
    "/state": states,
    "/topics": words_of("topics.html"),
    "/automatic": automatic,
    "/pardons": pardons,
    "/expungements": expungements,
    "/vetoes": vetoes,
    "/deadlines": deadlines,
    "/disputed": disputed,
    "/changes": changes,
    "/corrections": corrections,
    **{f"/map/{name}": map_page for name in MEASURES},
    "/compare": compare_form,
    "/compare/{one}/{other}": compare,
    "/search": search,
    "/check": check_form,
    "/glossary": terms,
    "/method": words_of("method.html"),
    "/developers": developers,
}
"""The pages, by the patterns of their paths."""

UNLISTED: Final = frozenset(("/search", "/compare/{one}/{other}"))
"""The pages that the sitemap does not list: there are as many as there are questions, or pairs of states."""
