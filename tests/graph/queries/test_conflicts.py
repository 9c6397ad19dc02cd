"""Disagreement is shown; rounding is not disagreement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim, Law
from clemency_graph.graph.model.vocabulary import (
    ClaimProperty,
    Extent,
    Qualifier,
    Rank,
    ReliefKind,
    SourceKind,
    Stage,
    Unit,
)
from clemency_graph.graph.queries.claim_agreement import agree
from clemency_graph.graph.queries.conflicts import conflicts, conflicts_of, explain, in_open_conflict, preferred
from support.graphs import SOURCE, action, figure, graph_of


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((45000, 45000, Qualifier.ABOUT), (47144, 47144, Qualifier.EXACTLY), True),
        ((9219, 9219, Qualifier.EXACTLY), (9129, 9129, Qualifier.EXACTLY), False),
        ((15001, None, Qualifier.MORE_THAN), (15592, 15592, Qualifier.EXACTLY), True),
        ((15001, None, Qualifier.MORE_THAN), (15000, 15000, Qualifier.EXACTLY), False),
        ((None, 499999, Qualifier.NEARLY), (492129, 492129, Qualifier.EXACTLY), True),
        ((None, 3500, Qualifier.UP_TO), (3501, 3501, Qualifier.EXACTLY), False),
        ((None, None, Qualifier.UNQUANTIFIED), (5, 5, Qualifier.EXACTLY), True),
        ((20, 30, Qualifier.BETWEEN), (31, 40, Qualifier.BETWEEN), False),
    ],
)
def test_figures_agree_when_both_can_be_true(
    one: tuple[int | None, int | None, Qualifier], other: tuple[int | None, int | None, Qualifier], together: bool
) -> None:
    first, second = (
        figure("action/0", number, low, high, qualifier=qualifier)
        for number, (low, high, qualifier) in enumerate((one, other))
    )
    assert agree(first, second) is agree(second, first) is together


def _national(number: int, low: int, high: int | None, **period: Any) -> Claim:
    """A tally of 2024 by the country, of all or of a part of what it counts."""
    claim = figure("country/us", number, low, high, unit=Unit.CASES, as_of="2024-01-01")
    assert claim.quantity is not None
    return replace(claim, kind=ReliefKind.EXPUNGEMENT, quantity=replace(claim.quantity, **period))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((5, 5, {"extent": Extent.PART}), (9, 9, {}), True),
        ((9, 9, {"extent": Extent.PART}), (5, 5, {}), False),
        ((5, 5, {"extent": Extent.PART}), (9, 9, {"extent": Extent.PART}), True),
        ((5, 5, {"since": PartialDate("2023-01")}), (9, 9, {}), True),
        ((9, 9, {"since": PartialDate("2023-01")}), (5, 5, {}), False),
        ((5, 5, {"since": PartialDate("2023")}), (9, 9, {"since": PartialDate("2018")}), True),
        ((9, 9, {"since": PartialDate("2023")}), (5, 5, {"since": PartialDate("2018")}), False),
        ((5, 5, {"since": PartialDate("2018-06")}), (9, 9, {"since": PartialDate("2018")}), True),
        ((9, 9, {"since": PartialDate("2018-06")}), (5, 5, {"since": PartialDate("2018")}), True),
        ((5, 5, {"since": PartialDate("2018")}), (9, 9, {"since": PartialDate("2018")}), False),
    ],
)
def test_what_leaves_out_some_contradicts_no_larger_count(
    one: tuple[int, int, dict[str, Any]], other: tuple[int, int, dict[str, Any]], together: bool
) -> None:
    first, second = (_national(number, low, high, **period) for number, (low, high, period) in enumerate((one, other)))
    assert agree(first, second) is agree(second, first) is together


def test_a_figure_of_a_part_and_one_of_another_group_are_in_no_conflict(graph: KnowledgeGraph) -> None:
    for id in ("country/us", "action/ga/augusta/2019-hemp-law-dismissals"):
        assert not [
            one
            for one in conflicts_of(graph, id)
            if one.open and not one.days_differ and one.property is ClaimProperty.FIGURE
        ]


def test_a_series_over_time_is_no_conflict() -> None:
    told = [
        figure("action/0", 0, 100, 100, as_of="2020-05-01"),
        figure("action/0", 1, 200, 200, cumulative=True, as_of="2021-05-01"),
    ]
    assert conflicts(graph_of([action("action/0", told)])) == []
    same_day = [*told, figure("action/0", 2, 210, 210, cumulative=True, as_of="2021-05-01")]
    (found,) = conflicts(graph_of([action("action/0", same_day)]))
    assert [claim.quantity and claim.quantity.low for claim in found.claims] == [200, 210]
    assert (found.open, found.spread) == (True, 1.05)
    fallen = [*told, figure("action/0", 2, 90, 90, as_of="2021-06-01")]
    (found,) = conflicts(graph_of([action("action/0", fallen)]))
    assert (len(found.claims), found.spread) == (3, 200 / 90)


def test_estimates_of_two_days_differ_and_may_both_be_right() -> None:
    def found(*told: Claim) -> list[tuple[bool, bool]]:
        return [(one.days_differ, one.open) for one in conflicts(graph_of([action("action/0", told)]))]

    def eligible(number: int, low: int | None, high: int | None, as_of: str | None, **more: Any) -> Claim:
        return figure("action/0", number, low, high, stage=Stage.ELIGIBLE, as_of=as_of, **more)

    first = eligible(0, 100, 100, "2020-05-01")
    assert found(first, eligible(1, 200, 200, "2020-05-01")) == [(False, True)], "of one day, they contradict"
    for day in ("2020-05-02", "2019", "2020", None):
        assert found(first, eligible(1, 200, 200, day)) == [(True, True)]
        assert found(first, eligible(1, 200, 200, day, rank=Rank.DEPRECATED)) == [(True, False)]
        assert found(first, eligible(1, 90, None, day)) == [], "some number fits both"
        assert found(first, eligible(1, 200, 200, day, unit=Unit.CASES)) == []
        assert found(first, eligible(1, 20, 90, day, qualifier=Qualifier.UNQUANTIFIED)) == [], "a word has no high"
    part = eligible(1, 20, 20, "2021")
    assert part.quantity is not None
    assert found(first, replace(part, quantity=replace(part.quantity, extent=Extent.PART))) == []


def test_the_estimates_of_washington_differ(graph: KnowledgeGraph) -> None:
    found = [one for one in conflicts_of(graph, "action/wa/2019-conviction-vacatur") if one.open]
    assert [(one.days_differ, one.stage) for one in found] == [(True, Stage.ELIGIBLE)]
    lows = {claim.quantity.low for claim in found[0].claims if claim.quantity}
    assert {58_864, 43_506} <= lows
    assert not any(in_open_conflict(graph, claim) for claim in found[0].claims)


def test_what_is_deprecated_is_settled() -> None:
    told = [
        figure("action/0", 0, 100, 100, as_of="2020-01-01"),
        figure("action/0", 1, 900, 900, as_of="2020-01-01", rank=Rank.DEPRECATED),
    ]
    graph = graph_of([action("action/0", told)])
    (found,) = conflicts(graph)
    assert (found.open, found.spread) == (False, 9)
    assert conflicts_of(graph, "action/0") == conflicts_of(graph, told[0].id) == (found,)
    assert not any(in_open_conflict(graph, claim) for claim in told)
    graph = graph_of([action("action/0", [*told, figure("action/0", 2, 110, 110, as_of="2020-01-01")])])
    (found,) = conflicts(graph)
    assert (found.open, found.spread) == (True, 1.1), "the deprecated claim does not widen it"
    assert [in_open_conflict(graph, claim) for claim in found.claims] == [True, True, False]


def test_the_widest_come_first(graph: KnowledgeGraph) -> None:
    spreads = [one.spread for one in conflicts(graph)]
    figures = [spread for spread in spreads if spread is not None]
    assert spreads[: len(figures)] == sorted(figures, reverse=True)
    assert figures[0] > 2 and min(figures) >= 1


def test_declarations_and_figures_of_other_days_are_no_conflicts(graph: KnowledgeGraph) -> None:
    found = conflicts(graph)
    assert not {one.property for one in found} & {ClaimProperty.PART_OF, ClaimProperty.SEPARATE_FROM}
    # Each quarter of Maricopa County reports more petitions than the one before.
    assert "action/az/maricopa-county/2021-expungement-petitions" not in {one.about for one in found}


def test_the_misprint_of_illinois_is_found(graph: KnowledgeGraph) -> None:
    found = [one for one in conflicts(graph, ClaimProperty.FIGURE) if one.about.startswith("action/il/")]
    values = {claim.quantity.low for one in found for claim in one.claims if claim.quantity}
    assert {492129, 492192} <= values


def test_each_is_told_once_with_its_best_claim_first(graph: KnowledgeGraph) -> None:
    found = conflicts(graph)
    assert len({one.id for one in found}) == len(found) > 0
    for one in found:
        assert {claim.property for claim in one.claims} == {one.property}
        assert one.about == one.claims[0].about
        assert len({claim.about for claim in one.claims}) == 1 or one.id.endswith(":series")
        order = [claim.id for claim in graph.entities[one.about].claims]
        places = [order.index(claim.id) for claim in one.claims if claim.about == one.about]
        assert places == sorted(places)
    assert [one for one in found if one.property is ClaimProperty.END] == conflicts(graph, ClaimProperty.END)


def test_each_says_which_is_preferred_and_why(graph: KnowledgeGraph) -> None:
    for one in conflicts(graph):
        best = preferred(one)
        assert best is None or best is one.claims[0]
        assert len(explain(graph, one)) > 10, one.id
        assert not re.search(r"is (.+), the other \1\.", explain(graph, one)), one.id


@pytest.mark.parametrize(
    ("best", "other", "reason"),
    [
        ({"rank": Rank.PREFERRED}, {}, "because"),
        ({}, {"rank": Rank.DEPRECATED}, "because"),
        ({"as_of": "2021"}, {"as_of": "2020-12-31"}, "It is as of 2021, the latest day."),
        ({"as_of": "2020-06-17"}, {"as_of": "2020"}, "It is as of 2020-06-17, the other of some day of 2020."),
        ({}, {}, "The claims are equal in rank, day and source; it is first by its id."),
        ({"rank": Rank.DEPRECATED}, {"rank": Rank.DEPRECATED}, "All claims are deprecated: none is used."),
    ],
)
def test_the_reason_is_what_decided(best: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    best, other = ({"as_of": "2021-01-01", **one} for one in (best, other))
    told = [figure("action/0", 0, 1, 1, **best), figure("action/0", 1, 9, 9, **other)]
    # A third claim of another stage keeps the action one that was reached.
    graph = graph_of([action("action/0", [*told, figure("action/0", 2, 5, 5, stage=Stage.ELIGIBLE)])])
    (found,) = conflicts(graph)
    assert explain(graph, found) == reason


def test_two_reprints_have_no_kind_that_decides() -> None:
    copies = [replace(SOURCE, id=f"source/{name}", reprint_of=SOURCE.id) for name in ("one", "two")]
    copies[1] = replace(copies[1], kind=SourceKind.OFFICIAL)
    told = [
        replace(figure("action/0", number, low, low, as_of="2020-01-01"), source=copies[number].id)
        for number, low in ((0, 1), (1, 9))
    ]
    graph = graph_of([action("action/0", told)], copies)
    (found,) = conflicts(graph)
    assert explain(graph, found) == "The claims are equal in rank, day and source; it is first by its id."


def test_a_better_kind_of_source_is_told() -> None:
    official = replace(SOURCE, id="source/two", kind=SourceKind.OFFICIAL)
    first, second = (figure("action/0", number, low, low, as_of="2020-01-01") for number, low in ((0, 1), (1, 9)))
    told = [first, replace(second, source="source/two")]
    made = action("action/0", told)
    made = replace(made, claims=tuple(sorted(made.claims, key=lambda claim: claim.source != "source/two")))
    graph = graph_of([made], [official])
    (found,) = conflicts(graph)
    assert explain(graph, found) == "Its source is of kind official, the other of kind press."


def test_words_about_a_situation_contradict_nothing(graph: KnowledgeGraph) -> None:
    found = conflicts(graph, ClaimProperty.STATUS)
    assert found
    assert all(isinstance(graph.entities[one.about], Law) for one in found)
