"""The command `completion`: print a completion script for a shell."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

EXAMPLES = """examples:
  eval "$(clemency-graph completion bash)"                              for the current shell
  clemency-graph completion bash > ~/.local/share/bash-completion/completions/clemency-graph
  clemency-graph completion zsh > ~/.zsh/completions/_clemency-graph    in a folder of $fpath
"""


def add(commands: Any, parser: Callable[[], argparse.ArgumentParser]) -> None:
    """Add the command, which completes the commands of the given parser."""
    completion = commands.add_parser(
        "completion",
        help="print a completion script for a shell",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    completion.set_defaults(run=lambda arguments: _print(parser(), arguments.shell))


def _print(parser: argparse.ArgumentParser, shell: str) -> int:
    import shtab

    print(shtab.complete(parser, shell=shell))
    return 0
