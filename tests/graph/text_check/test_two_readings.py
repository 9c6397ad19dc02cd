"""Statements that agree with the record, or differ from it, in one of two readings only: they are UNSURE."""

from __future__ import annotations

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
        # What is ahead, or asked for, is another thing than the figure.
        "Oregon voters will choose a successor to Kate Brown, who pardoned 47,144 marijuana convictions in 2022.",
        "Minnesota expunged 57,780 marijuana records, and 230,000 more are eligible for review.",
        "Applicants in Pennsylvania should know that 232 people were pardoned through the project.",
        # The governor of another day.
        "Illinois Gov. Bruce Rauner signed the Cannabis Regulation and Tax Act on June 25, 2019.",
    ],
)
def test_a_statement_with_two_readings_is_unsure(graph: KnowledgeGraph, text: str) -> None:
    findings = check_text(graph, text).findings
    assert findings
    assert {finding.verdict for finding in findings} == {Verdict.UNSURE}


def test_what_is_only_ahead_is_another_stage_than_what_was_done(graph: KnowledgeGraph) -> None:
    [finding] = check_text(graph, "New York will seal 198,000 records.").findings
    assert finding.verdict is Verdict.OTHER_STAGE
