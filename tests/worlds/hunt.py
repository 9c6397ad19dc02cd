"""Find the world in which each mutant is noticed: `python -m worlds.hunt [N]`, from the folder `tests`."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from worlds.judge import judge
from worlds.mutants import MUTANTS, Mutant, planted

KILLS: Final = Path(__file__).parent / "kills.json"
"""What notices each mutant, and in the world of which seed."""


def title(mutant: Mutant) -> str:
    """Return a mutant's name with its rule."""
    return f"{mutant.rule}: {mutant.name}"


def notice(mutant: Mutant, seed: int) -> str | None:
    """Return what notices a mutant in the world of a seed: `truth`, `contradiction`, `law`, or None."""
    with planted(mutant):
        failure = next(judge(seed), None)
    return failure.kind if failure else None


def hunt(number: int, worlds: int, hint: int = 0) -> tuple[str, int] | None:
    """Return what notices a mutant, given its place, and in which of so many worlds; None where none does.

    The world that noticed it before is tried first.
    """
    for seed in (hint, *range(worlds)):
        kind = notice(MUTANTS[number], seed)
        if kind is not None:
            return kind, seed
    return None


def fails(mutant: Mutant) -> bool:
    """Return whether the test of width of a mutant notices it."""
    assert mutant.width is not None
    with planted(mutant):
        try:
            mutant.width()
        except AssertionError:
            return True
    return False


def main() -> int:
    """Hunt each mutant that has no test of width, write down where it was noticed, and print a table."""
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    numbers = [number for number, mutant in enumerate(MUTANTS) if mutant.width is None]
    before = json.loads(KILLS.read_text("utf-8")) if KILLS.exists() else {}
    hints = [(before.get(title(MUTANTS[number])) or ("", 0))[1] for number in numbers]
    with ProcessPoolExecutor() as pool:
        found = dict(zip(numbers, pool.map(hunt, numbers, [worlds] * len(numbers), hints), strict=True))
    KILLS.write_text(json.dumps({title(MUTANTS[number]): kill for number, kill in found.items()}, indent=1) + "\n")
    alive = 0
    for number, mutant in enumerate(MUTANTS):
        if mutant.width is not None:
            killer = f"width: {mutant.width.__name__}" if fails(mutant) else "NOTHING"
        else:
            kill = found[number]
            killer = f"{kill[0]}, world {kill[1]}" if kill else "NOTHING"
        alive += killer == "NOTHING"
        print(f"| {mutant.rule} | {mutant.name} | {killer} |")
    print(f"{len(MUTANTS)} mutants, {alive} not noticed")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
