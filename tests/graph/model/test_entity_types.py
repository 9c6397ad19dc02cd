"""The registry of entity types is complete, and everything that depends on the types follows from it."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.export import jsonld
from clemency_graph.graph.loading.loader import FOLDERS
from clemency_graph.graph.loading.models.files import FILE_MODELS
from clemency_graph.graph.model import records
from clemency_graph.graph.model.entity_types import ENTITY_TYPES, LINKS, PLACES, EntityTypeDefinition
from clemency_graph.graph.model.records import Entity, EntityType, Jurisdiction
from clemency_graph.graph.queries.search import search
from clemency_graph.graph.queries.subgraph import subgraph
from clemency_graph.graph.tables import TABLES
from clemency_graph.integrations.federation import sdl
from clemency_graph.library.svg import draw_path
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.web.explorer.build import HERE
from graphql import GraphQLObjectType, get_named_type

DEFINITIONS = [pytest.param(one, id=type.value) for type, one in ENTITY_TYPES.items()]


def test_every_type_and_every_class_of_records_is_registered_once() -> None:
    assert list(ENTITY_TYPES) == list(EntityType)
    classes = (one for one in vars(records).values() if isinstance(one, type) and issubclass(one, Entity))
    assert {one for one in classes if "type" in vars(one)} == {one.record for one in ENTITY_TYPES.values()}
    for name in ("record", "table", "label", "plural", "color", "dark_color", "symbol"):
        values = [getattr(one, name) for one in ENTITY_TYPES.values()]
        assert len(set(values)) == len(values) and all(values), name


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_a_type_has_every_part(graph: KnowledgeGraph, definition: EntityTypeDefinition) -> None:
    record, type = definition.record, definition.type
    names = {field.name for field in fields(record)}
    assert definition.links.keys() | set(definition.search) | set(definition.keys) | {definition.date or "id"} <= names
    assert type.definition == f"`{record.__name__}`."
    assert type.value in FOLDERS and type.value in FILE_MODELS
    entities = graph.of_type(record)
    assert entities, "there is no data file of this type"
    # The table has every field that is a plain value.
    table = TABLES[definition.table]
    columns = {column.name for column in table.columns}
    assert columns >= {"id", "name", "aliases", *definition.links, *definition.search, *definition.columns}
    assert [row[0] for row in table.rows(graph)] == [one.id for one in entities]
    graphql_type = core_schema().type_map[record.__name__]
    assert isinstance(graphql_type, GraphQLObjectType)
    assert "Entity" in {one.name for one in graphql_type.interfaces} and set(definition.keys) <= set(
        graphql_type.fields
    )
    assert f"type {record.__name__} implements" in sdl()
    for key in definition.keys:
        assert f'@key(fields: "{key}")' in sdl().partition(f"type {record.__name__} ")[2].partition("{")[0]


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_search_edges_exports_and_drawings_follow_from_the_definition(
    graph: KnowledgeGraph, definition: EntityTypeDefinition
) -> None:
    one = graph.of_type(definition.record)[0]
    assert graph.nx.nodes[one.id]["type"] == definition.type.value
    assert one.id in {hit.entity.id for hit in search(graph, one.name, [definition.type])}
    for name in definition.search:
        text = next(value for entity in graph.of_type(definition.record) if (value := getattr(entity, name)))
        assert search(graph, text, [definition.type]), name
    for name, kind in definition.links.items():
        linked = [entity for entity in graph.of_type(definition.record) if getattr(entity, name)]
        for entity in linked[:5]:
            assert getattr(entity, name) in {edge.to for edge in graph.edges(entity.id, [kind])}, name
        assert name in jsonld.LINKS
    nodes = json.loads(jsonld.document(subgraph(graph, [one.id])))["@graph"]
    node = next(node for node in nodes if node["@id"] == jsonld.iri(one.id))
    assert node["@type"] == [definition.record.__name__, *definition.rdf]
    assert f'fill="{definition.color}"' in draw_path([one], [])


def test_places_are_the_jurisdictions() -> None:
    assert {type for type, one in ENTITY_TYPES.items() if issubclass(one.record, Jurisdiction)} == PLACES
    assert {one.record for one in ENTITY_TYPES.values()} == LINKS.keys()


def test_the_page_draws_the_types_as_the_registry_says() -> None:
    looks = json.loads((HERE / "src" / "answer" / "entity_types.json").read_text("utf-8"))
    assert {
        name: (look["one"], look["many"], look["symbol"], look["light"], look["dark"]) for name, look in looks.items()
    } == {
        one.record.__name__: (one.label, one.plural, one.symbol, one.color, one.dark_color)
        for one in ENTITY_TYPES.values()
    }


# Lists of these are had from search, from the fields of other types, and from `parties`.
WITHOUT_CONNECTION = {records.Country, records.Party}


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_a_type_has_a_connection_at_the_root_with_filter_and_order(definition: EntityTypeDefinition) -> None:
    query = core_schema().query_type
    assert query is not None
    found = [
        field
        for field in query.fields.values()
        if isinstance(connection := get_named_type(field.type), GraphQLObjectType)
        and "nodes" in connection.fields
        and get_named_type(connection.fields["nodes"].type).name == definition.record.__name__
    ]
    if definition.record in WITHOUT_CONNECTION:
        assert found == []
    else:
        assert [sorted({"where", "orderBy", "first", "after"} - field.args.keys()) for field in found] == [[]]
