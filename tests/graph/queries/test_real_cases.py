"""Totals of the record that were once told wrongly, each with the figures that the data give.

Later sources may raise what is stated here: bounds are exact only where an action is closed.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import (
    Covers,
    ExclusionCode,
    Extent,
    ReliefKind,
    Stage,
    TotalDimension,
    Unit,
)
from clemency_graph.graph.queries.facts_from_records import relations_of
from clemency_graph.graph.queries.program_uptake import uptake
from clemency_graph.graph.queries.record_day_ranges import act_day
from clemency_graph.graph.queries.stage_facts import stage_days
from clemency_graph.graph.queries.tally_reconciliation import reconcile
from clemency_graph.graph.queries.total import Total
from clemency_graph.graph.queries.totals import totals

ALL = tuple(ReliefKind)


def total(graph: KnowledgeGraph, state: str, unit: Unit, *kinds: ReliefKind) -> Total:
    """Return the total of the given kinds of relief in a state, joined."""
    rows = totals(graph, graph.actions_in(f"state/{state}"), kinds=kinds)
    (found,) = (row for row in rows if row.unit is unit)
    return found


def excluded(row: Total, code: ExclusionCode) -> dict[str, set[str]]:
    """Return the actions whose figures a total excludes for a reason, each with those in whose favor."""
    found: dict[str, set[str]] = {}
    for one in row.excluded:
        if one.code is code:
            found.setdefault(one.claim.about, set()).update(claim.about for claim in one.in_favor_of)
    return found


def test_alabama_counts_birmingham_in_both_rounds(graph: KnowledgeGraph) -> None:
    row = total(graph, "al", Unit.PEOPLE, ReliefKind.PARDON)
    assert (row.low, row.high) == (15_010, 15_509)
    assert {claim.about for claim in row.low_claims} == {
        "action/al/birmingham/2019-pardons-for-progress",
        "action/al/birmingham/2021-possession-pardons",
    }


def test_new_york_counts_records_and_convictions_apart(graph: KnowledgeGraph) -> None:
    row = total(graph, "ny", Unit.RECORDS, ReliefKind.EXPUNGEMENT)
    # About 198,000 records sealed; the 13 of them that were destroyed too are not added.
    assert (row.low, row.high) == (197_500, 198_500)
    assert row.approximate == row.low
    assert "action/ny/2020-record-destruction" not in {claim.about for claim in row.high_claims}
    # The 202,189 convictions of 2019 do not contain the 107,633 under the law of 2021.
    convictions = total(graph, "ny", Unit.CONVICTIONS, ReliefKind.EXPUNGEMENT)
    assert convictions.low >= 202_189 + 107_633
    assert {claim.about for claim in convictions.low_claims} == {
        "action/ny/2019-possession-expungement",
        "action/ny/2021-mrta-expungement",
    }
    assert not excluded(convictions, ExclusionCode.CONTAINED)


def test_colorado_counts_its_rounds(graph: KnowledgeGraph) -> None:
    row = total(graph, "co", Unit.PEOPLE, ReliefKind.PARDON)
    # More than 4,000 in the series, seven of 2017 and three of 2018.
    assert row.low >= 4_011
    assert row.high is not None and row.high >= row.low
    assert "action/co/2021-possession-pardons" in excluded(row, ExclusionCode.CONTAINED)
    convictions = total(graph, "co", Unit.CONVICTIONS, ReliefKind.PARDON)
    assert (convictions.low, convictions.high) == (2_732 + 1_351,) * 2
    by_units = {row.unit: row for row in totals(graph, graph.actions_in("state/co"), kinds=[ReliefKind.PARDON])}
    assert by_units[Unit.GRANTS].low == 2_732


def test_california_does_not_add_counties_to_the_state(graph: KnowledgeGraph) -> None:
    row = total(graph, "ca", Unit.CONVICTIONS, *ALL)
    assert row.low >= 212_344
    state = "action/ca/2018-conviction-clearing"
    contained = excluded(row, ExclusionCode.CONTAINED)
    assert state in contained["action/ca/los-angeles-county/2020-conviction-dismissals"]
    # Counties whose figure has no day that is surely before the state's report may overlap it.
    overlapping = excluded(row, ExclusionCode.MAY_OVERLAP)
    assert overlapping and all(state in others for others in overlapping.values())
    assert {claim.about for claim in row.low_claims}.isdisjoint({*contained, *overlapping} - {state})
    of_state = total(graph, "ca", Unit.CONVICTIONS, ReliefKind.EXPUNGEMENT)
    assert of_state.low == of_state.high == row.low


def test_new_jersey_contains_the_cases_vacated_first(graph: KnowledgeGraph) -> None:
    row = total(graph, "nj", Unit.CASES, *ALL)
    assert row.low >= 362_001
    assert row.high is None
    assert row.high_of_bounded < 87_999
    assert excluded(row, ExclusionCode.CONTAINED) == {
        "action/nj/2021-marijuana-case-dismissals": {"action/nj/2021-marijuana-case-expungements"}
    }


def test_missouri_contains_its_courts(graph: KnowledgeGraph) -> None:
    row = total(graph, "mo", Unit.CASES, ReliefKind.EXPUNGEMENT)
    assert row.low >= 140_429
    assert row.high is not None and row.high - row.low < 1_000
    # Greene County counted by a day before the state did, so that the state contains it.
    assert "action/mo/greene-county/2023-amendment-3-expungements" in excluded(row, ExclusionCode.CONTAINED)


def test_missouri_in_june_2023_counts_the_figure_of_a_day_and_not_that_of_the_month(graph: KnowledgeGraph) -> None:
    rows = totals(graph, graph.actions_in("state/mo"), kinds=[ReliefKind.EXPUNGEMENT], on=date(2023, 6, 30))
    (row,) = (row for row in rows if row.unit is Unit.CASES)
    # 46,680 by 7 June and more than 46,600 by 8 June; a page of "June" has more than 46,000.
    assert row.low >= 46_680
    assert {claim.as_of for claim in row.low_claims if claim.about.startswith("action/mo/2022-")} <= {
        "2023-06-07",
        "2023-06-08",
    }


def test_illinois_does_not_add_pardons_to_expungements(graph: KnowledgeGraph) -> None:
    # The prototype gave 510,001 people, from two pages on one broadcast. These tell the State Police's count of records
    # as one of people, so that people are those of the pardons, and records those of the State Police.
    row = total(graph, "il", Unit.PEOPLE, *ALL)
    assert 20_102 <= row.low < 492_129
    assert "claim/455fa8459881b0d1" in {one.claim.id for one in row.excluded if one.code is ExclusionCode.DEPRECATED}
    records = total(graph, "il", Unit.RECORDS, *ALL)
    assert 492_129 <= records.low < 492_129 + 20_102
    pardons = total(graph, "il", Unit.PEOPLE, ReliefKind.PARDON)
    assert pardons.low >= 20_102
    assert pardons.high is None


def test_maryland_counts_people_and_convictions_apart(graph: KnowledgeGraph) -> None:
    people = total(graph, "md", Unit.PEOPLE, ReliefKind.PARDON)
    # The prototype gave 96,500 to 117,500, from "about 100,000" and "about 7,000". A page of 2024 gives the estimate of
    # the governor's office as at least 100,000, one of 2025 "nearly 7,000"; "tens of thousands" of 2024 lower nothing.
    assert (people.low, people.high) == (106_500, 116_999)
    convictions = total(graph, "md", Unit.CONVICTIONS, ReliefKind.PARDON)
    # The prototype gave 174,500 to 175,500, from "175,000"; others of the same day say that it was more than that.
    assert (convictions.low, convictions.high) == (175_001, 175_500)


def test_massachusetts_is_tens_of_thousands(graph: KnowledgeGraph) -> None:
    row = total(graph, "ma", Unit.PEOPLE, ReliefKind.PARDON)
    assert (row.low, row.high) == (20_000, 99_999)


@pytest.mark.parametrize(
    ("state", "unit", "kind", "low", "high"),
    [
        ("vt", Unit.PEOPLE, ReliefKind.PARDON, 192, 192),
        ("ct", Unit.CASES, ReliefKind.DISMISSAL, 1_562, 1_562),
        ("pa", Unit.PEOPLE, ReliefKind.PARDON, 327, 327),
        ("pa", Unit.GRANTS, ReliefKind.PARDON, 627, 627),
        ("nv", Unit.PEOPLE, ReliefKind.PARDON, 15_001, 15_500),
        ("or", Unit.PEOPLE, ReliefKind.PARDON, 45_001, 45_500),
        ("wa", Unit.GRANTS, ReliefKind.PARDON, 17, 17),
    ],
)
def test_states_with_few_sources(
    graph: KnowledgeGraph, state: str, unit: Unit, kind: ReliefKind, low: int, high: int
) -> None:
    row = total(graph, state, unit, kind)
    assert row.low >= low
    assert row.high == high or row.low > low


@pytest.mark.parametrize(
    ("county", "increment"),
    [("kern-county", 213), ("orange-county", 841), ("san-bernardino-county", 2_806), ("alameda-county", 7_000)],
)
def test_an_increment_of_a_county_is_a_lower_bound_alone(graph: KnowledgeGraph, county: str, increment: int) -> None:
    rows = totals(graph, graph.actions_in(f"locality/ca/{county}"), kinds=ALL)
    (row,) = (row for row in rows if row.unit is Unit.CASES)
    assert row.low >= 213
    # What a report says was done since the one before is no upper bound of what the county did.
    assert row.high is None or row.high > increment


@pytest.mark.parametrize(
    ("action", "day"),
    [
        ("action/co/2021-possession-pardons", "2021-12-30"),
        ("action/ma/2024-possession-pardons", "2024-04-03"),
        ("action/or/clackamas-county/2014-pending-case-dismissals", "2014-11-18"),
        ("action/vt/2017-possession-pardons", "2017-01-03"),
        ("action/wa/seattle/2018-possession-vacaturs", "2018-09-11"),
        ("action/ca/los-angeles-county/2020-conviction-dismissals", "2020-02-11"),
    ],
)
def test_the_day_of_the_grant_is_known(graph: KnowledgeGraph, action: str, day: str) -> None:
    days = stage_days(relations_of(graph).actions[action].claims, Stage.GRANTED)
    assert days == (date.fromisoformat(day),) * 2


def test_the_day_of_a_letter_is_not_that_of_what_it_reports(graph: KnowledgeGraph) -> None:
    claims = relations_of(graph).actions["action/ct/2023-pending-case-dismissals"].claims
    assert stage_days(claims, Stage.GRANTED) == (None, date(2023, 3, 31))


def test_a_county_that_dropped_some_of_its_cases_granted_only_those(graph: KnowledgeGraph) -> None:
    actions = graph.actions_in("locality/or/clackamas-county")
    (row,) = (row for row in totals(graph, actions, kinds=ALL) if row.unit is Unit.CASES)
    assert (row.low, row.high) == (12, 12)
    eligible = totals(graph, actions, stage=Stage.ELIGIBLE)
    assert 39 in {row.high for row in eligible if row.unit is Unit.CASES}


def test_colorado_of_november_2022_uses_what_was_known_then(graph: KnowledgeGraph) -> None:
    actions = graph.actions_in("state/co")
    rows = totals(graph, actions, known_at=date(2022, 11, 30), kinds=[ReliefKind.PARDON])
    by_unit = {row.unit: row for row in rows}
    # The page that tells of more than 4,000 people is later.
    assert 1_351 + 7 <= by_unit[Unit.PEOPLE].low < 4_011
    assert (by_unit[Unit.CONVICTIONS].low, by_unit[Unit.CONVICTIONS].high) == (4_083, 4_083)


def test_nothing_that_is_only_planned_counts(graph: KnowledgeGraph) -> None:
    for state in ("al", "ny", "co", "ca", "nj", "mo", "il", "md", "ma"):
        for row in totals(graph, graph.actions_in(f"state/{state}")):
            assert {claim.stage for claim in row.claims} <= {Stage.GRANTED, Stage.RECORDED}


@pytest.mark.slow
def test_the_tallies_of_pardons_of_2022_are_itemized(graph: KnowledgeGraph) -> None:
    low = {
        (claim.as_of, claim.stated): reconcile(graph, claim.id).explained_low
        for claim in graph.entities["country/us"].claims
        if claim.quantity and claim.kind is ReliefKind.PARDON and claim.as_of and claim.as_of.startswith("2022")
    }
    december = {bound for (day, _), bound in low.items() if day >= "2022-12"}
    november = {bound for (day, stated), bound in low.items() if day == "2022-11" and "100,000" in stated}
    assert december and min(december) >= 99_900
    # Oregon pardoned on 21 November 2022: a tally of that month may have been made before.
    assert november and 50_000 <= min(november) < min(december) - 45_000


def test_years_of_colorado_leave_no_figure_of_its_series_out(graph: KnowledgeGraph) -> None:
    actions = graph.actions_in("state/co")
    rows = totals(graph, actions, [TotalDimension.YEAR], kinds=[ReliefKind.PARDON])
    people = {row.year: row for row in rows if row.unit is Unit.PEOPLE}
    # More than 4,000 since October 2020, of which 1,351 in 2021: that is of no single year.
    assert (people[None].low, people[None].high) == (4_001, 4_499)
    assert people[None].overlaps_other_rows and people[2021].overlaps_other_rows
    assert people[None].actions == 2 and people[None].complete
    assert not people[2017].overlaps_other_rows
    (whole,) = (row for row in totals(graph, actions, kinds=[ReliefKind.PARDON]) if row.unit is Unit.PEOPLE)
    assert whole.low == sum(people[year].low for year in (None, 2017, 2018))


def test_what_counts_the_federal_part_is_no_upper_bound_of_the_pardons_of_2022(graph: KnowledgeGraph) -> None:
    action = graph.entities["action/us/2022-possession-pardons"]
    assert isinstance(action, ClemencyAction)
    (people,) = (one for one in uptake(graph, action) if one.unit is Unit.PEOPLE and one.covers is Covers.ACTION)
    eligible = people.at(Stage.ELIGIBLE)
    assert eligible is not None
    # About 6,500 are those with federal convictions; with D.C. all may exceed 10,000.
    assert (eligible.counted.interval.low, eligible.counted.interval.high) == (6_501, None)
    federal = [claim for claim in action.claims if "federal" in claim.stated and claim.stage is Stage.ELIGIBLE]
    assert federal and all(claim.quantity and claim.quantity.extent is Extent.PART for claim in federal)


def test_single_people_who_are_named_are_counted_apart(graph: KnowledgeGraph) -> None:
    relations = graph.cached(relations_of)
    names = ("2017-montes-commutation", "2020-angelos-pardon", "2020-munoz-commutation", "2023-scarmazzo-release")
    ids = [f"action/us/{name}" for name in (*names, "2021-orozco-release")]
    assert not [pair for pair in combinations(ids, 2) if relations.may_meet(*pair)]
    federal = [one for one in graph.of_type(ClemencyAction) if one.jurisdiction == "country/us"]
    rows = totals(graph, federal, [TotalDimension.YEAR], kinds=ALL)
    (people,) = (row for row in rows if row.year == 2020 and row.unit is Unit.PEOPLE)
    assert (people.low, people.high) == (2, 2)


def test_commutations_without_a_cannabis_offense_are_not_granted(graph: KnowledgeGraph) -> None:
    for id in ("action/us/2014-december-commutations", "action/us/2016-march-commutations"):
        action = graph.entities[id]
        assert isinstance(action, ClemencyAction) and action.stage is Stage.NOT_CANNABIS


def test_the_undated_pardon_of_texas_is_later_than_the_rounds_that_counted_others(graph: KnowledgeGraph) -> None:
    action = graph.entities["action/tx/after-2024-possession-pardon"]
    assert isinstance(action, ClemencyAction)
    day = act_day(graph, action).days
    assert day is not None and day.earliest is not None and day.earliest > date(2024, 12, 31)


@pytest.mark.parametrize(
    ("id", "before", "by"),
    [
        ("action/nj/2021-marijuana-case-expungements", date(2021, 8, 31), date(2021, 9, 16)),
        ("action/il/2020-arrest-record-expungements", date(2020, 6, 30), date(2020, 12, 31)),
        ("action/mn/2024-automatic-expungements", date(2024, 4, 30), date(2024, 5, 13)),
    ],
)
def test_relief_given_over_months_may_have_begun_before_its_count_was_announced(
    graph: KnowledgeGraph, id: str, before: date, by: date
) -> None:
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    assert action.date is None
    days = act_day(graph, action).days
    assert days is not None and days.earliest is not None
    assert (days.earliest < before, days.latest) == (True, by)
    rows = totals(graph, [action], on=before)
    assert any(id in row.uncounted_ids or row.counted.figures for row in rows), "it may have been granted by then"
