"""Which claim stands first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim
from clemency_graph.graph.model.vocabulary import ClaimProperty, Rank, SourceKind
from clemency_graph.graph.queries.claim_ranking import best_first, first_usable, source_order
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import figure

as_ofs = st.sampled_from((None, "2019", "2020", "2020-06", "2020-06-16", "2020-06-17", "2020-07"))
figures = st.lists(
    st.builds(
        lambda number, rank, as_of, source, published: replace(
            figure("action/x", number, 1, 1, rank=rank, as_of=as_of), source=source, published=published
        ),
        st.integers(0, 99),
        st.sampled_from(Rank),
        as_ofs,
        st.sampled_from(("source/a", "source/b")),
        st.sampled_from((None, PartialDate("2019-05"), PartialDate("2020-06-10"), PartialDate("2020-07-02"))),
    ),
    unique_by=lambda claim: claim.id,
    max_size=12,
)
statuses = figures.map(
    lambda given: [replace(claim, property=ClaimProperty.STATUS, quantity=None, text="vetoed") for claim in given]
)
claims = figures | statuses


def order(source: str) -> int:
    return {"source/a": 0, "source/b": 3}[source]


def claim_days(claim: Claim) -> list[date]:
    """The days that a claim can describe: those of its `as_of`, and of these no later ones than its page."""
    assert claim.as_of
    first, last = claim.as_of.first_day, claim.as_of.last_day
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    page = claim.published.last_day if claim.published else last
    return [day for day in days if day <= page] or days


def stands_before(one: Claim, other: Claim) -> bool:
    """The rule as the design words it, a step at a time."""
    ranks = [Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED]
    if one.rank is not other.rank:
        return ranks.index(one.rank) < ranks.index(other.rank)
    if (one.as_of is None) != (other.as_of is None):
        return one.as_of is not None
    if one.as_of and other.as_of:
        if one.quantity and one.as_of != other.as_of:
            if one.as_of.agrees_with(other.as_of):
                return len(one.as_of) > len(other.as_of)
            return one.as_of.first_day > other.as_of.last_day
        days = [max(claim_days(claim)) for claim in (one, other)]
        if days[0] != days[1]:
            return days[0] > days[1]
    if order(one.source) != order(other.source):
        return order(one.source) < order(other.source)
    return one.id < other.id


@given(claims, st.randoms())
def test_the_order_is_the_rule_and_not_that_of_the_files(given: list[Claim], random: Random) -> None:
    ranked = best_first(given, order)
    shuffled = list(given)
    random.shuffle(shuffled)
    assert best_first(shuffled, order) == ranked
    assert all(not stands_before(after, before) for before, after in pairwise(ranked))


@given(claims)
def test_a_deprecated_claim_is_never_an_answer(given: list[Claim]) -> None:
    best = first_usable(best_first(given, order))
    usable = [claim for claim in given if claim.rank is not Rank.DEPRECATED]
    assert (best is None) == (not usable)
    assert best is None or best in usable


def test_better_kinds_of_source_come_first_and_reprints_last() -> None:
    kinds = ("official", "legal_text", "research", "advocacy", "press", "dataset")
    places = [source_order(SourceKind(kind), reprint=False) for kind in kinds]
    assert places == sorted(places)
    assert source_order(SourceKind.OFFICIAL, reprint=True) > max(places)


def test_a_figure_of_a_day_stands_before_a_vaguer_one_of_its_month_or_year() -> None:
    exact = figure("action/x", 1, 46_680, 46_680, as_of="2023-06-07", published="2023-06-08")
    month = figure("action/x", 2, 46_001, None, as_of="2023-06", published="2023-06")
    year = figure("action/x", 3, 100_001, None, as_of="2023", published="2024-01-17")
    before = figure("action/x", 4, 10, 10, as_of="2022-12-31", published="2022-12-31")
    assert best_first((before, year, month, exact), lambda source: 0) == (exact, month, year, before)


def test_a_veto_of_some_day_of_a_year_stands_before_the_proposal_of_a_day_of_it() -> None:
    proposed = replace(figure("law/x", 1, 1, 1, as_of="2017-03-14"), property=ClaimProperty.STATUS, quantity=None)
    vetoed = replace(proposed, id="claim/law/x/2", as_of=PartialDate("2017"), published=None)
    assert best_first((proposed, vetoed), lambda source: 0)[0] is vetoed


def test_an_exact_and_dated_figure_stands_before_a_later_retelling_without_a_day() -> None:
    exact = figure("action/x", 2, 1351, 1351, as_of="2021-12-30", published="2021-12-30")
    retold = figure("action/x", 1, None, 4499, published="2022-11")
    assert best_first((retold, exact), lambda source: 0)[0] is exact
    assert exact.as_of == PartialDate("2021-12-30")
