"""Indexes find the same records as a scan of all records, in the same order."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.queries import record_indexes
from clemency_graph.graph.queries.record_indexes import DayField, Field
from hypothesis import given
from hypothesis import strategies as st

FIELDS = {name: one for name, one in vars(record_indexes).items() if isinstance(one, Field)}
DAYS = {name: one for name, one in vars(record_indexes).items() if isinstance(one, DayField)}
BOUNDS = st.dates(date(2000, 1, 1), date(2027, 1, 1)) | st.sampled_from([date.min, date.max])


@pytest.fixture(scope="session")
def graph(sample: KnowledgeGraph) -> KnowledgeGraph:
    """A sample: the size is not the point here."""
    return sample


@pytest.mark.parametrize("name", FIELDS)
@given(data=st.data())
def test_records_are_found_by_their_values(graph: KnowledgeGraph, name: str, data: st.DataObject) -> None:
    field = FIELDS[name]
    all_values = sorted({value for one in field.records(graph) for value in field.values(graph, one)}, key=str)
    assert all_values, "there is something to be found"
    values = data.draw(st.frozensets(st.sampled_from([*all_values, "nothing"]), max_size=4))
    scanned = [one for one in field.records(graph) if values & set(field.values(graph, one))]
    assert list(record_indexes.lookup(graph, field, values)) == scanned
    assert record_indexes.count(graph, field, values) >= len(scanned)


@pytest.mark.parametrize("name", DAYS)
@given(first=BOUNDS, last=BOUNDS)
def test_records_are_found_by_their_days(graph: KnowledgeGraph, name: str, first: date, last: date) -> None:
    field = DAYS[name]
    dated = [(one, days) for one in field.records(graph) if (days := field.days(graph, one)) is not None]
    assert dated, "there is something to be found"
    window = first.toordinal(), last.toordinal()
    found = list(record_indexes.lookup_range(graph, field, *window))
    within = {
        one.id
        for one, (earliest, latest) in dated
        if first <= last and (latest or date.max) >= first and (earliest or date.min) <= last
    }
    assert within <= {one.id for one in found}
    assert found == [one for one in field.records(graph) if one in found], "in the order of the graph"
    assert record_indexes.count_range(graph, field, *window) == len(found)


def test_a_day_is_looked_up_among_few_records(graph: KnowledgeGraph) -> None:
    day = date(2020, 6, 17).toordinal()
    assert (
        record_indexes.count_range(graph, record_indexes.ACTION_DATE, day, day)
        < len(record_indexes.actions(graph)) // 2
    )
