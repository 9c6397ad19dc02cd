"""The law in force on a day."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.queries.legal_status import legal_status


@pytest.mark.parametrize(
    ("state", "day", "adult_use", "medical"),
    [
        ("state/il", date(2019, 12, 31), None, "law/il/hb-1-2013"),
        ("state/il", date(2020, 1, 1), "law/il/hb-1438", "law/il/hb-1-2013"),
        ("state/id", date(2026, 1, 1), None, None),
        ("state/ca", date(2015, 1, 1), None, "law/ca/proposition-215"),
        ("state/sd", date(2022, 1, 1), None, "law/sd/initiated-measure-26"),
    ],
)
def test_the_law_in_force_on_a_day(
    graph: KnowledgeGraph, state: str, day: date, adult_use: str | None, medical: str | None
) -> None:
    found = legal_status(graph, state, day)
    assert found.adult_use is (graph.entities[adult_use] if adult_use else None)
    assert (found.medical is None) == (medical is None)


def test_nothing_was_in_force_before_there_were_such_laws(graph: KnowledgeGraph) -> None:
    for state in ("state/ca", "state/co", "state/ny"):
        found = legal_status(graph, state, date(1970, 1, 1))
        assert (found.adult_use, found.medical, found.decriminalized) == (None, None, None)
