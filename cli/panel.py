"""The command `panel`: a table with one row for each place and year, for regressions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .output import add_data, console, load_graph, print_csv

PANEL = """examples:
  clemency-graph panel state-year -o states.parquet
  clemency-graph panel state-year -o states.dta              for Stata; states-codebook.csv is beside it
  clemency-graph panel state-year --state NV --csv
  clemency-graph panel state-year --codebook
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    panel = commands.add_parser(
        "panel",
        help="write a table with one row for each place and year",
        epilog=PANEL,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    panel.add_argument("name", choices=("state-year", "county-year"), help="state-year or county-year")
    panel.add_argument("--state", action="append", metavar="CODE", help="only this state, such as NV; can be repeated")
    output = panel.add_mutually_exclusive_group()
    output.add_argument("--csv", action="store_true", help="print CSV (default)")
    suffixes = "write this file, and its codebook beside it; the suffix is the format: .csv, .parquet or .dta"
    output.add_argument("-o", "--output", type=Path, metavar="FILE", help=suffixes)
    output.add_argument("--codebook", action="store_true", help="print the definition of each column instead")
    add_data(panel)
    panel.set_defaults(run=run_panel)


def run_panel(arguments: argparse.Namespace) -> int:
    """Write a panel, or its codebook."""
    panel = load_graph(arguments).panel(arguments.name, arguments.state)
    if arguments.codebook:
        rows = panel.codebook()
        print_csv(list(rows[0]), rows)
    elif arguments.output is None:
        print_csv(panel.columns, panel.rows())
    else:
        with console(error=True).status(arguments.name):
            path = panel.write(arguments.output)
        print(path)
    return 0
