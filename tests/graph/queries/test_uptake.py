"""Uptake: intervals that hold for every pair of numbers, and a code where a measure cannot be told."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import ClaimProperty, Covers, Rank, Stage, Unit, UptakeGap
from clemency_graph.graph.queries.day_ranges import UNBOUNDED, DayRange
from clemency_graph.graph.queries.facts_from_records import relations_of
from clemency_graph.graph.queries.number_intervals import Interval
from clemency_graph.graph.queries.program_uptake import Uptake, uptake, uptake_of_programs
from clemency_graph.graph.queries.uptake import Counted, divide, period, rates
from clemency_graph.schema import run
from hypothesis import assume, example, given
from hypothesis import strategies as st

DAY = date(2020, 6, 17)
COUNTS = st.integers(0, 12)
INTERVALS = st.builds(lambda low, more: Interval(low, None if more is None else low + more), COUNTS, COUNTS | st.none())
TINY = 1e-9
"""More than floating point loses."""
OPEN_UP_TO = 60
"""The largest number that the oracle tries for an open bound."""


def on(day: date = DAY) -> DayRange:
    return DayRange(day, day)


def numbers(interval: Interval) -> range:
    return range(interval.low, (OPEN_UP_TO if interval.high is None else interval.high) + 1)


@given(INTERVALS, INTERVALS)
@example(Interval(0, 0), Interval(0, None))
def test_a_quotient_holds_every_quotient_and_no_bound_is_wider_than_it_must_be(one: Interval, other: Interval) -> None:
    found = divide(one, other)
    quotients = [Fraction(a, b) for a in numbers(one) for b in numbers(other) if b]
    assume(quotients)
    assert all(found.low <= float(q) + TINY for q in quotients)
    assert all(found.high is None or float(q) <= found.high + TINY for q in quotients)
    if other.high is not None:
        assert found.low == pytest.approx(float(min(quotients)))
    if found.high is not None:
        assert found.high == pytest.approx(float(max(quotients)))
    else:
        # Only what nothing bounds is open.
        assert one.high is None or other.low == 0


@given(INTERVALS, INTERVALS, st.integers(1, 10**9))
def test_measures_hold_for_every_pair_that_the_figures_leave_possible(
    eligible: Interval, granted: Interval, inhabitants: int
) -> None:
    found = rates(Counted(eligible, on()), Counted(granted, on()), None, inhabitants)
    pairs = [(e, g) for e in numbers(eligible) for g in numbers(granted) if g <= e and e]
    if found.rate is not None:
        assert found.remaining is not None
        for e, g in pairs:
            assert found.rate.low - TINY <= float(Fraction(g, e)) <= (found.rate.high or 0) + TINY
            assert found.remaining.low <= e - g
            assert found.remaining.high is None or e - g <= found.remaining.high
    else:
        assert {UptakeGap.NO_ELIGIBLE, UptakeGap.POPULATIONS_DIFFER, UptakeGap.OPEN_ENDED} & set(found.gaps)
    if UptakeGap.POPULATIONS_DIFFER in found.gaps:
        assert not pairs
    for g in numbers(granted):
        assert found.per_inhabitants is not None
        share = float(Fraction(g * 100_000, inhabitants))
        assert found.per_inhabitants.low <= share * (1 + TINY)
        assert found.per_inhabitants.high is None or share <= found.per_inhabitants.high * (1 + TINY)


DAYS = st.dates(date(2015, 1, 1), date(2016, 12, 31))
RANGES = st.builds(lambda first, length: DayRange(first, first + timedelta(length)), DAYS, st.integers(0, 40))


@given(RANGES, RANGES, INTERVALS)
def test_a_pace_holds_for_every_pair_of_days(start: DayRange, end: DayRange, granted: Interval) -> None:
    assert start.earliest and start.latest and end.earliest and end.latest
    found = period(start, end)
    lengths = [(last - first).days for first in (start.earliest, start.latest) for last in (end.earliest, end.latest)]
    assert (found is None) == (min(lengths) < 90)
    if found is not None and found.high is not None:
        assert found.low <= min(lengths) / 365.25 and max(lengths) / 365.25 <= found.high
        measured = rates(None, Counted(granted, end), start, None)
        assert measured.pace == divide(granted, found)


def test_a_day_without_a_bound_gives_no_period() -> None:
    assert period(UNBOUNDED, on()) is None and period(on(), DayRange(None, DAY)) is None


@pytest.mark.parametrize(
    ("eligible", "granted", "other_units", "expected"),
    [
        (None, Counted(Interval(5, 5), on()), False, {UptakeGap.NO_ELIGIBLE}),
        (None, Counted(Interval(5, 5), on()), True, {UptakeGap.NO_ELIGIBLE, UptakeGap.UNITS_DIFFER}),
        (Counted(Interval(0, 0), on()), Counted(Interval(0, 0), on()), False, {UptakeGap.NO_ELIGIBLE}),
        (Counted(Interval(9, 9), on()), None, False, {UptakeGap.NO_GRANTED}),
        (None, None, False, {UptakeGap.NO_ELIGIBLE, UptakeGap.NO_GRANTED}),
        (Counted(Interval(9, 9), on()), Counted(Interval(5, None), on(), whole=False), False, {UptakeGap.PART_ONLY}),
        (Counted(Interval(9, None), on(), whole=False), Counted(Interval(5, 5), on()), False, {UptakeGap.PART_ONLY}),
        (Counted(Interval(9, 9), on()), Counted(Interval(10, 10), on()), False, {UptakeGap.POPULATIONS_DIFFER}),
        (
            Counted(Interval(9, 9), on()),
            Counted(Interval(5, 5), on(), own=False),
            False,
            {UptakeGap.POPULATIONS_DIFFER},
        ),
        (Counted(Interval(9, None), on()), Counted(Interval(5, None), on()), False, {UptakeGap.OPEN_ENDED}),
        (Counted(Interval(9, 9), on()), Counted(Interval(5, 5), on()), False, set()),
    ],
)
def test_a_code_says_why_there_is_no_rate(
    eligible: Counted | None, granted: Counted | None, other_units: bool, expected: set[UptakeGap]
) -> None:
    found = rates(eligible, granted, on(DAY - timedelta(400)), 100, other_units=other_units)
    assert set(found.gaps) == expected
    assert (found.rate is None) == bool(expected)
    if granted is None or not granted.whole or not granted.own:
        assert found.pace is None and found.per_inhabitants is None


def test_without_period_and_population_the_rate_is_there() -> None:
    found = rates(Counted(Interval(9, 9), on()), Counted(Interval(3, 3), on()), None, None)
    assert found.rate is not None
    assert list(found.rate) == pytest.approx([1 / 3, 1 / 3])
    assert found.gaps == (UptakeGap.NO_PERIOD, UptakeGap.NO_POPULATION)
    assert found.pace is None and found.years_left is None and found.per_inhabitants is None


def of(graph: KnowledgeGraph, id: str, unit: Unit, covers: Covers = Covers.ACTION) -> Uptake:
    action = graph.entities[f"action/{id}"]
    assert isinstance(action, ClemencyAction)
    (found,) = (one for one in uptake(graph, action) if one.unit is unit and one.covers is covers)
    return found


@pytest.mark.parametrize(
    ("id", "unit", "covers", "low", "high"),
    [
        # 1,562 of 4,248 pending cases, by the state's report of 2023.
        ("ct/2023-pending-case-dismissals", Unit.CASES, Covers.ACTION, 1562 / 4248, 1562 / 4248),
        # 212,344 of about 227,650: 15,306 left, says California NORML's page of the report of July 2023.
        ("ca/2018-conviction-clearing", Unit.CONVICTIONS, Covers.SERIES, 212344 / 227655, 212344 / 227645),
        # At least 8,000 of 9,362: a judge signed off on 8,000, says a page of 2020, when 1,230 had been cleared before.
        ("ca/san-francisco/2018-proposition-64-dismissals", Unit.CONVICTIONS, Covers.ACTION, 8000 / 9362, 1),
        # 258 of 1,767 in the state's table of counties of April 2023.
        ("ca/imperial-county/2020-conviction-clearing", Unit.CONVICTIONS, Covers.ACTION, 258 / 1767, 258 / 1767),
        # More than 15,000 of 15,592.
        ("nv/2020-possession-pardons", Unit.PEOPLE, Covers.ACTION, 15001 / 15592, 15500 / 15592),
        # 12 of 39 pending cases.
        ("or/clackamas-county/2014-pending-case-dismissals", Unit.CASES, Covers.ACTION, 12 / 39, 12 / 39),
        # More than 20,000 of about 116,000 convictions, in both rounds together.
        ("il/2019-possession-pardons", Unit.CONVICTIONS, Covers.SERIES, 20001 / 116500, 1),
        # 28 of about 20,000.
        ("ny/brooklyn/2018-conviction-vacaturs", Unit.CONVICTIONS, Covers.ACTION, 28 / 22000, 28 / 18000),
        # 192 of between 10,000 and 17,000, which is preferred to "up to 17,000".
        ("vt/2017-possession-pardons", Unit.PEOPLE, Covers.ACTION, 192 / 17000, 192 / 10000),
    ],
)
def test_real_rates(
    graph: KnowledgeGraph, id: str, unit: Unit, covers: Covers, low: float, high: float
) -> None:  # fmt: skip
    found = of(graph, id, unit, covers).rates.rate
    assert found is not None
    assert list(found) == pytest.approx([low, high])


def test_what_california_has_left(graph: KnowledgeGraph) -> None:
    found = of(graph, "ca/2018-conviction-clearing", Unit.CONVICTIONS, Covers.SERIES)
    assert found.rates.remaining is not None
    assert found.rates.remaining.low <= 15_306 <= (found.rates.remaining.high or 0)
    assert found.rates.gaps == ()
    # The first of the rounds opened on the day after the vote of 8 November 2016.
    assert found.start == DayRange(date(2016, 11, 9), date(2016, 11, 9))
    years = (date(2023, 7, 10) - date(2016, 11, 9)).days / 365.25
    assert found.rates.pace is not None
    assert list(found.rates.pace) == pytest.approx([212_344 / years, 212_344 / years])
    assert found.population is not None and found.population.date == "2023-07-01"
    assert found.rates.per_inhabitants is not None
    assert found.rates.per_inhabitants.low == pytest.approx(212_344 / found.population.value * 100_000)


@pytest.mark.parametrize(
    ("id", "unit", "code"),
    [
        ("ca/san-bernardino-county/2020-conviction-clearing", Unit.CASES, UptakeGap.PART_ONLY),
        # 604 people whom the prosecutors found; the state counts 38.8 percent of the county's eligible as sealed.
        ("ca/marin-county/2020-conviction-clearing", Unit.PEOPLE, UptakeGap.PART_ONLY),
        ("ca/los-angeles-county/2020-conviction-dismissals", Unit.CONVICTIONS, UptakeGap.POPULATIONS_DIFFER),
        ("co/boulder-county/2019-moving-on-from-marijuana", Unit.PEOPLE, UptakeGap.UNITS_DIFFER),
        ("hi/2020-possession-expungement", Unit.RECORDS, UptakeGap.UNITS_DIFFER),
        # The eligible of both rounds are not compared with those of the first.
        ("il/2019-possession-pardons", Unit.CONVICTIONS, UptakeGap.NO_ELIGIBLE),
        # "Up to 220,000" may count those of the later law, which the first round did not clear.
        ("ca/2018-conviction-clearing", Unit.CONVICTIONS, UptakeGap.POPULATIONS_DIFFER),
        # 468 tickets until August 2020; those of the rest of that year were dismissed too.
        ("wi/madison/2023-ticket-dismissals", Unit.CASES, UptakeGap.PART_ONLY),
        # A ruling on one person, by which hundreds could be affected.
        ("co/2014-russell-vacatur", Unit.PEOPLE, UptakeGap.PART_ONLY),
        ("mo/st-louis/2023-amendment-3-expungements", Unit.CASES, UptakeGap.OPEN_ENDED),
        ("nv/2020-possession-pardons", Unit.PEOPLE, UptakeGap.NO_PERIOD),
        ("al/birmingham/2019-pardons-for-progress", Unit.PEOPLE, UptakeGap.NO_POPULATION),
        ("md/2024-cannabis-pardons", Unit.CONVICTIONS, UptakeGap.NO_ELIGIBLE),
    ],
)
def test_real_codes(graph: KnowledgeGraph, id: str, unit: Unit, code: UptakeGap) -> None:
    assert code in of(graph, id, unit).rates.gaps


def test_an_uptake_rests_on_usable_figures_of_its_action_in_its_unit(graph: KnowledgeGraph) -> None:
    for action in graph.of_type(ClemencyAction):
        for found in uptake(graph, action):
            for count in found.counts:
                for claim in count.claims:
                    assert claim.property is ClaimProperty.FIGURE and claim.rank is not Rank.DEPRECATED
                    assert claim.quantity and claim.quantity.unit is found.unit
                    assert claim.about == action.id or found.covers is Covers.SERIES
                    assert claim.stage is count.stage or (count.stage, claim.stage) == (Stage.GRANTED, Stage.RECORDED)
            assert (found.rates.rate is None) == (found.rates.remaining is None)
            if found.rates.rate is not None:
                assert 0 <= found.rates.rate.low <= (found.rates.rate.high or 0) <= 1
                assert found.at(Stage.ELIGIBLE) and found.at(Stage.GRANTED)


def test_a_rate_compares_figures_that_surely_cover_the_same_rounds(graph: KnowledgeGraph) -> None:
    relations = graph.cached(relations_of)
    rows = uptake_of_programs(graph, graph.of_type(ClemencyAction))
    in_series = [one for one in rows if one.rates.rate and relations.in_series(one.action.id)]
    for one in in_series:
        for claim in one.claims:
            assert claim.quantity is not None
            open_to_all = claim.stage is Stage.ELIGIBLE or claim.quantity.cumulative
            assert claim.quantity.covers is one.covers or not (open_to_all or one.covers is Covers.SERIES)
    assert {one.covers for one in in_series} == set(Covers)


def test_programs_have_the_rows_of_a_series_once(graph: KnowledgeGraph) -> None:
    rows = uptake_of_programs(graph, graph.of_type(ClemencyAction))
    keys = [(one.action.id, one.covers, one.unit) for one in rows]
    assert len(keys) == len(set(keys))
    assert any(one.covers is Covers.SERIES for one in rows)
    rounds = graph.cached(relations_of).rounds
    for action in graph.of_type(ClemencyAction):
        of_series = [one for one in uptake(graph, action) if one.covers is Covers.SERIES]
        assert {one.action.id for one in of_series} <= {min(rounds[action.id])}


def test_the_uptake_of_a_law_is_not_that_of_its_first_round(graph: KnowledgeGraph) -> None:
    answer = run(graph, '{ law(id: "law/il/hb-1438") { uptake { action { id } covers unit rate { low high } gaps } } }')
    assert answer.data
    found = [one for one in answer.data["law"]["uptake"] if one["action"]["id"] == "action/il/2019-possession-pardons"]
    assert {one["covers"] for one in found if one["rate"]} == {"SERIES"}
    assert all(one["rate"]["high"] == 1 for one in found if one["rate"])


def test_the_uptake_of_a_law_has_each_row_of_its_programs(graph: KnowledgeGraph) -> None:
    query = """{ law(id: "law/ca/ab-1793") { uptake { ...row } } state(code: "CA") { uptake { ...row } }
      action(id: "action/ca/2018-conviction-clearing") { uptake { ...row } } }
      fragment row on Uptake { action { id } covers unit applied { counts { low high } } }"""
    answer = run(graph, query)
    assert answer.data
    own = answer.data["action"]["uptake"]
    assert {"low": 2650, "high": 2750} in [one["applied"]["counts"] for one in own if one["applied"]]
    for rows in (answer.data["law"]["uptake"], answer.data["state"]["uptake"]):
        assert [one for one in rows if one["action"]["id"] == "action/ca/2018-conviction-clearing"] == own


def test_at_least_25_programs_have_a_rate(graph: KnowledgeGraph) -> None:
    rows = uptake_of_programs(graph, graph.of_type(ClemencyAction))
    assert len({one.action.id for one in rows if one.rates.rate}) >= 25


DOCUMENT = """
    {
      action(id: "action/ct/2023-pending-case-dismissals") { uptake { ...row } }
      state(code: "CT") { uptake { ...row } }
      law(id: "law/ca/ab-1793") { uptake { action { id } covers rate { low } } }
    }
    fragment row on Uptake {
      action { id } covers unit rate { low high } remaining { low high } start { earliest latest }
      paceAYear { low high } yearsLeft { low high } population { date value } per100000 { low high } gaps
      claims { id }
      eligible { stage unit counts { low high } asOf { earliest latest } whole claims { id } }
      applied { stage } granted { counts { low high } } recorded { stage }
    }
"""


def test_graphql(graph: KnowledgeGraph) -> None:
    answer = run(graph, DOCUMENT)
    assert not answer.errors and answer.data
    (found,) = (one for one in answer.data["action"]["uptake"] if one["unit"] == "CASES")
    assert found in answer.data["state"]["uptake"]
    assert (found["covers"], found["gaps"]) == ("ACTION", ["NO_PERIOD"])
    assert found["rate"]["low"] == pytest.approx(1562 / 4248)
    assert found["remaining"] == {"low": 2686, "high": 2686}
    assert found["eligible"]["asOf"] == {"earliest": "2023-03-31", "latest": "2023-03-31"}
    assert found["granted"]["counts"] == {"low": 1562, "high": 1562}
    assert found["population"]["date"] == "2022-07-01"
    assert found["paceAYear"] is None and found["yearsLeft"] is None and found["applied"] is None
    assert {"action/ca/2018-conviction-clearing"} <= {one["action"]["id"] for one in answer.data["law"]["uptake"]}


def test_nobody_could_have_what_was_refused(graph: KnowledgeGraph) -> None:
    refused = graph.entities["action/ok/2023-state-question-820-relief"]
    assert isinstance(refused, ClemencyAction) and refused.stage is Stage.DECLINED
    assert any(one.at(Stage.ELIGIBLE) for one in uptake(graph, refused))
    assert uptake_of_programs(graph, [refused]) == []
