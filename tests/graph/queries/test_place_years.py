"""Places in years, held against plain loops over the records of some states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.model.records import State
from clemency_graph.graph.model.vocabulary import Knowledge, LawEffect, LawStatus, Office, ReliefKind, Unit
from clemency_graph.graph.queries.number_intervals import Interval
from clemency_graph.graph.queries.place_years import PlaceYear, place_years
from support.marking import slow_but

CODES = ("AS", "DC", "MO", "NV", "NY")


def years(graph: KnowledgeGraph, code: str) -> list[PlaceYear]:
    state = graph.state(code)
    assert state is not None
    return list(place_years(graph, [state]))


def all_codes(graph: KnowledgeGraph) -> list[str]:
    return [state.code for state in graph.of_type(State)]


def test_the_years_are_those_from_1996_to_the_release(graph: KnowledgeGraph) -> None:
    rows = years(graph, "NV")
    released = graph.dataset.released
    assert [row.year for row in rows] == list(range(1996, released.year + 1))
    assert rows[0].day == date(1996, 12, 31)
    assert rows[-1].day == released


def check_governors(graph: KnowledgeGraph, code: str) -> None:
    office = Office.MAYOR if code == "DC" else Office.GOVERNOR
    terms = [
        one for one in graph.terms.values() if one.office is office and one.jurisdiction == f"state/{code.lower()}"
    ]
    for row in years(graph, code):
        day, total = date(row.year, 1, 1), (row.day - date(row.year, 1, 1)).days + 1
        holders: dict[str, int] = {}
        republican = 0
        while day <= row.day:
            for term in terms:
                if term.start.last_day <= day and (term.end is None or day < term.end.first_day):
                    holders[term.id] = holders.get(term.id, 0) + 1
                    republican += term.party == "party/republican"
            day += timedelta(1)
        if row.governor.value is not None:
            found = row.governor.value
            assert round(found.low * total) == holders[found.term.id] == max(holders.values())
            assert row.governor.claims
        elif row.governor.status is Knowledge.UNKNOWN:
            assert sum(holders.values()) < total
        else:
            assert holders == {}
        share = row.party_share("party/republican")
        if share.value is not None and share.value.low == share.value.high:
            assert round(share.value.low * total) == republican


@pytest.mark.parametrize("code", ["AS", "DC", "NV"])
def test_the_governor_is_who_held_the_office_on_most_days(graph: KnowledgeGraph, code: str) -> None:
    check_governors(graph, code)


@pytest.mark.slow
def test_the_governor_is_who_held_the_office_on_most_days_in_each_state(graph: KnowledgeGraph) -> None:
    for code in all_codes(graph):
        check_governors(graph, code)


def starts(graph: KnowledgeGraph, place: str, effect: LawEffect) -> Iterator[tuple[date, date]]:
    """The first and the last day from which a law can be in force, where nothing ended it."""
    for law in graph.laws_in(place):
        for provision in law.provisions:
            if provision.effect is effect and law.status is LawStatus.ENACTED and not provision.never_effective:
                start = provision.effective or law.effective or law.enacted
                if start is not None and provision.effective_until is None:
                    yield start.first_day, start.last_day


@pytest.mark.parametrize("effect", [LawEffect.MEDICAL, LawEffect.ADULT_USE, LawEffect.DECRIMINALIZATION])
def test_a_law_is_in_force_from_its_first_day(graph: KnowledgeGraph, effect: LawEffect) -> None:
    for state in graph.of_type(State):
        found = list(starts(graph, state.id, effect))
        for row in place_years(graph, [state]):
            indicator = row.laws[effect.value]
            if any(latest <= row.day for _, latest in found):
                assert indicator.in_force is True, (state.id, row.year)
            if indicator.in_force is None:
                assert indicator.status is not Knowledge.VALUE
                assert not any(latest <= row.day for _, latest in found)
            else:
                assert indicator.status is Knowledge.VALUE and indicator.claims
            if indicator.in_force and indicator.since is not None and indicator.since.latest is not None:
                assert indicator.since.latest <= row.day


def test_without_a_law_in_the_record_nothing_is_told(graph: KnowledgeGraph) -> None:
    for row in years(graph, "AS"):
        assert {one.in_force for one in row.laws.values()} == {None}
        assert {one.status for one in row.laws.values()} == {Knowledge.UNKNOWN}


def test_since_is_the_first_day_without_a_gap(graph: KnowledgeGraph) -> None:
    last = years(graph, "NV")[-1]
    days = last.laws["adult_use"].since
    assert days is not None and days.earliest == days.latest == date(2017, 1, 1)
    medical = last.laws["medical"].since
    assert medical is not None and medical.earliest is not None and medical.earliest.year == 2000


def granted(graph: KnowledgeGraph, code: str, year: int, kind: ReliefKind, unit: Unit, *, by_end: bool) -> object:
    row = next(row for row in years(graph, code) if row.year == year)
    found = row.granted_of(kind, unit, by_end=by_end)
    return found.value.interval if found.value else found.status


def test_what_was_granted_on_a_day_is_in_its_year_and_in_all_later_sums(graph: KnowledgeGraph) -> None:
    of_nevada = ReliefKind.PARDON, Unit.PEOPLE
    assert granted(graph, "NV", 2019, *of_nevada, by_end=True) is Knowledge.UNKNOWN
    assert granted(graph, "NV", 2020, *of_nevada, by_end=False) == Interval(15_001, 15_500)
    assert granted(graph, "NV", 2021, *of_nevada, by_end=False) is Knowledge.UNKNOWN
    assert granted(graph, "NV", 2023, *of_nevada, by_end=True) == Interval(15_001, 15_500)


def test_a_running_total_counts_by_its_day_and_bounds_no_later_year(graph: KnowledgeGraph) -> None:
    of_missouri = ReliefKind.EXPUNGEMENT, Unit.CASES
    assert granted(graph, "MO", 2024, *of_missouri, by_end=True) == Interval(112_801, None)
    assert granted(graph, "MO", 2026, *of_missouri, by_end=True) == Interval(140_429, None)
    # What was done in the year is not known: earlier years have no upper bound that is low enough.
    assert granted(graph, "MO", 2026, *of_missouri, by_end=False) is Knowledge.UNKNOWN


@pytest.mark.parametrize("code", slow_but(["MO"], ["MO", "CA", "IL", "NY", "WA"]))
def test_intervals_of_years_hold_together(graph: KnowledgeGraph, code: str) -> None:
    earlier: dict[tuple[ReliefKind | None, Unit], int] = {}
    for row in years(graph, code):
        for kind in (None, *ReliefKind):
            for unit in Unit:
                total, year = row.granted_of(kind, unit, by_end=True), row.granted_of(kind, unit)
                low = total.value.interval.low if total.value else 0
                assert low >= earlier.get((kind, unit), 0), (row.year, kind, unit)
                earlier[kind, unit] = low
                for one in (total, year):
                    assert (one.value is None) == (one.status is not Knowledge.VALUE)
                    if one.value is not None:
                        assert one.claims
                        assert one.value.interval != (0, 0) or any(claim.quantity for claim in one.claims)
                if year.value is not None and total.value is not None and total.value.interval.high is not None:
                    assert year.value.interval.low <= total.value.interval.high


def test_a_measure_is_that_of_the_year(graph: KnowledgeGraph) -> None:
    for row in years(graph, "NV"):
        found = next(
            (one for series in row.place.series for one in series.observations if one.date.year == row.year), None
        )
        assert row.measure(row.place.series[0].measure) is found


def test_uptake_is_in_the_year_of_its_count(graph: KnowledgeGraph) -> None:
    rated = {row.year: row.uptake.value for row in years(graph, "NV") if row.uptake.value}
    assert list(rated) == [2020]
    [one] = rated[2020]
    assert one.rates.rate is not None and 0.96 < one.rates.rate.low < one.rates.rate.high < 1  # type: ignore[operator] # a rate is bounded
