"""Sentences on totals say no more than their figures: of which days, counted by whom, and how much at least."""

from __future__ import annotations

from typing import Any, Final

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.web.pages import total_sentences
from clemency_graph.web.pages.entity_page import data_of

TODAY: Final = "2026-11-29"


def claim(low: int | None, high: int | None, as_of: str, **more: Any) -> dict[str, Any]:
    quantity = {
        "low": low, "high": high, "unit": "PEOPLE", "stage": "GRANTED", "asOf": as_of, "qualifier": "EXACTLY",
        "extent": "WHOLE",
    }  # fmt: skip
    source = {"title": "A page", "publisher": {"name": "WESA"}}
    return {"stated": "x", "quantity": {**quantity, **more.pop("quantity", {})}, "reportedBy": None, "source": source}


def total(low: int, high: int | None, earliest: str, latest: str, *claims: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "COMMUTATION", "unit": "PEOPLE", "low": low, "high": high, "approximate": 0, "actions": len(claims),
        "asOf": {"earliest": earliest, "latest": latest},
        "claims": {"nodes": list(claims), "pageInfo": {"hasNextPage": False}},
    }  # fmt: skip


def test_figures_of_several_days_are_added_up_to_a_lower_bound() -> None:
    same = total(5, 5, "2023-01-12", "2023-01-12", claim(2, 2, "2023-01-12"), claim(3, 3, "2023-01-12"))
    assert total_sentences.total_clause(same) == "5 people had sentences commuted"
    later = total(5, 5, "2021-03-01", "2023-01-12", claim(2, 2, "2021-03-01"), claim(3, 3, "2023-01-12"))
    assert total_sentences.total_clause(later) == "at least 5 people had sentences commuted"


def test_days_are_as_exact_as_their_sources() -> None:
    figures = total(2, None, "2017-04-01", "2019-11-30", claim(1, 1, "2017-04"), claim(1, None, "2019-11"))
    assert "by figures of April 2017 to November 2019 " in total_sentences.total_sentence(figures, TODAY)
    # A page bounds the month that it speaks of; what no claim speaks of is told as it is.
    bounded = {**figures, "asOf": {"earliest": "2017-04-01", "latest": "2019-11-11"}}
    assert "by figures of April 2017 to November 2019 " in total_sentences.total_sentence(bounded, TODAY)
    other = {**figures, "asOf": {"earliest": "2017-03-05", "latest": "2019-11-30"}}
    assert "by figures of 5 March 2017 to 30 November 2019 " in total_sentences.total_sentence(other, TODAY)


def test_figures_of_one_month_are_of_one_day_as_far_as_is_known() -> None:
    figures = total(5, 5, "2023-02-01", "2023-02-11", claim(2, 2, "2023-02"), claim(3, 3, "2023-02"))
    told = total_sentences.total_sentence(figures, TODAY)
    assert told.startswith("5 people had sentences commuted by 2 actions, by figures of February 2023 ")


def test_what_one_source_says_goes_before_what_several_leave_open() -> None:
    stated = {**claim(15001, None, "2020-06-17", quantity={"qualifier": "MORE_THAN"}), "id": "claim/a"}
    other = {**claim(15000, 15000, "2020-06-17", quantity={"qualifier": "ABOUT"}), "id": "claim/b"}
    narrowed = {**total(15001, 15500, "2020-06-17", "2020-06-17", stated, other), "actions": 1}
    acted = [{"kind": "COMMUTATION", "figure": stated}]
    assert total_sentences.total_sentence(narrowed, TODAY).startswith("15,001 to 15,500 people ")
    assert total_sentences.total_sentence(narrowed, TODAY, acted).startswith("More than 15,000 people ")


def test_the_figure_of_one_action_is_told_as_its_source_states_it() -> None:
    nearly = {**claim(None, 87999, "2021-07-12", quantity={"qualifier": "NEARLY"}), "stated": "nearly 88,000 people"}
    counted = {**nearly, "reportedBy": {"name": "New Jersey Judiciary"}}
    told = total_sentences.total_sentence(total(0, 87999, "2021-07-12", "2021-07-12", counted), TODAY)
    assert told == (
        "Nearly 88,000 people had sentences commuted, as of 12 July 2021 (5 years ago), counted by New Jersey "
        "Judiciary and reported by WESA."
    )
    one = total(1, 1, "2020-12-22", "2020-12-22", claim(1, 1, "2020-12-22"))
    assert total_sentences.total_sentence(one, TODAY).startswith("1 person had a sentence commuted, as of 22 December ")


def test_a_part_is_no_whole() -> None:
    part = total(26, None, "2021-02-05", "2021-02-05", claim(26, 26, "2021-02-05", quantity={"extent": "PART"}))
    assert total_sentences.only_figure(part) is None
    told = total_sentences.total_sentence(part, TODAY)
    assert told.startswith("At least 26 people ") and told.endswith(
        ". The figure counts only a part of what was granted."
    )


@pytest.mark.parametrize(("counters", "told"), [((1, 1), "; counted by OSCA."), ((1, 0), "; counted in part by OSCA.")])
def test_who_counted_is_told(counters: tuple[int, int], told: str) -> None:
    claims = [{**claim(1, 1, "2020"), "reportedBy": {"name": "OSCA"} if known else None} for known in counters]
    assert total_sentences.total_sentence(total(2, 2, "2020-01-01", "2020-12-31", *claims), TODAY).endswith(told)


def test_a_state_leads_with_the_unit_that_its_actions_lead_with(graph: KnowledgeGraph) -> None:
    page = data_of(graph, "state/il")
    lead = " ".join(page["lead"])
    assert led_units(page) == {"CONVICTIONS"}
    assert "convictions were pardoned" in lead
    assert "cases were pardoned" not in lead


def led_units(page: dict[str, Any]) -> set[str]:
    """The units of the figures with which the pardons of a state lead their own pages."""
    return {one["figure"]["quantity"]["unit"] for one in page["own"] if one["kind"] == "PARDON" and one["figure"]}


def test_what_a_law_clears_is_not_left_out(graph: KnowledgeGraph) -> None:
    said = "A law of Michigan provides for clearing convictions without a request; no source that was read counts the"
    assert any(one.startswith(said) for one in data_of(graph, "state/mi")["lead"])
    assert not any("without a request" in one for one in data_of(graph, "state/mo")["lead"])
    assert not any("without a request" in one for one in data_of(graph, "state/id")["lead"])


def test_a_day_that_only_the_reading_of_a_page_bounds_is_none() -> None:
    figures = total(2, 2, "x", "2026-11-24", claim(1, 1, "2018-12"), {**claim(1, 1, "2018"), "quantity": None})
    figures["asOf"]["earliest"] = None
    told = total_sentences.total_sentence(figures, TODAY)
    assert ", by figures of days that not every source gives, added up here " in told
