"""Totals add only what may be added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import (
    ExclusionCode,
    Qualifier,
    Rank,
    ReliefKind,
    Stage,
    TotalDimension,
    Unit,
)
from clemency_graph.graph.queries.totals import totals
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
def test_every_figure_at_the_stage_is_counted_or_listed_with_a_reason(
    made: list[ClemencyAction], by: list[TotalDimension], stage: Stage
) -> None:
    found = totals(graph_of(made), made, by, stage)
    counted = {claim.id for total in found for claim in total.claims}
    listed = {one.claim.id for total in found for one in total.excluded}
    given = {claim.id for one in made for claim in one.claims if claim.quantity and claim.stage is stage}
    units = {total.unit for total in found}
    deprecated = {
        claim.id for one in made for claim in one.claims if claim.rank is Rank.DEPRECATED or claim.quantity is None
    }
    assert given - deprecated <= counted | listed
    assert not counted & deprecated
    assert all(one.reason for total in found for one in total.excluded)
    assert None not in units or any(total.unit is None and total.low == 0 for total in found)


@given(worlds(), st.lists(st.sampled_from(TotalDimension)), st.sampled_from(STAGES))
def test_kinds_units_and_stages_are_never_mixed(
    made: list[ClemencyAction], by: list[TotalDimension], stage: Stage
) -> None:
    kinds = {one.id: one.kind for one in made}
    for total in totals(graph_of(made), made, by, stage):
        for claim in total.claims:
            assert claim.quantity
            assert (kinds[claim.about], claim.quantity.unit, claim.stage) == (total.kind, total.unit, stage)
            assert claim.rank is not Rank.DEPRECATED


@given(worlds(), st.sets(st.integers(0, 5)), st.lists(st.sampled_from(TotalDimension)), st.sampled_from(STAGES))
def test_each_total_lists_the_actions_that_only_may_match(
    made: list[ClemencyAction], numbers: set[int], by: list[TotalDimension], stage: Stage
) -> None:
    doubted = [one for number, one in enumerate(made) if number in numbers]
    # A running total of one round may count the other rounds of its series.
    in_series = {id for one in made if one.extends for id in (one.id, one.extends)}
    graph = graph_of(made)
    found = totals(graph, made, by, stage, uncertain=[one.id for one in doubted])
    for total in found:
        of_row = {*total.asked, *total.rounds}
        expected = {one.id for one in doubted if one.id in of_row and takes_part(one, stage, total.unit)}
        listed = {one.id for one in total.uncertain}
        assert expected <= listed <= {one.id for one in doubted if one.id in of_row}
        assert listed - expected <= in_series
        assert total.uncertain_count == len(total.uncertain) == len(listed)
        assert {one.id for one in total.uncounted if one in doubted} <= listed
        assert not listed & {claim.about for claim in total.low_claims if total.low}
    # Rows of years hold other actions; without them, each action that takes part is in some row.
    if TotalDimension.YEAR not in by:
        whole = {one.id for total in found for one in total.uncertain}
        assert {one.id for one in doubted if any(takes_part(one, stage, unit) for unit in (None, *Unit))} <= whole
    assert all(total.uncertain == () for total in totals(graph, made, by, stage))


def takes_part(one: ClemencyAction, stage: Stage, unit: Unit | None) -> bool:
    """Whether a usable claim says that an action reached the stage, or gives a figure in the unit."""
    usable = [claim for claim in one.claims if claim.stage is stage and claim.rank is not Rank.DEPRECATED]
    return any(claim.quantity is None or claim.quantity.low or claim.quantity.unit is unit for claim in usable)


@given(worlds())
def test_another_action_never_lowers_low_and_kinds_can_be_joined(made: list[ClemencyAction]) -> None:
    graph = graph_of(made)

    def lows(actions: list[ClemencyAction]) -> dict[Unit | None, int]:
        return {total.unit: total.low for total in totals(graph, actions, kinds=list(ReliefKind))}

    whole = lows(made)
    for number in range(len(made)):
        fewer = lows(made[:number] + made[number + 1 :])
        extends = {one.extends for one in made}
        if made[number].extends is None and made[number].id not in extends:
            assert all(low <= whole.get(unit, 0) for unit, low in fewer.items())
    by_kind: dict[Unit | None, int] = {}
    for total in totals(graph, made):
        by_kind[total.unit] = max(by_kind.get(total.unit, 0), total.low)
    assert all(low <= whole.get(unit, 0) for unit, low in by_kind.items() if unit is not None)


def test_eligible_is_not_granted() -> None:
    made = [action("action/0", [figure("action/0", 0, 45000, 45000, stage=Stage.ELIGIBLE)])]
    assert totals(graph_of(made), made) == []
    (total,) = totals(graph_of(made), made, stage=Stage.ELIGIBLE)
    assert (total.low, total.high) == (45000, 45000)


def test_an_action_without_a_figure_is_told() -> None:
    granted = figure("action/0", 1, 7, 7, unit=Unit.CASES, rank=Rank.DEPRECATED)
    made = [action("action/0", [granted], day="2020-01-01")]
    (total,) = totals(graph_of(made), made)
    assert (total.unit, total.low, total.high, total.actions, total.complete) == (None, 0, None, 0, False)
    assert [one.id for one in total.uncounted] == ["action/0"]


def test_a_running_total_that_does_not_declare_what_it_covers_is_never_added_to_its_rounds() -> None:
    first = action("action/0", [figure("action/0", 0, 100, 100)], day="2019")
    second = action(
        "action/1", [figure("action/1", 0, 150, 150, cumulative=True, as_of="2020-06")], day="2020", extends="action/0"
    )
    made = [first, second]
    (total,) = totals(graph_of(made), made)
    assert (total.low, total.high) == (150, 250)
    assert [(one.code, one.claim.about) for one in total.excluded] == [(ExclusionCode.MAY_OVERLAP, "action/0")]


def test_a_locality_may_share_acts_with_its_state_and_stands_where_the_state_has_no_figure() -> None:
    state = action("action/0", [figure("action/0", 0, 100, 100)])
    city = action("action/1", [figure("action/1", 0, 30, 30)], jurisdiction="locality/s0/city")
    (total,) = totals(graph_of([state, city]), [state, city])
    assert (total.low, total.high, total.actions) == (100, 130, 2)
    assert [one.code for one in total.excluded] == [ExclusionCode.MAY_OVERLAP]
    assert "may count the same acts as claim/action/0/0" in total.excluded[0].reason
    (alone,) = totals(graph_of([city]), [city])
    assert (alone.low, alone.actions) == (30, 1)


def test_an_action_that_is_declared_part_of_another_is_contained() -> None:
    state = action("action/0", [figure("action/0", 0, 100, 100, as_of="2021-01-01")])
    city = replace(
        action("action/1", [figure("action/1", 0, 30, 30, as_of="2020-01-01")], jurisdiction="locality/s0/city"),
        part_of=("action/0",),
    )
    (total,) = totals(graph_of([state, city]), [state, city])
    assert (total.low, total.high) == (100, 100)
    assert [one.code for one in total.excluded] == [ExclusionCode.CONTAINED]
    apart = replace(city, part_of=(), separate_from=("action/0",))
    (total,) = totals(graph_of([state, apart]), [state, apart])
    assert (total.low, total.high, total.excluded) == (130, 130, ())


def test_a_deprecated_figure_is_listed_as_such() -> None:
    told = [figure("action/0", 0, 1, 1), figure("action/0", 1, 5, 5, rank=Rank.DEPRECATED)]
    made = [action("action/0", told)]
    (total,) = totals(graph_of(made), made)
    assert [(one.code, one.reason) for one in total.excluded] == [(ExclusionCode.DEPRECATED, "deprecated: because")]


def test_a_reprint_and_its_original_are_one_figure() -> None:
    told = [figure("action/0", number, 100, 100, qualifier=Qualifier.EXACTLY) for number in range(10)]
    made = [action("action/0", told)]
    (total,) = totals(graph_of(made), made)
    assert (total.low, total.high, len(total.excluded)) == (100, 100, 9)


def test_what_was_not_yet_published_is_not_known() -> None:
    made = [action("action/0", [figure("action/0", 0, 100, 100, published="2022-01-01")])]
    assert [total.low for total in totals(graph_of(made), made, known_at=date(2021, 12, 31))] == []
    assert totals(graph_of(made), made, known_at=date(2022, 1, 1))[0].low == 100


@pytest.mark.parametrize(
    ("day", "bounds"),
    [
        ("2023-01-31", (3_518, 140_000)),
        ("2024-06-30", (3_518, 140_000)),
        ("2025-03-31", (140_000, 140_000)),
        ("2026-01-01", (140_000, 140_000)),
    ],
)
def test_a_count_may_have_grown_since_a_figure_of_an_earlier_day(day: str, bounds: tuple[int, int]) -> None:
    told = [
        figure("action/0", 0, 3_518, 3_518, cumulative=True, as_of="2023-01-19"),
        figure("action/0", 1, 140_000, 140_000, cumulative=True, as_of="2025-03"),
    ]
    made = [action("action/0", told, day="2022-12-08")]
    (total,) = totals(graph_of(made), made, on=date.fromisoformat(day))
    assert (total.low, total.high) == bounds


@pytest.mark.parametrize(("as_of", "high"), [("2024", 140_000), ("2025-03", None)])
def test_what_may_have_grown_is_open_where_no_later_figure_bounds_it(as_of: str, high: int | None) -> None:
    told = [
        figure("action/0", 0, 3_518, 3_518, cumulative=True, as_of="2023-01-19"),
        figure("action/0", 1, 140_000, high, cumulative=True, as_of=as_of),
    ]
    made = [action("action/0", told, day="2022-12-08")]
    (total,) = totals(graph_of(made), made, on=date(2024, 6, 30))
    assert (total.low, total.high) == (3_518, None)


def test_missouri_at_the_end_of_2024(graph: KnowledgeGraph) -> None:
    action = graph.entities["action/mo/2022-amendment-3-expungements"]
    assert isinstance(action, ClemencyAction)
    found = {one.unit: (one.low, one.high) for one in totals(graph, [action], on=date(2024, 12, 31))}
    # 140,429 had been expunged by 6 February 2025, and 140,000 grants were told in March.
    assert found[Unit.CASES] == (112_801, 140_429)
    assert found[Unit.GRANTS] == (3_518, 145_000)


def test_rows_of_a_year_hold_only_what_is_surely_of_that_year() -> None:
    made = [
        action("action/0", [figure("action/0", 0, 10, 10)], day="2020-05"),
        action("action/1", [figure("action/1", 0, 7, 7)], jurisdiction="state/s1"),
    ]
    found = totals(graph_of(made), made, [TotalDimension.YEAR])
    assert {total.year: total.low for total in found} == {2020: 10, None: 7}


@pytest.mark.parametrize("known_at", [None, date(2022, 11, 30)])
def test_those_who_could_be_pardoned_do_not_count_as_granted(graph: KnowledgeGraph, known_at: date | None) -> None:
    found = totals(graph, graph.of_type(ClemencyAction), known_at=known_at)
    added = [claim for total in found for claim in total.claims]
    assert added
    # What was recorded was granted.
    assert {claim.stage for claim in added} <= {Stage.GRANTED, Stage.RECORDED}
    of_washington = [claim for claim in added if claim.about == "action/wa/2019-marijuana-justice-initiative"]
    # Of up to 3,500 that could ask for a pardon, some are known to have got one.
    assert [claim.stated for claim in of_washington] == ["17 pardon orders signed"]


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
