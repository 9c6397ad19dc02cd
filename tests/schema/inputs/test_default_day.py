"""Filters that name no day take the day of the request; responses to other filters do not depend on it."""

from __future__ import annotations

from datetime import date

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema.context import Context
from clemency_graph.schema.document_cache import prepare
from support.asking import Ask

NESTED = """query ($on: Date) {
  a: laws(where: {inForce: {on: $on}, status: {eq: ENACTED}}, first: 0) { totalCount uncertainCount }
  b: laws(where: {and: [{or: [{inForce: {on: $on}}]}, {status: {eq: ENACTED}}]}, first: 0) { totalCount }
  c: laws(where: {not: {inForce: {on: $on}}, status: {eq: ENACTED}}, first: 0) { totalCount }
  all: laws(where: {status: {eq: ENACTED}}, first: 0) { totalCount }
  d: actions(where: {law: {inForce: {on: $on}}}, first: 0) { totalCount }
  e: totals(where: {law: {inForce: {on: $on}}}) { actions }
  f: state(code: "IL") {
    laws(where: {inForce: {on: $on}}, first: 0) { totalCount }
    totals(where: {law: {inForce: {on: $on}}}) { actions }
  }
  day(on: $on)
}"""


def answered(graph: KnowledgeGraph, day: date, on: str | None) -> dict[str, object]:
    compiled = prepare(NESTED).compiled
    assert compiled is not None
    result = compiled.execute(Context(graph, day=day), {} if on is None else {"on": on})
    assert not result.errors
    assert result.data is not None
    return result.data


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2016, 12, 1), date(2022, 11, 30), date(2026, 3, 1)])
def test_without_a_day_the_filter_is_about_the_day_of_the_request(graph: KnowledgeGraph, day: date) -> None:
    found = answered(graph, day, None)
    assert found == answered(graph, date(2030, 1, 1), day.isoformat())
    assert found["day"] == day.isoformat()


def test_the_day_of_a_request_is_not_kept_for_the_next(graph: KnowledgeGraph) -> None:
    counted = [answered(graph, date(year, 1, 1), None)["a"] for year in (2016, 2020, 2024, 2016)]
    assert counted[0] == counted[3]
    assert len({str(one) for one in counted}) == 3


def test_what_is_not_in_force_is_the_rest(ask: Ask) -> None:
    found = ask(NESTED, on="2020-01-15")
    count, uncertain = found["a"]["totalCount"], found["a"]["uncertainCount"]
    assert found["b"]["totalCount"] == count
    # A law that may have been in force may also not have been.
    assert uncertain > 0
    assert count + found["c"]["totalCount"] == found["all"]["totalCount"] + uncertain


def test_the_provisions_of_a_law_in_force_on_a_day(ask: Ask) -> None:
    query = """query ($day: Date) { law(id: "law/nc/second-chance-act-2020") {
      all: provisions { effective effectiveUntil neverEffective } provisions(inForce: {on: $day}) { effective } } }"""
    periods = {"2021-11-30": [], "2022-07-31": ["2021-12-01"], "2022-08-01": [], "2024-07-08": ["2024-07-08"]}
    for day, starts in periods.items():
        law = ask(query, day=day)["law"]
        assert [one["effective"] for one in law["provisions"]] == starts
        assert [one["effectiveUntil"] for one in law["all"]] == ["2022-08-01", None]
    assert len(ask(query, day=None)["law"]["provisions"]) == 1
