"""The time of a text check by the length of the text: `python -m bench.text_check [--rounds 5] [--json FILE]`.

Each kind of text is checked at 8,000 and at 64,000 characters, in seconds of the processor. Beside the seconds are the
times of one pass of a compiled regular expression over the same text, which grows with the length and depends on the
machine as the check does, and the ratio of the two lengths: 8 is linear.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Final

from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph.text_check import check_text
from support.random_texts import PIECES, claim_texts

SHORT: Final = 8_000
LONG: Final = 64_000
_WORD: Final = re.compile(r"\b[A-Za-z]+\b|[0-9][0-9,.]*")
_UNITS: Final = {
    "plain letters": "a",
    "spaces": " ",
    "ends of lines": "\n ",
    "list items": "\n- ",
    "headings": "# Nevada\n",
    "open tags": "<p",
    "entities": "&amp;",
    "numbers": "5 ",
    "number words": "one hundred and ",
    "names of places": "Cook County, Nevada ",
    "names of governors": "Gov. Steve Sisolak of Nevada ",
    "days": "May 5, 2020 since ",
    "statements in one sentence": "Nevada pardoned 5 people and ",
    "statements": "In Nevada, 15,000 people were pardoned. ",
}
"""What a text repeats that would show work that grows faster than the text."""


def texts(length: int) -> Mapping[str, str]:
    """The texts of each kind, of a length."""
    random = Random(0)
    sentences = list(claim_texts())
    random.shuffle(sentences)
    kinds = {
        "claims of the record": " ".join(sentences),
        "claims in HTML": "".join(f"<p>{one}</p>" for one in sentences),
        "pieces": "".join(random.choices(PIECES, k=200)),
        **_UNITS,
    }
    return {name: (text * (length // len(text) + 1))[:length] for name, text in kinds.items()}


def measured(graph: KnowledgeGraph, rounds: int) -> dict[str, dict[str, float]]:
    """What is measured of each kind of text: seconds, passes of the regular expression, and the ratio."""
    found: dict[str, dict[str, float]] = {}
    long_texts = texts(LONG)
    for name, short in texts(SHORT).items():
        both = short, long_texts[name]
        check_text(graph, short)
        checks = [_best(check_text, (graph, text), rounds) for text in both]
        passes = [_best(_WORD.sub, ("", text), rounds) for text in both]
        found[name] = {
            "seconds": checks[1],
            "passes": checks[1] / passes[1],
            "ratio": checks[1] / checks[0],
            "ratio of a pass": passes[1] / passes[0],
        }
    return found


def _best(work: Callable[..., object], arguments: tuple[object, ...], rounds: int) -> float:
    """The shortest of some times: what else the machine does counts for little."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work(*arguments)
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Measure, print a table, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = measured(load(), given.rounds)
    print(f"{'64,000 characters of':<28}{'seconds':>10}{'passes':>10}{'to 8,000':>10}{'of a pass':>10}")
    for name, row in sorted(found.items(), key=lambda one: -one[1]["ratio"]):
        times = f"{row['seconds']:>10.3f}{row['passes']:>10.0f}{row['ratio']:>10.2f}{row['ratio of a pass']:>10.2f}"
        print(f"{name:<28}{times}")
    if given.json:
        given.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
