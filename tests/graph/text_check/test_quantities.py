"""Numbers, how exactly they are meant, and what they count."""

from __future__ import annotations

import pytest
from clemency_graph.graph.text_check.misprints import is_misprint
from clemency_graph.graph.text_check.number_words import number_of_words
from clemency_graph.graph.text_check.quantities import StatedQuantity, find_quantities
from hypothesis import given
from hypothesis import strategies as st
from support.claim_sentences import number_in_words


def only(text: str) -> StatedQuantity:
    [found] = find_quantities(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier", "stated"),
    [
        ("pardoned 15,592 people", 15_592, 15_592, "exactly", "15,592 people"),
        ("more than 15,000 people", 15_001, None, "more_than", "more than 15,000 people"),
        ("over 26,000 pardons", 26_001, None, "more_than", "over 26,000 pardons"),
        ("nearly 4,500 people", None, 4_499, "nearly", "nearly 4,500 people"),
        ("fewer than 20 cases", None, 19, "nearly", "fewer than 20 cases"),
        ("up to 3,500 residents", None, 3_500, "up_to", "up to 3,500 residents"),
        ("at least 10 commutations", 10, None, "at_least", "at least 10 commutations"),
        ("100 or more cases", 100, None, "at_least", "100 or more cases"),
        ("15,000+ people", 15_000, None, "at_least", "15,000+ people"),
        ("an estimated 45,000 people", 45_000, 45_000, "about", "an estimated 45,000 people"),
        ("1.7 million expungements", 1_700_000, 1_700_000, "exactly", "1.7 million expungements"),
        ("45K records", 45_000, 45_000, "exactly", "45K records"),
        ("two dozen states", 24, 24, "exactly", "two dozen states"),
        ("fifteen thousand five hundred and ninety-two people", 15_592, 15_592, "exactly", None),
        ("half a page on one hundred and five cases", 105, 105, "exactly", "one hundred and five cases"),
        ("between 250 and 500 people", 250, 500, "between", "between 250 and 500 people"),
        ("between five hundred and six hundred convictions", 500, 600, "between", None),
        ("10,000 to 20,000 cases", 10_000, 20_000, "between", "10,000 to 20,000 cases"),
        ("tens of thousands of people", 20_000, 99_999, "unquantified", "tens of thousands of people"),
        ("hundreds of pardons", 200, 999, "unquantified", "hundreds of pardons"),
        ("several thousand Americans", 2_000, 9_999, "unquantified", "several thousand Americans"),
    ],
)
def test_how_exactly_a_number_is_meant(
    text: str, low: int | None, high: int | None, qualifier: str, stated: str | None
) -> None:
    found = only(text)
    assert (found.low, found.high, found.qualifier) == (low, high, qualifier)
    assert text[found.start : found.end] == (stated or text)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("5,000 low-level, nonviolent marijuana convictions", {"convictions"}),
        ("5,000 pardon applications", {"applications"}),
        ("5,000 possession cases", {"cases"}),
        ("5,000 New Yorkers", {"people"}),
        ("5,000 pardons", {"grants"}),
        ("5,000 expungements", {"grants"}),
        ("5,000 misdemeanors", set()),
    ],
)
def test_what_a_number_counts(text: str, units: set[str]) -> None:
    assert set(only(text).counted.units) == units


@pytest.mark.parametrize(
    "text",
    [
        "$15,000 people", "15,000 pounds", "in 2019 people said", "House Bill 12 cases", "15% of people", "5 years",
        "sections 5 and 6", "1,500 votes of people", "", "12.5 people", "a people",
    ],
)  # fmt: skip
def test_what_is_no_count(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    "text",
    ["half of the 20,000 people", "one in five people", "5,000 people a year", "20 people per day", "twice 5 cases"],
)
def test_a_share_or_a_rate(text: str) -> None:
    assert only(text).shared


@given(st.integers(1, 999_999_999))
def test_numbers_in_words(number: int) -> None:
    words = number_in_words(number)
    assert number_of_words(words.replace("-", " ").split()) == number
    for written in (words, f"{number:,}"):
        assert only(f"It cleared {written} cases.").number == number


@pytest.mark.parametrize("words", ["five six", "hundred thousand hundred five five", "and", "", "twenty thirty"])
def test_words_that_say_no_number(words: str) -> None:
    assert number_of_words(words.split()) is None


@given(st.integers(10, 10**9), st.data())
def test_a_swap_and_a_zero_more_are_misprints_both_ways(number: int, data: st.DataObject) -> None:
    digits = list(str(number))
    place = data.draw(st.integers(0, len(digits) - 2))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    swapped = int("".join(digits))
    enough = min(len(str(one).rstrip("0")) for one in (number, swapped)) >= 3
    if len(str(swapped)) == len(str(number)):
        assert is_misprint(swapped, number) == is_misprint(number, swapped) == (swapped != number and enough)
    assert not is_misprint(number, number)
    assert is_misprint(number * 10, number) == is_misprint(number, number * 10) == (len(str(number).rstrip("0")) > 2)
