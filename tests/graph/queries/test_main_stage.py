"""The act of an action, and its best figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Claim, ClemencyAction
from clemency_graph.graph.model.vocabulary import Covers, Extent, Rank, Stage, Unit
from clemency_graph.graph.queries.main_stage import act_of, figure_of
from clemency_graph.graph.queries.record_day_ranges import act_day, reached, stage_day
from clemency_graph.graph.queries.totals import totals
from support.graphs import action, figure, graph_of

ONE = "action/one"


def made(*claims: Claim, day: str | None = None) -> tuple[KnowledgeGraph, ClemencyAction]:
    graph = graph_of([action(ONE, claims, day=day)])
    found = graph.entities[ONE]
    assert isinstance(found, ClemencyAction)
    return graph, found


def stating(claim: Claim, **quantity: Any) -> Claim:
    assert claim.quantity is not None
    return replace(claim, quantity=replace(claim.quantity, **quantity))


def test_the_figure_is_that_of_the_grant_although_records_came_later() -> None:
    granted, recorded = figure(ONE, 0, 20, 30), figure(ONE, 1, 7, 7, stage=Stage.RECORDED)
    graph, one = made(granted, recorded, day="2024-04-03")
    assert (one.stage, one.date) == (Stage.RECORDED, "2024-04-03")
    assert figure_of(graph, one) is granted
    assert figure_of(graph, one, Stage.RECORDED) is recorded
    assert act_of(graph, one).stage is Stage.GRANTED


def test_a_whole_goes_before_a_part_of_better_rank() -> None:
    part = stating(figure(ONE, 0, 5, 5, rank=Rank.PREFERRED), extent=Extent.PART)
    whole = figure(ONE, 1, 2, None)
    graph, one = made(part, whole)
    assert figure_of(graph, one) is whole
    assert act_of(graph, one).figures == (whole,)


def test_a_figure_of_a_series_is_of_none_of_its_rounds() -> None:
    series = stating(figure(ONE, 0, 51, 51), covers=Covers.SERIES)
    applied = figure(ONE, 1, 8, 8, stage=Stage.APPLIED, unit=Unit.APPLICATIONS)
    graph, one = made(series, applied)
    assert (one.stage, figure_of(graph, one)) == (Stage.APPLIED, applied)
    assert figure_of(graph, one, Stage.GRANTED) is None
    assert reached(graph, one) == {Stage.APPLIED}


def test_each_unit_has_its_best_figure() -> None:
    people, better = figure(ONE, 0, 5, 5), figure(ONE, 1, 6, 6, rank=Rank.PREFERRED)
    cases = figure(ONE, 2, 9, 9, unit=Unit.CASES)
    graph, one = made(people, better, cases)
    assert act_of(graph, one).figures == (better, cases)
    assert figure_of(graph, one, unit=Unit.CASES) is cases
    assert figure_of(graph, one, unit=Unit.RECORDS) is None


def test_only_known_figures_count() -> None:
    early, late = figure(ONE, 0, 5, 5), figure(ONE, 1, 6, 6, rank=Rank.PREFERRED, published="2022-01-01")
    graph, one = made(early, late)
    assert figure_of(graph, one) is late
    assert figure_of(graph, one, known_at=date(2021, 1, 1)) is early
    assert figure_of(graph, one, known_at=date(2019, 1, 1)) is None


def test_what_was_recorded_had_been_granted_by_then() -> None:
    graph, one = made(figure(ONE, 0, 7, 7, stage=Stage.RECORDED, as_of="2020-05-01", published="2020-06-01"))
    assert stage_day(graph, one, Stage.GRANTED).days == (None, date(2020, 5, 1))
    assert not stage_day(graph, one, Stage.GRANTED).stated
    assert stage_day(graph, one, Stage.APPLIED).days is None
    assert act_day(graph, one).days == (None, date(2020, 5, 1))


def test_a_round_without_a_cannabis_offense_is_not_granted(graph: KnowledgeGraph) -> None:
    for name in ("2014-december-commutations", "2023-december-commutations", "2024-april-clemency"):
        one = graph.entities[f"action/us/{name}"]
        assert isinstance(one, ClemencyAction)
        assert (one.stage, act_of(graph, one).stage) == (Stage.NOT_CANNABIS, Stage.NOT_CANNABIS)
        assert reached(graph, one) == {Stage.NOT_CANNABIS}
        assert stage_day(graph, one, Stage.GRANTED).days is None
        assert one.date == act_of(graph, one).date
        assert totals(graph, [one]) == []


def test_no_action_counts_as_granted_with_a_figure_of_nobody(graph: KnowledgeGraph) -> None:
    for one in graph.of_type(ClemencyAction):
        for row in totals(graph, [one]):
            assert row.high != 0


def test_papers_that_prove_relief_or_ask_for_it_are_not_the_figure_of_an_act(graph: KnowledgeGraph) -> None:
    certificates = figure(ONE, 0, 2801, None, rank=Rank.PREFERRED, unit=Unit.CERTIFICATES)
    cases = figure(ONE, 1, 362_001, None, unit=Unit.CASES)
    made_up, one = made(certificates, cases)
    assert figure_of(made_up, one) is cases
    assert figure_of(made_up, one, unit=Unit.CERTIFICATES) is certificates
    assert act_of(made_up, one).figures == (cases, certificates)
    applied = figure(ONE, 2, 70, 70, stage=Stage.APPLIED, unit=Unit.APPLICATIONS, rank=Rank.PREFERRED)
    people = figure(ONE, 3, 60, 60, stage=Stage.APPLIED)
    asked, two = made(applied, people)
    assert figure_of(asked, two) is applied
    new_jersey = graph.entities["action/nj/2021-marijuana-case-expungements"]
    assert isinstance(new_jersey, ClemencyAction)
    best = figure_of(graph, new_jersey)
    assert best and best.quantity and (best.quantity.low, best.quantity.unit) == (362_001, Unit.CASES)
