"""How answers are printed: tables for people, JSON and CSV for scripts."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console

WIDEST: Final = 7
"""The most columns of a table; rows of more are printed one below the other."""


def add_forms(parser: argparse.ArgumentParser, *, csv: bool = True) -> None:
    """Add the options that pick a form."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print JSON, for scripts")
    if csv:
        forms.add_argument("--csv", action="store_true", help="print CSV, for scripts and spreadsheets")


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the option that says which data to ask."""
    told = "a data folder, a packed file or its address, or a JSON Lines export; the package's own when left out"
    parser.add_argument("--data", metavar="PLACE", help=told)


def console(*, error: bool = False) -> Console:
    """Where people read; as wide as it takes where it is no terminal."""
    from rich.console import Console

    width = None if (sys.stderr if error else sys.stdout).isatty() else 200
    return Console(stderr=error, highlight=False, width=width)


def print_json(value: object) -> None:
    """Print JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_rows(rows: Sequence[Mapping[str, Any]], given: argparse.Namespace, title: str = "") -> None:
    """Print rows with the same keys in the form that was asked for."""
    if given.json:
        print_json(rows)
    elif getattr(given, "csv", False):
        print_csv(rows)
    else:
        print_table(rows, title)


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print CSV, with a line of names before the rows."""
    if rows:
        write = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        write.writeheader()
        write.writerows(rows)


def print_table(rows: Sequence[Mapping[str, Any]], title: str = "") -> None:
    """Print a table; of many columns, each row by itself with a line a column."""
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    shown = console()
    if title:
        shown.print(Text(title, "bold"))
    if not rows:
        shown.print("none")
    elif len(rows[0]) <= WIDEST:
        table = Table(*map(escape, rows[0]), box=None, pad_edge=False, header_style="dim")
        for row in rows:
            table.add_row(*(Text(_text(one)) for one in row.values()))
        shown.print(table)
    else:
        grid = Table.grid(padding=(0, 2))
        for row in rows:
            for name, one in row.items():
                if one not in (None, ""):
                    grid.add_row(Text(name, "dim"), Text(_text(one)))
            grid.add_row()
        shown.print(grid)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) and value > 9999 else "" if value is None else str(value)
