"""The commands `export` and `cite`: write the graph to files, and cite it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .output import add_data, console

EXPORT = """examples:
  clemency-graph export csv
  clemency-graph export parquet graphml --to exports
  clemency-graph export all --to exports
"""
CITE = """examples:
  clemency-graph cite                                      the dataset, with its version and release date
  clemency-graph cite --style bibtex
  clemency-graph cite action/nv/2020-possession-pardons    all sources of an action
"""


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    from ..graph.model.vocabulary import CitationStyle

    raw = argparse.RawDescriptionHelpFormatter
    export = commands.add_parser(
        "export", help="write the whole graph in formats of other tools", epilog=EXPORT, formatter_class=raw
    )
    names = ("csv", "parquet", "jsonl", "jsonld", "graphml", "gexf", "all")
    export.add_argument("format", nargs="+", choices=names, help="csv, parquet, jsonl, jsonld, graphml, gexf, or all")
    export.add_argument(
        "--to", type=Path, default=Path(), metavar="FOLDER", help="target folder (default: the current folder)"
    )
    add_data(export)
    export.set_defaults(run=run_export)

    cite = commands.add_parser(
        "cite", help="cite the dataset, a source, or all sources of an entity", epilog=CITE, formatter_class=raw
    )
    cite.add_argument("id", nargs="?", help="an id (default: the dataset as a whole)")
    cite.add_argument("--style", choices=[one.value for one in CitationStyle], default="apa", help="(default: apa)")
    add_data(cite)
    cite.set_defaults(run=run_cite)


def run_export(arguments: argparse.Namespace) -> int:
    """Write exports and print their paths."""
    from ..graph.export import FORMATS, write
    from ..library import load

    graph = load(arguments.data)
    names = list(FORMATS) if "all" in arguments.format else list(dict.fromkeys(arguments.format))
    progress = console(error=True)
    for number, name in enumerate(names, 1):
        with progress.status(f"{name}, {number} of {len(names)}"):
            written = write(graph, name, arguments.to)
        print(written[0].parent if FORMATS[name].is_folder else written[0])
    return 0


def run_cite(arguments: argparse.Namespace) -> int:
    """Print citations."""
    from ..library import load

    print(load(arguments.data).cite(arguments.id, arguments.style))
    return 0
