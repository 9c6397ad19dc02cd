"""The graph as tables: for data frames, CSV and Parquet.

Every field of every record is in one of them. A list that a record holds is a table of its own, and for convenience
also stands in one cell, its items with `; ` between them. A figure has its bounds, its qualifier and its unit in
columns of their own. An empty cell means that nothing is known or stated, as the column's description tells.
"""

from __future__ import annotations

from typing import Final

from . import claims, entities, lists
from .column import BETWEEN, Cell, Column, Table, Type

__all__ = ["BETWEEN", "TABLES", "Cell", "Column", "Table", "Type", "table"]

TABLES: Final[dict[str, Table]] = {
    one.name: one
    for one in (
        entities.ENTITIES,
        entities.COUNTRIES,
        entities.STATES,
        entities.LOCALITIES,
        entities.PERSONS,
        entities.PARTIES,
        entities.ORGANIZATIONS,
        entities.LAWS,
        entities.ACTIONS,
        entities.SOURCES,
        claims.TERMS,
        claims.CLAIMS,
        claims.FIGURES,
        lists.ALIASES,
        lists.AUTHORS,
        lists.PROVISIONS,
        lists.STAGES,
        lists.ACTORS,
        lists.RELATIONSHIPS,
        lists.EVIDENCE,
    )
}
"""Every table, by its name."""


def table(name: str) -> Table:
    """The table with a name.

    Raises
    ------
    QuestionError
        When there is none; the message names those that there are.
    """
    if name not in TABLES:
        from ..errors import QuestionError
        from ..loading.errors import suggestion

        near = suggestion(name, TABLES)
        raise QuestionError(f"there is no table {name!r}{near or ';'} tables are {', '.join(TABLES)}.")
    return TABLES[name]
