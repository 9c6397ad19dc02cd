"""clemency-graph completion: what makes a shell complete the commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

EXAMPLES = """examples:
  eval "$(clemency-graph completion bash)"                              for this shell
  clemency-graph completion bash > ~/.local/share/bash-completion/completions/clemency-graph
  clemency-graph completion zsh > ~/.zsh/completions/_clemency-graph    in a folder of $fpath
"""


def add(commands: Any, parser: Callable[[], argparse.ArgumentParser]) -> None:
    """Add the command to the parser, which it completes."""
    completion = commands.add_parser(
        "completion",
        help="print what makes a shell complete these commands",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    completion.set_defaults(run=lambda given: _print(parser(), given.shell))


def _print(parser: argparse.ArgumentParser, shell: str) -> int:
    import shtab

    print(shtab.complete(parser, shell=shell))
    return 0
