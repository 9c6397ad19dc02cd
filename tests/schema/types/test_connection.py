"""Every connection: its pages in a row are the whole list, whatever their size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Person
from graphql import GraphQLObjectType
from support.asking import Ask
from support.sdl import SCHEMA

CONNECTIONS = [
    """query ($first: Int, $after: String) { states(first: $first, after: $after) { totalCount nodes { id }
      edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""",
    """query ($first: Int, $after: String) {
      governors(where: { state: { eq: "NV" } }, first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""",
    """query ($first: Int, $after: String) {
      laws(where: { state: { code: { eq: "IL" } } }, first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""",
    """query ($first: Int, $after: String) {
      actions(where: { state: { code: { eq: "CA" } } }, first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""",
    """query ($first: Int, $after: String) {
      sources(where: { publisher: { eq: "NORML" } }, first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""",
    """query ($first: Int, $after: String) { conflicts(property: START, first: $first, after: $after) {
      totalCount nodes { about { id } claims { id } } edges { cursor node { about { id } claims { id } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""",
    """query ($first: Int, $after: String) { search(text: "Sisolak", first: $first, after: $after) {
      totalCount nodes { entity { id } } edges { cursor node { entity { id } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""",
    """query ($first: Int, $after: String) { entity(id: "action/nv/2020-possession-pardons") {
      claims(first: $first, after: $after) { totalCount nodes { id } edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { entity(id: "action/nv/2020-possession-pardons") {
      sources(first: $first, after: $after) { totalCount nodes { id } edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { entity(id: "state/nv") {
      relationships(first: $first, after: $after) { totalCount nodes { id } edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { state(code: "WV") { terms(first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { state(code: "IL") { laws(first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { state(code: "CA") { actions(first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { person(id: "person/donald-trump") { terms(first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { person(id: "person/tony-evers") { actions(first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { person(id: "person/jb-pritzker") {
      lawsSigned(first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { entity(id: "party/independent") { ... on Party {
      terms(first: $first, after: $after) { totalCount nodes { id } edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }""",
    """query ($first: Int, $after: String) { law(id: "law/il/hb-1438") { actions(first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""",
    """query ($first: Int, $after: String) { entity(id: "source/openstates/people") { ... on Source {
      says(first: $first, after: $after) { totalCount nodes { id } edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }""",
]


def connection(data: Any) -> dict[str, Any]:
    """The one connection in an answer, however deep."""
    while "totalCount" not in data:
        (data,) = data.values()
    return dict(data)


def pages(ask: Ask, query: str, size: int) -> Iterator[dict[str, Any]]:
    after = None
    while True:
        part = connection(ask(query, first=size, after=after))
        yield part
        if not part["pageInfo"]["hasNextPage"]:
            return
        after = part["pageInfo"]["endCursor"]


@pytest.mark.parametrize("query", CONNECTIONS)
def test_pages_in_a_row_are_the_whole_list(ask: Ask, query: str) -> None:
    whole = [node for part in pages(ask, query, 100) for node in part["nodes"]]
    assert len(whole) > 1, "a list of one has no pages"
    size = max(1, len(whole) // 3)
    seen: list[Any] = []
    for part in pages(ask, query, size):
        assert part["totalCount"] == len(whole)
        assert [edge["node"] for edge in part["edges"]] == part["nodes"]
        assert part["pageInfo"]["startCursor"] == part["edges"][0]["cursor"]
        assert part["pageInfo"]["endCursor"] == part["edges"][-1]["cursor"]
        assert part["pageInfo"]["hasPreviousPage"] == bool(seen)
        seen += part["nodes"]
    assert seen == whole


@pytest.mark.parametrize("query", CONNECTIONS)
def test_pages_from_the_end_are_the_whole_list(ask: Ask, query: str) -> None:
    whole = [node for part in pages(ask, query, 100) for node in part["nodes"]]
    backwards = query.replace("first", "last").replace("after", "before")
    size = max(1, len(whole) // 3)
    seen: list[Any] = []
    before = None
    while len(seen) < len(whole):
        part = connection(ask(backwards, last=size, before=before))
        assert part["totalCount"] == len(whole)
        assert part["pageInfo"]["hasNextPage"] == bool(seen)
        seen = [*part["nodes"], *seen]
        assert part["pageInfo"]["hasPreviousPage"] == (len(seen) < len(whole))
        before = part["pageInfo"]["startCursor"]
    assert seen == whole


PLACES = {
    "Query": "{ %s }",
    "Dataset": "{ dataset { %s } }",
    "Total": '{ totals(where: {date: {gte: "2020-06-15"}}) { %s } }',
    "Term": "{ governors(first: 60) { nodes { %s } } }",
}
"""Where a connection of a type is asked for that is no entity."""
REQUIRED = {
    "search": 'text: "pardons", ', "events": 'place: "state/il", ', "changes": 'release: "994c7412a7a061a6", ',
}  # fmt: skip
OWNERS = [
    (name, field)
    for name, type in SCHEMA.type_map.items()
    if isinstance(type, GraphQLObjectType)
    for field, told in type.fields.items()
    if {"first", "after"} <= told.args.keys()
]


def every_connection(data: Any) -> Iterator[dict[str, Any]]:
    """The connections in an answer, in order."""
    if isinstance(data, list):
        for one in data:
            yield from every_connection(one)
    elif isinstance(data, dict) and "pageInfo" in data:
        yield data
    elif isinstance(data, dict):
        yield from every_connection(list(data.values()))


@pytest.mark.parametrize(("owner", "field"), OWNERS)
def test_every_connection_is_paged_from_the_end(ask: Ask, graph: KnowledgeGraph, owner: str, field: str) -> None:
    of_type = [id for id, one in graph.entities.items() if type(one).__name__ == owner]
    ids = [*sorted(of_type, key=lambda id: (-len(graph.entities[id].claims), -len(list(graph.edges(id)))))[:60]]
    if field == "spokespeople":
        ids = [id for one in graph.of_type(Person) for id in one.speaks_for][:60]
    place = PLACES.get(owner) or f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {owner} {{ %s }} }} }}"

    def asked(window: str) -> list[dict[str, Any]]:
        page = "edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        query = place % f"{field}({REQUIRED.get(field, '')}{window}) {{ totalCount {page} }}"
        return list(every_connection(ask(query, ids=ids)))

    heads = asked("first: 0")
    longest = max(range(len(heads)), key=lambda place: heads[place]["totalCount"])
    count = heads[longest]["totalCount"]
    if owner in ("Organization", "Source") and field in ("claims", "sources"):
        assert not count, "no claim is about one"
        return
    assert count, "no list of this kind has an item"
    tail = asked("last: 2")[longest]
    assert len(tail["edges"]) == min(2, count)
    assert (tail["pageInfo"]["hasNextPage"], tail["pageInfo"]["hasPreviousPage"]) == (False, count > 2)
    if len(heads) > 1 or count <= 2:
        # A cursor is of one list only.
        return
    before = asked(f'last: 2, before: "{tail["pageInfo"]["startCursor"]}"')[longest]
    assert (before["pageInfo"]["hasNextPage"], before["pageInfo"]["hasPreviousPage"]) == (True, count > 4)
    assert asked(f'after: "{before["pageInfo"]["endCursor"]}"')[longest]["edges"] == tail["edges"]


def test_a_client_that_pages_both_ways_leaves_one_size_null(ask: Ask) -> None:
    query = """query ($first: Int, $last: Int, $after: String, $before: String) {
      states(first: $first, last: $last, after: $after, before: $before) { nodes { code } } }"""

    def codes(**given: Any) -> list[str]:
        return [one["code"] for one in ask(query, **given)["states"]["nodes"]]

    whole = codes()
    assert codes(last=2, first=None) == codes(last=2) == whole[-2:]
    assert codes(first=2, last=None) == whole[:2]
    assert codes(before="state/az", last=None) == whole[: whole.index("AZ")]
    assert codes(after="state/al", before="state/co") == whole[whole.index("AL") + 1 : whole.index("CO")]
    with pytest.raises(AssertionError, match="give one of the two"):
        codes(first=2, last=2)
