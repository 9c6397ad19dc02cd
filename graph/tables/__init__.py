"""The graph as tables, for data frames, CSV and Parquet.

The tables together contain every field of every record. A list of a record is a table of its own and, for
convenience, also one cell with its names or ids separated by `; `, which no name contains. A figure has separate
columns for its bounds, qualifier and unit. An empty cell means that the value is unknown or not stated, as the
description of the column says.
"""

from __future__ import annotations

from typing import Final

from . import claims, entities, list_fields, relationships
from .table_definition import Cell, Column, Table, Type

__all__ = ["TABLES", "Cell", "Column", "Table", "Type", "table"]

TABLES: Final[dict[str, Table]] = {
    one.name: one
    for one in (
        entities.ENTITIES,
        *entities.BY_TYPE,
        claims.TERMS,
        claims.CLAIMS,
        claims.FIGURES,
        list_fields.ALIASES,
        list_fields.IDENTIFIERS,
        list_fields.BILLS,
        list_fields.SERIES,
        list_fields.REQUIREMENTS,
        list_fields.ACTION_REQUIREMENTS,
        list_fields.DUTIES,
        list_fields.AUTHORS,
        list_fields.PROVISIONS,
        list_fields.STAGES,
        list_fields.ACTORS,
        relationships.RELATIONSHIPS,
        relationships.EVIDENCE,
    )
}
"""Every table, by its name."""


def table(name: str) -> Table:
    """Return the table with a name.

    Raises
    ------
    QueryError
        If there is no such table.
    """
    if name not in TABLES:
        from ..errors import QueryError
        from ..loading.errors import suggestion

        hint = suggestion(name, TABLES)
        raise QueryError(f"there is no table {name!r}{hint or ';'} tables are {', '.join(TABLES)}.")
    return TABLES[name]
