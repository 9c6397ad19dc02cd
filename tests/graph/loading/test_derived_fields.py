"""Plain fields follow from the best claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clemency_graph.graph.loading.derived_fields import acting_day, furthest, stages
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim
from clemency_graph.graph.model.vocabulary import ClaimProperty, Rank, Stage
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
        ([Stage.GRANTED, Stage.WITHDRAWN], Stage.WITHDRAWN),
        ([Stage.ANNOUNCED], Stage.ANNOUNCED),
    ],
)
def test_the_furthest_stage(reached: list[Stage], expected: Stage) -> None:
    told = [figure("action/0", number, 1, 1, stage=stage) for number, stage in enumerate(reached)]
    assert furthest(stages(told)).stage is expected


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


def test_actors_acted_on_the_day_of_the_furthest_stage_or_the_last_day_known() -> None:
    told = [dated(0, Stage.ANNOUNCED, "2020-06-11"), figure("action/0", 1, 5, 5, stage=Stage.GRANTED)]
    assert acting_day(stages(told)) == "2020-06-11"
    assert acting_day(stages([*told, dated(2, Stage.GRANTED, "2020-06-17")])) == "2020-06-17"
    assert acting_day(stages(told[1:])) is None
