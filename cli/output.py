"""Output of results as tables, JSON or CSV, and the options that select the format and the data."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ..graph.loading.loader import named_folders
from ..graph.tables.csv_text import csv_text

if TYPE_CHECKING:
    from rich.console import Console

    from ..library import ClemencyGraph

MAX_COLUMNS: Final = 7
"""The maximum number of columns of a table; rows with more are printed as lists of fields."""


def add_formats(parser: argparse.ArgumentParser, *, csv: bool = True) -> None:
    """Add the options that select the output format."""
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="print JSON, for scripts")
    if csv:
        formats.add_argument("--csv", action="store_true", help="print CSV, for scripts and spreadsheets")
        formats.add_argument("--excel", action="store_true", help="print CSV that Excel reads without changing cells")


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the option that selects the data."""
    description = "a data folder, a packed file or its URL, or a JSON Lines export (default: the data of the package)"
    parser.add_argument("--data", metavar="PLACE", help=description)
    add_extra(parser)


def add_extra(parser: argparse.ArgumentParser) -> None:
    """Add the option that lays folders over the data; its default is the setting of the server."""
    description = "folders of data files laid over the data, separated by commas (default: CLEMENCY_GRAPH_EXTRA)"
    default = os.environ.get("CLEMENCY_GRAPH_EXTRA")
    parser.add_argument("--extra", metavar="FOLDER", type=named_folders, default=default or (), help=description)


def load_graph(arguments: argparse.Namespace) -> ClemencyGraph:
    """Load the graph that the options select."""
    from ..library import load

    return load(arguments.data, extra=arguments.extra)


def console(*, error: bool = False) -> Console:
    """Return a console for standard output or standard error; wide if it is not a terminal."""
    from rich.console import Console

    width = None if (sys.stderr if error else sys.stdout).isatty() else 200
    return Console(stderr=error, highlight=False, width=width)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_rows(
    columns: Sequence[str], rows: Sequence[Mapping[str, Any]], arguments: argparse.Namespace, title: str = ""
) -> None:
    """Print rows with the same keys in the format that the options select; the columns are known without rows."""
    if arguments.json:
        print_json(rows)
    elif is_csv(arguments):
        print_csv(columns, rows, excel=arguments.excel)
    else:
        print_table(rows, title)


def is_csv(arguments: argparse.Namespace) -> bool:
    """Return whether an option selects CSV, plain or for Excel."""
    return bool(getattr(arguments, "csv", False) or getattr(arguments, "excel", False))


def print_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], *, excel: bool = False) -> None:
    """Print rows as CSV in UTF-8, with a header."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe on Windows has another encoding.
        sys.stdout.reconfigure(encoding="utf-8")
    print(csv_text(columns, ([row[name] for name in columns] for row in rows), excel=excel), end="")


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
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    return f"{value:,}" if isinstance(value, int) and value > 9999 else "" if value is None else str(value)
