"""Indexes: what they find is what a look at every record finds, in the same order."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.queries import indexes
from clemency_graph.graph.queries.indexes import DateField, Field
from hypothesis import given
from hypothesis import strategies as st

FIELDS = {name: one for name, one in vars(indexes).items() if isinstance(one, Field)}
DAYS = {name: one for name, one in vars(indexes).items() if isinstance(one, DateField)}
BOUNDS = st.none() | st.dates(date(2000, 1, 1), date(2027, 1, 1)) | st.sampled_from([date.min, date.max])


@pytest.mark.parametrize("name", FIELDS)
@given(data=st.data())
def test_records_are_found_by_their_values(graph: KnowledgeGraph, name: str, data: st.DataObject) -> None:
    field = FIELDS[name]
    all_values = sorted({value for one in field.records(graph) for value in field.values(graph, one)}, key=str)
    assert all_values, "there is something to be found"
    values = data.draw(st.frozensets(st.sampled_from([*all_values, "nothing"]), max_size=4))
    scanned = [one for one in field.records(graph) if values & set(field.values(graph, one))]
    assert list(indexes.lookup(graph, field, values)) == scanned
    assert indexes.count(graph, field, values) >= len(scanned)


@pytest.mark.parametrize("name", DAYS)
@given(gte=BOUNDS, lt=BOUNDS)
def test_records_are_found_by_their_days(graph: KnowledgeGraph, name: str, gte: date | None, lt: date | None) -> None:
    days = DAYS[name]
    dated = [(one, value) for one in days.records(graph) if (value := days.value(one)) is not None]
    assert dated, "there is something to be found"
    scanned = [
        one for one, value in dated if (gte is None or value.first_day >= gte) and (lt is None or value.first_day < lt)
    ]
    assert list(indexes.lookup_range(graph, days, gte, lt)) == scanned
    assert indexes.count_range(graph, days, gte, lt) == len(scanned)
