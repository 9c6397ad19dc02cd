"""Where sentences, blocks and headings begin and end."""

from __future__ import annotations

import pytest
from clemency_graph.graph.text_check.cleaning import clean
from clemency_graph.graph.text_check.sentences import LONGEST, split_sentences
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gov. Jared Polis signed it. It took effect.", ["Gov. Jared Polis signed it.", "It took effect."]),
        ("J.B. Pritzker did. So did U.S. Attorney Smith.", ["J.B. Pritzker did.", "So did U.S. Attorney Smith."]),
        ("On Nov. 21 it ended. Then?", ["On Nov. 21 it ended.", "Then?"]),
        ("About 1.7 million were cleared.", ["About 1.7 million were cleared."]),
        ("He said \u201cno.\u201d They left.", ["He said \u201cno.\u201d", "They left."]),
        ("Nevada\n\nThe governor acted.", ["Nevada", "The governor acted."]),
        ("A line\nthat wraps.", ["A line\nthat wraps."]),
        ("- One item\n- Another", ["- One item", "- Another"]),
        (" \n\n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [one.text for one in split_sentences(clean(text))] == sentences


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# A heading of more words than any that nothing marks, with 5 and a stop.", True),
        ("<h3>New York</h3>", True),
        ("New York", True),
        ("New York did it.", False),
        ("In 2019 New York", False),
    ],
)
def test_headings(text: str, heading: bool) -> None:
    assert [one.heading for one in split_sentences(clean(text))] == [heading]


@given(st.text(alphabet="ab. \nX", max_size=300), st.integers(1, 30))
def test_no_sentence_is_too_long(text: str, times: int) -> None:
    assert all(len(one.text) <= LONGEST for one in split_sentences(clean(text * times)))


def test_a_sentence_is_where_it_says() -> None:
    cleaned = clean("<p>One is here. Two is there.</p><h2>Three</h2>")
    for one in split_sentences(cleaned):
        assert cleaned.text[one.start : one.end] == one.text
