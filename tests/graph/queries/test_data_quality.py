"""The report on the quality of the data, held against counts that are read from the files themselves."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from pathlib import Path

import clemency_graph
import pytest
import yaml
from clemency_graph import KnowledgeGraph
from clemency_graph.cli.main import main
from clemency_graph.graph import DATA
from clemency_graph.graph.model.records import Source
from clemency_graph.graph.model.vocabulary import ClaimProperty, SourceKind
from clemency_graph.graph.queries.claim_wording import figures_in_words
from clemency_graph.graph.queries.data_fault_kinds import FAULT_KINDS
from clemency_graph.graph.queries.data_quality import data_quality
from clemency_graph.graph.queries.page_types import PageType, page_type
from clemency_graph.graph.queries.reprints import text_of, texts_of
from support.graphs import SOURCE, action, figure, graph_of

ROOT = Path(clemency_graph.__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@pytest.fixture(scope="module")
def page(graph: KnowledgeGraph) -> str:
    return data_quality(graph)


@pytest.fixture(scope="module")
def source_files() -> dict[str, dict[str, object]]:
    """The files of sources, by id."""
    paths = {path.relative_to(DATA).with_suffix("").as_posix(): path for path in (DATA / "source").rglob("*.yaml")}
    return {id: yaml.load(path.read_bytes(), Loader=LOADER) for id, path in paths.items()}


@pytest.fixture(scope="module")
def read_files(source_files: dict[str, dict[str, object]]) -> list[dict[str, object]]:
    """The files of the sources that say something, or are not the original of another."""
    originals = {file.get("reprint_of") for file in source_files.values()}
    folders = ("action", "country", "law", "locality", "organization", "party", "person", "state", "term")
    texts = (path.read_text("utf-8") for folder in folders for path in (DATA / folder).rglob("*.yaml"))
    cited = {id for text in texts for id in re.findall(r"source: (source/\S+)", text)}
    return [file for id, file in source_files.items() if id in cited or id not in originals]


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the tables of a section, without their headers."""
    section = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = section.splitlines()
    tables = [line for at, line in enumerate(lines) if line.startswith("| ") and "| ---" not in line]
    headers = {lines[at - 1] for at, line in enumerate(lines) if line.startswith("| ---")}
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in tables if line not in headers]


def number(cell: str) -> int:
    return int(cell.replace(",", ""))


def test_every_rule_of_the_loader_is_in_the_table() -> None:
    checking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "graph/loading").glob("*.py")
        if re.search(r"-> Iterator\[Problem\]|problems\.append\(", path.read_text("utf-8"))
    }
    # One reads a networkx graph, the other the extra folders, which are not part of the record.
    checking -= {"graph/loading/records_from_nodes.py", "graph/loading/overlay.py"}
    named = {kind.module for kind in FAULT_KINDS}
    assert checking <= named, checking - named
    assert [module for module in named if not (ROOT / module).is_file()] == []


def test_days_are_those_of_the_files(page: str, read_files: list[dict[str, object]]) -> None:
    by_kind = {cells[0]: cells[1:] for cells in rows(page, "Days of publication")[: len(SourceKind)]}
    for kind in SourceKind:
        files = [one for one in read_files if one["kind"] == kind]
        lengths = Counter(len(str(one["published"])) for one in files if "published" in one)
        undated = [one for one in files if "published" not in one]
        cells = by_kind[kind.value.replace("_", " ")]
        assert [number(cell) for cell in cells[:5]] == [len(files), lengths[10], lengths[7], lengths[4], len(undated)]
        assert cells[5] == f"{100 * len(undated) / len(files):.0f}%"
        assert number(cells[6]) == sum("not_after" in one for one in undated)


def test_types_of_pages_add_up_to_all_sources(page: str, read_files: list[dict[str, object]]) -> None:
    by_type = rows(page, "Days of publication")[len(SourceKind) :]
    assert [cells[0].partition(":")[0] for cells in by_type] == [type.value for type in PageType]
    assert sum(number(cells[1]) for cells in by_type) == len(read_files)
    assert sum(number(cells[5]) for cells in by_type) == sum("published" not in one for one in read_files)


def test_reprints_and_places_are_those_of_the_files(page: str, source_files: dict[str, dict[str, object]]) -> None:
    marked = sum("reprint_of" in one for one in source_files.values())
    assert f"{marked:,} sources are marked as reprints" in page
    assert sum(number(cells[1]) for cells in rows(page, "Reprints")) == len(list((DATA / "action").rglob("*.yaml")))
    places = {cells[0]: cells for cells in rows(page, "Coverage")}
    assert len(places) == 57
    for path in (DATA / "state").glob("*.yaml"):
        file = yaml.load(path.read_bytes(), Loader=LOADER)
        cells, coverage = places[file["name"]], file["coverage"]
        found = [coverage[part].replace("_", " ") for part in ("pardons", "expungements", "laws")]
        assert cells[1:4] == found and cells[7] == str(coverage["checked"])
        assert number(cells[8] or "0") == len(list((DATA / "locality" / path.stem).glob("*.yaml")))


def test_duties_are_those_of_the_files(page: str) -> None:
    laws = [yaml.load(path.read_bytes(), Loader=LOADER) for path in (DATA / "law").rglob("*.yaml")]
    keys = [{entry["duty"]["key"] for entry in law["claims"] if "duty" in entry} for law in laws]
    assert sum(number(cells[2]) for cells in rows(page, "Duties")) == sum(map(len, keys))


def test_actions_of_nobody_are_those_of_the_files(page: str) -> None:
    files = [yaml.load(path.read_bytes(), Loader=LOADER) for path in (DATA / "action").rglob("*.yaml")]
    usable = [[entry for entry in file["claims"] if entry.get("rank") != "deprecated"] for file in files]
    expected = sum(not any("actor" in entry for entry in entries) for entries in usable)
    (cells,) = (cells for cells in rows(page, "Faults") if cells[0] == "An action that names nobody who acted")
    assert number(cells[2]) == expected


@pytest.mark.slow
def test_the_command_prints_the_same_counts(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--report"]) == 0
    printed = capsys.readouterr().out.splitlines()
    counted = {cells[0]: number(cells[2]) for cells in rows(page, "Faults") if len(cells) == 4}
    assert len(counted) == sum(kind.find is not None and not kind.refused for kind in FAULT_KINDS)
    for fault, count in counted.items():
        assert f"{count} found: {fault[:1].lower()}{fault[1:]}" in printed


@pytest.mark.parametrize(
    ("kind", "title", "url", "expected"),
    [
        (SourceKind.DATASET, "Bill Haslam", "https://en.wikipedia.org/wiki/Bill_Haslam", PageType.ENCYCLOPEDIA),
        (SourceKind.RESEARCH, "Measure 1", "https://ballotpedia.org/Measure_1", PageType.ENCYCLOPEDIA),
        (SourceKind.DATASET, "HB 1", "https://legiscan.com/VA/bill/HB1/2023", PageType.DATASET),
        (SourceKind.LEGAL_TEXT, "Section 1", "https://codes.ohio.gov/section-1", PageType.LEGAL_TEXT),
        (SourceKind.PRESS, "Posts", "https://example.org/tag/pardons/", PageType.LISTING),
        (SourceKind.ADVOCACY, "Frequently asked questions", "https://example.org/faq", PageType.GUIDE),
        (SourceKind.PRESS, "How to clear a record", "https://example.org/2022/how-to", PageType.REPORT),
        (SourceKind.OFFICIAL, "Lincoln Chafee", "https://www.nga.org/governor/lincoln-chafee/", PageType.PROFILE),
        (SourceKind.PRESS, "Governor pardons", None, PageType.REPORT),
    ],
)
def test_the_type_of_a_page(kind: SourceKind, title: str, url: str | None, expected: PageType) -> None:
    assert page_type(dataclasses.replace(SOURCE, kind=kind, name=title, url=url)) is expected


def test_a_reprint_of_a_reprint_is_the_text_of_the_first() -> None:
    copy = dataclasses.replace(SOURCE, id="source/two", reprint_of="source/one")
    third = dataclasses.replace(SOURCE, id="source/three", reprint_of="source/two")
    other = dataclasses.replace(SOURCE, id="source/four")
    claims = [
        dataclasses.replace(figure("action/s0/a", number, 5, 5), source=one.id)
        for number, one in enumerate((SOURCE, copy, third, other))
    ]
    graph = graph_of([action("action/s0/a", claims)], [copy, third, other])
    found = {one.id: text_of(graph.entities, one.id) for one in graph.of_type(Source)}
    assert found.pop("source/four") == "source/four"
    assert set(found.values()) == {"source/one"} and len(found) == 3
    assert texts_of(graph, graph.entities["action/s0/a"]) == {"source/one", "source/four"}


def test_numbers_in_words_are_found() -> None:
    words = ["11 applications are under review", "More than 700 pardons of every kind", "signed on 11 May 2020", "none"]
    claims = [
        dataclasses.replace(
            figure("action/s0/a", at, None, None), property=ClaimProperty.STATUS, quantity=None, text=text
        )
        for at, text in enumerate(words)
    ]
    found = figures_in_words(action("action/s0/a", claims, day="2020"))
    assert sorted(claim.text or "" for claim in found) == words[:2]
