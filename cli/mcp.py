"""The command `mcp`: serve the graph to AI assistants over the Model Context Protocol."""

from __future__ import annotations

import argparse
from typing import Any

from .output import add_data, load_graph

EXAMPLES = """examples:
  clemency-graph mcp

An assistant starts the command itself; most are configured like this:
  {"mcpServers": {"clemency-graph": {"command": "clemency-graph", "args": ["mcp"]}}}
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "mcp",
        help="serve AI assistants over the Model Context Protocol, on standard input and output",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until standard input is closed."""
    from ..graph.loading.loader import freeze_gc
    from ..integrations.mcp.server import serve

    graph = load_graph(arguments)
    freeze_gc()
    serve(graph)
    return 0
