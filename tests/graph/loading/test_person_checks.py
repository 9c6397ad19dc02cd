"""People without a public part are refused, and statements about a record of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph.graph import DataError, load

SOURCE = "source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged"


def problems(folder: Path) -> list[str]:
    """Return what loading a folder reports, one line for each problem."""
    try:
        load(folder)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def write(folder: Path, person: str, action: str = "") -> None:
    """Write a person, and an action of Nevada with one more entry."""
    (folder / "person/x.yaml").write_text(f"name: X Y\n{person}", "utf-8")
    head = "name: x\nkind: dismissal\njurisdiction: state/nv\nclaims:\n"
    day = f"  - source: {SOURCE}\n    stage: granted\n    date: 2020-06-17\n"
    more = f"  - source: {SOURCE}\n    {action}\n" if action else ""
    (folder / "action/nv/2020-person.yaml").write_text(head + day + more, "utf-8")


def test_a_person_has_a_public_part(folder: Path) -> None:
    write(folder, "")
    expected = (
        "person/x.yaml:1: holds no office, acted in nothing, and signed, counted and wrote nothing; remove the "
        "person, or add the claim that shows a public part"
    )
    assert problems(folder) == [expected]
    counted = "stage: eligible\n    figure: {low: 9, high: 9, qualifier: exactly, unit: cases}\n    stated: nine"
    for part in ("actor: {entity: person/x, role: urged}", f"{counted}\n    reported_by: person/x"):
        write(folder, "", part)
        assert problems(folder) == []
    write(folder, f"claims:\n  - source: {SOURCE}\n    speaks_for: organization/norml\n")
    assert problems(folder) == []
    write(folder, "")
    page = (folder / f"{SOURCE}.yaml").read_text("utf-8")
    (folder / f"{SOURCE}.yaml").write_text(f"{page}authors: [X Y]\n", "utf-8")
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("status", "refused"), [("Convicted of possession in 2001", True), ("Director of an advocacy group", False)]
)
def test_the_record_of_a_person_is_no_matter_of_the_graph(folder: Path, status: str, refused: bool) -> None:
    entry = f"claims:\n  - source: {SOURCE}\n    status: {status}\n"
    acted = "actor: {entity: person/x, role: urged}"
    write(folder, entry, acted)
    expected = (
        "person/x.yaml:4: claims[0].status: may be about the record of this person; remove it, or say in a note where "
        "the person spoke of it in public"
    )
    assert problems(folder) == ([expected] if refused else [])
    write(folder, f"{entry}    note: Told in an interview of 2022\n", acted)
    assert problems(folder) == []
