"""The command `pack`: pack a data folder into one file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    """Add the command to the parser."""
    packed = commands.add_parser("pack", help="pack a data folder into one file, for other machines")
    packed.add_argument("folder", nargs="?", type=Path, help="a data folder (default: the data of the package)")
    packed.add_argument(
        "--to", type=Path, default=Path(), metavar="FOLDER", help="target folder (default: the current folder)"
    )
    packed.set_defaults(run=run_pack)


def run_pack(arguments: argparse.Namespace) -> int:
    """Pack a data folder and print the path of the file."""
    from ..graph.storage.data_archive import pack

    print(f"packed in {pack(arguments.folder, arguments.to)}")
    return 0
