"""Statements that agree with the record, or differ from it, in one of two readings only: they are UNSURE."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.text_check.check import check_text
from clemency_graph.graph.text_check.verdicts import Verdict


@pytest.mark.parametrize(
    "text",
    [
        # The record has "more than", or a running total, or the state's own convictions.
        "Nevada pardoned exactly 15,000 people for marijuana possession in June 2020.",
        "Missouri courts expunged 140,000 marijuana cases in January 2025 alone.",
        "Cook County expunged 15,191 cannabis cases in a single day, April 22, 2022.",
        "Colorado pardoned 2,732 municipal marijuana convictions in October 2020.",
        # The record has the month, a preferred day and one that it sets aside.
        "Maryland pardoned 175,000 marijuana convictions on June 3, 2024.",
        # A running total up to a day is not what was done on it or in it.
        "Missouri expunged 140,429 marijuana cases in a single week in February 2025.",
        "New York expunged 202,189 marijuana convictions in February 2023 alone.",
        # Somebody else acted, or of other cases, or in another time.
        "Oregon's Legislature pardoned 47,144 marijuana convictions in November 2022.",
        "Maryland judges pardoned 175,000 marijuana convictions in June 2024.",
        "Missouri's 140,429 expunged cases were all felonies.",
        "New York expunged 107,633 marijuana convictions under a 2019 law.",
        "Oregon pardoned 47,144 marijuana convictions over seven years.",
        # What is ahead, or asked for, is another thing than the figure.
        "Oregon voters will choose a successor to Kate Brown, who pardoned 47,144 marijuana convictions in 2022.",
        "Applicants in Pennsylvania should know that 232 people were pardoned through the project.",
        # The governor of another day.
        "Illinois Gov. Bruce Rauner signed the Cannabis Regulation and Tax Act on June 25, 2019.",
        "Minnesota Gov. Tim Pawlenty signed the 2023 law that legalized marijuana.",
        "New Mexico Gov. Susana Martinez signed the cannabis expungement law in April 2021.",
    ],
)
def test_a_statement_with_two_readings_is_unsure(graph: KnowledgeGraph, text: str) -> None:
    findings = check_text(graph, text).findings
    assert findings
    assert {finding.verdict for finding in findings} == {Verdict.UNSURE}


def test_what_is_only_ahead_is_another_stage_than_what_was_done(graph: KnowledgeGraph) -> None:
    [finding] = check_text(graph, "New York will seal 198,000 records.").findings
    assert finding.verdict is Verdict.OTHER_STAGE


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Maryland Gov. Wes Moore pardoned 175,000 convictions on Monday.", date(2024, 6, 10)),
        ("Pennsylvania Gov. Josh Shapiro granted 395 marijuana pardons in 2023.", None),
        ("Pennsylvania Gov. Josh Shapiro granted 232 marijuana pardons in January 2023.", None),
    ],
)
def test_a_month_is_not_surely_before_a_day_or_in_a_term(
    graph: KnowledgeGraph, text: str, published: date | None
) -> None:
    verdicts = {one.verdict for one in check_text(graph, text, published).findings if one.text[0].isdigit()}
    assert verdicts
    assert Verdict.AGREES not in verdicts
