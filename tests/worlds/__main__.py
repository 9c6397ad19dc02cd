"""Run many worlds: `python -m worlds N [SEED]`, from the folder `tests`. A run goes on where another ended."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from time import monotonic

from worlds.judge import judge

SHARE = 250


def run(first: int, worlds: int) -> tuple[Counter[str], list[str]]:
    """Judge some worlds; return what was seen, and each failure with its seed."""
    seen = Counter[str]()
    failures = [
        f"world {seed}: {failure.kind}: {failure.text}"
        for seed in range(first, first + worlds)
        for failure in judge(seed, seen)
    ]
    return seen, failures


def main() -> int:
    """Run the worlds over all cores and print the counts; return 1 where a derivation was wrong."""
    parser = argparse.ArgumentParser(prog="python -m worlds", description=__doc__)
    parser.add_argument("worlds", type=int, help="how many worlds")
    parser.add_argument("seed", type=int, nargs="?", default=0, help="the seed of the first")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    end, begun = asked.seed + asked.worlds, monotonic()
    shares = [(first, min(SHARE, end - first)) for first in range(asked.seed, end, SHARE)]
    seen, failures = Counter[str](), list[str]()
    with ProcessPoolExecutor(asked.processes) as pool:
        # Results come in order, so that all before the seed told is done.
        for number, (part, wrong) in enumerate(pool.map(run, *zip(*shares, strict=True)), 1):
            seen += part
            failures += wrong
            for failure in wrong:
                print(failure, flush=True)
            if number % 40 == 0:
                print(f"{seen['worlds']:,} worlds, {len(failures)} failures; go on at {shares[number - 1][0] + SHARE}")
                sys.stdout.flush()
    for what, count in sorted(seen.items(), key=lambda pair: -pair[1]):
        print(f"{count:>12,} {what}")
    print(f"{len(failures):>12,} failures, in {monotonic() - begun:.0f} s; the next seed is {end}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
