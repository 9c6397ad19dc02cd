"""The built records hold what they must, and what they promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph import check_folder, load
from clemency_graph.graph.model.records import ClemencyAction, Country, Law, Locality, State
from clemency_graph.graph.model.vocabulary import RelationshipKind
from clemency_graph.graph.queries.coverage_report import report
from clemency_graph.graph.queries.provenance import sources_behind

SOURCE = "source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged"
NEVADA = "action/nv/2020-possession-pardons.yaml"


def add(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text((folder / file).read_text("utf-8") + text, "utf-8")


def told(folder: Path) -> str:
    return "\n".join(map(str, check_folder(folder)))


def test_a_figure_is_not_of_a_day_after_its_publication(folder: Path) -> None:
    add(folder, NEVADA, f"  - source: {SOURCE}\n    scope: x\n    published: 2022-11\n    as_of: 2022-12-01\n")
    assert re.search(
        r"claims\[\d+\]: is as of 2022-12-01, after its publication on 2022-11; correct one of the two days$",
        told(folder),
    )


def test_a_figure_is_not_of_a_day_after_the_bound_of_its_page(folder: Path) -> None:
    add(folder, f"{SOURCE}.yaml", "not_after: 2022-11-20\n")
    add(folder, NEVADA, f"  - source: {SOURCE}\n    scope: x\n    as_of: 2022-11-21\n")
    assert re.search(
        r"claims\[\d+\]: is as of 2022-11-21, after 2022-11-20, by which its page was published; correct one",
        told(folder),
    )


@pytest.mark.parametrize(("bound", "right"), [("2022-11-20", True), ("2022-11", True), ("2022-10-31", False)])
def test_a_bound_of_publication_is_not_before_the_month_of_publication(folder: Path, bound: str, right: bool) -> None:
    add(folder, f"{SOURCE}.yaml", f"not_after: {bound}\n")
    expected = f"not_after: is {bound}, before the publication on 2022-11; correct one of the two days"
    assert (expected in told(folder)) is not right


def test_a_month_and_a_day_in_it_agree(folder: Path) -> None:
    add(folder, NEVADA, f"  - source: {SOURCE}\n    scope: x\n    published: 2022-11\n    as_of: 2022-11-30\n")
    assert told(folder) == ""


@pytest.mark.parametrize(("day", "right"), [("2021-05-01", True), ("2023-01-02", True), ("2023-01-03", False)])
def test_who_signs_a_law_holds_an_office_that_day(folder: Path, day: str, right: bool) -> None:
    law = folder / "law" / "nv" / "ab-1.yaml"
    entry = f"  - source: {SOURCE}\n    status: enacted\n    enacted: {day}\n    signed_by: person/steve-sisolak\n"
    law.write_text(f"name: x\njurisdiction: state/nv\ninstrument: statute\nclaims:\n{entry}", "utf-8")
    expected = f"law/nv/ab-1.yaml:4: claims: person/steve-sisolak, who signed it, held no office on {day}"
    assert (expected in told(folder)) is not right


@pytest.mark.parametrize(("day", "right"), [("2021-04-30", True), ("2021", True), ("2021-05-02", False)])
def test_a_law_is_not_introduced_after_it_was_enacted(folder: Path, day: str, right: bool) -> None:
    law = folder / "law" / "nv" / "ab-1.yaml"
    entry = f"  - source: {SOURCE}\n    status: enacted\n    enacted: 2021-05-01\n    introduced: {day}\n"
    law.write_text(f"name: x\njurisdiction: state/nv\ninstrument: statute\nclaims:\n{entry}", "utf-8")
    expected = f"is introduced on {day}, after it was enacted on 2021-05-01; correct one of the two days"
    assert (expected in told(folder)) is not right


@pytest.mark.parametrize(("day", "right"), [("2021-05", True), ("2023-01-02", True), ("2023-02", False)])
@pytest.mark.parametrize("status", ["vetoed", "enacted"])
def test_who_vetoes_a_law_holds_an_office_that_day(folder: Path, status: str, day: str, right: bool) -> None:
    law = folder / "law" / "nv" / "ab-1.yaml"
    entry = f"  - source: {SOURCE}\n    status: {status}\n    enacted: 2019-06-01\n"
    entry += f"  - source: {SOURCE}\n    vetoed_by: person/steve-sisolak\n    as_of: {day}\n    published: 2024\n"
    law.write_text(f"name: x\njurisdiction: state/nv\ninstrument: statute\nclaims:\n{entry}", "utf-8")
    expected = f"law/nv/ab-1.yaml:4: claims: person/steve-sisolak, who vetoed it, held no office on {day}"
    assert (expected in told(folder)) is not right


def test_who_decides_an_action_holds_an_office_that_day(folder: Path) -> None:
    action = folder / "action" / "nv" / "2024-late.yaml"
    entries = f"  - source: {SOURCE}\n    stage: granted\n    date: 2024\n  - source: {SOURCE}\n"
    entries += "    actor: {entity: person/steve-sisolak, role: decided}\n"
    action.write_text(f"name: x\nkind: pardon\njurisdiction: state/nv\nclaims:\n{entries}", "utf-8")
    assert "person/steve-sisolak, who decided it, held no office on 2024" in told(folder)


@pytest.mark.parametrize(
    ("eligible", "note", "right"),
    [
        ("{low: 100, high: 100, qualifier: exactly, unit: cases}", "", False),
        ("{low: 100, high: 100, qualifier: exactly, unit: cases}", "    note: Counted before more were found\n", True),
        ("{low: 98, high: 98, qualifier: about, unit: cases}", "", True),
        ("{low: 100, high: 100, qualifier: exactly, unit: people}", "", True),
    ],
)
def test_more_is_granted_than_was_eligible_only_with_a_note(
    folder: Path, eligible: str, note: str, right: bool
) -> None:
    action = folder / "action" / "nv" / "2024-cases.yaml"
    granted = "{low: 101, high: 101, qualifier: exactly, unit: cases}"
    entries = "".join(
        f"  - source: {SOURCE}\n    stage: {stage}\n    figure: {figure}\n    stated: {stage}\n"
        for stage, figure in (("granted", granted), ("eligible", eligible))
    )
    action.write_text(f"name: x\nkind: pardon\njurisdiction: state/nv\nclaims:\n{entries}{note}", "utf-8")
    assert ("'granted' is granted, above 'eligible' eligible" in told(folder)) is not right


@pytest.mark.parametrize(
    ("figure", "more", "right"),
    [
        ("{low: 0, high: 0, qualifier: exactly, unit: people}", "as_of: 2020-06-17", False),
        ("{low: 0, high: 0, qualifier: exactly, unit: people}", "as_of: 2020-06-16", True),
        ("{low: 0, high: 0, qualifier: exactly, unit: people, extent: part}", "as_of: 2020-06-17", True),
        ("{low: 1, high: 1, qualifier: exactly, unit: people}", "as_of: 2020-06-17", True),
    ],
)
def test_what_was_granted_to_nobody_was_not_granted(folder: Path, figure: str, more: str, right: bool) -> None:
    path = folder / "action" / "nv" / "2020-nobody.yaml"
    entries = f"  - source: {SOURCE}\n    stage: granted\n    date: 2020-06-17\n  - source: {SOURCE}\n"
    entries += f"    stage: granted\n    figure: {figure}\n    stated: none\n    {more}\n"
    path.write_text(f"name: x\nkind: pardon\njurisdiction: state/nv\nclaims:\n{entries}", "utf-8")
    assert ("its figures of that are 0; write 'stage: not_cannabis' with the day" in told(folder)) is not right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("count: {state: 3, claim: 10}\n", ""),
        ("count: {state: 57}\n", "assertions.yaml:1: count.state: requires at least 57, but there are 4"),
        ("count: {}\nfilled: {term: {party: 100}}\n", ""),
        (
            "count: {}\nfilled:\n  source: {published: 100}\n",
            "assertions.yaml:3: filled.source.published: requires 100 %, but ",
        ),
        ("count: {planet: 1}\n", "assertions.yaml:1: count.planet"),
        ("count: {}\nfilled: {term: {party: 101}}\n", "assertions.yaml:2: filled.term.party"),
    ],
)
def test_promises_are_kept(folder: Path, text: str, expected: str) -> None:
    (folder / "assertions.yaml").write_text(text, "utf-8")
    found = told(folder)
    assert expected in found if expected else found == ""


def test_the_report_counts_every_place(graph: KnowledgeGraph) -> None:
    rows = report(graph)
    places = [len(graph.of_type(type)) for type in (Country, State, Locality)]
    assert len(rows) == sum(places)
    assert sum(row.actions for row in rows) == len(graph.of_type(ClemencyAction))
    assert sum(row.laws for row in rows) == len(graph.of_type(Law))
    nevada = next(row for row in rows if row.id == "state/nv")
    assert nevada.sources > 10 and nevada.claims > nevada.sources


def test_nothing_is_left_unchecked(graph: KnowledgeGraph) -> None:
    rows = report(graph)
    assert [row.id for row in rows if "not_looked_for" in (row.pardons, row.expungements)] == []


def test_the_claims_of_a_signature_and_of_a_veto_by_one_person_are_told_apart(folder: Path) -> None:
    other = "source/norml/2020-nevada-unconditional-pardons"
    entries = f"  - source: {SOURCE}\n    status: enacted\n    signed_by: person/steve-sisolak\n"
    entries += f"  - source: {other}\n    vetoed_by: person/steve-sisolak\n"
    law = folder / "law" / "nv" / "ab-1.yaml"
    law.write_text(f"name: x\njurisdiction: state/nv\ninstrument: statute\nclaims:\n{entries}", "utf-8")
    graph = load(folder)
    record = graph.entities["law/nv/ab-1"]
    for field, kind, source in (("signed_by", "signed", SOURCE), ("vetoed_by", "vetoed", other)):
        assert getattr(record, field) == "person/steve-sisolak"
        assert list(sources_behind(record, field)) == [source]
        (edge,) = graph.edges(record.id, [RelationshipKind(kind)])
        assert [claim.source for claim in edge.claims] == [source]


@pytest.mark.parametrize(
    ("days", "error"),
    [
        ("effective: 2021-07-01\n    effective_until: 2021-07-02", None),
        ("effective: 2021\n    effective_until: 2021", None),
        ("effective: 2021-07-01\n    effective_until: 2021-07-01", "ends on 2021-07-01, not after 2021-07-01"),
        ("effective: 2021-07-01\n    effective_until: 2021-06", "ends on 2021-06, not after 2021-07-01"),
        ("never_effective: true", None),
        ("never_effective: true\n    effective: 2021-07-01", "never_effective is for a provision without days"),
        ("never_effective: maybe", "never_effective"),
    ],
)
def test_a_provision_ends_after_it_began(folder: Path, days: str, error: str | None) -> None:
    (folder / "law" / "nv" / "ab-1.yaml").write_text(
        "name: x\njurisdiction: state/nv\ninstrument: statute\nprovisions:\n  - effect: sealing\n    scope: x\n"
        f"    {days}\n    source: {SOURCE}\nclaims:\n  - source: {SOURCE}\n    status: enacted\n",
        "utf-8",
    )
    assert (error in told(folder)) if error else told(folder) == ""
