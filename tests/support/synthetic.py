"""Data of any size, made up from a seed: the real graph and copies of it, each a world of its own.

A copy has its own states, people, laws, actions and sources, with ids, codes and names that tell it from the others,
and its own figures; the country and the parties are those of all. So a state has as much in it in a large graph as in
a small one, and what all share, such as the country, grows with the whole.

Copies are made of tables, column by column: records of a thousand copies would not fit beside the graph made of them.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, repeat
from typing import Any, Final

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Country, Party, Records
from clemency_graph.graph.storage.columnar import Column, Table, to_tables

SYLLABLES: Final = ("ba", "do", "fe", "gu", "ka", "lo", "mi", "na", "po", "ra", "se", "ti", "vo", "zu")
_SHARED: Final = (Country, Party)


def grown(graph: KnowledgeGraph, times: int, seed: int = 6) -> Iterator[Table]:
    """The tables of a graph and of as many copies of it less one.

    Parameters
    ----------
    graph
        The graph to copy.
    times
        How large the result is to be, as times the graph; 1 gives the graph itself.
    seed
        Where chance begins; the same gives the same.

    Yields
    ------
    Table
        As `columnar.from_tables` takes them, and `snapshot.write` writes them.
    """
    made = list(to_tables(Records(dict(graph.entities), dict(graph.terms))))
    grow = _Growth(graph, {name: count for name, count, _ in made}, times, random.Random(seed))
    for name, count, columns in made:
        if name in grow.shared_tables:
            yield name, count, dict(columns)
        elif name:
            yield name, count * times, {field: grow.column(name, field, one) for field, one in columns.items()}
    total = sum(
        count if name in grow.shared_tables else count * times for name, count, _ in made if name in grow.entities
    )
    yield "", total, {"order": ("plain", array("i", range(total)).tobytes())}


class _Growth:
    """How columns grow: each copy is marked by its number, and by a word and a factor that chance gives it."""

    def __init__(self, graph: KnowledgeGraph, counts: Mapping[str, int], times: int, chance: random.Random) -> None:
        self.counts = counts
        self.times = times
        self.shared_tables = {one.__name__ for one in _SHARED}
        self.entities = {type(one).__name__ for one in graph.entities.values()}
        shared = {id for id, one in graph.entities.items() if isinstance(one, _SHARED)}
        self.ids = {*graph.entities, *graph.terms, *graph.claims} - shared
        self.words = [" " + "".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(times)]
        self.factors = [chance.uniform(0.5, 1.5) for _ in range(times)]

    def column(self, table: str, field: str, column: Column) -> Column:
        """A column of the graph, and after it those of the copies."""
        match column:
            case "plain", values:
                return "plain", list(chain.from_iterable(self._copies(table, field, values)))
            case "dictionary", "str", texts, places:
                own = list(chain.from_iterable(self._copies(table, field, texts)))
                return "dictionary", "str", own, self._moved(places, len(texts))
            case "dictionary", code, texts, places:
                return "dictionary", code, texts, places * self.times
            case "reference", name, places:
                return "reference", name, self._moved(places, 0 if name in self.shared_tables else self.counts[name])
            case "list", counts, inner:
                return "list", counts * self.times, self.column(table, field, inner)
            case _:
                raise ValueError(f"unknown encoding of a column: {column[0]!r}")

    def _copies(self, table: str, field: str, values: Sequence[Any]) -> Iterator[Sequence[Any]]:
        yield values
        named = field == "name" and table in self.entities
        for number in range(1, self.times):
            mark, word, factor = f"-{number}", self.words[number], self.factors[number]
            if named:
                yield [value + word for value in values]
            elif (table, field) == ("State", "code"):
                yield [f"{value}{number}" for value in values]
            elif table == "Quantity" and field in ("low", "high"):
                yield [None if value is None else int(value * factor) for value in values]
            else:
                yield [value + mark if value in self.ids else value for value in values]

    def _moved(self, places: bytes, step: int) -> bytes:
        """Places in a table or list that is as often as long: each copy's in its own part of it."""
        one = array("i", places)
        steps = accumulate(repeat(step, self.times - 1), initial=0)
        return b"".join(array("i", [place if place < 0 else place + by for place in one]).tobytes() for by in steps)
