"""The command `export`: write the graph to files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .output import add_data, console, load_graph

EXPORT = """examples:
  clemency-graph export csv
  clemency-graph export parquet graphml --to exports
  clemency-graph export all --to exports
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    raw = argparse.RawDescriptionHelpFormatter
    export = commands.add_parser(
        "export", help="write the whole graph in formats of other tools", epilog=EXPORT, formatter_class=raw
    )
    names = ("csv", "parquet", "sqlite", "jsonl", "jsonld", "graphml", "gexf", "all")
    export.add_argument("format", nargs="+", choices=names, help=f"{', '.join(names[:-1])}, or all")
    export.add_argument(
        "--to", type=Path, default=Path(), metavar="FOLDER", help="target folder (default: the current folder)"
    )
    add_data(export)
    export.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    """Write exports and print their paths."""
    from ..graph.export import FORMATS, write

    graph = load_graph(arguments)
    names = list(FORMATS) if "all" in arguments.format else list(dict.fromkeys(arguments.format))
    progress = console(error=True)
    for number, name in enumerate(names, 1):
        with progress.status(f"{name}, {number} of {len(names)}"):
            written = write(graph, name, arguments.to)
        print(written[0].parent if FORMATS[name].is_folder else written[0])
    return 0
