"""Tests of width: small cases by hand, for the rules that only narrow an interval or choose among true claims."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.vocabulary import Covers, Extent, Level, Qualifier, Rank, ReliefKind, Stage, Unit
from clemency_graph.graph.queries.action_facts import ActionFacts, Count, Place, StageClaim
from clemency_graph.graph.queries.action_overlap import ActionRelations
from clemency_graph.graph.queries.best_claims import best_date
from clemency_graph.graph.queries.best_figure import best_figure
from clemency_graph.graph.queries.counted_figures import counted_figures
from clemency_graph.graph.queries.day_ranges import UNBOUNDED, Answer, DayFilter, DayRange, certainly, match_day
from clemency_graph.graph.queries.figure_coverage import Subject
from clemency_graph.graph.queries.number_intervals import Interval, count_as_interval
from clemency_graph.graph.queries.one_stage_conflicts import find_disputes, is_disputed, undated_preferences
from clemency_graph.graph.queries.stage_facts import stage_days
from clemency_graph.graph.queries.stage_order_errors import order_errors
from clemency_graph.graph.queries.tally_against_actions import bound_tally
from clemency_graph.graph.queries.total_bounds import TotalBounds, bound_total

STATE = Place("state/al", Level.STATE, "state/al")
COUNTRY = Place("country/us", Level.COUNTRY)
COUNTY = Place("locality/al/kent", Level.COUNTY, "state/al")
OTHER_COUNTY = Place("locality/al/surrey", Level.COUNTY, "state/al")
CITY = Place("locality/al/dover", Level.CITY, "state/al", frozenset((COUNTY.id,)))
READ = date(2025, 1, 1)
Test = Callable[[], None]
_numbers = count()


def figure(action: str, low: int | None, high: int | None, as_of: str | None = None, **more: Any) -> StageClaim:
    """Return a claim with a figure in people."""
    fields = {name: more.pop(name) for name in ("stage", "rank", "published", "source_order", "id") if name in more}
    return StageClaim(
        id=fields.pop("id", f"claim/{next(_numbers):04}"),
        action=action,
        stage=fields.pop("stage", Stage.GRANTED),
        not_after=READ,
        count=Count(low, high, more.pop("unit", Unit.PEOPLE), **more),
        as_of=PartialDate(as_of) if as_of else None,
        **fields,
    )


def day(action: str, stage: Stage, on: str, **more: Any) -> StageClaim:
    """Return a claim of the day of a stage."""
    return StageClaim(more.pop("id", f"claim/{next(_numbers):04}"), action, stage, READ, PartialDate(on), **more)


def action(
    id: str, *claims: StageClaim, place: Place = STATE, kind: ReliefKind = ReliefKind.PARDON, **more: Any
) -> ActionFacts:
    """Return an action with its claims."""
    return ActionFacts(id, kind, place, claims, **more)


def total(*actions: ActionFacts, stage: Stage = Stage.GRANTED) -> TotalBounds:
    """Return the total of all actions in people."""
    relations = ActionRelations(actions)
    figures = counted_figures(relations, [one.id for one in actions], stage, Unit.PEOPLE).figures
    return bound_total(figures, relations)


def about_is_widened_by_a_tenth_at_most() -> None:
    """Half a unit of the last place of 100,000 would be 50,000."""
    about = Count(100_000, 100_000, Unit.PEOPLE, Qualifier.ABOUT)
    assert count_as_interval(about) == Interval(90_000, 110_000)


def since_the_beginning_is_a_whole() -> None:
    """A figure since the day of the first grant leaves nothing out."""
    granted = day("a", Stage.GRANTED, "2020-06-17")
    whole = figure("a", 10, 10, "2021-01-01", since=PartialDate("2020-06-17"))
    assert total(action("a", granted, whole)).interval == Interval(10, 10)
    later = figure("a", 10, 10, "2021-01-01", since=PartialDate("2020-06-18"))
    assert total(action("a", granted, later)).interval == Interval(10, None)


def a_later_round_is_no_part_of_an_earlier_total() -> None:
    """A round that began after the day of a series' total adds to it."""
    first = action("a", day("a", Stage.GRANTED, "2020"), figure("a", 100, 100, "2021-06-01", covers=Covers.SERIES))
    second = action("b", day("b", Stage.GRANTED, "2022"), figure("b", 7, 7, "2023-01-01"), extends="a")
    assert total(first, second).interval == Interval(107, 107)


def the_total_of_a_series_counts() -> None:
    """A series total counts beside the rounds that it contains."""
    running = figure("b", 100, 100, "2023-01-01", covers=Covers.SERIES, cumulative=True)
    first = action("a", figure("a", 60, 60, "2021-01-01"))
    found = total(first, action("b", running, extends="a"))
    assert found.interval == Interval(100, 100)
    assert found.contained == {first.claims[0].id: (running.id,)}


def separate_is_symmetric() -> None:
    """A city and its state add up where either declares that they are separate."""
    for declared in ("a", "b"):
        state = action("a", figure("a", 9, 9), separate_from=("b",) if declared == "a" else ())
        city = action("b", figure("b", 15, 15), place=CITY, separate_from=("a",) if declared == "b" else ())
        assert total(state, city).interval == Interval(24, 24)
        assert total(city, state).interval == Interval(24, 24)


def parts_of_separate_actions_are_separate() -> None:
    """What a whole may not share, its part does not share."""
    state = action("a", figure("a", 9, 9), separate_from=("w",))
    whole = action("w", place=COUNTY)
    part = action("b", figure("b", 15, 15), place=CITY, part_of=("w",))
    assert total(state, whole, part).interval == Interval(24, 24)


def a_city_is_apart_from_other_counties() -> None:
    """A city may share acts with the counties that it lies in only."""
    city = action("a", figure("a", 9, 9), place=CITY)
    assert total(city, action("b", figure("b", 5, 5), place=OTHER_COUNTY)).interval == Interval(14, 14)
    assert total(city, action("b", figure("b", 5, 5), place=COUNTY)).interval == Interval(9, 14)


def words_lower_no_number() -> None:
    """Tens of thousands is no less than about 100,000; alone it counts as stated."""
    number = figure("a", 100_000, 100_000, qualifier=Qualifier.ABOUT, rank=Rank.PREFERRED)
    words = figure("a", 20_000, 99_999, qualifier=Qualifier.UNQUANTIFIED)
    granted = day("a", Stage.GRANTED, "2024-06-17")
    assert total(action("a", granted, number, words, one_day=True)).interval == Interval(90_000, 110_000)
    assert total(action("a", granted, words, one_day=True)).interval == Interval(20_000, 99_999)


def a_whole_goes_before_a_part() -> None:
    """A part has no high, however new it is."""
    whole = figure("a", 10, 12, "2020-01-01")
    part = figure("a", 11, 11, "2021-01-01", extent=Extent.PART)
    assert total(action("a", whole, part)).interval == Interval(10, 12)


def the_best_claim_is_chosen_in_order() -> None:
    """Rank goes before the later day, that before the better source, and that before the id."""
    preferred = figure("a", 10, 10, "2020-01-01", rank=Rank.PREFERRED)
    newer = figure("a", 30, 30, "2021-01-01")
    assert total(action("a", newer, preferred)).interval == Interval(10, 10)
    older = figure("a", 10, 10, "2020-01-01", source_order=0)
    assert total(action("a", older, figure("a", 30, 30, "2021-01-01", source_order=4))).interval == Interval(30, 30)
    better = figure("a", 192, 192, "2020-01-01", source_order=0, id="claim/z")
    worse = figure("a", 195, 195, "2020-01-01", source_order=4, id="claim/y")
    assert total(action("a", worse, better)).interval == Interval(192, 192)


def a_figure_of_a_day_goes_before_that_of_its_month() -> None:
    """A month may mean an earlier day; of two figures of a year, that of the later page goes first."""
    exact = figure("a", 46_680, 46_680, "2023-06-07", source_order=4)
    month = figure("a", 46_001, None, "2023-06", qualifier=Qualifier.MORE_THAN)
    assert total(action("a", month, exact)).interval == Interval(46_680, 46_680)
    spring = figure("a", 100, 100, "2023", published=PartialDate("2023-04-01"))
    autumn = figure("a", 300, 300, "2023", published=PartialDate("2023-10-01"), source_order=4)
    assert total(action("a", spring, autumn)).interval == Interval(300, 300)
    assert total(action("a", spring, autumn, figure("a", 400, 400, "2024"))).interval == Interval(400, 400)


def a_finer_day_goes_first() -> None:
    """A day goes before its year, though its source is worse, but not before a better rank."""
    year = day("a", Stage.GRANTED, "2020", source_order=0)
    exact = day("a", Stage.GRANTED, "2020-06-17", source_order=3)
    assert best_date((year, exact), Stage.GRANTED) is exact
    preferred = day("a", Stage.GRANTED, "2020", rank=Rank.PREFERRED)
    assert best_date((exact, preferred), Stage.GRANTED) is preferred


def the_best_stays_in_a_conflict() -> None:
    """Figures of one day that contradict each other leave the best as it is, and are disputed."""
    best = figure("a", 192, 192, "2017-01-03", source_order=0)
    other = figure("a", 195, 195, "2017-01-03", source_order=4)
    found = best_figure((best, other), Subject())
    assert found is not None
    assert found.interval == Interval(192, 192)
    assert found.conflicts == (other,)
    relations = ActionRelations([action("a", best, other)])
    assert [set(pair) for pair in find_disputes(relations, "a")] == [{best, other}]
    assert is_disputed(relations, "a")


def contradictory_days_are_disputed() -> None:
    """Two days of one stage are a conflict; a day and its month are none."""
    one, other = day("a", Stage.GRANTED, "2020-06-17"), day("a", Stage.GRANTED, "2020-06-18")
    assert is_disputed(ActionRelations([action("a", one, other)]), "a")
    assert not is_disputed(ActionRelations([action("a", one, day("a", Stage.GRANTED, "2020-06"))]), "a")


def a_page_bounds_the_day() -> None:
    """What a page of March reports had happened by then."""
    told = figure("a", 5, 5, "2022", published=PartialDate("2022-03-05"))
    assert stage_days((told,), Stage.GRANTED) == DayRange(None, date(2022, 3, 5))


def an_earliest_after_the_latest_is_left_out() -> None:
    """Where a page tells of the grant before the day of authorization, only the page bounds the day."""
    told = figure("a", 5, 5, "2020-03-05")
    assert stage_days((told, day("a", Stage.AUTHORIZED, "2020-02-01")), Stage.GRANTED) == DayRange(
        date(2020, 2, 1), date(2020, 3, 5)
    )
    assert stage_days((told, day("a", Stage.AUTHORIZED, "2020-04-01")), Stage.GRANTED) == DayRange(
        None, date(2020, 3, 5)
    )


def filters_leave_out_what_they_say() -> None:
    """`certain` leaves out what only may match, `unknown` all that has a stated day or all that has none."""
    year = DayRange(date(2022, 1, 1), date(2022, 12, 31))
    bound = date(2022, 6, 1)
    assert match_day(year, DayFilter(gte=bound)) is Answer.MAYBE
    assert certainly(Answer.MAYBE) is Answer.NO
    assert match_day(year, DayFilter(unknown=True)) is Answer.NO
    assert match_day(year, DayFilter(unknown=True), stated=False) is Answer.YES
    assert match_day(UNBOUNDED, DayFilter(unknown=True), stated=False) is Answer.YES
    assert match_day(UNBOUNDED, DayFilter(gte=bound, unknown=False), stated=False) is Answer.NO


def recorded_before_granted_is_refused() -> None:
    """No stage surely comes before one that has to come first, but a relief may open after its grant."""
    granted = day("a", Stage.GRANTED, "2022-03")
    for stage in (Stage.ANNOUNCED, Stage.AUTHORIZED, Stage.OPENED):
        assert bool(order_errors((granted, day("a", stage, "2022-04-01")))) == (stage is not Stage.OPENED)
    assert order_errors((granted, day("a", Stage.RECORDED, "2022-02-28")))
    assert not order_errors((granted, day("a", Stage.RECORDED, "2022-03-01")))


def a_preferred_figure_needs_a_day() -> None:
    """A preferred figure without a day hides how old it is where another of the same has one."""
    undated = figure("a", 5, 5, rank=Rank.PREFERRED)
    assert undated_preferences((undated, figure("a", 6, 6, "2022"))) == [undated]
    assert undated_preferences((undated, figure("a", 6, 6, "2022", unit=Unit.CONVICTIONS))) == []
    assert undated_preferences((undated, figure("a", 6, 6))) == []


def two_pardons_of_a_state_add_up() -> None:
    """Two actions of one place and kind share nothing."""
    assert total(action("a", figure("a", 9, 9)), action("b", figure("b", 5, 5))).interval == Interval(14, 14)


def two_counties_add_up() -> None:
    """Two counties share nothing, whatever the kinds."""
    one = action("a", figure("a", 9, 9), place=COUNTY)
    other = action("b", figure("b", 5, 5), place=OTHER_COUNTY, kind=ReliefKind.EXPUNGEMENT)
    assert total(one, other).interval == Interval(14, 14)


def a_state_and_the_country_add_up() -> None:
    """A state and the country share nothing."""
    one, other = action("a", figure("a", 9, 9)), action("b", figure("b", 5, 5), place=COUNTRY)
    assert total(one, other).interval == Interval(14, 14)


def a_part_adds_nothing_to_the_high() -> None:
    """A part that a whole counted by its day adds nothing."""
    state = action("a", figure("a", 50, 90, "2023-01-01"))
    city = action("b", figure("b", 20, 20, "2022-01-01"), place=CITY, part_of=("a",))
    found = total(state, city)
    assert found.interval == Interval(50, 90)
    assert found.contained == {city.claims[0].id: (state.claims[0].id,)}
    later = action("b", figure("b", 20, 20, "2023-06-01"), place=CITY, part_of=("a",))
    assert total(state, later).interval == Interval(50, 110)


def one_day_contains_whatever_the_page_says() -> None:
    """What was granted on one day contains its parts, though its page gives no day."""
    state = action("a", day("a", Stage.GRANTED, "2020-06-17"), figure("a", 50, 90), one_day=True)
    city = action("b", figure("b", 20, 20, "2022-01-01"), place=CITY, part_of=("a",))
    assert total(state, city).interval == Interval(50, 90)


def a_whole_below_its_parts_is_a_contradiction() -> None:
    """A whole whose high is below its parts is listed, and counts as if it only overlapped them."""
    state = action("a", figure("a", 10, 10, "2023-01-01"))
    city = action("b", figure("b", 20, 20, "2022-01-01"), place=CITY, part_of=("a",))
    found = total(state, city)
    assert found.interval == Interval(20, 30)
    assert found.contradictions == {state.claims[0].id: (city.claims[0].id,)}
    assert found.overlapping == {state.claims[0].id: (city.claims[0].id,)}


def a_later_action_explains_nothing() -> None:
    """A tally counts nothing that surely began after its day; what it mixes is one of the units of each action."""
    earlier = action(
        "a",
        day("a", Stage.GRANTED, "2020"),
        figure("a", 10, 12, "2021-01-01"),
        figure("a", 30, 30, "2021-01-01", unit=Unit.CONVICTIONS),
    )
    later = action("b", day("b", Stage.GRANTED, "2023"), figure("b", 500, 500, "2024-01-01"), place=COUNTY)
    tally = StageClaim(
        "tally", "country/us", Stage.GRANTED, READ, count=Count(100, 100, Unit.PEOPLE), as_of=PartialDate("2022-11-30")
    )
    found = bound_tally(ActionRelations((earlier, later)), ("a", "b"), tally)
    assert found.explained == Interval(10, 30)
    assert found.unexplained == Interval(70, 90)


def an_earlier_action_explains_nothing() -> None:
    """A tally counts nothing of an action that granted all on one day before the tally starts."""
    pardon = action("a", day("a", Stage.GRANTED, "2017-01-03"), figure("a", 192, 192, "2017-01-03"), one_day=True)
    ongoing = action("b", day("b", Stage.GRANTED, "2016"), figure("b", 10, 12, "2021-01-01"), place=COUNTY)
    count = Count(100, 100, Unit.PEOPLE, since=PartialDate("2018"))
    tally = StageClaim("tally", "country/us", Stage.GRANTED, READ, count=count, as_of=PartialDate("2022-11-30"))
    found = bound_tally(ActionRelations((pardon, ongoing)), ("a", "b"), tally)
    assert found.explained == Interval(0, 12)
    assert found.unexplained == Interval(88, 100)


def is_test(value: object) -> bool:
    """Return whether a function of this module is one of the tests."""
    return getattr(value, "__module__", "") == __name__ and getattr(value, "__annotations__", 0) == {"return": "None"}


TESTS: list[Test] = [value for value in list(vars().values()) if is_test(value)]
