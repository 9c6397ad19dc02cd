"""The population of a place on a day, and the files of series that it comes from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from clemency_graph.graph import DataError, KnowledgeGraph, load
from clemency_graph.graph.loading.from_networkx import from_networkx
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Country, Coverage, Locality, State
from clemency_graph.graph.model.series import Observation, Series
from clemency_graph.graph.model.vocabulary import LocalityKind, Measure, StateKind
from clemency_graph.graph.queries.place_measures import observations, population
from clemency_graph.graph.queries.subgraph import subgraph
from clemency_graph.schema import run
from hypothesis import given
from hypothesis import strategies as st

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def with_population(days: set[date], coverage: Coverage) -> State:
    values = tuple(
        Observation(PartialDate(day.isoformat()), day.toordinal(), "source/one/of-a-census") for day in sorted(days)
    )
    return State(
        id="state/zz", name="Nowhere", code="ZZ", fips="99", kind=StateKind.STATE, parent=None, coverage=coverage,
        series=(Series(Measure.POPULATION, values),),
    )  # fmt: skip


@given(st.sets(DAYS, max_size=6), DAYS)
def test_it_is_the_latest_that_is_not_of_a_later_day(small_graph: KnowledgeGraph, days: set[date], on: date) -> None:
    nevada = small_graph.state("nv")
    assert nevada is not None
    found = population(with_population(days, nevada.coverage), on)
    # The oracle goes back day by day.
    day = next((on - timedelta(back) for back in range(16_000) if on - timedelta(back) in days), None)
    assert (found and found.value) == (day and day.toordinal())


def test_the_populations_of_the_states_sum_to_that_of_the_country(graph: KnowledgeGraph) -> None:
    (country,) = graph.of_type(Country)
    values = observations(country, Measure.POPULATION)
    assert [one.date for one in values] == [f"{year}-07-01" for year in range(2020, 2026)]
    for one in values:
        summed = [
            found.value
            for state in graph.of_type(State)
            if state.kind is not StateKind.TERRITORY and (found := population(state, one.date.first_day))
        ]
        assert (len(summed), sum(summed)) == (51, one.value)


def test_states_have_one_for_each_year_and_counties_since_2010(graph: KnowledgeGraph) -> None:
    years = [f"{year}-07-01" for year in range(1996, 2026)]
    for state in graph.of_type(State):
        found = [one.date for one in observations(state, Measure.POPULATION)]
        if state.kind is not StateKind.TERRITORY:
            assert found == years, state.id
    for place in graph.of_type(Locality):
        if place.kind is LocalityKind.COUNTY:
            found = [one.date for one in observations(place, Measure.POPULATION)]
            assert found == years[14:], place.id


def test_no_county_has_more_residents_than_its_state(graph: KnowledgeGraph) -> None:
    for place in graph.of_type(Locality):
        state = graph.entities[place.parent or ""]
        for one in observations(place, Measure.POPULATION):
            assert isinstance(state, State)
            whole = population(state, one.date.first_day)
            assert whole is not None and one.value < whole.value, place.id


def test_arrests_have_the_share_of_agencies_that_report(folder: Path) -> None:
    write_series(
        folder,
        "nv/possession_arrests",
        "{date: 2019, value: 500, SOURCE}\n  - {date: 2021, value: 90, reporting_percent: 39, SOURCE}",
    )
    nevada = load(folder).entities["state/nv"]
    assert isinstance(nevada, State)
    found = {one.date: (one.value, one.reporting_percent) for one in observations(nevada, Measure.POSSESSION_ARRESTS)}
    assert found == {"2019": (500, None), "2021": (90, 39)}


def test_arrests_are_no_population(graph: KnowledgeGraph) -> None:
    country = graph.entities["country/us"]
    assert isinstance(country, Country)
    assert observations(country, Measure.POSSESSION_ARRESTS)
    assert population(country, date(2022, 1, 1)) in observations(country, Measure.POPULATION)


def test_the_counties_of_new_york_city_sum_to_what_the_census_gave_for_it(graph: KnowledgeGraph) -> None:
    boroughs = (
        graph.entities[f"locality/ny/{one}"] for one in ("bronx", "brooklyn", "manhattan", "queens", "staten-island")
    )
    found = [population(one, date(2019, 12, 31)) for one in boroughs if isinstance(one, Locality)]
    # The Census Bureau's estimate for the city on 1 July 2019.
    assert sum(one.value for one in found if one) == 8_336_817


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("nv/population", "{date: 2019, value: 1, SOURCE}", "a value of population is of a day, not of 2019"),
        (
            "nv/possession_arrests",
            "{date: 2019-07-01, value: 1, SOURCE}",
            "a value of possession_arrests is of a year, not of 2019-07-01; correct the date",
        ),
        (
            "nv/population",
            "{date: 2019-07-01, value: 1, SOURCE, reporting_percent: 90}",
            "a population has no reporting_percent; remove it",
        ),
        ("nv/population", "{date: 2019-07-01, value: -1, SOURCE}", "-1 is impossible; it must be 0 or more"),
        (
            "nv/population",
            "{date: 2019-07-01, value: 1, source: source/no/page}",
            "there is no data file source/no/page",
        ),
        (
            "nv/populatoin",
            "{date: 2019-07-01, value: 1, SOURCE}",
            "is not a measure; did you mean 'population'?",
        ),
        ("zz/population", "{date: 2019-07-01, value: 1, SOURCE}", "'zz' is not a state, country or locality"),
        (
            "nv/population",
            "{date: 2019-07-01, value: 3080156, SOURCE}\n  - {date: 2020-07-01, value: 31169670, SOURCE}",
            "value: is 31,169,670, but 3,080,156 on 2019-07-01; check the digits",
        ),
        (
            "nv/population",
            "{date: 2020-07-01, value: 5, SOURCE}\n  - {date: 2020-07-01, value: 5, SOURCE}",
            "date: is of 2020-07-01, not after 2020-07-01 of the one before; sort them",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(folder: Path, name: str, text: str, message: str) -> None:
    write_series(folder, name, text)
    with pytest.raises(DataError) as error:
        load(folder)
    (problem,) = error.value.problems
    assert problem.file == f"series/{name}.yaml"
    assert message in str(problem)


def write_series(folder: Path, name: str, text: str) -> None:
    path = folder / f"series/{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    source = "source/github/phedinkus-ansi-state-codes"
    path.write_text(f"observations:\n  - {text.replace('SOURCE', f'source: {source}')}\n", "utf-8")


def test_a_series_has_at_least_one_value(folder: Path) -> None:
    path = folder / "series/nv/population.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("observations: []\n", "utf-8")
    with pytest.raises(DataError, match=r"series/nv/population\.yaml:1: observations: is empty; add at least one item"):
        load(folder)


def test_a_part_and_a_copy_of_the_graph_have_the_series(graph: KnowledgeGraph) -> None:
    nevada = graph.entities["state/nv"]
    part = subgraph(graph, [nevada.id])
    assert part.entities[nevada.id] == nevada or part.entities[nevada.id] is nevada
    copy = from_networkx(part.nx).entities[nevada.id]
    assert isinstance(copy, State) and isinstance(nevada, State)
    assert copy.series == nevada.series != ()


def test_graphql(graph: KnowledgeGraph) -> None:
    answer = run(
        graph,
        """{ state(code: "NV") {
            population(on: "2020-06-17") { date value reportingPercent inference source { id } }
            none: population(on: "1990-01-01") { value }
            series(measure: POPULATION) { measure observations { date value } }
            arrests: series(measure: POSSESSION_ARRESTS) { measure }
        } }""",
    )
    assert not answer.errors and answer.data
    state = answer.data["state"]
    assert state["population"] == {
        "date": "2019-07-01", "value": 3080156, "reportingPercent": None, "inference": None,
        "source": {"id": "source/github/khnews-state-population"},
    }  # fmt: skip
    assert state["none"] is None and state["arrests"] == []
    (series,) = state["series"]
    assert len(series["observations"]) == 30
