"""YAML files whose every key knows its line."""

from __future__ import annotations

import pytest
from clemency_graph.graph.loading.errors import Problem
from clemency_graph.graph.loading.yaml_reader import Document, read


def written(text: str | bytes) -> tuple[Document, list[Problem]]:
    return read("state/nv.yaml", text.encode() if isinstance(text, str) else text)


def test_words_stay_what_a_person_wrote() -> None:
    document, problems = written(
        "a: no\nb: on\nc: 012\nd: 2020-06-17\ne: 15\nf: '15'\ng: true\nh:\ni: 1_000\nj: |\n  15\n"
    )
    assert problems == []
    assert document.value == {
        "a": "no", "b": "on", "c": "012", "d": "2020-06-17", "e": 15, "f": "15", "g": True, "h": None, "i": "1_000",
        "j": "15\n",
    }  # fmt: skip


def test_a_place_is_found_by_line() -> None:
    document, _ = written("name: Nevada\nclaims:\n  - source: x\n    figure:\n      low: 1\n  - source: y\n")
    assert document.id == "state/nv"
    assert document.line(("name",)) == 1
    assert document.line(("claims", 0, "figure", "low")) == 5
    assert document.line(("claims", 1, "source")) == 6
    assert document.line(("claims", 0, "figure", "high")) == 4, "the deepest part that exists"
    assert (
        str(document.problem(("claims", 0, "figure", "low"), "wrong")) == "state/nv.yaml:5: claims[0].figure.low: wrong"
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("name: [", 2, "not YAML"),
        ("name: x\n\tcode: y\n", 2, "not YAML"),
        ("name: a\nname: b\n", 2, "written twice"),
        (b"name: \xff\n", 1, "not UTF-8"),
        ("", 1, "empty"),
        ("- a\n", 1, "not a mapping"),
        ("a: &x [1]\nb: *x\n", 2, "alias"),
        ("a: &x [*x]\n", 1, "alias"),
        ("a: 1\n---\nb: 2\n", 2, "not YAML"),
        ("? [a]\n: b\n", 1, "key"),
        ("a: 1\nb: " + "[" * 900 + "]" * 900 + "\n", 2, "nested more than 20 levels deep"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(900)), 21, "nested more than 20 levels deep"),
        ("a: 1\nb: " + "- " * 90000 + "\n", 2, "not YAML"),
        ("a:\n " + "- " * 90000 + "x\n", 2, "nested more than 20 levels deep"),
        (f"a: 1\nb: {'9' * 5000}\n", 2, "a number of 5,000 digits"),
        (f"a: {'x' * 2_000_000}\n", 1, "at most 2,000,000 are allowed"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str | bytes, line: int, told: str) -> None:
    document, problems = written(text)
    assert [problem.line for problem in problems] == [line]
    assert told in problems[0].message
    assert document.value is None
