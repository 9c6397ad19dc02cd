"""The command `check-text`: compare the figures of a text with the record."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from .output import add_data, add_formats, load_graph, print_rows
from .text_files import read_text
from .word_documents import read_docx

CHECK_TEXT = """examples:
  clemency-graph check-text article.md > findings.txt
  clemency-graph check-text draft.docx --published 2024-06-18 --json > findings.json
  echo "Nevada pardoned more than 15,000 people." | clemency-graph check-text -

The exit code is 1 if a statement differs from the record: its verdict is neither agrees, agrees_then, not_recorded nor
unsure. The text is not kept. Places in a Word document count in its text, in which headings begin with ##.
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "check-text",
        help="compare the figures of a text with the record",
        epilog=CHECK_TEXT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", help="a file of text, Markdown, HTML or Word (.docx), up to 64,000 characters; - for stdin"
    )
    parser.add_argument(
        "--published", type=_day, metavar="DAY", help="the day on which the text was published, such as 2024-06-18"
    )
    add_formats(parser)
    add_data(parser)
    parser.set_defaults(run=run_check_text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2024-06-18") from None


def run_check_text(arguments: argparse.Namespace) -> int:
    """Print the findings; return 1 if a statement differs from the record."""
    from ..graph.text_check import DIFFERING, LIMIT

    # One character more than is allowed: the check tells that the text is too long.
    path = Path(arguments.file)
    read = read_docx if path.suffix.lower() == ".docx" else read_text
    text = sys.stdin.read(LIMIT + 1) if arguments.file == "-" else read(path)
    findings = load_graph(arguments).check_text(text, arguments.published).findings
    if arguments.json or findings or arguments.csv or arguments.excel:
        columns = ["start", "end", "verdict", "text", "reason", "correction", "claims", "citation"]
        shown = (
            columns
            if arguments.json or arguments.csv or arguments.excel
            else ["verdict", "text", "reason", "correction"]
        )
        print_rows(
            shown, [{name: row[name] for name in shown} for row in (one.as_row() for one in findings)], arguments
        )
    else:
        print("the text gives no figure of clemency that can be checked", file=sys.stderr)
    return 1 if any(one.verdict in DIFFERING for one in findings) else 0
