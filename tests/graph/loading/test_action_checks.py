"""Claims of actions from which no answer can be derived are refused, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph.graph import DataError, load

SOURCE = "source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged"
FIGURE = "stage: granted\n    stated: ten\n    figure: {low: 10, high: 10, qualifier: exactly, "


def write(folder: Path, name: str, *entries: str, head: str = "") -> None:
    """Write an action of Nevada with one claim for each entry, the first of them on line 5, or below the head."""
    claims = "".join(f"  - source: {SOURCE}\n    {entry}\n" for entry in entries)
    text = f"name: x\nkind: dismissal\njurisdiction: state/nv\n{head}claims:\n{claims}"
    (folder / f"action/nv/{name}.yaml").write_text(text, "utf-8")


def problems(folder: Path) -> list[str]:
    """Return what loading a folder reports, one line for each problem."""
    try:
        load(folder)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("earlier", "day", "later", "next_day", "right"),
    [
        ("granted", "2020-06-17", "recorded", "2020-06-16", False),
        ("granted", "2020-06-17", "recorded", "2020-06", True),
        ("announced", "2021-10", "granted", "2020", False),
        ("announced", "2020-10", "granted", "2020", True),
        ("authorized", "2020-06-17", "granted", "2020-05", False),
        ("authorized", "2020-06-17", "granted", "2020-06-17", True),
        ("opened", "2020-06-17", "granted", "2020-05", True),
    ],
)
def test_no_stage_is_reached_before_one_that_precedes_it(
    folder: Path, earlier: str, day: str, later: str, next_day: str, right: bool
) -> None:
    claims = [f"stage: {earlier}\n    date: {day}", f"stage: {later}\n    date: {next_day}"]
    write(folder, "2020-order", *claims)
    expected = (
        f"action/nv/2020-order.yaml:8: claims[1]: {later} on {next_day}, before it was {earlier} on {day} (line 5); "
        "correct a day or a stage, or deprecate one of the two with a rank_reason"
    )
    assert problems(folder) == ([] if right else [expected])
    write(folder, "2020-order", f"{claims[0]}\n    rank: deprecated\n    rank_reason: Wrong day", claims[1])
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("preferred", "other", "right"),
    [
        ("}", "unit: charges}\n    as_of: 2020-06", False),
        ("}", "unit: charges, covers: action}\n    as_of: 2020-06", False),
        ("}\n    as_of: 2020", "unit: charges}\n    as_of: 2020-06", True),
        ("}", "unit: charges, covers: action}", True),
        ("}", "unit: cases}\n    as_of: 2020-06", True),
    ],
)
def test_a_preferred_figure_has_a_day_where_another_has_one(
    folder: Path, preferred: str, other: str, right: bool
) -> None:
    ranked = f"{FIGURE}unit: charges{preferred}\n    rank: preferred\n    rank_reason: Official"
    write(folder, "2020-figures", ranked, FIGURE + other)
    expected = (
        "action/nv/2020-figures.yaml:5: claims[0]: is preferred without as_of, but another figure of the same stage "
        "and unit has one; add its as_of"
    )
    assert problems(folder) == ([] if right else [expected])


EXACTLY = "stage: {{stage}}\n    stated: x\n    figure: {{{{low: {0}, high: {0}, qualifier: exactly, unit: cases"
SMALL = EXACTLY.format(10) + "}}\n    as_of: 2020-06"
LARGE = EXACTLY.format(40) + "{more}}}"


@pytest.mark.parametrize(
    ("stage", "more", "ending", "right"),
    [
        ("granted", "", "", False),
        ("granted", "", "\n    as_of: 2020-07", True),
        ("granted", ", extent: part", "\n    as_of: 2020-07", False),
        ("granted", ", extent: part", "\n    as_of: 2020-05", True),
        ("granted", "", "\n    rank: deprecated\n    rank_reason: Of another county", True),
        ("applied", "", "", False),
        ("announced", "", "", True),
    ],
)
def test_no_answer_hides_a_larger_figure_that_may_be_later(
    folder: Path, stage: str, more: str, ending: str, right: bool
) -> None:
    write(folder, "2020-figures", SMALL.format(stage=stage), LARGE.format(stage=stage, more=more) + ending)
    expected = (
        "action/nv/2020-figures.yaml:10: claims[1]: is larger and perhaps later than the best figure of the same stage "
        "and unit (line 5); give it a later as_of, state a part as a whole of at_least, or rank one of the two"
    )
    assert problems(folder) == ([] if right else [expected])


def test_a_preferred_figure_has_its_reason_to_be_smaller(folder: Path) -> None:
    preferred = SMALL.format(stage="granted") + "\n    rank: preferred\n    rank_reason: Official"
    write(folder, "2020-figures", preferred, LARGE.format(stage="granted", more=""))
    assert problems(folder) == []


VAGUE = "stage: {stage}\n    stated: x\n    figure: {{high: 2000, qualifier: up_to, unit: cases}}\n    as_of: 2020-06"
COUNT = "stage: {stage}\n    stated: x\n    figure: {{{number}, unit: cases{more}}}\n    as_of: {day}"
EXACT = "low: 1817, high: 1817, qualifier: exactly"


@pytest.mark.parametrize(
    ("stage", "number", "more", "day", "right"),
    [
        ("eligible", EXACT, "", "2015-06", False),
        ("eligible", "low: 1800, high: 1800, qualifier: about", "", "2015-06", False),
        ("eligible", "low: 1817, qualifier: at_least", "", "2015-06", True),
        ("eligible", "low: 2100, high: 2100, qualifier: exactly", "", "2015-06", True),
        ("eligible", EXACT, ", extent: part", "2015-06", True),
        ("granted", EXACT, "", "2015-06", True),
        ("granted", EXACT, "", "2020", False),
    ],
)
def test_no_answer_leaves_open_what_a_page_counts(
    folder: Path, stage: str, number: str, more: str, day: str, right: bool
) -> None:
    count = COUNT.format(stage=stage, number=number, more=more, day=day)
    write(folder, "2020-figures", VAGUE.format(stage=stage), count)
    expected = (
        "action/nv/2020-figures.yaml:10: claims[1]: counts what the best figure of the same stage and unit leaves open "
        "(line 5); rank one of the two"
    )
    assert problems(folder) == ([] if right else [expected])
    write(folder, "2020-figures", f"{VAGUE.format(stage=stage)}\n    rank: preferred\n    rank_reason: Official", count)
    assert problems(folder) == []


def test_only_a_figure_in_a_series_covers_it(folder: Path) -> None:
    write(folder, "2020-first", f"{FIGURE}unit: charges, covers: series}}\n    as_of: 2020")
    expected = (
        "action/nv/2020-first.yaml:8: claims[0].figure.covers: covers the series, but its action neither extends "
        "another nor is extended; remove covers: series"
    )
    assert problems(folder) == [expected]
    write(folder, "2021-second", "stage: granted\n    date: 2021", head="extends: action/nv/2020-first\n")
    assert problems(folder) == []


def test_no_action_is_part_of_two_rounds_of_a_series(folder: Path) -> None:
    write(folder, "2020-first", "stage: granted\n    date: 2020")
    write(folder, "2021-second", "stage: granted\n    date: 2021", head="extends: action/nv/2020-first\n")
    part = ["stage: granted\n    date: 2020", "part_of: action/nv/2020-first\n    inference: The page counts both"]
    write(folder, "2020-part", *part)
    assert problems(folder) == []
    write(folder, "2020-part", *part, "part_of: action/nv/2021-second\n    inference: The page counts both")
    expected = (
        "action/nv/2020-first.yaml:4: claims: contradicts action/nv/2021-second: rounds of one series, but one action "
        "is a part of both; remove one of the declarations"
    )
    assert problems(folder) == [expected]


def test_a_state_is_not_said_to_grant_nothing_where_its_city_did(folder: Path) -> None:
    law = "law: law/nv/ab-192-2019"
    write(folder, "2020-program", "stage: opened\n    date: 2020-01-01", law)
    assert problems(folder) == []
    city = folder / "action/nv/reno"
    city.mkdir()
    (folder / "locality/nv").mkdir(parents=True, exist_ok=True)
    coverage = "{pardons: unknown, expungements: value, laws: unknown, checked: 2026-11-01}"
    place = f"name: Reno\nkind: city\ncoverage: {coverage}\nclaims: []\n"
    (folder / "locality/nv/reno.yaml").write_text(place, "utf-8")
    claims = f"  - source: {SOURCE}\n    stage: granted\n    date: 2020-06-01\n  - source: {SOURCE}\n    {law}\n"
    text = f"name: x\nkind: dismissal\njurisdiction: locality/nv/reno\nclaims:\n{claims}"
    (city / "2020-dismissals.yaml").write_text(text, "utf-8")
    assert problems(folder) == [
        "action/nv/2020-program.yaml:4: claims: is opened, but action/nv/reno/2020-dismissals granted the same relief "
        "under the same law; add a claim that it was granted, a part of it if that is all that is known"
    ]
    write(folder, "2020-program", "stage: granted\n    date: 2020", law)
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("opened", "granted", "as_of", "figure", "right"),
    [
        ("2021-07-01", "2021-09-16", "2021-09-16", "low: 9, qualifier: at_least, unit: cases, cumulative: true", False),
        ("2021-07-01", "2021-09-16", "2021-09-16", "low: 9, qualifier: at_least, unit: cases", False),
        ("2021-07-01", "2021-09-16", "2021-09-15", "high: 9, qualifier: nearly, unit: cases", False),
        ("2021-09-16", "2021-09-16", "2021-09-16", "low: 9, qualifier: at_least, unit: cases, cumulative: true", False),
        ("2021-07", "2021-09", "2021-09", "low: 9, qualifier: at_least, unit: cases", False),
        ("2021-09-16", "2021-09-16", "2021-09-16", "low: 9, qualifier: at_least, unit: cases", True),
        ("2021-07-01", "2021-09-16", "2021-09-17", "low: 9, qualifier: at_least, unit: cases", True),
        ("2021-07-01", "2021-09-16", "2021-09-16", "low: 1, high: 1, qualifier: exactly, unit: cases", True),
        ("2021-07-01", "2021", "2021-09-16", "low: 9, qualifier: at_least, unit: cases", True),
    ],
)
def test_the_day_of_a_report_of_what_was_done_is_no_day_of_a_grant(
    folder: Path, opened: str, granted: str, as_of: str, figure: str, right: bool
) -> None:
    claims = [
        f"stage: opened\n    date: {opened}",
        f"stage: granted\n    date: {granted}",
        f"stage: granted\n    figure: {{{figure}}}\n    stated: nine\n    as_of: {as_of}",
    ]
    write(folder, "2021-report", *claims)
    expected = (
        f"action/nv/2021-report.yaml:8: claims[1]: granted on {granted}, by which line 11 counts several as done; the "
        "day of a report is its as_of, no date: remove the date, or say in a note why it is the first day"
    )
    assert problems(folder) == ([] if right else [expected])
    write(folder, "2021-report", claims[0], f"{claims[1]}\n    note: All at once that day", claims[2])
    assert problems(folder) == []
