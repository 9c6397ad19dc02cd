"""Texts made at random of the record's sentences, cut and shuffled: a check of any of them raises nothing."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph.model.records import Claim
from clemency_graph.graph.text_check import check_text

sys.path.append(str(Path(__file__).resolve().parents[1]))  # to run this module by itself

from support.claim_sentences import said_by, sentences_of

SLICE: Final = 500
"""How many texts are made from one seed."""
LENGTH: Final = 2_000
PIECES: Final = (
    " ", ". ", ", ", "\n", "\n\n", "\n## ", "<p>", "</p>", "<h2>", "<b>", "&nbsp;", "&#x110000;", "<!--",
    "<script", "**", "(", "between ", " and ", " to ", "more than ", "of the ", "the state ", "Gov. ", "a ",
    "hundred ", "thousand", "5", ",000", "1.7 million", "2019", "May 5", "since ", "last year", "not ", "\x02",
    "\U0001f600", "\u0130", "\u2028",
)  # fmt: skip


@cache
def claim_texts() -> tuple[str, ...]:
    """Sentences that say what claims of the record say."""
    graph = load()
    claims: list[Claim] = [claim for claim in graph.claims.values() if claim.quantity][::7]
    return tuple(text for claim in claims if (said := said_by(graph, claim)) for text in sentences_of(said))


def random_text(random: Random, length: int = LENGTH) -> str:
    """Return a text of at most some characters: pieces of sentences, of words and of markup in any order."""
    made: list[str] = []
    size = random.randrange(length + 1)
    while sum(map(len, made)) < size:
        sentence = random.choice(claim_texts())
        match random.randrange(4):
            case 0:
                made.append(sentence)
            case 1:
                start = random.randrange(len(sentence))
                made.append(sentence[start : start + random.randrange(40)])
            case 2:
                words = sentence.split()
                random.shuffle(words)
                made.append(" ".join(words))
            case _:
                made += random.choices(PIECES, k=random.randrange(1, 6))
    return "".join(made)[:size]


def hold(graph: KnowledgeGraph, text: str) -> int:
    """Check a text, check its findings by what holds of every text, and return how many there are."""
    findings = check_text(graph, text).findings
    for one in findings:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.reason
        assert (one.citation is None) is (not one.claims)
    assert [one.start for one in findings] == sorted(one.start for one in findings)
    return len(findings)


def main() -> int:
    """Check as many as are asked for: `python -m support.random_texts COUNT [FIRST_SEED] [LENGTH]`.

    It tells after each slice from which seed to go on.
    """
    count, seed, length = (int(given) for given in (*sys.argv[1:], *("0", str(LENGTH))[len(sys.argv) - 2 :]))
    graph, found, wrong = load(), 0, 0
    for slice_ in range(seed, seed + -(-count // SLICE)):
        random = Random(slice_)
        for place in range(min(SLICE, count)):
            text = random_text(random, length)
            try:
                found += hold(graph, text)
            except Exception as error:
                wrong += 1
                print(f"seed {slice_}, text {place}: {error!r}: {text!r}", flush=True)
        print(f"seed {slice_} is done; go on from {slice_ + 1}: {found} findings, {wrong} wrong", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
