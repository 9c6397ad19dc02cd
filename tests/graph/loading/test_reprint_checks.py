"""Copies of a text name their original, and pages that look like copies are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph.graph import DataError, load

TITLE = "Prosecutor drops thousands of possession cases in Nevada"


def problems(folder: Path) -> list[str]:
    """Return what loading a folder reports, one line for each problem."""
    try:
        load(folder)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def write(folder: Path, *pages: str) -> None:
    """Write a publisher and a page for each text, and an action of Nevada with the same figure from each page."""
    claims = ""
    for number, page in enumerate(pages):
        (folder / f"organization/paper-{number}.yaml").write_text(f"name: Paper {number}\nkind: publisher\n", "utf-8")
        path = folder / f"source/paper-{number}/2020-cases.yaml"
        path.parent.mkdir(exist_ok=True)
        rest = f"publisher: organization/paper-{number}\nretrieved: 2026-11-22\nkind: press\n"
        path.write_text(f"{page}\n{rest}", "utf-8")
        figure = "{low: 5000, high: 5000, qualifier: about, unit: cases}"
        claims += f"  - source: source/paper-{number}/2020-cases\n    stage: granted\n    figure: {figure}\n"
        claims += "    stated: about 5,000 cases\n"
    head = "name: x\nkind: dismissal\njurisdiction: state/nv\nclaims:\n"
    (folder / "action/nv/2020-copies.yaml").write_text(head + claims, "utf-8")


@pytest.mark.parametrize(
    ("caution", "refused"),
    [
        ("Copy of a report of another paper", True),
        ("Reprints the beginning of an article", True),
        ("Text of an agency", True),
        ("Copy of a report; the original is not known", False),
        ("Read in a copy under another address", False),
        ("The stored copy prints another day", False),
        ("The text of the law is not printed", False),
    ],
)
def test_a_copy_names_its_original(folder: Path, caution: str, refused: bool) -> None:
    write(folder, f"title: {TITLE}\ncaution: {caution}", "title: Another page\npublished: 2019")
    expected = (
        "source/paper-0/2020-cases.yaml:2: caution: says that it is a copy; name its original in reprint_of, or say "
        "that the original is not known"
    )
    assert problems(folder) == ([expected] if refused else [])
    marked = f"title: {TITLE}\ncaution: {caution}\nreprint_of: source/paper-1/2020-cases"
    write(folder, marked, "title: Another page\npublished: 2019")
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        (f"title: {TITLE}\npublished: 2020-03-08", True),
        (f"title: {TITLE}, Paper says\npublished: 2020-03-09", False),
        (f"title: {TITLE}", True),
        ("title: The Prosecutor Drops Thousands of Possession Cases, in Nevada\npublished: 2020-03-04", True),
        ("title: Prosecutor speaks of cases\npublished: 2020-03-01", False),
        (f"title: {TITLE}\npublished: 2020-03-01\nreprint_of: source/paper-0/2020-cases", False),
        (f"title: {TITLE}\npublished: 2020-03-01\ncaution: It has a text of its own", False),
    ],
)
def test_pages_with_the_same_title_and_figure_within_a_week_are_one_text(
    folder: Path, other: str, refused: bool
) -> None:
    write(folder, f"title: {TITLE}\npublished: 2020-03-01", other)
    expected = (
        "source/paper-0/2020-cases.yaml:1: has about the same title, a figure and days within a week of those of "
        "source/paper-1/2020-cases; mark one of them as a reprint, or say in its caution that it has a text of its own"
    )
    assert problems(folder) == ([expected] if refused else [])


def test_pages_with_the_same_long_end_of_the_address_are_one_text(folder: Path) -> None:
    end = "prosecutor-drops-thousands-of-cases"
    first = f"title: One\nurl: https://one.example/2020/{end}.html"
    write(folder, first, f"title: Two\nurl: https://two.example/news/{end}/?amp=1")
    (found,) = problems(folder)
    assert "has the same end of the address as source/paper-1/2020-cases" in found
    write(folder, first, "title: Two\nurl: https://two.example/tag/pardons/")
    assert problems(folder) == []
