"""Sentences that lead pages: what was granted, who says so, and nothing that the data leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Law, Locality, Person
from clemency_graph.graph.model.vocabulary import LawStatus
from clemency_graph.web.pages import claim_sentences, numbers, sentences, total_sentences
from clemency_graph.web.pages.entity_page import data_of
from hypothesis import given
from hypothesis import strategies as st

TODAY: Final = "2026-11-29"


def published(*names: str | None) -> list[dict[str, Any]]:
    return [{"source": {"title": "A page", "publisher": {"name": name} if name else None}} for name in names]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["NORML"], "NORML"),
        (["NORML", "NORML"], "NORML"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D"], "A, B, C and 1 other"),
        (["E", "B", "E", "C", "D", "F"], "E, B, C and 2 others"),
        ([None], "“A page”"),
    ],
)
def test_publishers_are_named_up_to_three(names: list[str | None], told: str) -> None:
    assert sentences.publishers(published(*names)) == told


@given(st.lists(st.sampled_from("ABCDEFGH"), min_size=1))
def test_no_publisher_is_lost(names: list[str]) -> None:
    told = sentences.publishers(published(*names))
    named = [name for name in "ABCDEFGH" if name in told.replace(" and ", ", ").split(", ")]
    others = int(told.split(" and ")[-1].split()[0]) if "other" in told else 0
    assert len(named) + others == len(set(names))
    assert len(named) <= 3


def test_a_total_of_one_action_has_its_day_and_a_total_of_several_their_span() -> None:
    total = {
        "kind": "SEALING", "unit": "RECORDS", "low": 5, "high": None, "approximate": 0, "actions": 1,
        "asOf": {"earliest": "2024-02-01", "latest": "2024-02-29"},
        "claims": {"nodes": published("NORML"), "pageInfo": {"hasNextPage": False}},
    }  # fmt: skip
    told = "At least 5 records were sealed"
    assert total_sentences.total_sentence(
        {**total, "asOf": {"earliest": "2026-11-01", "latest": "2026-11-01"}}, TODAY
    ) == (f"{told}, as of 1 November 2026, from NORML.")
    assert total_sentences.total_sentence({**total, "actions": 2}, TODAY) == (
        f"{told} by 2 actions, by figures of February 2024 (the latest 2 years ago), added up here from NORML."
    )


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("PEOPLE", "About 20 people have asked for pardon"),
        ("CASES", "Pardon of about 20 cases was asked for"),
        ("APPLICATIONS", "About 20 applications for pardon were made"),
        ("GRANTS", "About 20 pardons were asked for"),
        ("CERTIFICATES", "About 20 certificates of pardon were asked for"),
    ],
)
def test_only_people_ask(unit: str, words: str) -> None:
    quantity = {"low": 20, "high": 20, "qualifier": "ABOUT", "unit": unit, "stage": "APPLIED", "asOf": "2026-11"}
    figure = {"quantity": quantity, "stated": "about 20", "reportedBy": None, **published("NORML")[0]}
    assert sentences.figure_sentence("PARDON", figure, TODAY) == f"{words}, as of November 2026, according to NORML."


def test_a_prosecutor_asks_for_others() -> None:
    quantity = {"low": 542, "high": 542, "qualifier": "EXACTLY", "unit": "PEOPLE", "stage": "APPLIED", "asOf": None}
    told = sentences.figure_clause("VACATUR", {"quantity": quantity, "stated": "a motion for 542 people"})
    assert told == "vacatur for 542 people was asked for"


@pytest.mark.parametrize(
    ("low", "qualifier", "words"),
    [
        (232, "EXACTLY", "232 pardons were granted"),
        (1, "EXACTLY", "1 pardon was granted"),
        (200, "UNQUANTIFIED", "an uncounted number of pardons (“hundreds of grants”) were granted"),
    ],
)
def test_acts_have_their_name(low: int, qualifier: str, words: str) -> None:
    high = low if qualifier == "EXACTLY" else 999
    quantity = {"low": low, "high": high, "qualifier": qualifier, "unit": "GRANTS", "stage": "GRANTED", "asOf": None}
    assert sentences.figure_clause("PARDON", {"quantity": quantity, "stated": "hundreds of grants"}) == words


def action(stage: str, day: str | None, *roles: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": "PARDON", "jurisdiction": {"name": "Idaho"}, "figure": None, "figures": [], "disputed": False,
        "act": {"stage": stage, "date": day}, "actors": [{"role": role} for role in roles],
        "history": [{"stage": stage, "date": day}], **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "unit", "words"),
    [
        ("WITHDRAWN", "RECORDS", "pardon of 20 records was withdrawn"),
        ("WITHDRAWN", "PEOPLE", "pardon for 20 people was withdrawn"),
        ("ANNOUNCED", "GRANTS", "20 pardons are spoken of in the announcement"),
        ("DECLINED", "PEOPLE", "20 people were refused pardon"),
    ],
)
def test_what_came_to_nothing_is_not_said_of_those_counted(stage: str, unit: str, words: str) -> None:
    quantity = {"low": 20, "high": 20, "qualifier": "EXACTLY", "unit": unit, "stage": stage, "asOf": None}
    assert sentences.figure_clause("PARDON", {"quantity": quantity, "stated": "twenty"}) == words


def test_a_round_without_cannabis_is_no_count_of_nobody(graph: KnowledgeGraph) -> None:
    (told,) = data_of(graph, "action/us/2014-december-commutations")["lead"]
    assert told.startswith("Relief was granted (17 December 2014), but to nobody for a cannabis offense")


def test_a_refusal_needs_the_power_to_grant() -> None:
    told = sentences.action_sentences(action("DECLINED", "2022-10-07"), TODAY)[-1]
    assert told == (
        "It was turned down (7 October 2022); nothing was granted. Nobody with the power to grant it is recorded as "
        "having decided."
    )
    refused = sentences.action_sentences(action("DECLINED", "2022-10-07", "DECIDED"), TODAY)[-1]
    assert refused == "It was refused (7 October 2022); nothing was granted."


def test_what_happened_before_anything_was_granted_is_told_with_its_days() -> None:
    steps = [{"stage": "AUTHORIZED", "date": "2019-05-13"}, {"stage": "OPENED", "date": "2019-07-28"}]
    told = sentences.action_sentences(action("ELIGIBLE", None, history=steps), TODAY)[-1]
    assert told == (
        "It was authorized (13 May 2019) and opened (28 July 2019); sources say who could have it; no source that was "
        "read says that anything was granted."
    )
    called = sentences.action_sentences(action("ANNOUNCED", "2022", "URGED"), TODAY)[-1]
    announced = sentences.action_sentences(action("ANNOUNCED", "2022", "DECIDED"), TODAY)[-1]
    assert (called[:25], announced[:24]) == ("It was called for (2022);", "It was announced (2022);")


def test_nothing_denies_what_a_count_of_all_rounds_says(graph: KnowledgeGraph) -> None:
    told = " ".join(data_of(graph, "action/nd/2021-marijuana-pardons")["lead"])
    assert "none says what this one alone granted" in told
    assert "says that anything was granted" not in told


def test_a_count_of_all_rounds_is_told_once(graph: KnowledgeGraph) -> None:
    told = data_of(graph, "action/wi/2019-evers-pardons")["lead"]
    assert len(told) == 2
    assert told[1] == "That counts all rounds up to its day; no source gives a number for this one alone."


def test_whom_to_ask_is_an_office_and_named_once(graph: KnowledgeGraph) -> None:
    asked = data_of(graph, "action/ct/2023-pending-case-dismissals")["asked"]
    assert [(one["entity"]["name"], one["did"]) for one in asked] == [("Patrick Griffin", "decided and carried it out")]
    (governor,) = data_of(graph, "action/ca/2014-brown-pardons")["asked"]
    assert governor["office"] == "governor"
    # Code for America helped to carry it out, and knows no records.
    assert data_of(graph, "action/ca/san-francisco/2018-proposition-64-dismissals")["asked"] == []
    assert data_of(graph, "action/ct/2023-pending-case-dismissals")["court"] == "the court of the case"
    assert data_of(graph, "action/ca/2014-brown-pardons")["court"] == "the court of the conviction"


def test_a_law_by_petition_is_not_said_of_what_a_court_did_by_itself(graph: KnowledgeGraph) -> None:
    assert data_of(graph, "action/ca/alameda-county/2020-ab-1793-order")["by_itself"]
    assert not data_of(graph, "action/il/lake-county/2020-vacated-convictions")["by_itself"]
    assert not data_of(graph, "action/az/2021-marijuana-expungement")["by_itself"]


@pytest.mark.parametrize(
    ("id", "reached"),
    [
        ("action/ny/manhattan/2021-case-dismissals", ", 30 June 2021"),
        ("action/mo/boone-county/2023-amendment-3-expungements", ", by 3 February 2023"),
        ("action/ca/napa-county/2018-conviction-clearing", ", day not known"),
        ("action/wa/2019-conviction-vacatur", ", opened 28 July 2019"),
        ("action/az/mohave-county/2021-expungement-petitions", ", day not known"),
    ],
)
def test_a_day_that_is_not_known_has_a_bound(graph: KnowledgeGraph, id: str, reached: str) -> None:
    assert data_of(graph, id)["reached"] == reached


def test_a_figure_of_the_eligible_is_never_one_of_the_granted(graph: KnowledgeGraph) -> None:
    for action in leads(graph, ClemencyAction):
        usable = [one for one in action["action"]["figures"] if one["rank"] != "DEPRECATED"]
        figure = action["action"]["figure"] or next(iter(usable), None)
        stage = figure["quantity"]["stage"] if figure else None
        told = action["lead"][0]
        if action["action"]["act"]["stage"] != "NOT_CANNABIS":
            assert ("could have received" in told) == (stage == "ELIGIBLE")
            assert told.startswith("No source that was read gives a number") == (figure is None)
        if action["action"]["act"]["stage"] not in ("GRANTED", "RECORDED"):
            assert any(
                re.search(r"says that anything was granted|nothing was granted|to nobody", one)
                for one in action["lead"]
            )


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "stated", "words"),
    [
        ("UNQUANTIFIED", 20_000, 99_999, "tens of thousands", "an uncounted number of people (“tens of thousands”)"),
        ("NEARLY", None, 87_999, "nearly 88,000 dismissed", "nearly 88,000 people"),
        ("NEARLY", None, 87_999, "fewer than 88,000", "fewer than 88,000 people"),
        ("EXACTLY", 9, 9, "nine", "9 people"),
    ],
)
def test_no_number_is_printed_that_no_source_gave(
    qualifier: str, low: int | None, high: int | None, stated: str, words: str
) -> None:
    quantity = {"low": low, "high": high, "qualifier": qualifier, "unit": "PEOPLE"}
    assert sentences.counted_as_stated({"stated": stated, "quantity": quantity}) == words


def test_a_bill_that_is_no_law_gives_no_relief(graph: KnowledgeGraph) -> None:
    seen = set()
    for action in graph.of_type(ClemencyAction):
        statuses = {law.status for law in graph.of_type(Law) if law.id in action.laws}
        if LawStatus.ENACTED not in statuses and statuses:
            seen |= statuses
            assert data_of(graph, action.id)["methods"] == []
    assert seen


def leads(graph: KnowledgeGraph, type: Any) -> Iterator[dict[str, Any]]:
    """The data of the pages of one in eight entities of a type."""
    for one in graph.of_type(type)[::8]:
        yield data_of(graph, one.id)


def test_a_law_that_is_not_in_force_never_provides(graph: KnowledgeGraph) -> None:
    by_status: dict[LawStatus, list[Law]] = {}
    for law in graph.of_type(Law):
        by_status.setdefault(law.status, []).append(law)
    assert len(by_status) >= 4
    for law in (one for laws in by_status.values() for one in laws[:: max(1, len(laws) // 20)]):
        told = " ".join(data_of(graph, law.id)["lead"])
        assert ("became law" in told) == (law.status is LawStatus.ENACTED)
        assert law.status is LawStatus.ENACTED or "It provides" not in told or law.status is LawStatus.PAUSED
        assert law.status not in (LawStatus.PROPOSED, LawStatus.VETOED, LawStatus.REJECTED) or "not in force" in told


def test_a_city_never_speaks_for_its_state(graph: KnowledgeGraph) -> None:
    for one in leads(graph, Locality):
        locality = one["locality"]
        if locality["actions"]["nodes"]:
            assert f"is not counted among what {numbers.place(locality['parent']['name'])} did" in " ".join(one["lead"])
        if locality["tallies"]["nodes"] or any(total["unit"] for total in locality["totals"]):
            assert not one["lead"][0].startswith("No figure")


def test_offices_have_their_days(graph: KnowledgeGraph) -> None:
    for one in leads(graph, Person):
        for term, sentence in zip(one["person"]["terms"]["nodes"][:2], one["lead"], strict=False):
            assert numbers.day(term["start"]) in sentence
            is_over = term["end"] is not None and term["end"] <= one["today"]
            assert sentence.startswith(f"{one['name']} {'was' if is_over else 'has been'} ")


def test_days_of_claims_are_written_as_people_write_them(graph: KnowledgeGraph) -> None:
    for claim in list(graph.claims.values())[::150]:
        told = claim_sentences.claim_words(data_of(graph, claim.id)["claim"])
        assert told
        assert not (claim.date and claim.property.name in ("START", "END", "ENACTED", "EFFECTIVE")) or (
            numbers.day(str(claim.date)) in told
        )
