"""The command `cite`: cite the dataset, a source, or all sources of an entity."""

from __future__ import annotations

import argparse
from typing import Any

from .output import add_data, load_graph

CITE = """examples:
  clemency-graph cite                                      the dataset, with its version and release date
  clemency-graph cite --style bibtex
  clemency-graph cite action/nv/2020-possession-pardons    all sources of an action
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    from ..graph.model.vocabulary import CitationStyle

    cite = commands.add_parser(
        "cite",
        help="cite the dataset, a source, or all sources of an entity",
        epilog=CITE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    cite.add_argument("id", nargs="?", help="an id (default: the dataset as a whole)")
    cite.add_argument("--style", choices=[one.value for one in CitationStyle], default="apa", help="(default: apa)")
    add_data(cite)
    cite.set_defaults(run=run_cite)


def run_cite(arguments: argparse.Namespace) -> int:
    """Print citations."""
    print(load_graph(arguments).cite(arguments.id, arguments.style))
    return 0
