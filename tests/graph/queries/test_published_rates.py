"""Published rates beside ours: reproduced within their rounding, or with the reason why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import clemency_graph
import pytest
import yaml
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Source
from clemency_graph.graph.model.vocabulary import Rank, Stage
from clemency_graph.graph.queries.published_rates import Part, PublishedRate, our_rate, published_rates, reproduces
from clemency_graph.graph.queries.uptake import RealInterval
from support.graphs import action, figure, graph_of

FILE = Path(clemency_graph.__file__).parent / "docs" / "published-rates.yaml"
ROWS: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
RATES = [PublishedRate.read(row) for row in ROWS]


def test_there_are_rates_of_several_publishers() -> None:
    assert len(RATES) >= 25
    assert len({rate.source or rate.page for rate in RATES}) >= 10
    assert len({(rate.about, rate.source, rate.page) for rate in RATES}) == len(RATES)


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.about)
def test_each_is_reproduced_or_its_difference_explained(graph: KnowledgeGraph, rate: PublishedRate) -> None:
    ours = our_rate(graph, rate)
    # An explanation of a rate that is reproduced would be out of date.
    assert (ours is not None and reproduces(rate, ours)) is (rate.difference is None), ours


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.about)
def test_each_comes_from_a_page_that_was_read(graph: KnowledgeGraph, rate: PublishedRate) -> None:
    assert 0 <= rate.percent[0] <= rate.percent[1] <= 100
    if rate.source is None:
        assert rate.page is not None and rate.page.startswith("https://") and rate.publisher
    else:
        assert isinstance(graph.entities[rate.source], Source)
        assert rate.source in {claim.source for claim in graph.claims.values()}
    for id in rate.claims:
        assert graph.claims[id].rank is not Rank.DEPRECATED


WORLD = graph_of(
    [
        action(
            "action/0",
            [
                figure("action/0", 0, 400, 400, stage=Stage.ELIGIBLE),
                figure("action/0", 1, 100, 100),
            ],
        )
    ]
)
ELIGIBLE, GRANTED = (claim.id for claim in WORLD.entities["action/0"].claims)


def rate(**more: Any) -> PublishedRate:
    return PublishedRate("cases", "25 percent", (24.5, 25.5), **more)


def test_ours_is_the_uptake_or_a_quotient_of_claims() -> None:
    by_program = our_rate(WORLD, rate(program=("action/0", "people", "action")))
    assert by_program == RealInterval(25.0, 25.0)
    assert our_rate(WORLD, rate(of=(Part(ELIGIBLE),), done=Part(GRANTED))) == by_program
    assert our_rate(WORLD, rate(of=(Part(ELIGIBLE), Part(GRANTED)), left=Part(GRANTED))) == RealInterval(80.0, 80.0)
    assert our_rate(WORLD, rate()) is None


def test_a_number_has_to_be_in_the_words_of_its_claim() -> None:
    with pytest.raises(AssertionError, match="does not say 7,777"):
        Part(GRANTED, 7777).count(WORLD)


def test_a_rate_is_reproduced_within_its_rounding() -> None:
    assert reproduces(rate(), RealInterval(10.0, 24.5))
    assert reproduces(rate(), RealInterval(25.5, None))
    assert not reproduces(rate(), RealInterval(25.6, None))
    assert not reproduces(rate(), RealInterval(10.0, 24.4))


def test_the_page_has_a_row_for_each(graph: KnowledgeGraph) -> None:
    page = published_rates(graph, ROWS)
    assert page.count("\n| ") == len(ROWS) + 2
    assert "| 14.6 | `claim/d9c4eea5d4284888`, of `claim/c9e06033fec5d063` | none |" in page
