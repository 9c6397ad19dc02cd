"""The history of the claims: what a release told, and what became of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph import DataError
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.model.vocabulary import ChangeKind, Rank
from clemency_graph.graph.queries.release_comparison import changes, is_released, record, releases

NEVADA = "action/nv/2020-possession-pardons.yaml"


def edit(folder: Path, pattern: str, new: str) -> None:
    path = folder / NEVADA
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, "utf-8")


def test_the_first_release_adds_every_claim(folder: Path) -> None:
    graph = load(folder)
    assert releases(graph) == []
    path = record(graph)
    assert path is not None and path.name == f"0001-{graph.dataset.released}-{graph.dataset.version}.txt"
    lines = path.read_text("utf-8").splitlines()
    assert sum(line.startswith("+ ") for line in lines) == len(graph.claims)
    again = load(folder)
    assert changes(again, again.dataset.version) == []
    assert record(again) is record(graph) is None, "once is enough"


def test_what_became_of_the_claims(folder: Path) -> None:
    first = load(folder)
    record(first)
    edit(folder, "low: 15000, high: 15000, qualifier: about", "low: 14000, high: 14000, qualifier: about")
    edit(folder, r"    rank: preferred\n    rank_reason: (?:>-\n      )?Of the day[^\n]*\n(?:      [^\n]*\n)*", "")
    edit(folder, "stated: an estimated 15,000 people", "stated: an estimated 14,000 people")
    second = load(folder)
    found = changes(second, first.dataset.version)
    told = {(change.kind, change.rank_before, change.rank_after) for change in found}
    assert told == {
        (ChangeKind.REMOVED, Rank.NORMAL, None),
        (ChangeKind.ADDED, None, Rank.NORMAL),
        (ChangeKind.RERANKED, Rank.PREFERRED, Rank.NORMAL),
    }
    (removed,) = (change for change in found if change.kind is ChangeKind.REMOVED)
    assert (removed.claim, removed.stated) == (None, "an estimated 15,000 people summarily pardoned")
    assert removed.id not in second.claims and removed.id in first.claims
    record(second)
    edit(folder, "low: 14000, high: 14000, qualifier: about", "low: 15000, high: 15000, qualifier: about")
    third = load(folder)
    record(third)
    third = load(folder)
    assert [release.version for release in releases(third)] == [g.dataset.version for g in (first, second, third)]
    assert {change.kind for change in changes(third, first.dataset.version)} == {ChangeKind.RERANKED}
    assert len(changes(third, second.dataset.version)) == 2


def test_a_change_of_words_is_no_change_of_the_claim(folder: Path) -> None:
    before = load(folder)
    record(before)
    edit(folder, "stated: more than 15,000 individuals pardoned", "stated: over 15,000 individuals pardoned")
    after = load(folder)
    assert after.dataset.version != before.dataset.version
    assert changes(after, before.dataset.version) == []


def test_a_release_that_is_not_recorded_is_an_error_that_names_those_that_are(folder: Path) -> None:
    graph = load(folder)
    with pytest.raises(QueryError, match="recorded: none"):
        changes(graph, "0123456789abcdef")
    record(graph)
    with pytest.raises(QueryError, match=rf"recorded: {graph.dataset.version} \({graph.dataset.released}\)"):
        changes(load(folder), "0123456789abcdef")


def test_a_history_that_is_wrong_is_told(folder: Path) -> None:
    graph = load(folder)
    path = record(graph)
    assert path is not None
    text = path.read_text("utf-8")
    lines = text.count("\n")
    for line, message in (
        ("+ nonsense", "not a line of a release"),
        (f"+ {'0' * 16} best  words", "not a line of a release"),
        (f"~ {'0' * 16} normal", "changes a claim that does not exist"),
        (f"- {'0' * 16}", "changes a claim that does not exist"),
        (next(line for line in text.splitlines() if line.startswith("+ ")), "adds a claim that already exists"),
    ):
        path.write_text(f"{text}{line}\n", "utf-8")
        with pytest.raises(DataError, match=rf"history/0001-.*:{lines + 1}: .*{message}"):
            load(folder)
    path.write_text(text, "utf-8")
    (path.parent / ".DS_Store").write_text("", "utf-8")
    assert len(releases(load(folder))) == 1, "what starts with a dot is none of ours"
    path.rename(path.with_name("notes.txt"))
    with pytest.raises(DataError, match=r"history/notes\.txt:1: not a release"):
        load(folder)


def test_the_data_ship_with_their_history(graph: KnowledgeGraph) -> None:
    known = releases(graph)
    assert known
    assert known[-1].released <= graph.dataset.released
    for release in known:
        assert isinstance(changes(graph, release.version), list)


def test_data_are_released_until_they_change(folder: Path) -> None:
    assert not is_released(load(folder))
    record(load(folder))
    assert is_released(load(folder))
    edit(folder, "stated: more than 15,000 individuals pardoned", "stated: over 15,000 individuals pardoned")
    assert not is_released(load(folder))


def test_no_release_is_of_a_day_before_an_earlier_one(folder: Path) -> None:
    path = record(load(folder))
    assert path is not None
    later = path.with_name(f"0002-2001-01-01-{'0' * 16}.txt")
    later.write_text("# nothing\n", "utf-8")
    with pytest.raises(DataError, match=r"is of a day before the release .*; rename it"):
        load(folder)
    later.rename(path.with_name(f"0002-2999-01-01-{'0' * 16}.txt"))
    with pytest.raises(
        DataError, match=r"dataset\.yaml:1: released: is .*, before the release of 2999-01-01 in history"
    ):
        load(folder)
