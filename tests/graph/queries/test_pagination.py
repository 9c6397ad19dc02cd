"""Pages: every item once, in order, whatever the page's size."""

from __future__ import annotations

import pytest
from clemency_graph.graph.errors import QueryError
from clemency_graph.graph.queries.pagination import LARGEST_PAGE, page
from hypothesis import given
from hypothesis import strategies as st

items = st.lists(st.text(), unique=True, max_size=30)


@given(items, st.integers(1, 7))
def test_pages_in_a_row_are_the_whole_list(whole: list[str], size: int) -> None:
    seen: list[str] = []
    after = None
    while True:
        part = page(whole, str, size, after)
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
    assert list(page(changed, str, None, kept).nodes) == whole[whole.index(kept) + 1 :][:25]


@pytest.mark.parametrize("first", [-1, LARGEST_PAGE + 1])
def test_a_size_out_of_bounds_is_an_error_that_names_the_limit(first: int) -> None:
    with pytest.raises(QueryError, match=rf"first is {first}; it can be 0 to 200"):
        page(["a"], str, first, None)


def test_none_is_a_page_too() -> None:
    part = page(["a"], str, 0, None)
    assert list(part.nodes) == []
    assert (part.total_count, part.page_info.end_cursor, part.page_info.has_next_page) == (1, None, True)


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(QueryError, match="'z' is not a cursor of this list"):
        page(["a"], str, None, "z")
