"""The commands `diff`, `changelog` and `release`: compare versions of the data, record and verify a release."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.errors import QueryError
from .output import add_data, add_formats, is_csv, load_graph, print_rows, print_table

if TYPE_CHECKING:
    from ..graph import KnowledgeGraph

DIFF = """examples:
  clemency-graph diff 994c7412a7a061a6                     since a recorded release
  clemency-graph diff 994c7412a7a061a6 0123456789abcdef    from one recorded release to another
  clemency-graph diff old-data new-data --json             from one folder, packed file or export to another

exit codes: 0 no change, 1 at least one change, 2 the versions cannot be compared
"""

RELEASE = """Without arguments it records the changes of the claims since the last release in data/history/, and keeps
the answers of the saved queries in data/answers/. Before it writes anything, it asks the saved queries of the last
release again, as of its day. A value that differs must rest on a claim that was added, removed or ranked differently,
or be named by its coordinate in an entry of the changelog that the last release did not have. Anything else stops it.

`verify` checks a downloaded release without a network.

Every file has its checksum, the data in the archive have the version and the hashes that statement.json states, and
exports rebuilt from these data have the stated hashes. It prints one line for each failure, with the name of a file.

exit codes: 0 done, 1 the data have errors, an answer changed silently, or the release is not what it states, 2 the
arguments are wrong
"""


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    diff = commands.add_parser(
        "diff",
        help="list the claims that changed between two versions",
        epilog=DIFF,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    diff.add_argument("old", help="a recorded release, a data folder, a packed file or an export")
    diff.add_argument("new", nargs="?", help="the same (default: the current data)")
    add_formats(diff)
    add_data(diff)
    diff.set_defaults(run=run_diff)

    changelog = commands.add_parser("changelog", help="print the changes of each release of the data as Markdown")
    add_data(changelog)
    changelog.set_defaults(run=run_changelog)

    release = commands.add_parser(
        "release",
        help="record the changes of the claims since the last release, or verify a release",
        usage="%(prog)s [-h] [--changelog FILE] [FOLDER | verify FOLDER]",
        epilog=RELEASE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    release.add_argument("folder", nargs="?", help="a data folder (default: the data of the package), or: verify")
    release.add_argument("verified", nargs="?", type=Path, metavar="FOLDER", help="the release folder to verify")
    release.add_argument(
        "--changelog", type=Path, metavar="FILE", help="the changelog that explains changes (default: CHANGELOG.md)"
    )
    release.set_defaults(run=run_release)


def run_diff(arguments: argparse.Namespace) -> int:
    """Print the changed claims; return 1 if there are any."""
    from ..graph.queries.release_comparison import differences

    graph = load_graph(arguments)
    changes = differences(graph, _version(arguments.old), graph if arguments.new is None else _version(arguments.new))
    if arguments.json or is_csv(arguments) or not changes:
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
        print_rows(["kind", "about", "claim", "stated", "rank_before", "rank_after"], rows, arguments)
        return 1 if changes else 0
    markers = {"added": "+", "removed": "-", "reranked": "~"}
    rows = [{"": markers[change.kind.value], "about": change.about, "stated": change.stated} for change in changes]
    print_table(rows)
    print(f"{len(changes)} changes", file=sys.stderr)
    return 1


def _version(place: str) -> str | KnowledgeGraph:
    """Return the graph at a path or URL, or the version of a recorded release as it is."""
    from ..library import load

    return load(place) if Path(place).exists() or "://" in place else place


def run_changelog(arguments: argparse.Namespace) -> int:
    """Print the changelog of the data."""
    from ..graph.queries.changelog import changelog

    print(changelog(load_graph(arguments)), end="")
    return 0


def run_release(arguments: argparse.Namespace) -> int:
    """Record a release of the data, or verify a release folder."""
    if arguments.folder == "verify":
        return _verify(arguments.verified)
    if arguments.verified is not None:
        raise QueryError(f"there is no command release {arguments.folder}; write: clemency-graph release verify FOLDER")

    from .record_release import record_release

    return record_release(arguments.folder, arguments.changelog)


def _verify(folder: Path | None) -> int:
    """Print each failure of a release folder; return 1 if there are any."""
    from ..graph.release import verify

    if folder is None:
        raise QueryError("the release folder is missing; write: clemency-graph release verify FOLDER")
    failed = False
    for failure in verify(folder):
        failed = True
        print(failure, file=sys.stderr, flush=True)
    if failed:
        return 1
    print(f"{folder}: every file has its checksum, and the exports follow from the data")
    return 0
