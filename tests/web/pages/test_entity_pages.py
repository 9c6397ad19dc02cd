"""A crawl of the pages of all entities and claims: each is there, leads nowhere dead, and says something everywhere."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit
from zlib import crc32

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema.saved_queries import operations
from clemency_graph.web.pages.entity_page import KINDS
from clemency_graph.web.pages.list_pages import LISTS
from clemency_graph.web.pages.render import STATIC
from starlette.testclient import TestClient
from support.html_page import HTMLPage
from support.marking import slow_but

HOME = "http://testserver/"
LARGEST = 30_000
FILES = re.compile(r"\.(json|csv|bib|ris|jsonld|\w+\.svg)$")


def ids_of(graph: KnowledgeGraph, kind: str) -> list[str]:
    return [id for id in (*graph.entities, *graph.claims) if id.startswith(f"{kind}/")]


def drawn(ids: list[str], part: int) -> list[str]:
    """One in so many ids, and the first; the same ones in each run."""
    return [id for place, id in enumerate(ids) if place == 0 or crc32(id.encode()) % part == 0]


@cache
def style() -> int:
    return len(gzip.compress((STATIC / "pages.css").read_bytes()))


def read(client: TestClient, path: str) -> HTMLPage:
    """Read a page that is as pages have to be."""
    response = client.get(f"/{path}")
    assert response.status_code == 200, path
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = HTMLPage(response.text)
    assert page.inline == [], f"{path} has what the content security policy blocks"
    assert [one.level for one in page.sections].count(1) == 1, f"{path} has one main heading"
    assert page.empty_sections() == [], path
    assert len(page.ids) == len(set(page.ids)), f"{path} has an id twice"
    assert all(urljoin(f"{HOME}{path}", one).startswith(f"{HOME}static/") for one in page.loaded), path
    # A page this small need not be compressed to know that it is small enough.
    sent = response.content if len(response.content) < LARGEST / 2 else gzip.compress(response.content, 5)
    assert len(sent) + style() < LARGEST, path
    assert not re.search(r"(?:^|[:(,] ?)None(?:[),;:]|$)|\{%|Undefined", page.text, re.MULTILINE), path
    return page


def _asked(address: str) -> str:
    """What an address of changes or of a report asks for."""
    fields = parse_qs(urlsplit(address).query)
    return (fields.get("entity") or fields.get("about") or [""])[0]


def crawl(client: TestClient, graph: KnowledgeGraph, paths: Iterable[str]) -> None:
    known = {*graph.entities, *graph.claims}
    others: dict[str, set[str]] = {}
    for path in paths:
        page = read(client, path)
        for link in (*page.links, *page.alternates.values()):
            address, fragment = urldefrag(urljoin(f"{HOME}{path}", link))
            if not address.startswith(HOME):
                assert urlsplit(address).scheme in ("https", "http"), f"{path} links to {link}"
                continue
            at = urlsplit(address).path.strip("/")
            if at in known or FILES.sub("", at) in known:
                continue
            if at in ("changes", "changes.atom", "report") and _asked(address) in known:
                continue
            if at == path.partition("?")[0]:
                assert not fragment or fragment in page.ids, f"{path} has no #{fragment}"
                continue
            if at.startswith("q/"):
                assert FILES.sub("", at.removeprefix("q/")) in operations(), f"{path} links to {link}"
                continue
            others.setdefault(address, set()).update({fragment} if fragment else ())
    for address, fragments in others.items():
        if urlsplit(address).path.endswith(".png"):  # drawing takes long, and has tests of its own
            continue
        response = client.get(address.removeprefix(HOME.rstrip("/")))
        assert response.status_code in (200, 307), address
        if fragments:
            assert fragments <= set(HTMLPage(response.text).ids), address


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawn_part_of_the_pages_is_whole_and_leads_nowhere_dead(
    client: TestClient, graph: KnowledgeGraph, kind: str
) -> None:
    crawl(client, graph, drawn(ids_of(graph, kind), {"claim": 1_000, "source": 300, "organization": 100}.get(kind, 50)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_whole_and_leads_nowhere_dead(client: TestClient, graph: KnowledgeGraph, kind: str) -> None:
    # All of most kinds; there are thousands of claims and sources, which are alike.
    crawl(client, graph, drawn(ids_of(graph, kind), {"claim": 10, "source": 5}.get(kind, 1)))


def test_every_kind_of_id_has_a_page(graph: KnowledgeGraph) -> None:
    assert set(LISTS) | {"state", "country", "claim"} == set(KINDS)
    assert {id.partition("/")[0] for id in (*graph.entities, *graph.claims)} == set(KINDS)


@pytest.mark.parametrize("kind", slow_but(["party", "locality"], LISTS))
def test_a_list_has_every_entity_once(client: TestClient, graph: KnowledgeGraph, kind: str) -> None:
    listed: list[str] = []
    path = kind
    for number in range(2, 100):
        page = read(client, path)
        own = [section for section in page.sections if section.items and section.level == 2]
        assert own
        links = [urlsplit(urljoin(f"{HOME}{path}", link)).path.strip("/") for link in page.links]
        listed += [link for link in links if link.startswith(f"{kind}/")]
        path = f"{kind}?page={number}"
        if not any(link.endswith(f"?page={number}") for link in page.links):
            break
    assert set(listed) == set(ids_of(graph, kind))
    assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "1e3", "²", "9" * 30])
def test_a_page_of_a_list_that_is_not_there_is_not_found(client: TestClient, page: str) -> None:
    assert client.get("/person", params={"page": page}).status_code == 404


def test_a_term_of_office_leads_to_its_person(client: TestClient, graph: KnowledgeGraph) -> None:
    for term in list(graph.terms.values())[:20]:
        response = client.get(f"/{term.id}")
        assert response.status_code == 301
        assert urljoin(f"{HOME}{term.id}", response.headers["location"]) == f"{HOME}{term.person}"


def test_a_replaced_claim_leads_to_the_one_that_replaced_it(client: TestClient, graph: KnowledgeGraph) -> None:
    replaced = {old: one.id for one in graph.claims.values() for old in one.replaces}
    assert replaced
    for old, new in list(replaced.items())[:20]:
        response = client.get(f"/{old}")
        assert response.status_code == 301
        assert urljoin(f"{HOME}{old}", response.headers["location"]) == f"{HOME}{new}"


@pytest.mark.parametrize("id", ["law/zz/nothing", "claim/0000000000000000", "term/zz/governor/2000-01-01", "party/x"])
def test_an_id_of_nothing_is_not_found(client: TestClient, id: str) -> None:
    for ending in ("", ".json", ".bib", ".jsonld"):
        assert client.get(f"/{id}{ending}").status_code == 404


def test_the_claims_of_a_long_source_come_in_pages(client: TestClient, graph: KnowledgeGraph) -> None:
    source = "source/github/every-politician-us-cabinet"
    said = {one.id for one in graph.claims.values() if one.source == source}
    assert len(said) > 100
    found: set[str] = set()
    path = f"/{source}"
    while path:
        page = HTMLPage(client.get(path).text)
        here = {urlsplit(urljoin(f"{HOME}{source}", link)).path.strip("/") for link in page.links}
        found |= {one for one in here if one.startswith("claim/")}
        path = next(
            (urljoin(f"/{source}", one) for one in reversed(page.links) if "?after=" in one and one not in path), ""
        )
        if len(found) == len(said):
            break
    assert found == said
    assert client.get(f"/{source}?after=nothing").status_code == 404


def test_a_figure_of_a_series_is_said_to_be_of_all_rounds(client: TestClient) -> None:
    for year in (2022, 2023):
        table = client.get(f"/action/us/{year}-possession-pardons").text.partition('id="uptake"')[2].partition("<h2")[0]
        (row,) = (one for one in table.split("<tr>") if "184" in one)
        assert "all rounds together" in row


def test_a_measure_that_voters_rejected_has_the_day_of_the_vote(client: TestClient) -> None:
    page = client.get("/law/fl/amendment-3-2024").text
    assert "was rejected by the voters on 5 November 2024 and is not in force" in page
    assert "<dt>Rejected by the voters</dt><dd>5 November 2024</dd>" in page
