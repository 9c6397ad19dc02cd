"""The roots of people, bodies, localities, sources and claims, each with its filter held against the records."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Claim, ClemencyAction, Law, Locality, Organization, Person, Source
from support.asking import Ask

PEOPLE = """query ($where: PersonWhere, $orderBy: [NameOrder!], $first: Int = 200, $after: String) {
  found: people(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount uncertainCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"""
ORGANIZATIONS = """query ($where: OrganizationWhere, $orderBy: [NameOrder!], $first: Int = 200, $after: String) {
  found: organizations(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount uncertainCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"""
LOCALITIES = """query ($where: LocalityWhere, $orderBy: [NameOrder!], $first: Int = 200, $after: String) {
  found: localities(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount uncertainCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"""
CLAIMS = """query ($where: ClaimWhere, $orderBy: [ClaimOrder!], $first: Int = 200, $after: String) {
  found: claims(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount uncertainCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"""
SOURCES = """query ($where: SourceWhere, $orderBy: [SourceOrder!], $first: Int = 200, $after: String) {
  found: sources(where: $where, orderBy: $orderBy, first: $first, after: $after) { totalCount nodes { id } } }"""
ACTIONS = """query ($where: ActionWhere, $first: Int = 200) {
  found: actions(where: $where, first: $first) { totalCount nodes { id } } }"""
LAWS = """query ($where: LawWhere, $first: Int = 200) {
  found: laws(where: $where, first: $first) { totalCount nodes { id } } }"""

Holds = Callable[[KnowledgeGraph, Any], bool]


def publisher(graph: KnowledgeGraph, claim: Claim) -> str | None:
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return source.publisher


def kind(graph: KnowledgeGraph, claim: Claim) -> object:
    about = graph.entities[claim.about]
    return about.kind if isinstance(about, ClemencyAction) else claim.kind


FILTERS: list[tuple[str, type, dict[str, Any], Holds]] = [
    (PEOPLE, Person, {"name": {"contains": "brown"}}, lambda g, p: "brown" in p.name.lower()),
    (PEOPLE, Person, {"office": {"eq": "MAYOR"}}, lambda g, p: any(t.office == "mayor" for t in g.terms_of(p.id))),
    (PEOPLE, Person, {"office": {"eq": "GOVERNOR"}, "state": {"code": {"eq": "NV"}}},
     lambda g, p: any(t.office == "governor" and t.jurisdiction == "state/nv" for t in g.terms_of(p.id))),
    (PEOPLE, Person, {"not": {"state": {"code": {"eq": "NV"}}}, "or": [{"name": {"eq": "Joe Biden"}}]},
     lambda g, p: p.name == "Joe Biden"),
    (ORGANIZATIONS, Organization, {"kind": {"eq": "COURT"}}, lambda g, o: o.kind == "court"),
    (ORGANIZATIONS, Organization,
     {"kind": {"in": ["PARDON_BOARD", "COUNCIL"]}, "not": {"name": {"contains": "of"}}},
     lambda g, o: o.kind in ("pardon_board", "council") and "of" not in " ".join((o.name, *o.aliases)).lower()),
    (LOCALITIES, Locality, {"kind": {"eq": "CITY"}}, lambda g, x: x.kind == "city"),
    (LOCALITIES, Locality, {"state": {"code": {"eq": "MO"}}, "kind": {"in": ["COUNTY"]}},
     lambda g, x: x.kind == "county" and x.parent == "state/mo"),
    (LOCALITIES, Locality, {"or": []}, lambda g, x: False),
    (CLAIMS, Claim, {"property": {"eq": "PARTY"}, "inferred": False},
     lambda g, c: c.property == "party" and c.inference is None),
    (CLAIMS, Claim, {"about": "action/nv/2020-possession-pardons"},
     lambda g, c: c.about == "action/nv/2020-possession-pardons"),
    (CLAIMS, Claim, {"reportedBy": "organization/norml"}, lambda g, c: c.reported_by == "organization/norml"),
    (CLAIMS, Claim, {"publisher": "organization/norml", "property": {"in": ["FIGURE", "DATE"]}},
     lambda g, c: publisher(g, c) == "organization/norml" and c.property in ("figure", "date")),
    (CLAIMS, Claim, {"kind": {"eq": "COMMUTATION"}, "rank": {"eq": "NORMAL"}},
     lambda g, c: kind(g, c) == "commutation" and c.rank == "normal"),
    (CLAIMS, Claim, {"or": [{"about": "state/nv"}, {"about": "law/il/hb-1438"}]},
     lambda g, c: c.about in ("state/nv", "law/il/hb-1438")),
    (SOURCES, Source, {"reprint": True}, lambda g, s: s.reprint_of is not None),
    (SOURCES, Source, {"undated": True, "kind": {"eq": "OFFICIAL"}},
     lambda g, s: s.published is None and s.kind == "official"),
    (ACTIONS, ClemencyAction, {"locality": {"kind": {"eq": "CITY"}}, "kind": {"eq": "PARDON"}},
     lambda g, a: a.kind == "pardon" and getattr(g.entities[a.jurisdiction], "kind", None) == "city"),
    (ACTIONS, ClemencyAction, {"actor": {"body": {"eq": "PARDON_BOARD"}}},
     lambda g, a: any(getattr(g.entities[x.entity], "kind", None) == "pardon_board" for x in a.actors)),
    (LAWS, Law, {"locality": {"state": {"code": {"eq": "OH"}}}},
     lambda g, law: law.jurisdiction.startswith("locality/oh/")),
]  # fmt: skip


def records_of(graph: KnowledgeGraph, type_: type) -> list[Any]:
    return (
        list(graph.claims.values())
        if type_ is Claim
        else [one for one in graph.entities.values() if type(one) is type_]
    )


@pytest.mark.parametrize(("query", "type_", "where", "holds"), FILTERS)
def test_a_filter_keeps_what_it_says(
    ask: Ask, graph: KnowledgeGraph, query: str, type_: type, where: dict[str, Any], holds: Holds
) -> None:
    expected = [one.id for one in records_of(graph, type_) if holds(graph, one)]
    found = ask(query, where=where)["found"]
    assert expected or where == {"or": []}
    assert found["totalCount"] == len(expected)
    assert sorted(node["id"] for node in found["nodes"]) == sorted(expected)[:200] or len(expected) > 200


def test_a_reprint_is_found_by_what_it_reprints(ask: Ask, graph: KnowledgeGraph) -> None:
    reprint = next(one for one in graph.of_type(Source) if one.reprint_of)
    found = ask(SOURCES, where={"reprintOf": {"eq": reprint.reprint_of}})["found"]
    assert {"id": reprint.id} in found["nodes"]


@pytest.mark.parametrize("query", [PEOPLE, ORGANIZATIONS, LOCALITIES])
def test_lists_have_orders_and_pages(ask: Ask, graph: KnowledgeGraph, query: str) -> None:
    whole = ask(query, first=4, orderBy=["NAME_ASC"])["found"]
    names = [graph.entities[node["id"]].name.casefold() for node in whole["nodes"]]
    assert names == sorted(names) and len(names) == 4
    assert whole["uncertainCount"] == 0
    rest = ask(query, first=3, orderBy=["NAME_ASC"], after=whole["edges"][0]["cursor"])["found"]
    assert [edge["node"] for edge in rest["edges"]] == whole["nodes"][1:]
    assert rest["pageInfo"]["hasNextPage"] and rest["pageInfo"]["endCursor"] == whole["edges"][3]["cursor"]
    last = ask(query, first=1, orderBy=["NAME_DESC"])["found"]["nodes"]
    assert last != whole["nodes"][:1]


def test_claims_have_orders_and_pages(ask: Ask, graph: KnowledgeGraph) -> None:
    where = {"property": {"eq": "FIGURE"}, "unit": {"eq": "PEOPLE"}}
    found = ask(CLAIMS, first=3, orderBy=["FIGURE_DESC"], where=where)["found"]
    figures = [graph.claims[node["id"]].quantity for node in found["nodes"]]
    lows = [one.low or one.high or 0 for one in figures if one]
    assert lows == sorted(lows, reverse=True) and len(lows) == 3
    rest = ask(CLAIMS, first=2, orderBy=["FIGURE_DESC"], where=where, after=found["edges"][0]["cursor"])["found"]
    assert [edge["node"] for edge in rest["edges"]] == found["nodes"][1:]
    assert rest["pageInfo"]["hasNextPage"] and rest["pageInfo"]["endCursor"]


def test_a_body_has_what_it_reported_and_published(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($claims: ClaimWhere, $by: [ClaimOrder!], $sources: SourceWhere, $order: [SourceOrder!],
        $first: Int, $after: String, $page: String) { organization(id: "organization/norml") { name
      reported(where: $claims, orderBy: $by, first: $first, after: $after) { totalCount edges { cursor node { id } } }
      publications(where: $sources, orderBy: $order, first: $first, after: $page) {
        totalCount edges { cursor node { id } } } } }"""
    claims = {claim.id for claim in graph.claims.values() if claim.reported_by == "organization/norml"}
    sources = {one.id for one in graph.of_type(Source) if one.publisher == "organization/norml"}
    found = ask(query, first=200)["organization"]
    assert {edge["node"]["id"] for edge in found["reported"]["edges"]} == claims
    assert {edge["node"]["id"] for edge in found["publications"]["edges"]} == sources
    after, page = (found[name]["edges"][0]["cursor"] for name in ("reported", "publications"))
    rest = ask(query, first=200, after=after, page=page)["organization"]
    assert len(rest["reported"]["edges"]) == len(claims) - 1
    assert len(rest["publications"]["edges"]) == len(sources) - 1
    narrowed = ask(
        query, claims={"property": {"eq": "FIGURE"}}, by=["FIGURE_DESC"], sources={"undated": True}, order=["TITLE_ASC"]
    )["organization"]
    assert narrowed["reported"]["totalCount"] == sum(graph.claims[id].property == "figure" for id in claims)
    undated = [id for id in sources if isinstance(one := graph.entities[id], Source) and one.published is None]
    assert narrowed["publications"]["totalCount"] == len(undated)


def test_each_is_found_by_its_id(ask: Ask) -> None:
    found = ask("""{ organization(id: "organization/norml") { organizationKind }
      locality(id: "locality/al/birmingham") { localityKind } source(id: "source/openstates/people") { title } }""")
    assert found["organization"] == {"organizationKind": "ADVOCACY"}
    assert found["locality"] == {"localityKind": "CITY"}
    assert found["source"]["title"]


def test_the_schema_has_the_version_of_the_package(ask: Ask) -> None:
    stated = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert ask("{ dataset { schemaVersion } }")["dataset"]["schemaVersion"] == stated == version("clemency-graph")
