"""Which claim stands first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim
from clemency_graph.graph.model.vocabulary import Rank, SourceKind
from clemency_graph.graph.queries.claim_ranking import best_first, first_usable, source_order
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import figure

as_ofs = st.sampled_from((None, "2019", "2020", "2020-06", "2020-06-16", "2020-06-17", "2020-07"))
claims = st.lists(
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


def order(source: str) -> int:
    return {"source/a": 0, "source/b": 3}[source]


def claim_days(claim: Claim) -> list[date]:
    """The days that a figure can describe: those of its `as_of`, and of these no later ones than its page."""
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
    days = [max(claim_days(claim)) for claim in (one, other) if claim.as_of]
    if len(days) == 2 and days[0] != days[1]:
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


def test_an_exact_and_dated_figure_stands_before_a_later_retelling_without_a_day() -> None:
    exact = figure("action/x", 2, 1351, 1351, as_of="2021-12-30", published="2021-12-30")
    retold = figure("action/x", 1, None, 4499, published="2022-11")
    assert best_first((retold, exact), lambda source: 0)[0] is exact
    assert exact.as_of == PartialDate("2021-12-30")
