"""Find the world in which each mutant is noticed."""

from __future__ import annotations

from worlds.judge import judge
from worlds.mutants import Mutant, planted


def notices(mutant: Mutant, seed: int) -> str | None:
    """Return what notices a mutant in the world of a seed: `truth`, `contradiction`, `law`, or None."""
    with planted(mutant):
        failure = next(judge(seed), None)
    return failure.kind if failure else None


def hunt(mutant: Mutant, worlds: int, first: int = 0) -> tuple[str, int] | None:
    """Return what notices a mutant, and in which of so many worlds; None where none does."""
    for seed in range(first, first + worlds):
        kind = notices(mutant, seed)
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
