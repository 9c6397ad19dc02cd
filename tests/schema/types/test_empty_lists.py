"""What an empty list says: that nothing is recorded, which is not that there was nothing."""

from __future__ import annotations

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Jurisdiction
from clemency_graph.graph.model.vocabulary import Measure
from graphql import GraphQLObjectType
from support.asking import Ask
from support.sdl import SCHEMA


def described(type_name: str, field: str) -> str:
    """Return the description of a field."""
    of = SCHEMA.type_map[type_name]
    assert isinstance(of, GraphQLObjectType)
    return " ".join((of.fields[field].description or "").split())


def test_the_places_with_each_measure_are_those_of_the_description(graph: KnowledgeGraph) -> None:
    places: dict[Measure, set[str]] = {measure: set() for measure in Measure}
    for place in graph.entities.values():
        if isinstance(place, Jurisdiction):
            for one in place.series:
                places[one.measure].add(place.id)
    assert places[Measure.POSSESSION_ARRESTS] == {"country/us"}
    assert {id.partition("/")[0] for id in places[Measure.POPULATION]} == {"country", "state", "locality"}
    for place_type in ("State", "Locality", "Country"):
        told = described(place_type, "series")
        assert "An empty list says that none is entered" in told and "arrests those of the country alone" in told


def test_a_list_of_no_actions_leads_to_what_was_looked_for(ask: Ask) -> None:
    query = """{ actions(where: { actor: { id: { eq: "person/donald-trump" }, role: { eq: DECIDED } },
        granted: { gte: "2025-01-20" } }) { totalCount }
      entity(id: "country/us") { ... on Country { coverage { pardons note checked } } } }"""
    answer = ask(query)
    assert answer["actions"]["totalCount"] == 0
    assert "January 2025" in answer["entity"]["coverage"]["note"]
    for type_name in ("ActionConnection", "LawConnection", "SourceConnection"):
        assert "not that there are none: `Coverage`" in described(type_name, "totalCount")
