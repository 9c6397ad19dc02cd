"""The law in force on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.law_requirement_vocabulary import RequirementKind
from clemency_graph.graph.model.records import Law, Provision
from clemency_graph.graph.model.vocabulary import Instrument, LawEffect, LawStatus, Method
from clemency_graph.graph.queries.day_ranges import Answer
from clemency_graph.graph.queries.legal_status import in_force, legal_status
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import graph_of


@pytest.mark.parametrize(
    ("state", "day", "adult_use", "medical"),
    [
        ("state/il", date(2019, 12, 31), None, "law/il/hb-1-2013"),
        ("state/il", date(2020, 1, 1), "law/il/hb-1438", "law/il/hb-1-2013"),
        ("state/id", date(2026, 1, 1), None, None),
        ("state/ca", date(2015, 1, 1), None, "law/ca/proposition-215"),
        # The amendment was voided by a court in February 2021, before the day from which it was to hold.
        ("state/sd", date(2021, 8, 1), None, "law/sd/initiated-measure-26"),
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


def test_a_law_that_was_voided_first_or_never_enacted_was_never_in_force(graph: KnowledgeGraph) -> None:
    for id in ("law/sd/amendment-a-2020", "law/ar/issue-3-2024"):
        law = graph.entities[id]
        assert isinstance(law, Law)
        for year in range(2018, 2027):
            assert in_force(law, None, date(year, 8, 1)) is Answer.NO


def in_force_on(graph: KnowledgeGraph, state: str, day: date) -> list[str]:
    """Return what the laws of a state provide for automatic or mixed clearing that was surely in force on a day."""
    return [
        f"{law.id.rpartition('/')[2]} {provision.effect}"
        for law in graph.laws_in(state)
        for provision in law.provisions
        if provision.effect in (LawEffect.EXPUNGEMENT, LawEffect.SEALING)
        and provision.method in (Method.AUTOMATIC, Method.BOTH)
        and in_force(law, provision, day) is Answer.YES
    ]


def test_what_was_suspended_put_off_or_never_began_clears_no_records(graph: KnowledgeGraph) -> None:
    started, then, now = date(2022, 3, 1), date(2023, 6, 1), date(2026, 11, 29)
    # Began in December 2021, suspended from August 2022, restored by an act of 8 July 2024.
    assert in_force_on(graph, "state/nc", date(2021, 11, 30)) == in_force_on(graph, "state/nc", then) == []
    assert in_force_on(graph, "state/nc", date(2024, 7, 7)) == []
    for day in (started, now):
        assert in_force_on(graph, "state/nc", day) == ["second-chance-act-2020 expungement"]
    # The expungement of 2021 never took effect; the limits on disclosure held until the sealing of 2026.
    limits = {"sb-2-2020 sealing", "hb-2312-2021 sealing"}
    assert set(in_force_on(graph, "state/va", then)) == set(in_force_on(graph, "state/va", date(2026, 6, 30))) == limits
    after = {"hb-2113-2021 sealing", "hb-2400-2023 sealing", "hb-2723-2025 sealing"}
    assert set(in_force_on(graph, "state/va", date(2026, 7, 1))) == set(in_force_on(graph, "state/va", now)) == after
    law = graph.entities["law/va/hb-2312-2021"]
    assert isinstance(law, Law)
    assert [one.effect for one in law.provisions if one.never_effective] == [LawEffect.EXPUNGEMENT]


def test_utah_asked_for_a_form_for_fifteen_months(graph: KnowledgeGraph) -> None:
    def dated(day: date) -> set[tuple[str, Method | None]]:
        return {
            (law.id.rpartition("/")[2], provision.method)
            for law in graph.laws_in("state/ut")
            for provision in law.provisions
            if (provision.effective or provision.effective_until)
            and provision.effect is LawEffect.EXPUNGEMENT
            and in_force(law, provision, day) is Answer.YES
        }

    before, form, after = dated(date(2024, 9, 30)), dated(date(2025, 12, 31)), dated(date(2026, 1, 1))
    assert ("hb-431-2019", Method.AUTOMATIC) in before - form - after
    assert ("hb-352-2024", Method.PETITION) in form - before - after
    assert ("hb-352-2024", Method.AUTOMATIC) in after - before - form


def test_a_provision_that_has_ended_leaves_the_others_of_its_law(graph: KnowledgeGraph) -> None:
    law = graph.entities["law/md/hb-837-2022"]
    assert isinstance(law, Law)
    for day, limits in ((date(2023, 6, 30), {"up to 1.5", "1.5 to 2.5"}), (date(2023, 7, 1), {"1.5 to 2.5"})):
        scopes = [
            one.scope
            for one in law.provisions
            if one.effect is LawEffect.DECRIMINALIZATION and in_force(law, one, day) is Answer.YES
        ]
        assert len(scopes) == len(limits) and all(any(limit in scope for scope in scopes) for limit in limits)
        assert legal_status(graph, "state/md", day).decriminalized is law


PARTIAL = st.one_of(
    st.dates(date(2020, 1, 1), date(2023, 12, 31)).map(lambda day: PartialDate(day.isoformat())),
    st.dates(date(2020, 1, 1), date(2023, 12, 31)).map(lambda day: PartialDate(f"{day:%Y-%m}")),
    st.integers(2020, 2023).map(lambda year: PartialDate(str(year))),
)


@given(PARTIAL, st.none() | PARTIAL, st.dates(date(2019, 12, 1), date(2024, 2, 1)))
def test_a_provision_holds_from_its_first_day_up_to_its_end(
    start: PartialDate, end: PartialDate | None, day: date
) -> None:
    """Whatever days a month or a year means: sure where all agree, else it may be."""
    provision = Provision(LawEffect.SEALING, Method.AUTOMATIC, "x", None, start, end)
    law = Law(
        id="law/xx/x", name="x", jurisdiction="state/xx", number=None, instrument=Instrument.STATUTE,
        provisions=(provision,), status=LawStatus.ENACTED, enacted=None, effective=None, signed_by=None, amends=(),
    )  # fmt: skip
    begun = {start.first_day <= day, start.last_day <= day}
    running = {day < end.first_day, day < end.last_day} if end else {True}
    found = in_force(law, provision, day)
    assert (found is Answer.YES) == (begun == running == {True})
    assert (found is Answer.NO) == (True not in begun or True not in running)
    never = replace(provision, effective=None, effective_until=None, never_effective=True)
    assert in_force(law, never, day) is Answer.NO


def test_a_wait_that_a_later_law_shortened_is_not_the_wait_of_the_earlier(graph: KnowledgeGraph) -> None:
    first, later = graph.entities["law/pa/hb-1419-2018"], graph.entities["law/pa/hb-689-2023"]
    assert isinstance(first, Law) and isinstance(later, Law)
    assert {provision.waiting_period for provision in first.provisions} == {None}
    assert {"seven years", "five years"} <= {provision.waiting_period for provision in later.provisions}
    assert not [one for one in first.requirements if one.kind is RequirementKind.WAIT]
    assert {84, 60} <= {one.months for one in later.requirements}


def test_a_law_may_have_been_in_force_between_two_days_of_its_end(graph: KnowledgeGraph) -> None:
    law = graph.entities["law/tx/austin/proposition-a-2022"]
    assert isinstance(law, Law)
    days = (date(2022, 4, 1), date(2022, 6, 1), date(2025, 3, 31), date(2025, 4, 10), date(2025, 5, 1))
    found = [in_force(law, None, day) for day in days]
    assert found == [Answer.NO, Answer.YES, Answer.YES, Answer.MAYBE, Answer.NO]


@pytest.mark.parametrize(
    ("state", "status", "latest", "first"),
    [
        ("state/co", "adult_use", "law/co/hb-21-1090", "law/co/amendment-64"),
        ("state/ny", "decriminalized", "law/ny/s-6579a-2019", "law/ny/marijuana-reform-act-1977"),
        ("state/vt", "adult_use", "law/vt/s-54-2020", "law/vt/h-511-2018"),
        ("state/nv", "adult_use", "law/nv/question-2-2016", "law/nv/question-2-2016"),
        ("state/id", "medical", None, None),
    ],
)
def test_the_law_that_first_made_it_so(
    graph: KnowledgeGraph, state: str, status: str, latest: str | None, first: str | None
) -> None:
    found = legal_status(graph, state, date(2026, 11, 29))
    laws = getattr(found, status), getattr(found, f"first_{status}")
    assert [law and law.id for law in laws] == [latest, first]


PERIODS = st.tuples(st.integers(0, 20), st.none() | st.integers(1, 8))


@given(st.lists(PERIODS, max_size=6), st.integers(0, 25))
def test_the_first_law_is_that_since_which_some_law_held_every_day(
    periods: list[tuple[int, int | None]], number: int
) -> None:
    def day(offset: int) -> date:
        return date(2020, 1, 1) + timedelta(offset)

    laws = [
        Law(
            id=f"law/s0/{place}", name="x", jurisdiction="state/s0", number=None, instrument=Instrument.STATUTE,
            provisions=(Provision(
                LawEffect.MEDICAL, None, "x", None, PartialDate(day(start).isoformat()),
                None if length is None else PartialDate(day(start + length).isoformat()),
            ),),
            status=LawStatus.ENACTED, enacted=None, effective=None, signed_by=None, amends=(),
        )
        for place, (start, length) in enumerate(periods)
    ]  # fmt: skip
    found = legal_status(graph_of([], laws), "state/s0", day(number))
    held = [
        offset
        for offset in range(30)
        if any(start <= offset < (99 if length is None else start + length) for start, length in periods)
    ]
    if number not in held:
        assert (found.medical, found.first_medical) == (None, None)
        return
    since = number
    while since - 1 in held:
        since -= 1
    assert found.first_medical in [law for law, (start, _) in zip(laws, periods, strict=True) if start == since]
    assert found.medical is not None and found.first_adult_use is None
