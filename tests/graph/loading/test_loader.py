"""Loading: the real data whole, and every way of being wrong told with file, line and field."""

from __future__ import annotations

import gc
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from clemency_graph.graph import DataError, check_folder, load
from clemency_graph.graph.loading.loader import FOLDERS
from clemency_graph.graph.loading.models.files import FILE_MODELS


class Broken(NamedTuple):
    """A change to one file of a data folder."""

    file: str
    apply: Callable[[Path], None]


def edit(file: str, old: str, new: str) -> Broken:
    """Replace the first `old` in a file; it must be there."""

    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} has no {old!r} to break"
        path.write_text(text.replace(old, new, 1), "utf-8")

    return Broken(file, change)


def add(file: str, text: str) -> Broken:
    """Write a file."""

    def change(folder: Path) -> None:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return Broken(file, change)


NEW_JERSEY = "action/nj/2021-marijuana-case-dismissals"
NEVADA = "action/nv/2020-possession-pardons.yaml"
SOURCE = "source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged"
ENTRY = f"\n  - source: {SOURCE}\n"
TERM = f"  - person: person/steve-sisolak\n    claims:\n      - source: {SOURCE}\n"
PARDON = "name: Pardons\nkind: pardon\njurisdiction: state/nv\nclaims:\n"

BROKEN: dict[str, tuple[Broken, str]] = {
    "an unknown key": (
        edit(NEVADA, "kind: pardon", "kind: pardon\nkindd: pardon"),
        r"2020-possession-pardons\.yaml:3: kindd: unknown key; did you mean 'kind'\?",
    ),
    "a missing key": (edit("state/nv.yaml", "fips: ", "# fips: "), r"state/nv\.yaml:1: fips: missing"),
    "a word that is none": (
        edit(NEVADA, "kind: pardon", "kind: pardn"),
        r":2: kind: 'pardn' is not one of pardon, .*; did you mean 'pardon'\?",
    ),
    "a dangling reference": (
        edit(NEVADA, "person/steve-sisolak", "person/steve-sisolac"),
        r"actor\.entity: there is no data file person/steve-sisolac\.yaml; did you mean 'person/steve-sisolak'\?",
    ),
    "a reference of the wrong kind": (
        edit(NEVADA, "jurisdiction: state/nv", "jurisdiction: nevada"),
        r":3: jurisdiction: 'nevada' is not an id of the right kind; write state/\.\.\. or",
    ),
    "a duplicate code": (edit("state/gu.yaml", "code: GU", "code: NV"), r"state/nv\.yaml:\d+: code: NV is already"),
    "a duplicate file": (add("state/nv.yml", "name: Nevada\n"), r"state/nv\.yml:1: not a data file"),
    "a duplicate claim": (
        edit(NEVADA, "claims:\n", f"claims:{ENTRY}    scope: Twice{ENTRY}    scope: Twice\n"),
        r":7: claims\[1\]: repeats the statement of line 5, from the same source; keep one",
    ),
    "overlapping terms": (
        add("term/nv/mayor.yaml", f"terms:\n{TERM}        start: 2019\n        end: 2021\n{TERM}        start: 2020\n"),
        r"term/nv/mayor\.yaml:7: terms\[1\]: starts on 2020, before the end of person/steve-sisolak on 2021",
    ),
    "a term after one without an end": (
        add("term/nv/mayor.yaml", f"terms:\n{TERM}        start: 2019\n{TERM}        start: 2020\n"),
        r"term/nv/mayor\.yaml:6: terms\[1\]: starts on 2020, but person/steve-sisolak has no end",
    ),
    "an end before its start": (
        add("term/nv/mayor.yaml", f"terms:\n{TERM}        start: 2019\n        end: 2018\n"),
        r"term/nv/mayor\.yaml:4: terms\[0\]\.claims\[0\]: end 2018 is not after start 2019",
    ),
    "ends that sources tell differently, before the start": (
        add("term/nv/mayor.yaml", f"terms:\n{TERM}        start: 2019\n      - source: {SOURCE}\n        end: 2018\n"),
        r"term/nv/mayor\.yaml:2: terms\[0\]: ends on 2018, not after its start on 2019",
    ),
    "a claim without a source": (
        edit(NEVADA, "claims:\n", "claims:\n  - scope: Unsourced\n"),
        r":5: claims\[0\]\.source: missing",
    ),
    "a figure with low above high": (
        edit(NEVADA, "{low: 15000, high: 15000, qualifier: about", "{low: 51000, high: 15000, qualifier: between"),
        r":\d+: claims\[\d+\]\.figure: low 51,000 is above high 15,000",
    ),
    "a figure below nothing": (
        edit(NEVADA, "low: 15001", "low: -15001"),
        r":\d+: claims\[\d+\]\.figure\.low: -15001 is impossible; it must be 0 or more",
    ),
    "a figure above all people": (
        edit(NEVADA, "low: 15001", "low: 1500100000"),
        r":\d+: claims\[\d+\]\.figure: 1,500,100,000 is impossible",
    ),
    "a figure against its qualifier": (
        edit(NEVADA, "{low: 15001, qualifier", "{low: 15001, high: 15001, qualifier"),
        r":\d+: claims\[\d+\]\.figure: 'more_than' takes low and no high",
    ),
    "a figure in quotes": (
        edit(NEVADA, "low: 15001", "low: '15,001'"),
        r":\d+: claims\[\d+\]\.figure\.low: '15,001' is not a whole number",
    ),
    "a figure without words": (
        edit(NEVADA, "    stated: more than 15,000 individuals pardoned\n", ""),
        r":\d+: claims\[\d+\]: a figure needs 'stated'",
    ),
    "a figure without a stage": (
        edit(NEVADA, "    stage: granted\n    figure", "    figure"),
        r":\d+: claims\[\d+\]: a date or figure needs a stage; add one of announced, ",
    ),
    "a figure beside another property": (
        edit(NEVADA, "    stated: more than", "    scope: x\n    stated: more than"),
        r":\d+: claims\[\d+\]: a figure needs an entry of its own; move scope to another entry",
    ),
    "a stage of nothing": (
        edit(NEVADA, "claims:\n", f"claims:{ENTRY}    stage: granted\n    scope: x\n"),
        r":5: claims\[0\]: a stage needs a date or figure",
    ),
    "a rank without a reason": (
        edit(NEVADA, "claims:\n", f"claims:{ENTRY}    scope: x\n    rank: preferred\n"),
        r":5: claims\[0\]: rank 'preferred' needs a rank_reason",
    ),
    "a reason without a rank": (
        edit(NEVADA, "claims:\n", f"claims:{ENTRY}    scope: x\n    rank_reason: y\n"),
        r":5: claims\[0\]: a rank_reason needs rank",
    ),
    "an entry that says nothing": (
        edit(NEVADA, "claims:\n", f"claims:{ENTRY}    stated: x\n"),
        r":5: claims\[0\]: has no property; add one of name, status, date, ",
    ),
    "a date that is none": (
        edit(NEVADA, "date: 2020-06-17", "date: 2020-06-31"),
        r":\d+: claims\[\d+\]\.date: '2020-06-31' is not a day of the calendar",
    ),
    "a day that is only a month": (
        edit("state/nv.yaml", "checked: 2026-11-28", "checked: 2026-11"),
        r"state/nv\.yaml:\d+: coverage\.checked: '2026-11' has no day; write a full date",
    ),
    "a date that is a word": (
        edit(NEVADA, "date: 2020-06-17", "date: [June]"),
        r":\d+: claims\[\d+\]\.date: is not a date; write 2020, 2020-06 or 2020-06-17",
    ),
    "a code of the wrong form": (
        edit("state/nv.yaml", "code: NV", "code: Nev"),
        r"state/nv\.yaml:\d+: code: 'Nev' does not have the form",
    ),
    "text over two lines": (
        edit("state/nv.yaml", "name: Nevada", 'name: "Nev\\nada"'),
        r"state/nv\.yaml:1: name: is not one line of text",
    ),
    "a name that a list in a table would take for two": (
        edit("state/nv.yaml", "name: Nevada", "name: Nevada; the Silver State"),
        r"state/nv\.yaml:1: name: contains '; ', which separates the names of a list in a table; write a comma",
    ),
    "an alias that a list in a table would take for two": (
        edit("state/nv.yaml", "name: Nevada", "name: Nevada\naliases: [Silver; State]"),
        r"state/nv\.yaml:\d+: aliases\[0\]: contains '; ', which separates",
    ),
    "a number for a name": (
        edit("state/nv.yaml", "name: Nevada", "name: 15"),
        r"state/nv\.yaml:1: name: 15 is not text",
    ),
    "a word for a list": (
        edit("state/nv.yaml", "name: Nevada", "name: Nevada\naliases: x"),
        r"state/nv\.yaml:\d+: aliases: is not a list",
    ),
    "a word for a mapping": (
        edit("party/democratic.yaml", "claims:\n  - ", "claims:\n  - x\n  - "),
        r"party/democratic\.yaml:\d+: claims\[0\]: is not a mapping",
    ),
    "a word for true": (
        edit(NEVADA, "qualifier: more_than,", "qualifier: more_than, cumulative: maybe,"),
        r":\d+: claims\[\d+\]\.figure\.cumulative: 'maybe' is not true or false",
    ),
    "a term that nobody vouches for": (
        edit("term/gu/governor.yaml", "    claims:\n", "    claims: []\n    was:\n"),
        r"term/gu/governor\.yaml:\d+: terms\[0\]\.claims: is empty; add at least one item",
    ),
    "a term without a start": (
        add("term/nv/mayor.yaml", f"terms:\n{TERM}        end: 2020\n"),
        r"term/nv/mayor\.yaml:2: terms\[0\]: no claim states the start of this term",
    ),
    "an office that is none": (
        add("term/nv/sheriff.yaml", f"terms:\n{TERM}        start: 2020\n"),
        r"term/nv/sheriff\.yaml:1: 'sheriff' is not an office; the file's name must be one of governor",
    ),
    "a term of no place": (
        add("term/zz/governor.yaml", f"terms:\n{TERM}        start: 2020\n"),
        r"term/zz/governor\.yaml:1: 'zz' is not a state, country or locality",
    ),
    "an action in the wrong folder": (
        edit(NEVADA, "jurisdiction: state/nv", "jurisdiction: state/nc"),
        r":3: jurisdiction: state/nc belongs in action/nc/",
    ),
    "an action without a stage": (
        add("action/nv/2099-nothing.yaml", f"{PARDON}  - source: {SOURCE}\n    scope: x\n"),
        r"action/nv/2099-nothing\.yaml:4: claims: no claim states a stage",
    ),
    "an action that extends itself": (
        edit(NEVADA, "claims:\n", "extends: action/nv/2020-possession-pardons\nclaims:\n"),
        r":4: extends: is in a cycle that leads back to action/nv/2020-possession-pardons",
    ),
    "a law without a status": (
        add(
            "law/nv/ab-1.yaml",
            f"name: x\njurisdiction: state/nv\ninstrument: statute\nclaims:\n  - source: {SOURCE}\n    enacted: 2020\n",
        ),
        r"law/nv/ab-1\.yaml:4: claims: no claim states the law's status",
    ),
    "coverage that says too little": (
        edit("state/nv.yaml", "pardons: value", "pardons: unknown"),
        r"state/nv\.yaml:\d+: coverage\.pardons: is 'unknown', but pardons of state/nv are in the data",
    ),
    "coverage that says that there is none": (
        edit("state/nv.yaml", "pardons: value", "pardons: none"),
        r"state/nv\.yaml:\d+: coverage\.pardons: is 'none', but pardons of state/nv are in the data; write value",
    ),
    "coverage in the words of before": (
        edit("state/gu.yaml", "expungements: unknown", "expungements: none_found"),
        r"state/gu\.yaml:\d+: coverage\.expungements: 'none_found' is not one of value, none, unknown",
    ),
    "coverage that says too much": (
        edit("state/gu.yaml", "expungements: unknown", "expungements: value"),
        r"state/gu\.yaml:\d+: coverage\.expungements: is 'value', but no expungements of state/gu are in the data",
    ),
    "an unknown folder": (
        add("actions/x.yaml", "name: x\n"),
        r"actions:1: not a folder of data files; did you mean 'action'\?",
    ),
    "a name that is no slug": (
        add("person/Steve_S.yaml", "name: x\n"),
        r"person/Steve_S\.yaml:1: 'Steve_S' is not a slug",
    ),
    "no dataset": (
        Broken("dataset.yaml", lambda folder: (folder / "dataset.yaml").unlink()),
        r"dataset\.yaml:1: missing",
    ),
    "a dataset that lacks a part": (
        edit("dataset.yaml", "license:", "licence:"),
        r"dataset\.yaml:\d+: licence: unknown key",
    ),
    "no YAML": (edit("state/nv.yaml", "name: Nevada", "name: [Nevada"), r"state/nv\.yaml:\d+: not YAML"),
}


def test_the_data_load_whole() -> None:
    assert check_folder() == ()


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_with_its_place(folder: Path, name: str) -> None:
    broken, told = BROKEN[name]
    broken.apply(folder)
    with pytest.raises(DataError) as caught:
        load(folder)
    assert re.search(told, str(caught.value)), str(caught.value)


def test_what_is_wrong_in_several_files_is_told_at_once(folder: Path) -> None:
    apart = [
        edit("state/gu.yaml", "fips: ", "# fips: "),
        edit("state/nc.yaml", "name: North Carolina", "name: [North Carolina"),
        edit(NEVADA, "person/steve-sisolak", "person/steve-sisolac"),
        add("term/nc/mayor.yaml", f"terms:\n{TERM}        start: 2019\n        end: 2018\n"),
    ]
    for change in apart:
        change.apply(folder)
    problems = check_folder(folder)
    assert {change.file for change in apart} <= {problem.file for problem in problems}
    assert list(problems) == sorted(problems)


@pytest.mark.slow
def test_all_that_is_wrong_is_told_at_once(whole_folder: Path) -> None:
    apart = {
        "an unknown key": edit("action/co/2020-possession-pardons.yaml", "kind: pardon", "kind: pardon\nkindd: pardon"),
        "a missing key": edit("state/ca.yaml", "fips: ", "# fips: "),
        "a word that is none": edit("action/or/2022-possession-pardons.yaml", "kind: pardon", "kind: pardn"),
        "a dangling reference": edit(NEVADA, "person/steve-sisolak", "person/steve-sisolac"),
        "a duplicate file": add("state/nv.yml", "name: Nevada\n"),
        "overlapping terms": BROKEN["overlapping terms"][0],
        "an end before its start": add("term/wa/mayor.yaml", f"terms:\n{TERM}        start: 2019\n        end: 2018\n"),
        "a claim without a source": edit("action/ca/2022-ab-1706-clearing.yaml", "claims:", "claims:\n  - scope: x"),
        "an impossible figure": edit("action/il/2019-possession-pardons.yaml", "low: 11", "low: 9999999911"),
        "a duplicate code": edit("state/ak.yaml", "code: AK", "code: AL"),
        "a circle": edit(f"{NEW_JERSEY}.yaml", "claims:\n", f"extends: {NEW_JERSEY}\nclaims:\n"),
        "no YAML": edit("state/gu.yaml", "name: Guam", "name: [Guam"),
        "coverage": edit("state/wi.yaml", "pardons: value", "pardons: unknown"),
    }  # fmt: skip
    for change in apart.values():
        change.apply(whole_folder)
    problems = check_folder(whole_folder)
    files = {problem.file for problem in problems}
    assert len(apart) >= 12
    for name, change in apart.items():
        assert change.file in files, f"{name} in {change.file} was not told"
    assert all(problem.line >= 1 and problem.message for problem in problems)
    assert list(problems) == sorted(problems)


def test_the_version_is_that_of_the_content(folder: Path) -> None:
    before = load(folder).dataset.version
    assert load(folder).dataset.version == before != load().dataset.version
    edit("state/nv.yaml", "name: Nevada", "name: Nevada ").apply(folder)
    assert load(folder).dataset.version != before


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no data folder"):
        load(tmp_path / "none")
    shutil.rmtree(tmp_path)


def test_the_garbage_collector_is_left_as_it_was(folder: Path) -> None:
    gc.disable()
    try:
        load(folder)
        assert not gc.isenabled()
    finally:
        gc.enable()
    (folder / "dataset.yaml").unlink()
    with pytest.raises(DataError):
        load(folder)
    assert gc.isenabled()


def test_every_folder_has_its_shape() -> None:
    assert set(FOLDERS) == set(FILE_MODELS)
