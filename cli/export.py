"""clemency-graph export, cite, diff and changelog: take the data along, name them, and see what changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .output import add_data, add_forms, console, print_rows

if TYPE_CHECKING:
    from ..graph import KnowledgeGraph

EXPORT = """examples:
  clemency-graph export csv
  clemency-graph export parquet graphml --to exports
  clemency-graph export all --to exports
"""
CITE = """examples:
  clemency-graph cite                                      the data, with their version and day
  clemency-graph cite --style bibtex
  clemency-graph cite action/nv/2020-possession-pardons    every source of an action
"""
DIFF = """examples:
  clemency-graph diff 994c7412a7a061a6                     since a recorded release
  clemency-graph diff 994c7412a7a061a6 0123456789abcdef    from one recorded release to another
  clemency-graph diff old-data new-data --json             from one folder, packed file or export to another

exit codes: 0 nothing changed, 1 something did, 2 it cannot be told
"""


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    from ..graph.model.vocabulary import CitationStyle

    raw = argparse.RawDescriptionHelpFormatter
    export = commands.add_parser(
        "export", help="write the whole graph in the forms that other tools read", epilog=EXPORT, formatter_class=raw
    )
    names = ("csv", "parquet", "jsonl", "jsonld", "graphml", "gexf", "all")
    export.add_argument("format", nargs="+", choices=names, help="csv, parquet, jsonl, jsonld, graphml, gexf, or all")
    export.add_argument("--to", type=Path, default=Path(), metavar="FOLDER", help="where to write (here)")
    add_data(export)
    export.set_defaults(run=run_export)

    cite = commands.add_parser(
        "cite", help="cite the data, a source, or the sources of a thing", epilog=CITE, formatter_class=raw
    )
    cite.add_argument("id", nargs="?", help="an id; the data as a whole, when left out")
    cite.add_argument("--style", choices=[one.value for one in CitationStyle], default="apa", help="(apa)")
    add_data(cite)
    cite.set_defaults(run=run_cite)

    diff = commands.add_parser("diff", help="tell what became of the claims", epilog=DIFF, formatter_class=raw)
    diff.add_argument("old", help="a recorded release, a data folder, a packed file or an export")
    diff.add_argument("new", nargs="?", help="the same; the data as they are, when left out")
    add_forms(diff)
    add_data(diff)
    diff.set_defaults(run=run_diff)

    changelog = commands.add_parser("changelog", help="print what each release of the data changed, as Markdown")
    add_data(changelog)
    changelog.set_defaults(run=run_changelog)


def run_export(given: argparse.Namespace) -> int:
    """Write exports."""
    from ..graph.export import FORMATS, write
    from ..library import load

    graph = load(given.data)
    names = list(FORMATS) if "all" in given.format else list(dict.fromkeys(given.format))
    told = console(error=True)
    for at, name in enumerate(names, 1):
        with told.status(f"{name}, {at} of {len(names)}"):
            written = write(graph, name, given.to)
        print(written[0].parent if FORMATS[name].is_folder else written[0])
    return 0


def run_cite(given: argparse.Namespace) -> int:
    """Print citations."""
    from ..library import load

    print(load(given.data).cite(given.id, given.style))
    return 0


def run_diff(given: argparse.Namespace) -> int:
    """Print changes; 1 where there are any."""
    from ..graph.queries.history import differences
    from ..library import load

    graph = load(given.data)
    changes = differences(graph, _state(given.old), graph if given.new is None else _state(given.new))
    if given.json or given.csv or not changes:
        rows = [
            {
                "kind": change.kind.value,
                "about": change.about,
                "claim": change.id,
                "stated": change.stated,
                "rank_before": change.rank_before,
                "rank_after": change.rank_after,
            }
            for change in changes
        ]
        print_rows(rows, given)
        return 1 if changes else 0
    signs = {"added": "+", "removed": "-", "reranked": "~"}
    rows = [{"": signs[change.kind.value], "about": change.about, "stated": change.stated} for change in changes]
    print_rows(rows, given)
    print(f"{len(changes)} changes", file=sys.stderr)
    return 1


def _state(given: str) -> str | KnowledgeGraph:
    from ..library import load

    return load(given) if Path(given).exists() or "://" in given else given


def run_changelog(given: argparse.Namespace) -> int:
    """Print the changelog of the data."""
    from ..graph.queries.changelog import changelog
    from ..library import load

    print(changelog(load(given.data)), end="")
    return 0
