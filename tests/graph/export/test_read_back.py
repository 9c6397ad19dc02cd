"""Every export is read back by a library that is none of ours, and holds what the graph holds."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pandas
import pytest
import rdflib
from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.export import download, jsonld, write
from clemency_graph.graph.export.datapackage import descriptor
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim, Coverage, Jurisdiction
from clemency_graph.graph.tables import TABLES, Type
from pyarrow import parquet  # type: ignore[import-untyped]
from rdflib.collection import Collection

with warnings.catch_warnings():
    # Its own imports use what their makers have deprecated.
    warnings.simplefilter("ignore")
    import frictionless


@pytest.fixture(scope="session")
def graph(sample: KnowledgeGraph) -> KnowledgeGraph:
    """A sample: the size is not the point here."""
    return sample


@pytest.fixture(scope="module")
def csv(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the CSV files."""
    return write(graph, "csv", tmp_path_factory.mktemp("csv"))[0].parent


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_every_cell_of_the_csv_files(graph: KnowledgeGraph, csv: Path, name: str) -> None:
    types = {Type.INTEGER: "Int64", Type.BOOLEAN: "boolean"}
    columns = {column.name: types.get(column.type, "str") for column in TABLES[name].columns}
    frame: Any = pandas.read_csv(csv / f"{name}.csv", dtype=columns, keep_default_na=False, na_values=[""])
    for column, cells in TABLES[name].by_column(graph).items():
        wanted = [str(cell) if isinstance(cell, date) else cell for cell in cells]
        assert [None if pandas.isna(cell) else cell for cell in frame[column].tolist()] == wanted, column


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the warnings of frictionless are for its makers
def test_frictionless_finds_the_csv_files_as_their_package_describes_them(graph: KnowledgeGraph, csv: Path) -> None:
    package = frictionless.Package(str(csv / "datapackage.json"))
    assert package.version == graph.dataset.version
    assert str(package.created).startswith(str(graph.dataset.released))
    assert package.resource_names == list(TABLES)
    report = package.validate()
    assert report.valid, report.flatten(["title", "type", "message"])[:5]
    for name in ("figures", "actions"):
        resource: Any = package.get_resource(name)
        rows = resource.read_rows()
        wanted = TABLES[name].by_column(graph)
        assert {column: [row[column] for row in rows] for column in wanted} == wanted


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_what_is_wrong(csv: Path, tmp_path: Path) -> None:
    package = json.loads((csv / "datapackage.json").read_text("utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] in ("entities", "states")]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    (tmp_path / "entities.csv").write_text((csv / "entities.csv").read_text("utf-8"), "utf-8")
    states = (csv / "states.csv").read_text("utf-8")
    (tmp_path / "states.csv").write_text(
        states.replace("country/us", "country/uk").replace(",state,", ",realm,"), "utf-8"
    )
    kinds = {
        error[0] for error in frictionless.Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])
    }
    assert kinds == {"foreign-key", "constraint-error"}


def test_the_package_tells_what_every_column_means(graph: KnowledgeGraph) -> None:
    for resource in descriptor(graph)["resources"]:
        assert all(field["description"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("name", TABLES)
def test_pyarrow_reads_every_cell_of_the_parquet_files(graph: KnowledgeGraph, name: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(download(graph, "parquet").body))
    read: Any = parquet.read_table(io.BytesIO(archive.read(f"{name}.parquet")))
    assert read.to_pydict() == TABLES[name].by_column(graph)
    told = read.schema.metadata
    assert told[b"version"].decode() == graph.dataset.version
    assert told[b"released"].decode() == str(graph.dataset.released)
    for field, column in zip(read.schema, TABLES[name].columns, strict=True):
        assert field.metadata[b"description"].decode() == column.description
        assert field.nullable is not column.required


def attributes(graph: KnowledgeGraph, id: str) -> dict[str, Any]:
    """What a node has to have: the cells of its row, but for what is not known."""
    tables = {"country": "countries", "party": "parties", "locality": "localities"}
    type = graph.entities[id].type.value
    table = TABLES[tables.get(type, f"{type}s")]
    row = dict(zip((column.name for column in table.columns), row_of(graph, table.name)[id], strict=True))
    cells = {name: str(cell) if isinstance(cell, date) else cell for name, cell in row.items() if cell is not None}
    return {"type": type} | {name: cell for name, cell in cells.items() if name != "id"}


def row_of(graph: KnowledgeGraph, name: str) -> dict[Any, tuple[Any, ...]]:
    return graph.cached(_rows, name)


def _rows(graph: KnowledgeGraph, name: str) -> dict[Any, tuple[Any, ...]]:
    return {row[0]: row for row in TABLES[name].rows(graph)}


def edge_attributes(graph: KnowledgeGraph, id: str) -> dict[str, Any]:
    """What an edge has to have, but for what is not known."""
    edge = graph.relationships[id]
    term = graph.terms[edge.term] if edge.kind.value == "holds" and edge.term else None
    cells = {
        "relationship": id,
        "kind": edge.kind.value,
        "start": edge.start,
        "end": edge.end,
        "scheduled_end": term.scheduled_end if term else None,
        "office": term.office.value if term else None,
        "term": edge.term,
        "claims": "; ".join(claim.id for claim in edge.claims) or None,
        "sources": "; ".join(dict.fromkeys(claim.source for claim in edge.claims)) or None,
    }
    return {name: cell for name, cell in cells.items() if cell is not None}


def test_networkx_reads_graphml(graph: KnowledgeGraph) -> None:
    found: Any = networkx.read_graphml(io.BytesIO(download(graph, "graphml").body), force_multigraph=True)
    assert {id: data for id, data in found.nodes(data=True)} == {id: attributes(graph, id) for id in graph.entities}
    edges = {key: (start, end, data) for start, end, key, data in found.edges(keys=True, data=True)}
    assert edges == {id: (edge.from_, edge.to, edge_attributes(graph, id)) for id, edge in graph.relationships.items()}
    assert found.graph["version"] == graph.dataset.version
    assert found.graph["released"] == str(graph.dataset.released)


@pytest.mark.slow
def test_igraph_reads_graphml(graph: KnowledgeGraph, tmp_path: Path) -> None:
    # Imported only when needed: every process collects this module, and igraph takes long to import.
    import igraph  # type: ignore[import-untyped]  # it has no types

    (path,) = write(graph, "graphml", tmp_path)
    found: Any = igraph.Graph.Read_GraphML(str(path))
    assert found["version"] == graph.dataset.version
    # To igraph, a text that is not known is empty, and a number that is not known is none.
    for node in found.vs:
        cells = {name: one for name, one in node.attributes().items() if one not in ("", None) and one == one}
        assert cells.pop("id") in graph.entities
        wanted = attributes(graph, node["id"])
        # Where a truth value is not known it says false.
        assert {name: one for name, one in cells.items() if one is not False} == {
            name: one for name, one in wanted.items() if one is not False
        }
    ids = found.vs["id"]
    ends = {
        edge["relationship"]: (ids[edge.source], ids[edge.target], edge["kind"], edge["claims"]) for edge in found.es
    }
    assert ends == {
        id: (edge.from_, edge.to, edge.kind.value, edge_attributes(graph, id).get("claims", ""))
        for id, edge in graph.relationships.items()
    }


def test_networkx_reads_gexf(graph: KnowledgeGraph) -> None:
    body = download(graph, "gexf").body
    found: Any = networkx.read_gexf(io.BytesIO(body))
    for id, data in found.nodes(data=True):
        assert data.pop("label") == graph.entities[id].name
        assert data == attributes(graph, id)
    assert set(found) == set(graph.entities)
    for start, end, data in found.edges(data=True):
        edge = graph.relationships[data.pop("id")]
        assert (start, end) == (edge.from_, edge.to)
        del (wanted := edge_attributes(graph, edge.id))["relationship"]
        wanted |= {new: wanted[old] for old, new in (("start", "since"), ("end", "until")) if old in wanted}
        spell = {name: day.first_day.isoformat() for name, day in (("start", edge.start), ("end", edge.end)) if day}
        assert data == wanted | spell
    assert found.number_of_edges() == len(graph.relationships)
    meta: Any = ElementTree.fromstring(body).find("{http://gexf.net/1.3}meta")
    assert meta.get("lastmodifieddate") == str(graph.dataset.released)
    assert graph.dataset.version in meta.find("{http://gexf.net/1.3}description").text


@pytest.fixture(scope="module")
def rdf(graph: KnowledgeGraph) -> rdflib.Graph:
    """The triples of the JSON-LD document, as rdflib reads them."""
    with warnings.catch_warnings():
        # Its reader uses a class that its own makers have deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=download(graph, "jsonld").body, format="json-ld")


@pytest.mark.slow
def test_rdflib_reads_every_value_of_every_record(graph: KnowledgeGraph, rdf: rdflib.Graph) -> None:
    for group in (graph.entities, graph.claims, graph.terms, graph.relationships):
        for id, record in group.items():
            assert told(rdf, rdflib.URIRef(jsonld.iri(id)), type(record)) == wanted(record)
    dataset = rdflib.URIRef(f"{jsonld.BASE}dataset")
    assert told(rdf, dataset, type(graph.dataset)) == wanted(graph.dataset)


def wanted(record: Any) -> dict[str, Any]:
    """The values of a record, as RDF can give them: ids as IRIs, nothing for nothing."""
    return {
        field.name: value
        for field in fields(record)
        if field.name != "id"
        and (value := _wanted(getattr(record, field.name), field.name in jsonld.LINKS and type(record) is not Coverage))
        not in (None, [])
    }


def _wanted(value: Any, link: bool) -> Any:
    if isinstance(value, Claim):
        return jsonld.iri(value.id)
    if isinstance(value, tuple):
        return [_wanted(one, link) for one in value]
    if is_dataclass(value):
        return wanted(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    return jsonld.iri(value) if link else str(value)


def told(rdf: rdflib.Graph, node: Any, record: type) -> dict[str, Any]:
    """What the triples say of a node, by the names of the fields of its record."""
    from clemency_graph.graph.export.serialization import field_types

    names = {predicate(jsonld.name(record, name)): name for name in field_types(record) if name != "id"}
    found: dict[str, Any] = {}
    for name, value in rdf.predicate_objects(node):
        if str(name) in names:
            field = names[str(name)]
            assert field not in found, f"{node} has two values of {name}"
            found[field] = _told(rdf, value)
    return found


def _told(rdf: rdflib.Graph, value: Any) -> Any:
    if isinstance(value, rdflib.Literal):
        python = value.toPython()
        return python if isinstance(python, (bool, int)) else str(value)
    if isinstance(value, rdflib.URIRef) and value != rdflib.RDF.nil:
        return str(value)
    if value == rdflib.RDF.nil or (value, rdflib.RDF.first, None) in rdf:
        return [_told(rdf, one) for one in Collection(rdf, value)]
    return told(rdf, value, parts(rdf, value))


def parts(rdf: rdflib.Graph, node: Any) -> type:
    from clemency_graph.graph.model import bill_numbers, claims, law_requirements, moved_ids, records, series

    (name,) = (one for one in rdf.objects(node, rdflib.RDF.type) if str(one).startswith(jsonld.BASE))
    known = {
        key: one
        for module in (bill_numbers, claims, law_requirements, moved_ids, series, records)
        for key, one in vars(module).items()
    }
    found: type = known[str(name).rpartition("/")[2]]
    return found


def predicate(name: str) -> str:
    """The IRI that the context gives to a name."""
    context = jsonld.context()
    term = context.get(name, f"clemency:{name}")
    prefix, _, local = (term["@id"] if isinstance(term, dict) else term).partition(":")
    return f"{context[prefix]}{local}"


@pytest.mark.slow
def test_provenance_is_told_in_prov_o(graph: KnowledgeGraph, rdf: rdflib.Graph) -> None:
    prov = rdflib.PROV
    claims = {jsonld.iri(id): claim for id, claim in graph.claims.items()}
    told = [(claim, str(source)) for claim, source in rdf.subject_objects(prov.hadPrimarySource)]
    primary = {str(claim): source for claim, source in told if isinstance(claim, rdflib.URIRef)}
    assert primary == {iri: jsonld.iri(claim.source) for iri, claim in claims.items()}
    # What has no id of its own is a value of a series.
    series = (one.series for one in graph.entities.values() if isinstance(one, Jurisdiction))
    values = [jsonld.iri(value.source) for group in series for one in group for value in one.observations]
    assert sorted(source for claim, source in told if isinstance(claim, rdflib.BNode)) == sorted(values)
    counted = {str(claim): str(who) for claim, who in rdf.subject_objects(prov.wasAttributedTo)}
    assert counted == {iri: jsonld.iri(claim.reported_by) for iri, claim in claims.items() if claim.reported_by}
    for claim, reading in rdf.subject_objects(prov.wasGeneratedBy):
        assert str(rdf.value(reading, prov.endedAtTime)) == str(claims[str(claim)].retrieved)
    assert {str(one) for one in rdf.subjects(rdflib.RDF.type, prov.Activity)} == {
        f"{jsonld.BASE}reading/{day}" for day in {claim.retrieved for claim in graph.claims.values()}
    }


def test_every_id_is_an_iri(graph: KnowledgeGraph) -> None:
    document = json.loads(jsonld.document(graph, "https://example.org/clemency/"))
    every = set(graph.entities) | set(graph.terms) | set(graph.claims)

    def texts(value: Any) -> Iterator[str]:
        match value:
            case {"@id": _} | {"@value": _}:
                pass
            case dict():
                for one in value.values():
                    yield from texts(one)
            case list():
                for one in value:
                    yield from texts(one)
            case str():
                yield value

    for node in document["@graph"]:
        assert node["@id"].startswith("https://example.org/clemency/")
        assert not [text for key, one in node.items() if key != "@id" for text in texts(one) if text in every]


@pytest.mark.slow
def test_dates_keep_their_precision(rdf: rdflib.Graph) -> None:
    types = {str(value.datatype).rpartition("#")[2] for value in rdf.objects() if isinstance(value, rdflib.Literal)}
    assert {"date", "gYear", "gYearMonth"} <= types
    assert PartialDate("2020") == "2020"
