"""What the changelog names of the schema."""

from __future__ import annotations

from clemency_graph.schema.replay.changelog_entries import current_entries, hashes_of, named_in_new

TEXT = """# Changelog

## [Unreleased]

### Changed

- `Query.totals(on:)` and
  `Total.low`: counts of a day.
- Words without a name, and `code`.

### Fixed

- `Total.high` is right.

## [0.2.0] - 2026-12-01

- `State.code` was lower case.

## [0.1.0]

- `Law.status` began.
"""


def test_the_entries_are_those_of_what_is_unreleased_and_of_the_version_that_runs() -> None:
    assert current_entries(TEXT, "0.2.0") == [
        "- `Query.totals(on:)` and `Total.low`: counts of a day.",
        "- Words without a name, and `code`.",
        "- `Total.high` is right.",
        "- `State.code` was lower case.",
    ]
    assert current_entries(TEXT, "0.3.0")[-1] == "- `Total.high` is right."
    assert current_entries("", "0.1.0") == []


def test_only_new_entries_explain_a_change() -> None:
    entries = current_entries(TEXT, "0.3.0")
    assert {"Query.totals", "Total.low", "Total.high"} <= named_in_new(entries, frozenset())
    assert named_in_new(entries, hashes_of(entries)) == frozenset()
    known = hashes_of(entries[:2])
    assert named_in_new(entries, known) == {"Total.high"}
    wrapped = current_entries(TEXT.replace("and\n  `Total.low`", "and `Total.low`"), "0.3.0")
    assert named_in_new(wrapped, hashes_of(entries)) == frozenset(), "where a line is broken says nothing"
