"""The command `data`: write a template of a data file."""

from __future__ import annotations

import argparse
from typing import Any

DATA = """examples:
  clemency-graph data new source source/my-lab/2026-count --to mine
  clemency-graph data new action action/nv/2026-own-pardons --to mine
  clemency-graph check --extra mine
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    raw = argparse.RawDescriptionHelpFormatter
    data = commands.add_parser("data", help="write a template of a data file", epilog=DATA, formatter_class=raw)
    actions = data.add_subparsers(required=True, metavar="COMMAND")
    new = actions.add_parser("new", help="write a template with comments", epilog=DATA, formatter_class=raw)
    new.add_argument("type", choices=("action", "source"), help="action or source")
    new.add_argument("id", help="its id, with or without its type: action/nv/2026-own-pardons")
    new.add_argument("--to", default=".", metavar="FOLDER", help="the data folder (default: the current folder)")
    new.set_defaults(run=run_new)


def run_new(arguments: argparse.Namespace) -> int:
    """Write a template and print its path."""
    from ..graph.loading.templates import write_template

    print(write_template(f"{arguments.type}/{arguments.id.removeprefix(f'{arguments.type}/')}", arguments.to))
    return 0
