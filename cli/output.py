"""Output of results as tables, JSON or CSV, and the options that select the format and the data."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console

MAX_COLUMNS: Final = 7
"""The maximum number of columns of a table; rows with more are printed as lists of fields."""


def add_formats(parser: argparse.ArgumentParser, *, csv: bool = True) -> None:
    """Add the options that select the output format."""
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="print JSON, for scripts")
    if csv:
        formats.add_argument("--csv", action="store_true", help="print CSV, for scripts and spreadsheets")


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the option that selects the data."""
    description = "a data folder, a packed file or its URL, or a JSON Lines export (default: the data of the package)"
    parser.add_argument("--data", metavar="PLACE", help=description)


def console(*, error: bool = False) -> Console:
    """Return a console for standard output or standard error; wide if it is not a terminal."""
    from rich.console import Console

    width = None if (sys.stderr if error else sys.stdout).isatty() else 200
    return Console(stderr=error, highlight=False, width=width)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_rows(rows: Sequence[Mapping[str, Any]], arguments: argparse.Namespace, title: str = "") -> None:
    """Print rows with the same keys in the format that the options select."""
    if arguments.json:
        print_json(rows)
    elif getattr(arguments, "csv", False):
        print_csv(rows)
    else:
        print_table(rows, title)


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows as CSV, with a header."""
    if rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def print_table(rows: Sequence[Mapping[str, Any]], title: str = "") -> None:
    """Print rows as a table, or as lists of fields if they have many columns."""
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    output = console()
    if title:
        output.print(Text(title, "bold"))
    if not rows:
        output.print("none")
    elif len(rows[0]) <= MAX_COLUMNS:
        table = Table(*map(escape, rows[0]), box=None, pad_edge=False, header_style="dim")
        for row in rows:
            table.add_row(*(Text(_text(value)) for value in row.values()))
        output.print(table)
    else:
        grid = Table.grid(padding=(0, 2))
        for row in rows:
            for name, value in row.items():
                if value not in (None, ""):
                    grid.add_row(Text(name, "dim"), Text(_text(value)))
            grid.add_row()
        output.print(grid)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) and value > 9999 else "" if value is None else str(value)
