"""The act of an action is what was done, on the day on which it was done, whatever stage came after it."""

from __future__ import annotations

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import Covers, Rank, Stage
from clemency_graph.graph.queries.main_stage import act_of, figure_of
from support.asking import Ask

ACT = """query ($id: ID!) { action(id: $id) { disputed act {
  stage date earliest latest figures { claimStage stated rank quantity { unit low high } } } } }"""


@pytest.mark.parametrize(
    ("id", "stage", "day", "figures"),
    [
        ("action/ma/2024-possession-pardons", "GRANTED", "2024-04-03", {"PEOPLE": 20000}),
        ("action/wa/seattle/2018-possession-vacaturs", "GRANTED", "2018-09-11", {}),
        ("action/or/clackamas-county/2014-pending-case-dismissals", "GRANTED", "2014-11-18", {"CASES": 12}),
        ("action/ca/los-angeles-county/2020-conviction-dismissals", "GRANTED", "2020-02-11", {"PEOPLE": 53000}),
    ],
)
def test_what_was_done_is_not_hidden_by_a_later_stage(
    ask: Ask, id: str, stage: str, day: str, figures: dict[str, int]
) -> None:
    found = ask(ACT, id=id)["action"]
    act = found["act"]
    assert (act["stage"], act["date"], act["earliest"], act["latest"]) == (stage, day, day, day)
    lows = {one["quantity"]["unit"]: one["quantity"]["low"] for one in act["figures"]}
    assert lows.items() >= figures.items()
    assert found["disputed"] in (True, False)


FIGURES = """query ($id: ID!) { action(id: $id) {
  figure { id } figures { id }
  granted: figure(stage: GRANTED) { id } allGranted: figures(stage: GRANTED) { id } } }"""


@pytest.mark.parametrize(
    "id",
    [
        "action/az/tucson/2024-expungement-petitions",
        "action/ca/2018-conviction-clearing",
        "action/ct/2015-petition-erasure",
    ],
)
def test_the_first_of_the_figures_is_the_one_that_figure_returns(ask: Ask, id: str) -> None:
    found = ask(FIGURES, id=id)["action"]
    assert found["figure"] == found["figures"][0]
    assert found["granted"] is None or found["granted"] == found["allGranted"][0]
    assert len({one["id"] for one in found["figures"]}) == len(found["figures"])


def test_an_act_without_a_day_has_a_bound(ask: Ask) -> None:
    act = ask(ACT, id="action/ct/2023-pending-case-dismissals")["action"]["act"]
    assert (act["stage"], act["date"], act["earliest"], act["latest"]) == ("GRANTED", None, None, "2023-03-31")
    assert {one["quantity"]["unit"]: one["quantity"]["low"] for one in act["figures"]} == {
        "CASES": 1562,
        "CHARGES": 1562,
    }


def test_every_act_is_one_of_the_stages_with_figures_of_its_own(graph: KnowledgeGraph) -> None:
    for action in graph.of_type(ClemencyAction):
        act = act_of(graph, action)
        usable = [claim for claim in action.claims if claim.stage is not None and claim.rank is not Rank.DEPRECATED]
        reached = {claim.stage for claim in usable if claim.quantity is None or claim.quantity.low != 0}
        assert act.stage in {event.stage for event in action.history}
        if Stage.GRANTED in reached and any(claim.stage is Stage.GRANTED and claim.date for claim in usable):
            assert act.stage is Stage.GRANTED
            assert act.date is not None
        assert all(claim.stage is act.stage and claim.about == action.id for claim in act.figures)
        units = [claim.quantity.unit for claim in act.figures if claim.quantity]
        assert len(set(units)) == len(units)
        assert act.earliest is None or act.latest is None or act.earliest <= act.latest


def test_sources_that_state_several_numbers_are_told_apart(ask: Ask) -> None:
    query = """query ($id: ID!, $stage: Stage, $unit: Unit) { action(id: $id) {
      conflicts { daysDiffer open } figureRanges(stage: $stage, unit: $unit) {
        stage unit covers least greatest fitting { low high } asOf { earliest latest }
        claims { asOf } parts { id } } } }"""
    found = ask(query, id="action/us/2022-possession-pardons", stage="ELIGIBLE", unit="PEOPLE")["action"]
    first, series = found["figureRanges"]
    assert (first["least"], first["greatest"], first["fitting"]) == (6501, 20000, {"low": 10001, "high": 11000})
    assert first["asOf"] == {"earliest": "2022-10-06", "latest": "2023-03-03"}
    assert (series["covers"], series["least"], series["greatest"]) == ("SERIES", 13000, 13000)
    assert not [one for one in found["conflicts"] if one["daysDiffer"] and one["open"]]
    found = ask(query, id="action/wa/2019-conviction-vacatur", stage="ELIGIBLE", unit="PEOPLE")["action"]
    assert [one["fitting"] for one in found["figureRanges"]] == [None]
    assert {"daysDiffer": True, "open": True} in found["conflicts"]


LATER = """query ($id: ID!, $unit: Unit, $knownAt: Date) { action(id: $id) {
  figure(unit: $unit, knownAt: $knownAt) { asOf quantity { unit low } }
  laterSeriesFigure(unit: $unit, knownAt: $knownAt) { asOf quantity { unit low covers } }
  eligible: laterSeriesFigure(stage: ELIGIBLE) { claimStage quantity { covers } }
  act { laterSeriesFigure { asOf quantity { low } } } } }"""


def test_a_figure_of_the_series_of_a_later_day_stands_beside_that_of_a_round(ask: Ask) -> None:
    found = ask(LATER, id="action/ca/2018-conviction-clearing")["action"]
    assert found["figure"] == {"asOf": "2021-03", "quantity": {"unit": "CONVICTIONS", "low": 140_000}}
    later = found["laterSeriesFigure"]
    assert later == {"asOf": "2023-07-10", "quantity": {"unit": "CONVICTIONS", "low": 212_344, "covers": "SERIES"}}
    assert found["act"]["laterSeriesFigure"]["quantity"]["low"] == 212_344
    assert found["eligible"] == {"claimStage": "ELIGIBLE", "quantity": {"covers": "SERIES"}}
    before = ask(LATER, id="action/ca/2018-conviction-clearing", knownAt="2021-12-31")["action"]
    assert before["laterSeriesFigure"] is None, "no page of that time had it"


def test_certificates_of_a_series_are_no_later_figure_of_people_pardoned(ask: Ask) -> None:
    assert ask(LATER, id="action/us/2022-possession-pardons")["action"]["laterSeriesFigure"] is None
    asked = ask(LATER, id="action/us/2022-possession-pardons", unit="CERTIFICATES")["action"]
    assert asked["laterSeriesFigure"]["quantity"]["low"] == 184


def test_a_later_figure_is_of_the_series_and_not_surely_of_an_earlier_day(graph: KnowledgeGraph) -> None:
    found = 0
    for action in graph.of_type(ClemencyAction):
        act = act_of(graph, action)
        later, own = act.later_series_figure, figure_of(graph, action)
        if later is None:
            continue
        found += 1
        assert later.stage is act.stage
        assert later.quantity is not None and later.quantity.covers is Covers.SERIES
        if own is not None and own.as_of is not None and later.as_of is not None:
            assert later.as_of.last_day > own.as_of.first_day
    assert found >= 15
