"""Files about an entity: its citation as BibTeX and RIS, and its records as linked data."""

from __future__ import annotations

import re

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.web.pages.entity_page import KINDS
from starlette.testclient import TestClient
from support.entity_examples import EXAMPLES
from support.html_page import HTMLPage


def test_each_kind_has_an_example() -> None:
    assert set(EXAMPLES) == set(KINDS)


@pytest.mark.parametrize("id", EXAMPLES.values())
def test_citations_name_the_page_and_the_version(client: TestClient, graph: KnowledgeGraph, id: str) -> None:
    page = HTMLPage(client.get(f"/{id}").text)
    version, released = graph.dataset.version, graph.dataset.released
    bibtex = client.get(f"/{id}.bib")
    assert bibtex.headers["content-type"].startswith("application/x-bibtex")
    assert bibtex.headers["content-disposition"] == f'attachment; filename="{id.replace("/", "-")}.bib"'
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", bibtex.text, re.M))
    assert (fields["url"], fields["version"]) == (f"http://testserver/{id}", version)
    assert (fields["year"], fields["month"]) == (f"{released:%Y}", f"{released:%m}")
    assert bibtex.text.count("{") == bibtex.text.count("}")
    ris = client.get(f"/{id}.ris")
    tags = dict(line.split("  - ", 1) for line in ris.text.splitlines())
    assert (ris.text[:2], ris.text.splitlines()[-1]) == ("TY", "ER  - ")
    assert (tags["UR"], tags["ET"]) == (f"http://testserver/{id}", version)
    assert tags["DA"] == f"{released:%Y/%m/%d}"
    for shown in (tags["TI"], version, f"http://testserver/{id}", bibtex.text.strip(), ris.text.split("\r\n")[2]):
        assert " ".join(shown.split()) in " ".join(page.text.split())


@pytest.mark.parametrize("id", EXAMPLES.values())
def test_linked_data_hold_the_records_around_an_entity(client: TestClient, graph: KnowledgeGraph, id: str) -> None:
    response = client.get(f"/{id}.jsonld")
    assert response.headers["content-type"].startswith("application/ld+json")
    assert response.headers["access-control-allow-origin"] == "*"
    nodes = {one["@id"]: one for one in response.json()["@graph"]}
    page, record = nodes[f"http://testserver/{id}#page"], nodes[f"http://testserver/{id}"]
    assert page["schema:about"] == {"@id": record["@id"]}
    assert page["schema:version"] == graph.dataset.version
    claims = {one for one in nodes if "/claim/" in one and not one.endswith("#page")}
    expected = {
        one.id
        for one in graph.claims.values()
        if (one.source if id.startswith("source/") else one.about) == id or one.id == id
    }
    terms = {one.id for one in graph.terms.values() if one.person == id}
    of_terms = {one.id for one in graph.claims.values() if one.term in terms}
    assert {one.removeprefix("http://testserver/") for one in claims} <= expected | of_terms
    assert expected - of_terms <= {one.removeprefix("http://testserver/") for one in claims}
    assert {one.removeprefix("http://testserver/") for one in nodes if "/term/" in one} >= terms


@pytest.mark.parametrize(
    ("id", "type"),
    [
        ("person/jb-pritzker", "schema:Person"),
        ("law/il/hb-1438", "schema:Legislation"),
        ("organization/mo-circuit-courts", "schema:GovernmentOrganization"),
        ("state/mo", "schema:AdministrativeArea"),
        (EXAMPLES["claim"], "prov:Entity"),
    ],
)
def test_linked_data_are_typed(client: TestClient, id: str, type: str) -> None:
    nodes = {one["@id"]: one for one in client.get(f"/{id}.jsonld").json()["@graph"]}
    assert type in nodes[f"http://testserver/{id}"]["@type"]
    assert HTMLPage(client.get(f"/{id}").text).alternates["application/ld+json"].endswith(f"{id}.jsonld")


def test_an_advocate_is_no_government(client: TestClient) -> None:
    nodes = client.get("/organization/norml.jsonld").json()["@graph"]
    assert not any("schema:GovernmentOrganization" in one["@type"] for one in nodes)


def test_they_are_validated_and_moved(client: TestClient) -> None:
    first = client.get("/state/mo.bib")
    again = client.get("/state/mo.bib", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    moved = client.get("/state/MO.ris")
    assert (moved.status_code, moved.headers["location"]) == (301, "../state/mo.ris")
