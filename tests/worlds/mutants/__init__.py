"""Wrong versions of each rule: each has to be noticed by the worlds, or, where it only widens, by a test of width."""

from __future__ import annotations

from typing import Final

from worlds.mutants import actions, checks, claims, periods, totals
from worlds.mutants.mutant import Mutant, planted

MUTANTS: Final = (*claims.MUTANTS, *actions.MUTANTS, *checks.MUTANTS, *totals.MUTANTS, *periods.MUTANTS)

__all__ = ["MUTANTS", "Mutant", "planted"]
