"""Totals add only what may be added."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import Qualifier, Rank, ReliefKind, Stage, TotalDimension, Unit
from clemency_graph.graph.queries.totals import Total, totals
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import action, figure, graph_of

KINDS = (ReliefKind.PARDON, ReliefKind.EXPUNGEMENT)
UNITS = (Unit.PEOPLE, Unit.CONVICTIONS)
STAGES = (Stage.ELIGIBLE, Stage.GRANTED)
PLACES = ("country/us", "state/s0", "state/s1", "locality/s0/city")


@st.composite
def worlds(draw: st.DrawFn) -> list[ClemencyAction]:
    """Some actions, with figures of any sort, in series or not."""
    made: list[ClemencyAction] = []
    for number in range(draw(st.integers(0, 6))):
        id = f"action/{number}"
        told = []
        for place in range(draw(st.integers(1, 4))):
            low = draw(st.integers(0, 1000))
            told.append(
                figure(
                    id,
                    place,
                    low,
                    draw(st.sampled_from((None, low, low + 10))),
                    unit=draw(st.sampled_from(UNITS)),
                    stage=draw(st.sampled_from(STAGES)),
                    rank=draw(st.sampled_from(Rank)) if place else Rank.NORMAL,
                    cumulative=draw(st.booleans()),
                    as_of=draw(st.sampled_from((None, "2019", "2020-06", "2021-01-01"))),
                    published=draw(st.sampled_from(("2019-01-01", "2022-01-01"))),
                )
            )
        made.append(
            action(
                id,
                told,
                kind=draw(st.sampled_from(KINDS)),
                jurisdiction=draw(st.sampled_from(PLACES)),
                extends=draw(st.sampled_from([None, *(one.id for one in made)])),
                day=draw(st.sampled_from((None, "2018", "2022-05-05"))),
            )
        )
    return made


@given(worlds(), st.lists(st.sampled_from(TotalDimension)), st.sampled_from(STAGES))
def test_every_figure_is_added_once_or_left_out_with_a_reason(
    made: list[ClemencyAction], by: list[TotalDimension], stage: Stage
) -> None:
    graph = graph_of(made)
    found = totals(graph, made, by, stage)
    added = [claim for total in found for claim in total.claims]
    left = [exclusion for total in found for exclusion in total.excluded]
    assert len({claim.id for claim in added}) == len(added)
    assert len({claim.about for claim in added}) == len(added), "one figure for each action"
    everything = sorted(claim.id for one in made for claim in one.claims if claim.quantity)
    assert sorted([claim.id for claim in added] + [one.claim.id for one in left]) == everything
    assert all(one.reason for one in left)


@given(worlds(), st.lists(st.sampled_from(TotalDimension)), st.sampled_from(STAGES))
def test_kinds_units_and_stages_are_never_mixed(
    made: list[ClemencyAction], by: list[TotalDimension], stage: Stage
) -> None:
    graph = graph_of(made)
    kinds = {one.id: one.kind for one in made}
    for total in totals(graph, made, by, stage):
        for claim in total.claims:
            assert claim.quantity
            assert (kinds[claim.about], claim.quantity.unit, claim.stage) == (total.kind, total.unit, stage)
            assert claim.rank is not Rank.DEPRECATED


@given(worlds())
def test_the_range_is_that_of_what_was_added(made: list[ClemencyAction]) -> None:
    for total in totals(graph_of(made), made):
        quantities = [claim.quantity for claim in total.claims if claim.quantity]
        assert total.low == sum(quantity.low or 0 for quantity in quantities)
        highs = [quantity.high for quantity in quantities]
        assert total.high == (None if None in highs or not highs else sum(high or 0 for high in highs))
        assert total.actions == len(total.claims)


def whole(found: list[Total]) -> dict[tuple[ReliefKind, Unit], tuple[int, int]]:
    sums: dict[tuple[ReliefKind, Unit], tuple[int, int]] = {}
    for total in found:
        low, actions = sums.get((total.kind, total.unit), (0, 0))
        sums[total.kind, total.unit] = (low + total.low, actions + total.actions)
    return sums


@given(worlds(), st.lists(st.sampled_from(TotalDimension)))
def test_the_sum_of_the_groups_is_the_whole(made: list[ClemencyAction], by: list[TotalDimension]) -> None:
    graph = graph_of(made)
    assert whole(totals(graph, made, by)) == whole(totals(graph, made))


@given(worlds())
def test_a_running_total_is_never_added_to_what_it_holds(made: list[ClemencyAction]) -> None:
    graph = graph_of(made)
    by_id = {one.id: one for one in made}

    def origin(one: ClemencyAction) -> str:
        while one.extends:
            one = by_id[one.extends]
        return one.id

    for total in totals(graph, made):
        for running in total.claims:
            if not (running.quantity and running.quantity.cumulative):
                continue
            until = running.as_of or running.published
            for other in total.claims:
                if other is not running and origin(by_id[other.about]) == origin(by_id[running.about]):
                    assert other.quantity and not other.quantity.cumulative, "two running totals of one series"
                    granted = (event.date for event in by_id[other.about].history if event.stage is Stage.GRANTED)
                    day = next(granted, None) or other.as_of
                    assert day and until and day.first_day > until.last_day


def test_eligible_is_not_granted() -> None:
    made = [action("action/0", [figure("action/0", 0, 45000, 45000, stage=Stage.ELIGIBLE)])]
    (total,) = totals(graph_of(made), made)
    assert (total.low, total.high, total.actions, total.claims) == (0, None, 0, ())
    assert [one.reason for one in total.excluded] == ["at stage eligible, not granted"]


def test_a_round_after_the_running_total_is_added_to_it() -> None:
    first = action("action/0", [figure("action/0", 0, 100, 100)], day="2019")
    second = action(
        "action/1", [figure("action/1", 0, 150, 150, cumulative=True, as_of="2020-06")], day="2020", extends="action/0"
    )
    third = action("action/2", [figure("action/2", 0, 7, 7)], day="2021-01-01", extends="action/1")
    made = [first, second, third]
    (total,) = totals(graph_of(made), made)
    assert (total.low, total.high, total.actions) == (157, 157, 2)
    assert [one.reason for one in total.excluded] == ["within the running total claim/action/1/0 of the same series"]


def test_a_part_that_was_recorded_after_the_running_total_is_still_a_part_of_it() -> None:
    recorded = figure("action/0", 1, 90, 90, stage=Stage.RECORDED, as_of="2023")
    first = action("action/0", [figure("action/0", 0, 100, 100), recorded], day="2019-01-01")
    running = figure("action/1", 0, 150, 150, cumulative=True, as_of="2020-06")
    made = [first, action("action/1", [running], day="2020", extends="action/0")]
    (total,) = totals(graph_of(made), made)
    assert (total.low, total.actions) == (150, 1)


def test_a_deprecated_figure_is_left_out_as_such() -> None:
    told = [figure("action/0", 0, 1, 1), figure("action/0", 1, 5, 5, unit=Unit.CASES, rank=Rank.DEPRECATED)]
    made = [action("action/0", told)]
    reasons = [one.reason for total in totals(graph_of(made), made) for one in total.excluded]
    assert reasons == ["deprecated: because"]


def test_a_locality_is_not_added_to_its_state_but_stands_where_the_state_has_no_figure() -> None:
    state = action("action/0", [figure("action/0", 0, 100, 100)])
    city = action("action/1", [figure("action/1", 0, 30, 30)], jurisdiction="locality/s0/city")
    (total,) = totals(graph_of([state, city]), [state, city])
    assert (total.low, total.actions) == (100, 1)
    assert "may be a share of" in total.excluded[0].reason
    (alone,) = totals(graph_of([city]), [city])
    assert (alone.low, alone.actions) == (30, 1)


def test_a_reprint_and_its_original_are_one_figure() -> None:
    told = [figure("action/0", number, 100, 100, qualifier=Qualifier.EXACTLY) for number in range(10)]
    made = [action("action/0", told)]
    (total,) = totals(graph_of(made), made)
    assert (total.low, total.high, len(total.excluded)) == (100, 100, 9)


def test_what_was_not_yet_published_is_not_known() -> None:
    made = [action("action/0", [figure("action/0", 0, 100, 100, published="2022-01-01")])]
    assert totals(graph_of(made), made, known_at=date(2021, 12, 31)) == []
    assert totals(graph_of(made), made, known_at=date(2022, 1, 1))[0].low == 100


@pytest.mark.parametrize("known_at", [None, date(2022, 11, 30)])
def test_those_who_could_be_pardoned_do_not_count_as_granted(graph: KnowledgeGraph, known_at: date | None) -> None:
    found = totals(graph, graph.of_type(ClemencyAction), known_at=known_at)
    added = [claim for total in found for claim in total.claims]
    assert added
    assert not [claim for claim in added if claim.stage is not Stage.GRANTED]
    of_washington = [claim for claim in added if claim.about == "action/wa/2019-marijuana-justice-initiative"]
    # Of up to 3,500 that could ask for a pardon, some are known to have got one.
    assert [claim.stated for claim in of_washington] == ["17 pardon orders signed"]
    left = {one.claim.stated: one.reason for total in found for one in total.excluded}
    assert left["an estimated 45,000 people eligible"] == "at stage eligible, not granted"


def test_nationwide_tallies_are_named_and_not_added(graph: KnowledgeGraph) -> None:
    found = totals(graph, graph.of_type(ClemencyAction))
    tallies = [one for total in found for one in total.excluded if one.claim.about == "country/us"]
    assert tallies
    assert {one.reason for one in tallies} == {"a national tally, not the figure of one action"}
    assert not [claim for total in found for claim in total.claims if claim.about == "country/us"]
    of_a_state = totals(graph, graph.actions_in("state/nv"))
    by_state = totals(graph, graph.of_type(ClemencyAction), [TotalDimension.STATE])
    eligible = totals(graph, graph.of_type(ClemencyAction), stage=Stage.ELIGIBLE)
    assert all(
        one.claim.stage is Stage.ELIGIBLE for t in eligible for one in t.excluded if one.claim.about == "country/us"
    )
    in_places = (one for total in (*of_a_state, *(t for t in by_state if t.state)) for one in total.excluded)
    assert not [one for one in in_places if one.claim.about == "country/us"]
