"""Plain fields follow from the best claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clemency_graph.graph.loading.fields_from_claims import act_day, acting_day, best_date, furthest_stage, stages
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim
from clemency_graph.graph.model.vocabulary import ClaimProperty, Covers, Rank, Stage
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import figure


def dated(number: int, stage: Stage, day: str, rank: Rank = Rank.NORMAL) -> Claim:
    bare = figure("action/0", number, None, None, stage=stage, rank=rank)
    return replace(bare, property=ClaimProperty.DATE, quantity=None, date=PartialDate(day))


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        ([Stage.ANNOUNCED, Stage.ELIGIBLE], Stage.ELIGIBLE),
        ([Stage.APPLIED, Stage.GRANTED, Stage.DECLINED], Stage.GRANTED),
        ([Stage.APPLIED, Stage.RECOMMENDED, Stage.DECLINED], Stage.DECLINED),
        ([Stage.GRANTED, Stage.RECORDED], Stage.RECORDED),
        ([Stage.GRANTED, Stage.WITHDRAWN], Stage.GRANTED),
        ([Stage.OPENED, Stage.WITHDRAWN], Stage.WITHDRAWN),
        ([Stage.ANNOUNCED], Stage.ANNOUNCED),
    ],
)
def test_the_furthest_stage(reached: list[Stage], expected: Stage) -> None:
    told = [figure("action/0", number, 1, 1, stage=stage) for number, stage in enumerate(reached)]
    assert furthest_stage(stages(told)) is expected


def test_a_figure_of_nobody_or_of_a_whole_series_does_not_make_a_stage() -> None:
    none, series = (figure("action/0", number, number, 9, stage=Stage.GRANTED) for number in (0, 1))
    assert series.quantity is not None
    series = replace(series, quantity=replace(series.quantity, covers=Covers.SERIES))
    applied = figure("action/0", 2, 1, 1, stage=Stage.APPLIED)
    assert furthest_stage(stages([none, series, applied])) is Stage.APPLIED
    assert furthest_stage(stages([none])) is Stage.GRANTED, "there is no other"


def test_the_day_is_that_of_the_act_and_the_finer_of_two_of_one_rank() -> None:
    told = [dated(0, Stage.GRANTED, "2024"), dated(1, Stage.GRANTED, "2024-04-03"), dated(2, Stage.RECORDED, "2025")]
    assert act_day(stages(told)) == "2024-04-03"
    assert act_day(stages(told[2:])) == "2025"
    best = dated(3, Stage.GRANTED, "2023", Rank.PREFERRED)
    assert act_day(stages([best, *told])) == "2023", "a day of a better rank comes first"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # A year may hold the day of an earlier stage, and then follows it.
        ({"granted": "2019", "opened": "2019-04", "announced": "2019-04-08"}, ["announced", "opened", "granted"]),
        ({"granted": "2020", "recorded": "2020-06-10"}, ["granted", "recorded"]),
        ({"announced": "2021-05-01", "authorized": "2020"}, ["authorized", "announced"]),
        ({"announced": "2021-05-01", "authorized": "2020-03-01"}, ["authorized", "announced"]),
    ],
)
def test_stages_are_in_the_order_of_their_days(days: dict[str, str], expected: list[str]) -> None:
    told = [dated(number, Stage(stage), day) for number, (stage, day) in enumerate(days.items())]
    assert [event.stage.value for event in stages(told)] == expected


DATES = st.sampled_from(("2023", "2023-04", "2023-04-03", "2023-05", "2024", "2024-04", "2024-04-03"))


@given(st.lists(st.tuples(st.sampled_from((Rank.PREFERRED, Rank.NORMAL)), DATES), min_size=1, max_size=6))
def test_the_best_date_is_the_first_or_a_finer_one_inside_it(given_dates: list[tuple[Rank, str]]) -> None:
    ordered = sorted(given_dates, key=lambda one: one[0] is not Rank.PREFERRED)
    rank, first = ordered[0]
    claims = [
        replace(dated(n, Stage.GRANTED, day, of), property=ClaimProperty.END) for n, (of, day) in enumerate(ordered)
    ]
    found = best_date(claims, ClaimProperty.END)
    # The oracle: of the dates of the first one's rank, those that agree with what is found are never finer.
    same = {day for of, day in ordered if of is rank}
    assert found in same and found.startswith(first)
    assert not any(day.startswith(found) for day in same - {found})


def test_there_is_no_best_date_without_one() -> None:
    assert best_date([dated(0, Stage.GRANTED, "2024", Rank.DEPRECATED)], ClaimProperty.DATE) is None


def test_stages_stand_in_the_order_of_their_days() -> None:
    told = [
        dated(0, Stage.GRANTED, "2020-06-17"),
        dated(1, Stage.OPENED, "2020-07-07"),
        figure("action/0", 2, 5, 5, stage=Stage.ELIGIBLE),
        dated(3, Stage.ANNOUNCED, "2020-06-11"),
    ]
    assert [event.stage for event in stages(told)] == [Stage.ANNOUNCED, Stage.GRANTED, Stage.OPENED, Stage.ELIGIBLE]


def test_a_stage_that_only_deprecated_claims_report_was_not_reached() -> None:
    told = [dated(0, Stage.ANNOUNCED, "2020"), dated(1, Stage.GRANTED, "2020", Rank.DEPRECATED)]
    assert [event.stage for event in stages(told)] == [Stage.ANNOUNCED]


def test_actors_acted_on_the_day_of_the_act_or_the_last_day_known() -> None:
    told = [dated(0, Stage.ANNOUNCED, "2020-06-11"), figure("action/0", 1, 5, 5, stage=Stage.GRANTED)]
    assert acting_day(stages(told)) == "2020-06-11"
    assert acting_day(stages([*told, dated(2, Stage.GRANTED, "2020-06-17")])) == "2020-06-17"
    assert acting_day(stages(told[1:])) is None
