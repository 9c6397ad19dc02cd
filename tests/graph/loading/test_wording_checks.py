"""Claims whose words, day or actor do not fit what they say was done are refused, unless an inference explains it."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph.graph import DataError, load

SOURCE = "source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged"  # of November 2022
EXPLAINED = "\n    inference: The order of that day dismisses them"


def problems(folder: Path, kind: str, *entries: str) -> list[str]:
    """Return what loading the data reports with an action of Nevada that has these claims."""
    claims = "".join(f"  - source: {SOURCE}\n    {entry}\n" for entry in entries)
    text = f"name: x\nkind: {kind}\njurisdiction: state/nv\nclaims:\n{claims}"
    (folder / "action/nv/2020-wording.yaml").write_text(text, "utf-8")
    try:
        load(folder)
    except DataError as error:
        return [problem.message for problem in error.problems]
    return []


def figure(number: int, stage: str, stated: str, unit: str = "cases") -> str:
    bounds = f"{{low: {number}, high: {number}, qualifier: exactly, unit: {unit}}}"
    return f"stage: {stage}\n    figure: {bounds}\n    stated: {stated}"


def test_what_is_to_come_is_not_recorded_as_done(folder: Path) -> None:
    to_come = [
        figure(1, "granted", "one case will be dismissed"),
        figure(2, "recorded", "the court plans to dismiss two cases"),
    ]
    done = [
        figure(3, "granted", "three of Willard's cases were dismissed"),
        figure(4, "eligible", "four cases will be dismissed"),
        figure(5, "announced", "the court plans to dismiss five cases"),
    ]
    found = problems(folder, "dismissal", *to_come, *done)
    assert len(found) == 2
    assert "'one case will be dismissed'" in found[0] and "recorded as granted" in found[0]
    assert "'the court plans to dismiss two cases'" in found[1] and "recorded as recorded" in found[1]
    assert problems(folder, "dismissal", *(entry + EXPLAINED for entry in to_come), *done) == []


def test_a_page_does_not_tell_beforehand_what_was_done(folder: Path) -> None:
    right = ["stage: granted\n    date: 2022-11-30", "stage: opened\n    date: 2022-12-01"]
    beforehand = "stage: recorded\n    date: 2022-12-01"
    found = problems(folder, "dismissal", *right, beforehand)
    assert len(found) == 1
    assert found[0].startswith("'date 2022-12-01' of source/marijuana-and-the-law/")
    assert "is of 2022-12-01, after the publication of its page" in found[0]
    deprecated = f"{beforehand}\n    rank: deprecated\n    rank_reason: Told beforehand"
    assert problems(folder, "dismissal", *right, beforehand + EXPLAINED) == []
    assert problems(folder, "dismissal", *right, deprecated) == []


@pytest.mark.parametrize(("kind", "refused"), [("pardon", 1), ("commutation", 1), ("expungement", 0)])
def test_pardons_are_not_counted_in_records(folder: Path, kind: str, refused: int) -> None:
    entries = [figure(10, "granted", "ten", "records"), figure(10, "granted", "ten", "convictions")]
    found = [message for message in problems(folder, kind, *entries) if not message.startswith("is 'unknown'")]
    assert len(found) == refused
    assert all("counts records" in message for message in found)


def test_an_organization_without_the_power_does_not_decide(folder: Path) -> None:
    actors = ["organization/norml, role: decided", "organization/norml, role: urged"]
    actors.append("person/steve-sisolak, role: decided")
    entries = ["stage: granted\n    date: 2020-06-17", *(f"actor: {{entity: {actor}}}" for actor in actors)]
    found = problems(folder, "dismissal", *entries)
    assert len(found) == 1
    assert "names organization/norml as having decided, which has no such power" in found[0]


def test_a_name_is_worded_as_the_name(folder: Path) -> None:
    entries = [
        "stage: granted\n    date: 2020-06-17",
        "name: Resolution of 2020",
        "name: Order of 2020\n    stated: Order of 2020, number 5",
        "name: Plan of 2020\n    stated: two cases are to be dismissed",
        "name: Program of 2020\n    stated: the Program of 2020 begins on 1 July\n    inference: The page says Monday",
    ]
    found = sorted(problems(folder, "dismissal", *entries), reverse=True)
    assert len(found) == 2
    assert found[0].startswith("'two cases are to be dismissed' of source/marijuana-and-the-law/")
    assert "does not begin with the name that it is a claim of, 'Plan of 2020'" in found[0]
    assert "'Program of 2020'" in found[1]
    assert problems(folder, "dismissal", *entries[:3]) == []


def test_a_scope_is_not_worded_as_something_that_happened(folder: Path) -> None:
    entries = [
        "stage: granted\n    date: 2020-06-17",
        "scope: Possession of up to one ounce, passed by the Board in 2020",
        "scope: Approved-use permits of patients",
        "scope: Signed by the governor on Monday",
    ]
    found = problems(folder, "dismissal", *entries)
    assert len(found) == 1
    assert found[0].startswith("'Signed by the governor on Monday' of source/marijuana-and-the-law/")
    assert "is worded as something that happened, not as a scope" in found[0]


@pytest.mark.parametrize(
    ("stated", "qualifier", "right"),
    [
        ("fewer than 20 cases", "up_to", False),
        ("nearly 20 cases", "up_to", False),
        ("fewer than 20 cases", "nearly", True),
        ("as many as 19 cases", "up_to", True),
    ],
)
def test_fewer_than_a_number_is_never_that_number(folder: Path, stated: str, qualifier: str, right: bool) -> None:
    entry = f"stage: eligible\n    figure: {{high: 19, qualifier: {qualifier}, unit: cases}}\n    stated: {stated}"
    found = problems(folder, "dismissal", entry)
    assert len(found) == (0 if right else 1)
    assert right or "is worded as fewer than a number, but recorded as up to one" in found[0]
