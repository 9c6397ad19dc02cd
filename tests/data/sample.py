"""Claims drawn at random, for someone to hold against their pages: `python tests/data/sample.py [COUNT]`.

Prints figures (60, when not told otherwise), one a line as JSON: the id of the claim, its page, and what the page
should say: the place, the figure as stated, its bounds and unit, the stage, and the day it describes. The draw depends
on the version of the data and on nothing else, so that others can repeat it; deprecated claims are drawn too, for they
also say what a page says.
"""

from __future__ import annotations

import json
import random
import sys

from clemency_graph.graph import KnowledgeGraph, load
from clemency_graph.graph.model.records import Claim, Source


def drawn(graph: KnowledgeGraph, count: int) -> list[Claim]:
    """Some claims with a figure, drawn by the version of the data."""
    figures = sorted((claim for claim in graph.claims.values() if claim.quantity), key=lambda claim: claim.id)
    return random.Random(graph.dataset.version).sample(figures, count)


def told(graph: KnowledgeGraph, claim: Claim) -> dict[str, object]:
    """What a reader needs to hold a claim against its page."""
    source, quantity = graph.entities[claim.source], claim.quantity
    assert isinstance(source, Source) and quantity is not None
    return {
        "claim": claim.id,
        "about": graph.entities[claim.about].name,
        "stated": claim.stated,
        "low": quantity.low,
        "high": quantity.high,
        "qualifier": quantity.qualifier,
        "unit": quantity.unit,
        "stage": claim.stage,
        "as_of": str(claim.as_of) if claim.as_of else None,
        "rank": claim.rank,
        "inference": claim.inference,
        "title": source.title,
        "url": source.url,
        "published": str(source.published) if source.published else None,
    }


if __name__ == "__main__":
    known = load()
    for one in drawn(known, int(sys.argv[1]) if len(sys.argv) > 1 else 60):
        print(json.dumps(told(known, one), ensure_ascii=False))
