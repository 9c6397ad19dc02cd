"""Markup goes, and every character keeps its place."""

from __future__ import annotations

import pytest
from clemency_graph.graph.text_check.cleaning import BREAK, HEADING, clean
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("More than 15,000 people.", "More than 15,000 people."),
        ("More than **15,000** people.", "More than 15,000 people."),
        ("See [the report](https://example.org/15,000).", "See the report( )."),
        ("<p>More than <b>15</b>,000&nbsp;people</p>", f"{BREAK}More than 15,000 people{BREAK}"),
        ("<p>One<br>two</p>", f"{BREAK}One{BREAK}two{BREAK}"),
        ("<script>5 people</script><p>6</p>", f"{BREAK}6{BREAK}"),
        ("<!-- 5 people --><p>6</p>", f"{BREAK}6{BREAK}"),
        ("<p>5 &lt; 6</p>", f"{BREAK}5 < 6{BREAK}"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("## Nevada\ntext", f"{HEADING}Nevada{BREAK}text"),
        ("<h2>Nevada</h2>text", f"{BREAK}{HEADING}Nevada{BREAK}text"),
        ("<p>an open <b tag", f"{BREAK}an open <b tag"),
        ("<p><script>never closed", BREAK),
        ("", ""),
    ],
)
def test_the_markup_goes(text: str, left: str) -> None:
    assert clean(text).text == left


@given(st.text(alphabet=st.sampled_from("<>/!-bph2 &amp;#*_[]()\n\t5,.0Nevada\u00a0"), max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    for character, start, end in zip(cleaned.text, cleaned.starts, cleaned.ends, strict=True):
        assert 0 <= start < end <= len(text)
        if character.isalnum() and end == start + 1:
            assert text[start] == character
    assert list(cleaned.starts) == sorted(cleaned.starts)
