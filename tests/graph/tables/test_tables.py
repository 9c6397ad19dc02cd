"""The tables: nothing that the records hold is missing from them, and every cell is what its column says."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date

import pytest
from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.model import records
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.name_separator import SEPARATOR
from clemency_graph.graph.tables import TABLES, Table, Type, table

# Which table has the fields of which record; a field that points elsewhere is told by `ELSEWHERE`.
HOLDS = {
    records.State: "states",
    records.Country: "countries",
    records.Locality: "localities",
    records.Person: "persons",
    records.Party: "parties",
    records.Organization: "organizations",
    records.Law: "laws",
    records.ClemencyAction: "actions",
    records.Source: "sources",
    records.Claim: "claims",
    records.Term: "terms",
    records.Relationship: "relationships",
    records.Provision: "provisions",
    records.Actor: "actors",
    records.StageEvent: "stages",
    records.Quantity: "claims",
    records.Coverage: "states",
}
ELSEWHERE = {
    "claims": "claims: by about, stage, term or, for an edge, in evidence",
    "aliases": "aliases",
    "identifiers": "identifiers",
    "series": "series",
    "origin": "entities: by id",
    "requirements": "requirements",
    "duties": "duties",
    "authors": "authors",
    "provisions": "provisions",
    "history": "stages",
    "actors": "actors",
    "laws": "relationships of kind under",
    "amends": "relationships of kind amends",
    "quantity": "low, high, qualifier, unit, cumulative, since, extent and covers",
    "coverage": "coverage_*",
}


@pytest.fixture(scope="session")
def graph(sample: KnowledgeGraph) -> KnowledgeGraph:
    """A sample: the size is not the point here."""
    return sample


@pytest.mark.parametrize("record", HOLDS, ids=lambda record: record.__name__)
def test_every_field_of_every_record_has_a_column(record: type) -> None:
    given = {(column.field or "").rpartition(".")[2] for column in TABLES[HOLDS[record]].columns}
    for field in dataclasses.fields(record):
        assert field.name in given or field.name in ELSEWHERE, field.name


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_what_its_column_says(graph: KnowledgeGraph, name: str) -> None:
    asked = TABLES[name]
    keys = set()
    for row in asked.rows(graph):
        cells = dict(zip((column.name for column in asked.columns), row, strict=True))
        keys.add(tuple(cells[part] for part in asked.key))
        for column in asked.columns:
            cell = cells[column.name]
            if cell is None:
                assert not column.required, column.name
                continue
            match column.type:
                case Type.TEXT:
                    assert type(cell) is str
                case Type.INTEGER:
                    assert type(cell) is int
                case Type.BOOLEAN:
                    assert type(cell) is bool
                case Type.DAY:
                    assert type(cell) is date
                case Type.PARTIAL:
                    assert PartialDate(str(cell)) == cell
            if column.vocabulary is not None:
                assert cell in list(column.vocabulary)
    assert len(keys) == len(list(asked.records(graph)))


@pytest.mark.parametrize("name", TABLES)
def test_what_a_column_refers_to_is_there(graph: KnowledgeGraph, name: str) -> None:
    cells = TABLES[name].by_column(graph)
    for column in TABLES[name].columns:
        if column.references:
            there = set(TABLES[column.references].by_column(graph)["id"])
            assert {cell for cell in cells[column.name] if cell is not None} <= there


def test_a_list_in_a_cell_is_taken_apart_without_loss(graph: KnowledgeGraph) -> None:
    edges = list(by_row(graph, TABLES["relationships"]))
    for row in by_row(graph, TABLES["actions"]):
        under = [
            graph.entities[str(edge["to"])].name
            for edge in edges
            if (edge["kind"], edge["from"]) == ("under", row["id"])
        ]
        assert (str(row["laws"]).split(SEPARATOR) if row["laws"] else []) == under
    for name, column in (("entities", "aliases"), ("sources", "authors")):
        for row in by_row(graph, TABLES[name]):
            record = graph.entities[str(row["id"])]
            assert tuple(str(row[column]).split(SEPARATOR) if row[column] else ()) == getattr(record, column)


def test_the_order_of_lists_is_kept(graph: KnowledgeGraph) -> None:
    edges = list(by_row(graph, TABLES["relationships"]))
    for action in graph.of_type(records.ClemencyAction):
        under = [edge["to"] for edge in edges if edge["kind"] == "under" and edge["from"] == action.id]
        assert tuple(under) == action.laws
    for law in graph.of_type(records.Law):
        assert tuple(edge["to"] for edge in edges if edge["kind"] == "amends" and edge["from"] == law.id) == law.amends


def test_the_claims_about_an_entity_stand_best_first(graph: KnowledgeGraph) -> None:
    rows = list(by_row(graph, TABLES["claims"]))
    for entity in graph.of_type(records.ClemencyAction):
        assert [row["id"] for row in rows if row["about"] == entity.id] == [claim.id for claim in entity.claims]


def test_an_action_has_its_figure_with_bounds_unit_and_source(graph: KnowledgeGraph) -> None:
    (nevada,) = (row for row in by_row(graph, TABLES["actions"]) if row["id"] == "action/nv/2020-possession-pardons")
    wanted = {"low": 15001, "high": None, "qualifier": "more_than", "unit": "people", "state": "NV", "party": "D"}
    assert wanted.items() <= nevada.items()
    assert str(nevada["source_url"]).startswith("https://")


def test_an_action_has_the_day_the_extent_and_the_coverage_of_its_figure(graph: KnowledgeGraph) -> None:
    claims = {row["id"]: row for row in by_row(graph, TABLES["claims"])}
    figures = {row["id"]: row for row in by_row(graph, TABLES["figures"])}
    fields = ("as_of", "since", "extent", "covers", "cumulative", "low", "high", "counts_low", "counts_high", "source")
    seen = set[str]()
    for row in by_row(graph, TABLES["actions"]):
        if row["figure"] is None:
            assert {row[field] for field in fields} == {None}
            continue
        for stated in (claims[row["figure"]], figures[row["figure"]]):
            assert {field: row[field] for field in fields} == {field: stated[field] for field in fields}
        seen.update(field for field in fields if row[field] is not None)
    assert seen >= {"as_of", "extent", "cumulative", "counts_low", "counts_high"}


def test_a_figure_stated_as_about_counts_as_an_interval(graph: KnowledgeGraph) -> None:
    seen = set[str]()
    for row in by_row(graph, TABLES["figures"]):
        low, high = row["low"] or 0, row["high"]
        if row["qualifier"] == "about":
            assert isinstance(low, int) and isinstance(high, int)
            # Half a unit of the last place that is not zero, at most a tenth, at least 1.
            widened = [
                max(1, min(10 ** (len(text) - len(text.rstrip("0"))) // 2, int(text) // 10))
                for text in (str(low), str(high))
            ]
            low, high = max(0, low - widened[0]), high + widened[1]
        assert (row["counts_low"], row["counts_high"]) == (low, high)
        seen.add(str(row["qualifier"]))
    assert {"about", "exactly", "more_than"} <= seen


def test_everything_is_described() -> None:
    for one in TABLES.values():
        assert one.description.endswith(".")
        assert re.fullmatch(r"[a-z_]+", one.name)
        for column in one.columns:
            assert column.description.endswith("."), (one.name, column.name)


def test_a_table_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(QueryError, match="no table 'action'; did you mean 'actions'"):
        table("action")


def by_row(graph: KnowledgeGraph, asked: Table) -> Iterator[dict[str, object]]:
    for row in asked.rows(graph):
        yield dict(zip((column.name for column in asked.columns), row, strict=True))
