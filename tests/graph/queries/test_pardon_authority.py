"""Who holds the power of clemency: each state and the country by a source, and nobody guessed."""

from __future__ import annotations

from collections import Counter

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.loading.from_networkx import from_networkx
from clemency_graph.graph.model.records import Jurisdiction, State
from clemency_graph.graph.model.vocabulary import ClaimProperty, Knowledge, PardonPower, Rank, StateKind
from clemency_graph.graph.queries.conflicts import conflicts
from clemency_graph.graph.queries.pardon_authority import pardon_authority
from clemency_graph.graph.queries.provenance import sources_behind
from support.asking import Ask


@pytest.fixture(scope="module")
def rebuilt(graph: KnowledgeGraph) -> KnowledgeGraph:
    return from_networkx(graph.nx)


@pytest.mark.parametrize(
    ("id", "power"),
    [
        ("state/pa", PardonPower.GATEKEEPER_BOARD),
        ("state/mn", PardonPower.GOVERNOR_ON_BOARD),
        ("state/nv", PardonPower.GOVERNOR_ON_BOARD),
        ("state/ga", PardonPower.INDEPENDENT_BOARD),
        ("state/ca", PardonPower.MANDATORY_CONSULTATION),
        ("state/md", PardonPower.PERMISSIVE_CONSULTATION),
        ("state/or", PardonPower.NO_ADVISORY_PROCESS),
        ("state/dc", PardonPower.NO_ADVISORY_PROCESS),
        ("country/us", PardonPower.NO_ADVISORY_PROCESS),
        ("state/gu", None),
        ("locality/al/birmingham", None),
    ],
)
def test_who_holds_the_power(
    graph: KnowledgeGraph, rebuilt: KnowledgeGraph, id: str, power: PardonPower | None
) -> None:
    place = graph.entities[id]
    assert isinstance(place, Jurisdiction)
    found = pardon_authority(place)
    assert (found.power, found.status) == (power, Knowledge.VALUE if power else Knowledge.NOT_LOOKED_FOR)
    assert bool(found.claims) == bool(sources_behind(place, "pardon_power")) == (power is not None)
    again = rebuilt.entities[id]
    assert isinstance(again, Jurisdiction) and again.pardon_power is power


def test_every_state_has_one(graph: KnowledgeGraph) -> None:
    states = [one for one in graph.of_type(State) if one.kind is not StateKind.TERRITORY]
    assert Counter(one.pardon_power for one in states) == {
        PardonPower.INDEPENDENT_BOARD: 6,
        PardonPower.GOVERNOR_ON_BOARD: 4,
        PardonPower.GATEKEEPER_BOARD: 10,
        PardonPower.MANDATORY_CONSULTATION: 8,
        PardonPower.PERMISSIVE_CONSULTATION: 19,
        PardonPower.NO_ADVISORY_PROCESS: 4,
    }


def test_no_claim_is_used_that_is_deprecated(graph: KnowledgeGraph) -> None:
    for place in (one for one in graph.entities.values() if isinstance(one, Jurisdiction)):
        told = [one for one in place.claims if one.property is ClaimProperty.PARDON_POWER]
        usable = [one for one in told if one.rank is not Rank.DEPRECATED]
        assert list(pardon_authority(place).claims) == usable
        assert (place.pardon_power is None) == (not usable)
        assert not usable or place.pardon_power == usable[0].text


def test_two_lists_that_differ_are_a_conflict(graph: KnowledgeGraph) -> None:
    (found,) = conflicts(graph, ClaimProperty.PARDON_POWER)
    assert (found.about, found.open) == ("state/sd", True)


def test_graphql(ask: Ask) -> None:
    found = ask("""{
      states(where: {pardonPower: {in: [GATEKEEPER_BOARD]}}, first: 60) {
        totalCount nodes { code pardonPower { power } } }
      none: states(where: {not: {pardonPower: {}}}, first: 60) { nodes { code pardonPower { status claims { id } } } }
      state(code: "SD") { pardonPower { status power claims { stated note source { id } } } } }""")
    assert found["states"]["totalCount"] == 10
    assert {one["pardonPower"]["power"] for one in found["states"]["nodes"]} == {"GATEKEEPER_BOARD"}
    assert {one["code"] for one in found["none"]["nodes"]} == {"AS", "GU", "MP", "VI"}
    assert {one["pardonPower"]["status"] for one in found["none"]["nodes"]} == {"NOT_LOOKED_FOR"}
    assert len(found["state"]["pardonPower"]["claims"]) == 2
