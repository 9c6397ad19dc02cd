"""clemency-graph mcp: serve assistants over the Model Context Protocol."""

from __future__ import annotations

import argparse
from typing import Any

from .printing import add_data

EXAMPLES = """examples:
  clemency-graph mcp

An assistant starts it itself; most are told of it like this:
  {"mcpServers": {"clemency-graph": {"command": "clemency-graph", "args": ["mcp"]}}}
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "mcp",
        help="serve assistants over the Model Context Protocol, on standard input and output",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve until the input is closed."""
    from ..assistants.server import serve
    from ..graph.loading import collect_from_here
    from ..notebook import load

    graph = load(given.data)
    collect_from_here()
    serve(graph)
    return 0
