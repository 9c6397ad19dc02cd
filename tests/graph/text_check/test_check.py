"""Texts of many kinds, each statement with the verdict that the record supports."""

from __future__ import annotations

import pickle
import re
import traceback
from datetime import date
from random import Random

import pytest
from clemency_graph import KnowledgeGraph, QueryError
from clemency_graph.graph.text_check import LIMIT, Finding, Verdict, check_text
from clemency_graph.graph.text_check.check import TextCheckError
from hypothesis import given
from hypothesis import strategies as st
from support.random_texts import hold, random_text

GOVERNOR = re.compile(r"\b(?:Gov\.|Governor|President) ")
GOLD = (
    # Agreement, in other words and units than the record's, and from context.
    ("Nevada's board cleared more than 15,000 people of old cannabis convictions on June 17, 2020.", "agrees"),
    ("More than fifteen thousand Nevadans were pardoned.", "agrees"),
    ("Nevada\n\nGov. Steve Sisolak (D) pardoned more than 15,000 people in 2020.", "agrees"),
    ("Colorado's governor has pardoned nearly 4,500 people.", "agrees"),
    ("In Oregon, Gov. Kate Brown pardoned 47,144 convictions for marijuana possession on Nov. 21, 2022.", "agrees"),
    ("Up to 3,500 people in Washington State were eligible for a pardon.", "agrees"),
    ("<p>In <b>Maryland</b>, Gov. Wes Moore pardoned <b>175,000</b> convictions on June 17, 2024.</p>", "agrees"),
    ("The president pardoned several thousand Americans convicted of possession in October 2022.", "agrees"),
    ("Birmingham's mayor pardoned 15,000 people.", "agrees"),
    ("Missouri courts had expunged 97,148 charges by December 2023.", "agrees"),
    ("Clay County, Missouri had expunged 1,305 cases by 2 February 2023.", "agrees"),
    # What has been counted since.
    ("Clay County, Missouri expunged 1,305 cases.", "agrees_then"),
    # Another unit, stage or extent.
    ("In Oregon, Gov. Kate Brown pardoned 47,144 people for marijuana possession on Nov. 21, 2022.", "other_unit"),
    ("Up to 3,500 people in Washington State were pardoned.", "other_stage"),
    ("Nevada rejected pardons for more than 15,000 people.", "other_stage"),
    ("Nevada pardoned 15,592 people.", "other_stage"),
    ("Alabama pardoned 15,000 people.", "part_as_whole"),
    # Misprints, and what the record sets aside.
    ("In New Jersey, more than 326,000 cases were expunged.", "misprint"),
    ("President Biden pardoned 6,500 people on October 6, 2022.", "disputed"),
    ("Virginia sealed the records of more than 64,000 simple marijuana possession convictions.", "disputed"),
    # Two digits swapped, or a zero too many; not where the record has the number.
    ("Oregon pardoned 41,744 marijuana convictions.", "misprint"),
    ("Maryland pardoned 1,750,000 marijuana convictions in June 2024.", "misprint"),
    # Nothing to compare it with.
    ("Prosecutors of Mobile County, Alabama threw out 310 cannabis cases.", "not_recorded"),
    ("Idaho pardoned 47,144 people.", "not_recorded"),
    ("In Utah, 500 people were pardoned for marijuana possession.", "not_recorded"),
    # Two readings, or no plain statement.
    ("Oregon has not pardoned 47,144 people.", "unsure"),
    ("Unlike Oregon, Idaho pardoned 47,144 convictions.", "unsure"),
    ("Oregon legalized cannabis in 2014. Its neighbor pardoned 47,144 convictions.", "unsure"),
    ("Nevada pardoned more than 15,000 people for jaywalking.", "unsure"),
    ("Nevada pardoned more than 15,000 people with felony cannabis convictions.", "unsure"),
    ("Nevada pardoned more than 15,000 women.", "unsure"),
    ("Nevada pardoned more than 15,000 people a year.", "unsure"),
    ("Nevada pardoned more than 15,000 people in Oregon.", "unsure"),
    ("Nevada pardoned fewer than 15,000 people in 2020.", "unsure"),
    ("Nevada pardoned more than 15,000 people in 2015.", "unsure"),
    ("Nevada expunged more than 15,000 people.", "unsure"),
    ("Nevada Gov. Joe Lombardo pardoned more than 15,000 people.", "unsure"),
    ("Half of the 15,000 people pardoned in Nevada had moved.", "unsure"),
    ("Gov. Brown pardoned 45,000 people.", "unsure"),
    ("Dayton, Ohio expunged 4,077 cases.", "unsure"),
    ("President Biden pardoned 100,000 people.", "unsure"),
    ("Nevada has pardoned three people for cannabis.", "unsure"),
    ("In May, Nevada pardoned more than 15,000 people.", "unsure"),
    ("On June 17, 2020, Nevada pardoned 400,000 people for cannabis possession.", "unsure"),
)
ARTICLE = (
    ("Nearly two million people with low-level convictions in the US have received pardons or expungements.", "agrees"),
    ("State officials have issued around 100,000 pardons since 2018.", "agrees"),
    ("State officials have issued 1.7 million expungements since 2018.", "agrees"),
    ("Two dozen states have enacted laws to facilitate the expungement of cannabis records.", "agrees"),
    ("Gov. Steve Sisolak (D) pardoned more than 15,000 individuals with possession convictions.", "agrees"),
    ("Gov. Jay Inslee (D) announced that up to 3,500 residents are eligible for an expedited pardon.", "agrees"),
    ("Gov. J.B. Pritzker pardoned more than 11,000 people convicted of marijuana possession.", "agrees"),
    ("Gov. Jared Polis (D) has pardoned nearly 4,500 people.", "agrees"),
    ("Gov. Kate Brown plans a mass pardon, with an estimated 45,000 people eligible.", "agrees"),
    ("Gov. Tony Evers (D) has issued hundreds of pardons.", "agrees"),
    ("Through California's legalization law, more than 200,000 convictions have been expunged.", "disputed"),
    ("Gov. Gavin Newsom (D) signed a law that will expand the relief for a further 34,000 cases.", "agrees"),
    ("Illinois has processed nearly 500,000 expungements since 2019.", "agrees"),
    ("New Jersey\n\nMore than 326,000 marijuana-related cases have been expunged or sealed.", "misprint"),
    ("New York had automatically expunged an estimated 200,000 cannabis possession convictions.", "agrees"),
    ("Since legalizing marijuana in 2021, Virginia has sealed more than 64,000 possession convictions.", "disputed"),
)
"""The statements of the article that the project started from, each in our words, as of its day."""


def figures(graph: KnowledgeGraph, text: str, published: date | None = None) -> list[Finding]:
    """The findings about figures: those that are not of a governor."""
    return [one for one in check_text(graph, text, published).findings if not GOVERNOR.search(one.text)]


@pytest.mark.parametrize(("text", "verdict"), GOLD)
def test_a_statement_gets_its_verdict(graph: KnowledgeGraph, text: str, verdict: str) -> None:
    [finding] = figures(graph, text)
    assert finding.verdict == verdict, finding.reason


@pytest.mark.parametrize(("text", "verdict"), ARTICLE)
def test_a_statement_of_the_article_gets_its_verdict(graph: KnowledgeGraph, text: str, verdict: str) -> None:
    [finding] = figures(graph, text, date(2022, 11, 30))
    assert finding.verdict == verdict, finding.reason


@pytest.mark.parametrize(
    "text",
    [
        "Nevada has 3 million people.",
        "The board met 12 times in 2019 and paid $15,000.",
        "House Bill 1438 took effect.",
        "",
        "\x00\x02",
    ],
)
def test_what_states_no_figure_of_clemency(graph: KnowledgeGraph, text: str) -> None:
    assert check_text(graph, text).findings == ()


def test_two_statements_of_a_sentence(graph: KnowledgeGraph) -> None:
    text = "Nevada pardoned more than 15,000 people and Oregon pardoned 47,144 people."
    assert [one.verdict for one in check_text(graph, text).findings] == [Verdict.AGREES, Verdict.OTHER_UNIT]


def test_a_finding_tells_what_would_be_right(graph: KnowledgeGraph) -> None:
    text = "<p>In <b>New&nbsp;Jersey</b>, more than <i>326,000</i> cases were expunged.</p>"
    [finding] = check_text(graph, text).findings
    assert finding.text == text[finding.start : finding.end] == "more than <i>326,000</i> cases"
    assert finding.correction is not None and "362,000 cases" in finding.correction
    assert "transposed" in finding.reason
    assert finding.citation is not None and finding.claims[0].id in graph.claims


def test_a_figure_of_a_later_day_was_not_known(graph: KnowledgeGraph) -> None:
    text = "Nevada pardoned more than 15,000 people."
    assert check_text(graph, text, date(2020, 1, 1)).findings[0].verdict is Verdict.UNSURE
    assert check_text(graph, text, date(2021, 1, 1)).findings[0].verdict is Verdict.AGREES


def test_last_year_is_before_the_day_of_the_text(graph: KnowledgeGraph) -> None:
    text = "Last year, Nevada pardoned more than 15,000 people."
    verdicts = [check_text(graph, text, day).findings[0].verdict for day in (None, date(2021, 5, 1), date(2023, 5, 1))]
    assert verdicts == [Verdict.UNSURE, Verdict.AGREES, Verdict.UNSURE]


def test_a_text_that_is_too_long_is_refused(graph: KnowledgeGraph) -> None:
    assert check_text(graph, "a" * LIMIT).findings == ()
    with pytest.raises(QueryError, match="64,001 characters"):
        check_text(graph, "a" * (LIMIT + 1))


def test_a_result_can_be_pickled(graph: KnowledgeGraph) -> None:
    found = check_text(graph, GOLD[0][0])
    again = pickle.loads(pickle.dumps(found))
    assert [(one.text, one.verdict) for one in again.findings] == [(one.text, one.verdict) for one in found.findings]


def test_a_graph_without_figures_records_nothing(small_graph: KnowledgeGraph) -> None:
    for text, _ in GOLD:
        assert all(one.verdict is not Verdict.CONTRADICTED for one in check_text(small_graph, text).findings)


@pytest.mark.random
@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # The relief, or what is counted, is in the sentence before; the clause has its own stage.
        ("Oregon pardoned 47,144 marijuana convictions. That touched about 45,000 residents.", "agrees agrees"),
        ("Minnesota expunged 57,780 marijuana records, and 230,000 more are eligible for review.", "agrees agrees"),
        ("Oregon pardoned 47,144 marijuana convictions. Another outlet has 41,744.", "agrees misprint"),
        # A number that the record does not have may be of anything, and one of another stage too.
        ("Oregon pardoned 47,144 marijuana convictions. About 61,000 residents work in shops.", "agrees"),
        ("Nevada pardoned more than 15,000 people. By then 15,592 Nevadans lived there.", "agrees"),
        ("SALEM, Ore. - The governor pardoned 47,144 marijuana convictions.", "agrees"),
        # A rounder number is no misprint of another, and a city of the record is meant where it is in front.
        ("Oregon pardoned 47,144 marijuana convictions. About 54,000 residents vote by mail.", "agrees"),
        ("Denver: The district attorney vacated 48 marijuana cases.", "agrees"),
        ("Salem: The governor pardoned 47,144 marijuana convictions.", "agrees"),
    ],
)
def test_sentences_before_and_datelines_count(graph: KnowledgeGraph, text: str, verdicts: str) -> None:
    assert " ".join(one.verdict for one in check_text(graph, text).findings) == verdicts


@given(st.text(max_size=2_000))
def test_no_text_raises(graph: KnowledgeGraph, text: str) -> None:
    hold(graph, text)


@pytest.mark.random
@given(st.integers(0, 1 << 32))
def test_no_shuffled_text_raises(graph: KnowledgeGraph, seed: int) -> None:
    hold(graph, random_text(Random(seed)))


def test_an_error_inside_repeats_nothing_of_the_text(graph: KnowledgeGraph) -> None:
    def fail() -> None:
        raise KeyError("zq7")

    with pytest.raises(TextCheckError) as raised:
        check_text(graph, "zq7: Nevada pardoned more than 15,000 people.", check_time=fail)
    told = "".join(traceback.format_exception(raised.value))
    assert "KeyError" in told and "in fail" in told, "what is needed to mend it"
    assert "'zq7'" not in told.replace('KeyError("zq7")', "")
    assert raised.value.__context__ is None and raised.value.__cause__ is None
