"""Every connection: its pages in a row are the whole list, whatever their size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.asking import Ask

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
