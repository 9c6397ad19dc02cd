"""A tally against what is itemized: in one unit, of its kind, by its day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim, ClemencyAction
from clemency_graph.graph.model.vocabulary import ClaimProperty, ReliefKind, Unit
from clemency_graph.graph.queries.tally_against_actions import UNITS_OF_ACTS
from clemency_graph.graph.queries.tally_reconciliation import reconcile
from support.graphs import COUNTRY, action, figure, graph_of


def tally(low: int | None, high: int | None, unit: Unit = Unit.PEOPLE, kind: ReliefKind | None = None) -> Claim:
    one = figure("country/us", 0, low, high, unit=unit, as_of="2022-11", published="2022-11-23")
    return replace(one, kind=kind)


def world(told: Claim, actions: list[ClemencyAction]) -> KnowledgeGraph:
    graph = graph_of(actions, [replace(COUNTRY, claims=(told,))])
    assert graph.claims[told.id] is told
    return graph


STATE = action("action/0", [figure("action/0", 0, 100, 120, published="2020-01-01")])
OTHER = action("action/1", [figure("action/1", 0, 7, 7, unit=Unit.CASES)], jurisdiction="state/s1")


def test_what_is_itemized_explains_and_the_rest_is_a_range() -> None:
    told = tally(1000, 1200)
    found = reconcile(world(told, [STATE, OTHER]), told.id)
    # Cases and people are mixed: both are acts of clemency to a tally.
    assert (found.explained_low, found.explained_high) == (107, 127)
    assert (found.unexplained_low, found.unexplained_high) == (873, 1093)
    assert [(total.unit, total.low) for total in found.in_other_units] == [(Unit.CASES, 7)]


def test_a_tally_without_a_bound_leaves_none() -> None:
    told = tally(None, 1999)
    found = reconcile(world(told, [STATE]), told.id)
    assert (found.unexplained_low, found.unexplained_high) == (0, 1899)
    told = tally(50, None)
    found = reconcile(world(told, [STATE]), told.id)
    assert (found.unexplained_low, found.unexplained_high) == (0, None)


def test_only_what_it_can_count_is_held_against_it() -> None:
    pardons = tally(1000, 1000, kind=ReliefKind.PARDON)
    later = action("action/2", [figure("action/2", 0, 5, 5, published="2023-01-01")], jurisdiction="state/s1")
    federal = action("action/3", [figure("action/3", 0, 5, 5)], jurisdiction="country/us")
    sealed = action("action/4", [figure("action/4", 0, 5, 5)], kind=ReliefKind.SEALING, jurisdiction="state/s2")
    found = reconcile(world(pardons, [STATE, later, federal, sealed]), pardons.id)
    assert found.explained_low == 100
    mixed = tally(1000, 1000)
    assert reconcile(world(mixed, [STATE, sealed]), mixed.id).explained_low == 105


def test_a_tally_counts_nothing_from_before_its_first_day() -> None:
    granted = figure("action/2", 0, 5, 5, published="2021-01-01")
    day = replace(granted, id="claim/day", property=ClaimProperty.DATE, quantity=None, date=PartialDate("2019-06-01"))
    since_then = action("action/2", [granted, day], jurisdiction="state/s1")
    told = tally(1000, 1000)
    assert told.quantity is not None
    for since, explained in (("2019", 0), ("2018", 5), (None, 105)):
        one = replace(told, quantity=replace(told.quantity, since=PartialDate(since) if since else None))
        # It is not known when the other action began: it explains at most what it comes to.
        found = reconcile(world(one, [STATE, since_then]), one.id)
        assert (found.explained_low, found.explained_high) == (explained, 125)
    gone = replace(told, quantity=replace(told.quantity, since=PartialDate("2020")))
    found = reconcile(world(gone, [STATE, since_then]), gone.id)
    assert (found.explained_low, found.explained_high) == (0, 120)
    assert {one.about for total in found.explained for one in total.claims} == {"action/0"}


def test_only_a_figure_about_the_country_can_be_reconciled(graph: KnowledgeGraph) -> None:
    about_nevada = graph.entities["action/nv/2020-possession-pardons"].claims[0]
    for id, message in ((about_nevada.id, "is not a figure about the country"), ("claim/none", "is not the id of")):
        with pytest.raises(QueryError, match=message):
            reconcile(graph, id)


@pytest.mark.parametrize("step", [18, pytest.param(1, marks=pytest.mark.slow)])
def test_every_tally_of_the_record_can_be_reconciled(graph: KnowledgeGraph, step: int) -> None:
    tallies = [claim for claim in graph.entities["country/us"].claims if claim.property is ClaimProperty.FIGURE]
    assert tallies
    assert any(claim.quantity and claim.quantity.unit is Unit.STATES for claim in tallies)
    for claim in tallies[::step]:
        assert claim.quantity
        if claim.quantity.unit is Unit.STATES:
            with pytest.raises(QueryError, match="counts states, not acts of clemency"):
                reconcile(graph, claim.id)
            continue
        found = reconcile(graph, claim.id)
        assert all(total.unit is claim.quantity.unit for total in found.explained)
        assert all(total.unit is not claim.quantity.unit for total in found.in_other_units)


@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.slow)])
def test_no_figure_of_a_later_day_is_itemized(graph: KnowledgeGraph, step: int) -> None:
    listed = 0
    for claim in graph.entities["country/us"].claims[::step]:
        if claim.as_of is None or claim.quantity is None or claim.quantity.unit not in UNITS_OF_ACTS:
            continue
        found = reconcile(graph, claim.id)
        figures = [one for total in (*found.explained, *found.in_other_units) for one in total.claims]
        listed += len(figures)
        assert not [one for one in figures if one.as_of and one.as_of.first_day > claim.as_of.last_day], claim.stated
    assert listed > 100
