"""Actions at a stage that no figure counts are named."""

from __future__ import annotations

from datetime import date
from random import Random

from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.vocabulary import Covers, Stage, Unit
from clemency_graph.graph.queries.action_facts import ActionFacts
from clemency_graph.graph.queries.action_overlap import ActionRelations
from clemency_graph.graph.queries.counted_figures import counted_figures
from clemency_graph.graph.queries.total_bounds import bound_total
from clemency_graph.graph.queries.uncounted_actions import uncounted_actions

from worlds.statements import write_record
from worlds.truth import HORIZON, UNITS, draw_world
from worlds.widths import action, day, figure


def uncounted(*actions: ActionFacts, known_at: date | None = None) -> list[str]:
    """Return the actions that no figure in people counts."""
    relations = ActionRelations(actions)
    counted = counted_figures(relations, relations.actions, Stage.GRANTED, Unit.PEOPLE, known_at)
    return uncounted_actions(relations, relations.actions, Stage.GRANTED, counted, known_at)


def test_an_action_without_a_figure_in_the_unit_is_uncounted() -> None:
    told = action("a", figure("a", 5, 5))
    other = action("b", figure("b", 5, 5, unit=Unit.CONVICTIONS))
    announced = action("c", day("c", Stage.ANNOUNCED, "2020"))
    recorded = action("d", figure("d", 5, 5, stage=Stage.RECORDED))
    assert uncounted(told, other, announced, recorded) == ["b"]


def test_what_was_recorded_had_been_granted() -> None:
    told = action("a", figure("a", 5, 5))
    in_part = action("b", figure("b", 5, 5, stage=Stage.RECORDED, unit=Unit.CONVICTIONS))
    on_a_day = action("c", day("c", Stage.RECORDED, "2021"))
    assert uncounted(told, in_part, on_a_day) == ["b", "c"]


def test_a_series_counts_the_rounds_that_had_surely_begun() -> None:
    total = figure("a", 50, 50, "2022-06-01", covers=Covers.SERIES, cumulative=True)
    rounds = [
        action("b", day("b", Stage.GRANTED, "2022-05"), extends="a"),
        action("c", day("c", Stage.GRANTED, "2022"), extends="a"),
    ]
    assert uncounted(action("a", total, day("a", Stage.GRANTED, "2020")), *rounds) == ["c"]


def test_an_action_is_uncounted_once_it_is_known() -> None:
    told = action("a", day("a", Stage.GRANTED, "2020", published=PartialDate("2022")))
    assert uncounted(told, known_at=date(2021, 1, 1)) == []
    assert uncounted(told, known_at=date(2023, 1, 1)) == ["a"]


def test_a_high_without_uncounted_actions_bounds_all_that_had_been_done() -> None:
    seen = 0
    for seed in range(400):
        rng = Random(seed)
        world = draw_world(rng)
        record = write_record(rng, world)
        relations = ActionRelations(record.actions)
        for unit in UNITS:
            counted = counted_figures(relations, relations.actions, Stage.GRANTED, unit)
            if uncounted_actions(relations, relations.actions, Stage.GRANTED, counted):
                continue
            reached = [id for id, stages in record.reported.items() if Stage.GRANTED in stages]
            first = min((record.behind[figure.id].day for figure in counted.figures), default=HORIZON)
            by_then = frozenset[int]().union(*(world.acts(id, Stage.GRANTED, first) for id in reached))
            high = bound_total(counted.figures, relations).interval.high
            seen += high is not None and bool(counted.figures)
            assert high is None or world.size(by_then, unit) <= high
    assert seen > 10
