"""The trap benchmark: its questions, its reader, and the score of the tools."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph

from traps.questions import KINDS, questions
from traps.reader import read
from traps.score import TARGET, answered, characters, table

ROOT = Path(__file__).parents[2]
SAMPLE = questions()[::6]


def test_there_are_enough_questions_of_each_kind_and_each_has_its_data() -> None:
    counts = Counter(one.kind for one in questions())
    assert len(questions()) >= 80
    assert min(counts[kind] for kind in KINDS) >= 8
    assert [one.data for one in questions() if not (ROOT / one.data).is_file()] == []
    assert len({(one.text, str(one.arguments)) for one in questions()}) == len(questions())


@pytest.mark.parametrize(
    ("text", "number", "absent", "verdict"),
    [
        ("In Ohio, more than 2,000 people were pardoned, as of 6 May 2020.", 2000, None, None),
        ("On 17 June 2020 nothing.\nIn 2021, 5 people.", 5, None, None),
        ("Unknown: nothing of 2020 is recorded.\n5 people", None, "unknown", None),
        ("Not looked for: for Ohio", None, "not looked for", None),
        ("MISPRINT: “492,192 records” - Right: 492,129", None, None, "MISPRINT"),
        ("No number here", None, None, None),
    ],
)
def test_the_reader_takes_the_first_number_or_refusal(
    text: str, number: int | None, absent: str | None, verdict: str | None
) -> None:
    reading = read(text)
    assert (reading.number, reading.absent, reading.verdict) == (number, absent, verdict)


def test_a_wrong_number_a_missing_word_and_an_error_are_not_right(graph: KnowledgeGraph) -> None:
    right = answered(graph, SAMPLE[0])
    assert right.is_right
    assert not right._replace(reading=right.reading._replace(number=7)).is_right
    assert not right._replace(reading=right.reading._replace(line="7")).is_right
    assert not right._replace(reading=read("Unknown: nothing")).is_right
    assert not right._replace(reading=read("error: no tool")).is_right


def test_a_sample_of_the_questions_is_answered_rightly(graph: KnowledgeGraph) -> None:
    found = [answered(graph, one) for one in SAMPLE]
    wrong = [(one.question.text, one.reading) for one in found if not one.is_right]
    assert len(wrong) <= (1 - TARGET) * len(found), wrong
    average, longest, schema = characters(found)
    assert longest <= 8_000
    assert average <= schema / 10


@pytest.mark.slow
def test_the_score_in_the_documentation_is_that_of_the_tools(graph: KnowledgeGraph) -> None:
    found = [answered(graph, one) for one in questions()]
    assert sum(one.is_right for one in found) >= TARGET * len(found)
    assert table(found) in (ROOT / "docs" / "traps.md").read_text("utf-8")
