"""Rates that others published, compared with those that follow from the claims.

Source: docs/published-rates.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from ..graph import KnowledgeGraph
from ..model.records import ClemencyAction, Source
from ..model.vocabulary import Covers, Unit
from .facts_from_records import stage_claim
from .number_intervals import Interval, count_as_interval
from .program_uptake import uptake
from .uptake import RealInterval, divide, share


@dataclass(frozen=True, slots=True)
class Part:
    """A count of a claim: its figure, or a number in its words where it has none.

    Parameters
    ----------
    claim
        The id of the claim.
    number
        The number in its words; None for its figure.
    """

    claim: str
    number: int | None = None

    @classmethod
    def of(cls, given: str | Mapping[str, Any]) -> Self:
        """Return a part as the file gives it: an id, or an id with a number."""
        return cls(given) if isinstance(given, str) else cls(**given)

    def count(self, graph: KnowledgeGraph) -> Interval:
        """Return the count as an interval."""
        claim = graph.claims[self.claim]
        if self.number is None:
            count = stage_claim(claim, graph.entities).count
            assert count is not None, f"{self.claim} has no figure"
            return count_as_interval(count)
        assert f"{self.number:,}" in claim.stated, f"{self.claim} does not say {self.number:,}"
        return Interval(self.number, self.number)


@dataclass(frozen=True, slots=True)
class PublishedRate:
    """A rate as it was published, and what of the graph it is compared with.

    Parameters
    ----------
    about, published, percent
        What it is a rate of, its words, and the percentages that its rounding allows.
    source, page, publisher
        The id of its source; or the address of its page and who published it, of a page that no claim rests on.
    program
        The id of an action, a unit and what the figures cover: the uptake of the program.
    of, done, left
        The claims that count the whole, and what was done of it or is left.
    difference
        Why ours differs, or why there is none.
    """

    about: str
    published: str
    percent: tuple[float, float]
    source: str | None = None
    page: str | None = None
    publisher: str | None = None
    program: Sequence[str] = ()
    of: tuple[Part, ...] = ()
    done: Part | None = None
    left: Part | None = None
    difference: str | None = None

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        """Return a rate as the file gives it."""
        parts = {key: Part.of(row[key]) for key in ("done", "left") if key in row}
        counted = tuple(Part.of(one) for one in row.get("of", ()))
        return cls(**{**row, **parts, "of": counted, "percent": tuple(row["percent"])})

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that it names."""
        return tuple(part.claim for part in (*self.of, self.done, self.left) if part)


def our_rate(graph: KnowledgeGraph, rate: PublishedRate) -> RealInterval | None:
    """Return the percentages that follow from the claims; None where there is nothing to compare with a rate."""
    if rate.program:
        action, unit, covers = rate.program
        program = graph.entities[action]
        assert isinstance(program, ClemencyAction)
        asked = (Unit(unit), Covers(covers))
        (found,) = (one.rates.rate for one in uptake(graph, program) if (one.unit, one.covers) == asked)
    elif rate.of:
        counts = [part.count(graph) for part in rate.of]
        highs = [one.high for one in counts if one.high is not None]
        whole = Interval(sum(one.low for one in counts), sum(highs) if len(highs) == len(counts) else None)
        if rate.done:
            found = share(rate.done.count(graph), whole)
        else:
            assert rate.left is not None
            left = divide(rate.left.count(graph), whole)
            found = RealInterval(0.0 if left.high is None else max(0.0, 1 - left.high), 1 - left.low)
    else:
        return None
    return found and RealInterval(100 * found.low, None if found.high is None else 100 * found.high)


def reproduces(rate: PublishedRate, ours: RealInterval) -> bool:
    """Return whether a percentage that a published rate allows is one of ours."""
    low, high = rate.percent
    return ours.low <= high and (ours.high is None or low <= ours.high)


def published_rates(graph: KnowledgeGraph, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the table of published rates beside ours, in Markdown."""
    rates = [PublishedRate.read(row) for row in rows]
    return "".join((_HEAD, *(_row(graph, rate) for rate in rates)))


def _row(graph: KnowledgeGraph, rate: PublishedRate) -> str:
    ours = our_rate(graph, rate)
    cells = (rate.about, f"{rate.published}: {_page(graph, rate)}", _percent(ours), ", ".join(_ours_from(rate)))
    return f"| {' | '.join(cells)} | {rate.difference or 'none'} |\n"


def _page(graph: KnowledgeGraph, rate: PublishedRate) -> str:
    if rate.source is None:
        return f"[{rate.publisher}]({rate.page})"
    source = graph.entities[rate.source]
    assert isinstance(source, Source)
    name = graph.entities[source.publisher].name if source.publisher else source.title
    return f"[{name}]({source.url})"


def _percent(rate: RealInterval | None) -> str:
    if rate is None:
        return "none"
    low, high = f"{rate.low:.1f}", "" if rate.high is None else f"{rate.high:.1f}"
    return low if low == high else f"{low} to {high}"


def _ours_from(rate: PublishedRate) -> Iterator[str]:
    if rate.program:
        yield f"`uptake` of `{rate.program[0]}`, {rate.program[1]}"
    for sign, parts in (("", (rate.done,)), ("all but ", (rate.left,)), ("of ", rate.of)):
        yield from (f"{sign}`{part.claim}`" for part in parts if part)


_HEAD = """# Published rates

Rates of relief that others published, beside what follows from the claims of this graph. Each page was read. *Ours*, in
percent, is the `uptake` of a program as [the method](method.md) computes it, or a quotient of the claims of that day. A
rate is reproduced if one of the numbers that its rounding allows is among ours; else the last column says why not. This
page is generated from `published-rates.yaml` and the data.

| rate of | published | ours | from | difference |
| --- | --- | --- | --- | --- |
"""
