"""How long the saved queries take beside an earlier commit, in one run: `python -m bench.operations --against REF`.

The commit is checked out into a temporary worktree of git. A process for each side loads the same data where both sides
accept them: those of the commit or of this checkout, or with `--data` those of a folder. Only saved queries are timed
whose selection, variables and example values are the same on both sides. The sides alternate within a round, and the
other side begins the next round. The time printed is the processor time of the best round.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from graphql import OperationDefinitionNode, parse, print_ast

ROOT: Final = Path(__file__).resolve().parents[2]
WORKER: Final = Path(__file__).with_name("timed_queries.py")
WAYS: Final = ("compiled", "afresh")
SLOWER: Final = 1.1
"""The ratio above which a saved query is listed as slower."""


class Comparison(NamedTuple):
    """The times of a saved query on both sides, in seconds: of each way of `WAYS`, before and now."""

    name: str
    before: tuple[float, ...]
    now: tuple[float, ...]
    same: bool = True
    """The responses are the same."""

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as long it takes now."""
        return tuple(now / before for before, now in zip(self.before, self.now, strict=True))


class Comparisons(NamedTuple):
    """The times of all saved queries, and in words the data with which they were taken."""

    data: str
    rows: list[Comparison]


class DataRefused(Exception):
    """The code of one side does not accept the data."""


class Side:
    """A process that times saved queries of one checkout."""

    def __init__(self, checkout: Path, data: Path, folder: Path) -> None:
        """Start the process; `folder` is an empty folder for what it needs."""
        self.queries: dict[str, Any] = {}
        self.responses: dict[str, str] = {}
        (folder / "clemency_graph").symlink_to(checkout, target_is_directory=True)
        path = os.pathsep.join(map(str, (folder, checkout / "tests")))
        self.process = subprocess.Popen(
            [sys.executable, "-P", WORKER, data],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path, "CLEMENCY_GRAPH_CACHE": str(folder / "cache")},
        )

    def load(self) -> None:
        """Wait until the data are loaded.

        Raises
        ------
        DataRefused
            If the code of this side does not accept them.
        """
        found = self._read()
        if "refused" in found:
            raise DataRefused(found["refused"])
        self.queries = found

    def seconds(self, name: str, at_least: float) -> tuple[float, ...]:
        """Return how long a saved query takes in each way, over a round."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([name, at_least]) + "\n")
        self.process.stdin.flush()
        self.responses[name], *times = self._read()
        return tuple(times)

    def _read(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("a side of the comparison ended early; its error is above")
        return json.loads(line)

    def __enter__(self) -> Side:
        """Return the process."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


@contextmanager
def checked_out(ref: str, folder: Path) -> Iterator[Path]:
    """Check out a commit into a worktree below a folder, which is removed afterwards."""
    tree = folder / "worktree"
    _git("worktree", "add", "--quiet", "--detach", str(tree), ref)
    try:
        yield tree
    finally:
        _git("worktree", "remove", "--force", str(tree))


def unchanged(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return the names of the saved queries that are the same on both sides.

    Parameters
    ----------
    before, now
        The document and the example values of each saved query, by its name.

    Returns
    -------
    list of str
        Descriptions, comments and blanks do not count.
    """
    return [
        name
        for name, (document, values) in now.items()
        if name in before and before[name][1] == values and _selection(before[name][0]) == _selection(document)
    ]


def compare(
    ref: str, names: Iterable[str] = (), data: Path | None = None, rounds: int = 7, at_least: float = 0.03
) -> Comparisons:
    """Time the saved queries of this checkout and of a commit.

    Parameters
    ----------
    ref
        The commit, such as a branch or a hash.
    names
        Only these saved queries.
    data
        The folder of the data of both sides; None: that of the commit, or else of this checkout if one side refuses
        it, or else each its own.
    rounds
        How often each side is timed.
    at_least
        How many seconds a round takes at the least.

    Returns
    -------
    Comparisons
        Of those whose selection is the same on both sides, in the order of the saved queries.

    Raises
    ------
    subprocess.CalledProcessError
        If git does not know the commit.
    DataRefused
        If a side does not accept the data.
    """
    wanted = frozenset(names)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        tree = stack.enter_context(checked_out(ref, folder))
        theirs, ours = tree / "data", ROOT / "data"
        pairs = [(data, data)] if data else [(theirs, theirs), (ours, ours), (theirs, ours)]
        for number, pair in enumerate(pairs):
            try:
                sides = stack.enter_context(_both((tree, ROOT), pair, folder / str(number)))
            except DataRefused:
                if pair == pairs[-1]:
                    raise
            else:
                break
        same = "the data of the commit" if pair == (theirs, theirs) else "the data of this checkout"
        told = str(data) if data else same if pair[0] == pair[1] else "each its own data, which differ"
        asked = [name for name in unchanged(*(side.queries for side in sides)) if not wanted or name in wanted]
        return Comparisons(told, [_compare(name, sides, rounds, at_least) for name in asked])


@contextmanager
def _both(checkouts: Iterable[Path], data: Iterable[Path], folder: Path) -> Iterator[list[Side]]:
    """Start both sides, and wait until they have loaded their data."""
    with ExitStack() as stack:
        sides = []
        for number, (checkout, one) in enumerate(zip(checkouts, data, strict=True)):
            own = folder / str(number)
            own.mkdir(parents=True)
            sides.append(stack.enter_context(Side(checkout, one, own)))
        for side in sides:
            side.load()
        yield sides


def _compare(name: str, sides: Sequence[Side], rounds: int, at_least: float) -> Comparison:
    times: list[list[tuple[float, ...]]] = [[], []]
    for number in range(rounds):
        for place in (0, 1) if number % 2 == 0 else (1, 0):
            times[place].append(sides[place].seconds(name, at_least))
    before, now = (tuple(min(one) for one in zip(*found, strict=True)) for found in times)
    return Comparison(name, before, now, sides[0].responses[name] == sides[1].responses[name])


def print_comparisons(ref: str, found: Comparisons) -> None:
    """Print the times and ratios of each saved query, and those that are slower."""
    rows = found.rows
    print(f"{'operation':<32}" + "".join(f"{f'{way}: {ref[:12]}, now':>38}" for way in WAYS))
    for row in rows:
        columns = zip(row.before, row.now, row.ratios, strict=True)
        told = "".join(f"{before * 1e6:>14.0f} µs{now * 1e6:>11.0f} µs{ratio:>6.2f}x" for before, now, ratio in columns)
        print(f"{row.name + ('' if row.same else ' *'):<32}{told}")
    if not all(row.same for row in rows):
        print("* The responses differ, so that the ratio is of more than the code.")
    for place, way in enumerate(WAYS if rows else ()):
        ratios = {row.name: row.ratios[place] for row in rows}
        slower = [name for name, ratio in ratios.items() if ratio > SLOWER]
        print(f"{way}: median {median(ratios.values()):.2f}x, most {max(ratios.values()):.2f}x")
        print(f"{way}, more than {SLOWER}x: {', '.join(slower) or 'none'}")
    print(f"{len(rows)} saved queries with the same selection, with {found.data}")


def _selection(document: str) -> list[object]:
    """Return what a document asks for: the variables and selections of its operations, and its fragments."""
    found: list[object] = []
    for node in parse(document).definitions:
        if isinstance(node, OperationDefinitionNode):
            for one in node.variable_definitions or ():
                default = print_ast(one.default_value) if one.default_value else None
                found.append((print_ast(one.variable), print_ast(one.type), default))
            found += map(print_ast, (*(node.directives or ()), node.selection_set))
        else:
            found.append(print_ast(node))
    return found


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *arguments], check=True)
