"""Pages: every item once, in order, whatever the page's size."""

from __future__ import annotations

import pytest
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.queries.pagination import LARGEST_PAGE, PageRequest, page
from hypothesis import given
from hypothesis import strategies as st

items = st.lists(st.text(), unique=True, max_size=30)


@given(items, st.integers(1, 7))
def test_pages_in_a_row_are_the_whole_list(whole: list[str], size: int) -> None:
    seen: list[str] = []
    after = None
    while True:
        part = page(whole, str, PageRequest(size, after))
        assert part.total_count == len(whole)
        assert [edge.node for edge in part.edges] == list(part.nodes)
        assert part.page_info.has_previous_page == bool(seen)
        seen += part.nodes
        assert part.page_info.has_next_page == (len(seen) < len(whole))
        if not part.page_info.has_next_page:
            break
        after = part.page_info.end_cursor
    assert seen == whole


@given(items.filter(bool), st.data())
def test_a_cursor_outlives_items_that_come_and_go(whole: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.sampled_from(whole))
    others = data.draw(st.lists(st.text().filter(lambda text: text not in whole), unique=True))
    changed = [*others, *whole[whole.index(kept) :]]
    assert list(page(changed, str, PageRequest(after=kept)).nodes) == whole[whole.index(kept) + 1 :][:25]


@pytest.mark.parametrize("first", [-1, LARGEST_PAGE + 1])
def test_a_size_out_of_bounds_is_an_error_that_names_the_limit(first: int) -> None:
    with pytest.raises(QueryError, match=rf"first is {first}; it can be 0 to 200"):
        page(["a"], str, PageRequest(first))


def test_none_is_a_page_too() -> None:
    part = page(["a"], str, PageRequest(0))
    assert list(part.nodes) == []
    assert (part.total_count, part.page_info.end_cursor, part.page_info.has_next_page) == (1, None, True)


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(QueryError, match="'z' is not a cursor of this list"):
        page(["a"], str, PageRequest(after="z"))


@given(items, st.integers(1, 7))
def test_pages_from_the_end_are_the_whole_list(whole: list[str], size: int) -> None:
    seen: list[str] = []
    before = None
    while True:
        part = page(whole, str, PageRequest(last=size, before=before))
        assert part.total_count == len(whole)
        assert part.page_info.has_next_page == bool(seen)
        seen = [*part.nodes, *seen]
        assert part.page_info.has_previous_page == (len(seen) < len(whole))
        if not part.page_info.has_previous_page:
            break
        before = part.page_info.start_cursor
    assert seen == whole


SIZES = st.none() | st.integers(0, 8)


@given(items, SIZES, SIZES, st.data())
def test_a_page_is_what_relay_specifies(
    whole: list[str], first: int | None, last: int | None, data: st.DataObject
) -> None:
    """The pagination algorithm of the specification, step by step; first and last are never given both."""
    cursors = st.none() if not whole else st.none() | st.sampled_from(whole)
    after, before = data.draw(cursors), data.draw(cursors)
    first = first if last is None else None
    edges = list(whole)
    if after is not None:
        edges = edges[edges.index(after) + 1 :]
    if before is not None:
        if before not in edges:
            with pytest.raises(QueryError, match="does not come after") as caught:
                page(whole, str, PageRequest(first, after, last, before))
            assert caught.value.argument == "before"
            return
        edges = edges[: edges.index(before)]
    kept = edges[:first] if first is not None else edges[-last:] if last else [] if last == 0 else edges[:25]
    part = page(whole, str, PageRequest(first, after, last, before))
    assert list(part.nodes) == kept
    if first is not None:
        assert part.page_info.has_next_page >= (len(edges) > first)
    if last is not None:
        assert part.page_info.has_previous_page >= (len(edges) > last)


@pytest.mark.parametrize("last", [-1, LARGEST_PAGE + 1])
def test_a_size_from_the_end_has_the_same_limits(last: int) -> None:
    with pytest.raises(QueryError, match=rf"last is {last}; it can be 0 to 200"):
        page(["a"], str, PageRequest(last=last))


def test_both_sizes_are_refused_but_for_the_default() -> None:
    with pytest.raises(QueryError, match="first is 2 and last is 3; give one of the two"):
        page(["a"], str, PageRequest(2, None, 3))
    assert list(page(list("abc"), str, PageRequest(25, None, 2)).nodes) == ["b", "c"]
    assert list(page(list("abc"), str, PageRequest(60, None, 2), 60).nodes) == ["b", "c"]


def test_a_cursor_before_which_is_another_lists_is_refused() -> None:
    with pytest.raises(QueryError, match="before: 'z' is not a cursor of this list; use startCursor of a later page"):
        page(["a"], str, PageRequest(before="z"))
