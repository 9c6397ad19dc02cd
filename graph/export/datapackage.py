"""CSV export with a Frictionless data package: https://datapackage.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from ..graph import KnowledgeGraph
from ..tables import TABLES, Column, Table, Type
from ..tables.csv_text import csv_text

_TYPES: Final = {
    Type.TEXT: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.BOOLEAN: "boolean",
    Type.DAY: "date",
    Type.PARTIAL: "string",
}
_PARTIAL: Final = r"\d{4}(-\d{2}(-\d{2})?)?"
_LICENSES: Final = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


def files(graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file: `datapackage.json`, and one CSV file for each table."""
    yield "datapackage.json", json.dumps(descriptor(graph), ensure_ascii=False, indent=2) + "\n"
    for table in TABLES.values():
        yield f"{table.name}.csv", csv_text([column.name for column in table.columns], table.rows(graph))


def descriptor(graph: KnowledgeGraph) -> dict[str, Any]:
    """Return the content of `datapackage.json`: the dataset's metadata, and the schema of each table."""
    dataset = graph.dataset
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "clemency-graph",
        "title": dataset.title,
        "description": dataset.citation,
        "version": dataset.version,
        "created": f"{dataset.released}T00:00:00Z",
        "licenses": [{"name": dataset.license, "path": _LICENSES.get(dataset.license, dataset.license)}],
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column.name], "reference": {"resource": column.references, "fields": ["id"]}}
                for column in table.columns
                if column.references
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.vocabulary is not None:
        constraints["enum"] = [term.value for term in column.vocabulary]
    if column.type is Type.PARTIAL:
        constraints["pattern"] = _PARTIAL
    field = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
