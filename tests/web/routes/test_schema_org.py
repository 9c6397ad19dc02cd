"""The linked data of pages, held against shapes of schema.org: each kind of page, and what the shapes refuse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zlib import crc32

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.server import create_app
from rdflib import Graph, Namespace, URIRef
from starlette.testclient import TestClient
from support.entity_examples import EXAMPLES
from support.marking import slow_but

# rdflib itself uses what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
SHAPES: Final = Path(__file__).with_name("schema_org_shapes.ttl")
SCHEMA: Final = Namespace("https://schema.org/")
PAGE: Final = "#page"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app()) as client:
        yield client


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def linked_data(client: TestClient, id: str) -> Graph:
    """The page and the record of an entity as RDF."""
    document = client.get(f"/{id}.jsonld").json()
    address = f"http://testserver/{id}"
    document["@graph"] = [one for one in document["@graph"] if one["@id"] in (address, address + PAGE)]
    return Graph().parse(data=document, format="json-ld")


def complaints(data: Graph, shapes: Graph) -> list[str]:
    """What the shapes refuse in some data."""
    from pyshacl import validate

    _, results, _ = validate(data, shacl_graph=shapes)
    assert isinstance(results, Graph)
    message = URIRef("http://www.w3.org/ns/shacl#resultMessage")
    return sorted(str(one) for one in results.objects(None, message))


def drawn(graph: KnowledgeGraph, kind: str) -> list[str]:
    """The example of a kind, and one in thirty of the others; the same in each run."""
    ids = [id for id in (*graph.entities, *graph.claims) if id.startswith(f"{kind}/")]
    part = max(30, len(ids) // 6)
    return [EXAMPLES[kind], *(id for id in ids if crc32(id.encode()) % part == 0)]


@pytest.mark.parametrize("kind", slow_but(["state", "action", "claim"], EXAMPLES))
def test_the_linked_data_of_each_kind_fit_the_shapes(
    client: TestClient, graph: KnowledgeGraph, shapes: Graph, kind: str
) -> None:
    for id in drawn(graph, kind):
        assert complaints(linked_data(client, id), shapes) == [], id


@pytest.mark.parametrize(
    ("id", "property"),
    [
        ("state/mo", SCHEMA.description),
        ("state/mo", SCHEMA.license),
        ("state/mo", SCHEMA.distribution),
        ("person/jb-pritzker", SCHEMA.name),
        ("law/il/hb-1438", SCHEMA.legislationJurisdiction),
        ("organization/mo-circuit-courts", SCHEMA.name),
    ],
)
def test_the_shapes_refuse_data_without_what_they_want(
    client: TestClient, shapes: Graph, id: str, property: URIRef
) -> None:
    data = linked_data(client, id)
    of_the_page = property in (SCHEMA.description, SCHEMA.license, SCHEMA.distribution)
    address = URIRef(f"http://testserver/{id}{PAGE if of_the_page else ''}")
    assert (address, property, None) in data
    data.remove((address, property, None))
    assert complaints(data, shapes)


def test_a_law_says_its_number_day_and_force(client: TestClient) -> None:
    data = linked_data(client, "law/il/hb-1438")
    law = URIRef("http://testserver/law/il/hb-1438")
    assert str(data.value(law, SCHEMA.legislationIdentifier)) == "HB 1438"
    assert str(data.value(law, SCHEMA.legislationDate)) == "2019-06-25"
    assert data.value(law, SCHEMA.legislationLegalForce) == SCHEMA.InForce
    vetoed = URIRef("http://testserver/law/il/hb-218-2015")
    assert linked_data(client, "law/il/hb-218-2015").value(vetoed, SCHEMA.legislationLegalForce) == SCHEMA.NotInForce
