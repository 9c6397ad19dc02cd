"""The sitemap, and what robots may read."""

from __future__ import annotations

from xml.etree import ElementTree

from ...graph import KnowledgeGraph
from ..pages.address import Address
from ..pages.entity_page import PAGES
from ..pages.list_pages import LISTS
from ..pages.site_page import SITE_PAGES, UNLISTED


def sitemap(graph: KnowledgeGraph, address: Address) -> str:
    """Return the addresses of all pages of the site, of all entities and of all claims."""
    root = ElementTree.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for path in paths(graph):
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = address.base + path
        ElementTree.SubElement(url, "lastmod").text = graph.dataset.released.isoformat()
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def paths(graph: KnowledgeGraph) -> list[str]:
    """Return the paths of all pages that search engines may list, without slashes at their ends."""
    site = [path.strip("/") for path in SITE_PAGES if path not in UNLISTED]
    return [*site, *LISTS, *sorted(id for id in (*graph.entities, *graph.claims) if id.partition("/")[0] in PAGES)]


def robots(graph: KnowledgeGraph, address: Address) -> str:
    """Return what robots may read: pages, and not searches, queries and downloads."""
    refused = ("search", "report", "graphql", "graphiql", "q/", "download/")
    root = "/" + address.base.split("/", 3)[3]
    lines = ("User-agent: *", *(f"Disallow: {root}{path}" for path in refused), f"Sitemap: {address.base}sitemap.xml")
    return "".join(f"{line}\n" for line in lines)
