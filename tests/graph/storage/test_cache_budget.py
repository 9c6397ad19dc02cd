"""Caches weigh keys and values, and keep within one budget."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from sys import getsizeof
from typing import NamedTuple

import clemency_graph.server  # declares every share
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.storage.cache_budget import BUDGET, DEFAULT_BYTES, ENTRY, Cache, Share, weigh
from hypothesis import given
from hypothesis import strategies as st

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)


@pytest.fixture
def share() -> Iterator[Share]:
    """A share of 10,000 bytes."""
    one = Share("test", 10_000 / BUDGET.limit)
    yield one
    del BUDGET.shares["test"]


@given(VALUES, st.text())
def test_a_value_weighs_more_with_everything_that_is_put_beside_it(value: object, text: str) -> None:
    assert weigh([value, text]) == weigh([value, None]) + getsizeof(text)
    assert weigh({text: value}) >= getsizeof(text) + weigh(value)


def test_records_of_the_graph_weigh_nothing(graph: KnowledgeGraph) -> None:
    states = tuple(graph.entities.values())
    assert weigh(states) == getsizeof(states)


class Row(NamedTuple):
    """A record that is not the graph's."""

    text: str


@given(st.lists(st.sampled_from(["", "x" * 500, b"", 1, Row("row"), None, ("a", "b"), {"k": [1]}])))
def test_a_list_weighs_itself_and_each_of_its_items(items: list[object]) -> None:
    assert weigh(items) == getsizeof(items) + sum(map(weigh, items))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 1_500))))
def test_a_cache_keeps_within_its_share_and_what_was_used_last(puts: list[tuple[int, int]]) -> None:
    share = Share("test", 10_000 / BUDGET.limit)
    cache: Cache[int, bytes] = Cache(share)
    expected: dict[int, tuple[bytes, int]] = {}
    for key, size in puts:
        value = b"x" * size
        cache.put(key, value)
        expected.pop(key, None)
        weight = ENTRY + weigh(key, value)
        if weight * 8 <= share.limit:
            expected[key] = value, weight
        while sum(each for _, each in expected.values()) > share.limit:
            del expected[next(iter(expected))]
        assert cache.weight == sum(each for _, each in expected.values()) <= share.limit
    assert [cache.get(key) for key in range(31)] == [expected.get(key, (None,))[0] for key in range(31)]
    del BUDGET.shares["test"]


def test_a_hit_saves_an_entry_from_eviction(share: Share) -> None:
    cache: Cache[str, str] = Cache(share)
    cache.put("first", "")
    for number in range(200):
        cache.put(str(number), "")
        assert cache.get("first") == ""
    assert cache.get("0") is None


def test_long_keys_count(share: Share) -> None:
    cache: Cache[str, int] = Cache(share)
    for number in range(100):
        cache.put(f"{number}{' ' * 500}", number)
    assert 1 < len(cache) <= 10_000 // 500


def test_caches_of_one_share_divide_it(share: Share) -> None:
    first: Cache[str, bytes] = Cache(share)
    for number in range(50):
        first.put(str(number), b"x" * 200)
    assert first.weight > 5_000
    second: Cache[str, bytes] = Cache(share)
    assert first.weight <= share.limit == 5_000
    for number in range(50):
        second.put(str(number), b"x" * 200)
    assert share.weight <= 10_000
    del first
    gc.collect()
    assert share.limit == 10_000


def test_a_smaller_budget_evicts_at_once(share: Share) -> None:
    cache: Cache[str, bytes] = Cache(share)
    cache.put("key", b"x" * 500)
    before = BUDGET.limit
    try:
        BUDGET.resize(0)
        assert BUDGET.weight == 0
        cache.put("key", b"")
        assert len(cache) == 0
    finally:
        BUDGET.resize(before)


def test_all_shares_together_are_the_budget_at_most() -> None:
    assert clemency_graph.server.create_app is not None
    assert 0.9 < sum(share.fraction for share in BUDGET.shares.values()) <= 1
    assert BUDGET.limit == DEFAULT_BYTES
