"""Which claim stands first."""

from __future__ import annotations

from dataclasses import replace
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
        lambda number, rank, as_of, source: replace(
            figure("action/x", number, 1, 1, rank=rank, as_of=as_of), source=source
        ),
        st.integers(0, 99),
        st.sampled_from(Rank),
        as_ofs,
        st.sampled_from(("source/a", "source/b")),
    ),
    unique_by=lambda claim: claim.id,
    max_size=12,
)


def order(source: str) -> int:
    return {"source/a": 0, "source/b": 3}[source]


def stands_before(one: Claim, other: Claim) -> bool:
    """The rule as the design words it, a step at a time."""
    ranks = [Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED]
    if one.rank is not other.rank:
        return ranks.index(one.rank) < ranks.index(other.rank)
    if (one.as_of is None) != (other.as_of is None):
        return one.as_of is not None
    if one.as_of and other.as_of and one.as_of != other.as_of:
        if one.as_of.startswith(other.as_of) or other.as_of.startswith(one.as_of):
            return len(one.as_of) > len(other.as_of)
        return one.as_of.last_day > other.as_of.last_day
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
