"""What laws require of those who want relief, and of public bodies by a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from clemency_graph.graph import DataError, KnowledgeGraph, load
from clemency_graph.graph.loading.from_networkx import from_networkx
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.law_requirement_vocabulary import DutyOutcome, DutyStatus, RequirementKind
from clemency_graph.graph.model.law_requirements import Duty
from clemency_graph.graph.model.records import ClemencyAction, Law
from clemency_graph.graph.model.vocabulary import ClaimProperty, Knowledge, LawEffect, Method
from clemency_graph.graph.queries.conflicts import conflicts
from clemency_graph.graph.queries.day_ranges import Answer
from clemency_graph.graph.queries.duties import duties
from clemency_graph.graph.queries.legal_status import in_force
from clemency_graph.schema import run
from hypothesis import given
from hypothesis import strategies as st

SOURCE = "source/norml/2019-nevada-sealing"
LAW = "law/nv/ab-192-2019"
DAYS = st.dates(date(2019, 1, 1), date(2022, 12, 31))
PARTIAL = DAYS.flatmap(lambda day: st.sampled_from([str(day), str(day)[:7], str(day)[:4]])).map(PartialDate)


@given(PARTIAL, st.sampled_from(DutyOutcome) | st.none(), PARTIAL | st.none(), DAYS)
def test_the_status_on_a_day(due: PartialDate, outcome: DutyOutcome | None, day: PartialDate | None, on: date) -> None:
    duty = Duty("law/a/b", "key", "Task", due, None, outcome, day if outcome else None, ())
    found = duty.status(on)
    if found is DutyStatus.OVERDUE:
        # It says only that nothing is known: never where a source gave an outcome by that day.
        assert outcome is None or (day is not None and day.first_day > on)
        assert on > due.last_day
    elif found is DutyStatus.PENDING:
        assert on <= due.last_day
    else:
        assert outcome is not None and found.value == outcome.value
        assert (day.first_day <= on) if day else (on > due.last_day)


@given(PARTIAL, DAYS)
def test_a_duty_without_an_outcome_is_overdue_from_the_day_after_on(due: PartialDate, on: date) -> None:
    duty = Duty("law/a/b", "key", "Task", due, None, None, None, ())
    assert duty.status(due.last_day) is DutyStatus.PENDING
    assert duty.status(due.last_day + timedelta(1)) is DutyStatus.OVERDUE
    assert duty.status(on) in (DutyStatus.PENDING, DutyStatus.OVERDUE)


def law(graph: KnowledgeGraph, id: str) -> Law:
    found = graph.entities[id]
    assert isinstance(found, Law)
    return found


@pytest.mark.parametrize(
    ("id", "key", "due", "on", "status"),
    [
        ("law/mo/amendment-3-2022", "expunge-misdemeanors", "2023-06-08", date(2023, 6, 8), DutyStatus.PENDING),
        ("law/mo/amendment-3-2022", "expunge-misdemeanors", "2023-06-08", date(2024, 1, 1), DutyStatus.MISSED),
        ("law/mo/amendment-3-2022", "expunge-felonies", "2023-12-08", date(2024, 1, 1), DutyStatus.MISSED),
        ("law/ca/ab-1706", "clear-convictions", "2023-03-01", date(2026, 1, 1), DutyStatus.MISSED),
        ("law/ca/ab-1706", "update-database", "2023-07-01", date(2026, 1, 1), DutyStatus.OVERDUE),
        ("law/vt/s-234-2020", "expunge-records", "2022-01-01", date(2026, 1, 1), DutyStatus.OVERDUE),
        ("law/ri/executive-order-2023-02", "expunge-phase-1", "2023-04-30", date(2023, 4, 29), DutyStatus.PENDING),
        ("law/ri/executive-order-2023-02", "expunge-phase-1", "2023-04-30", date(2023, 5, 1), DutyStatus.FULFILLED),
        ("law/il/hb-1438", "expunge-arrests-2013-2019", "2021-01-01", date(2020, 12, 31), DutyStatus.FULFILLED),
        ("law/ny/clean-slate-act-2023", "seal-convictions", "2027-11-16", date(2026, 11, 28), DutyStatus.PENDING),
        ("law/va/hb-2312-2021", "list-records", "2025-07-01", date(2026, 1, 1), DutyStatus.CANCELED),
    ],
)
def test_real_duties(graph: KnowledgeGraph, id: str, key: str, due: str, on: date, status: DutyStatus) -> None:
    (duty,) = (one for one in law(graph, id).duties if one.key == key)
    assert (duty.due, duty.status(on)) == (due, status)
    assert duty.law == id and duty.claims


def test_at_least_a_dozen_duties_are_recorded_in_order_of_their_days(graph: KnowledgeGraph) -> None:
    found = duties(graph, date(2026, 11, 28))
    assert len(found) >= 12
    assert [one.due for one in found] == sorted(one.due for one in found)
    overdue = duties(graph, date(2026, 11, 28), [DutyStatus.OVERDUE])
    assert overdue and all(one.outcome is None for one in overdue)


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        (LAW, [(RequirementKind.FEE, Knowledge.NONE, None, None)]),
        (
            "law/ny/clean-slate-act-2023",
            [(RequirementKind.WAIT, Knowledge.VALUE, 36, None), (RequirementKind.WAIT, Knowledge.VALUE, 96, None)],
        ),
        (
            "law/la/hb-286-2023",
            [(RequirementKind.WAIT, Knowledge.VALUE, None, None), (RequirementKind.FEE, Knowledge.VALUE, None, 300)],
        ),
        ("law/il/sb-1557-2019", [(RequirementKind.DEBTS, Knowledge.NONE, None, None)]),
    ],
)
def test_real_requirements(graph: KnowledgeGraph, id: str, expected: list[tuple[object, ...]]) -> None:
    found = [(one.kind, one.status, one.months, one.dollars) for one in law(graph, id).requirements]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.fixture(scope="module")
def rebuilt(graph: KnowledgeGraph) -> KnowledgeGraph:
    return from_networkx(graph.nx)


@pytest.mark.parametrize(
    ("id", "asked", "told"),
    [
        ("action/ma/2024-possession-pardons", Knowledge.NONE, "From age 21 at the time of the pardon"),
        ("action/or/2022-possession-pardons", Knowledge.NONE, "21 or older at the time of possession"),
        ("action/us/2022-possession-pardons", Knowledge.NONE, "citizen or permanent resident on 6 October 2022"),
        ("action/pa/2022-marijuana-pardon-project", Knowledge.VALUE, "30 September 2022"),
        ("action/nv/2020-possession-pardons", Knowledge.VALUE, "criminal history of the state"),
        ("action/al/birmingham/2019-pardons-for-progress", Knowledge.VALUE, "by mail to the office of the mayor"),
        ("action/al/birmingham/2021-possession-pardons", Knowledge.NONE, "closed case"),
        ("action/co/2020-possession-pardons", Knowledge.NONE, ""),
        ("action/co/2021-possession-pardons", Knowledge.NONE, ""),
        ("action/md/2024-cannabis-pardons", Knowledge.NONE, "before electronic records"),
        ("action/ct/2023-automatic-erasure", Knowledge.NONE, "January 2000"),
    ],
)
def test_what_a_person_needs_for_an_action(
    graph: KnowledgeGraph, rebuilt: KnowledgeGraph, id: str, asked: Knowledge, told: str
) -> None:
    found = graph.entities[id]
    assert isinstance(found, ClemencyAction)
    (request,) = (one for one in found.requirements if one.kind is RequirementKind.REQUEST)
    assert request.status is asked and request.claims
    assert any(told in (one.words or "") for one in found.requirements)
    again = rebuilt.entities[id]
    assert isinstance(again, ClemencyAction) and again.requirements == found.requirements


def test_the_requirements_of_an_action_over_graphql(graph: KnowledgeGraph) -> None:
    query = """query ($id: ID!) { action(id: $id) {
      requirements { kind status words months dollars claims { id source { id } } } } }"""
    answer = run(graph, query, {"id": "action/pa/2022-marijuana-pardon-project"})
    assert not answer.errors and answer.data
    told = {one["kind"]: one["status"] for one in answer.data["action"]["requirements"]}
    known = {"REQUEST": "VALUE", "FEE": "NONE", "DEADLINE": "VALUE", "PERSON": "VALUE"}
    assert told == dict.fromkeys(("WAIT", "DEBTS", "BODY"), "NOT_LOOKED_FOR") | known


def test_several_requirements_of_a_kind_are_no_conflict_and_two_outcomes_are(
    graph: KnowledgeGraph, folder: Path
) -> None:
    assert not conflicts(graph, ClaimProperty.REQUIREMENT)
    add(folder, "duty: {key: seal, task: Seal, due: 2020-01-01}")
    add(folder, "outcome: {duty: seal, outcome: missed}")
    add(folder, "outcome: {duty: seal, outcome: fulfilled, date: 2020-02}\n    inference: The page looks ahead")
    found = load(folder)
    (conflict,) = conflicts(found, ClaimProperty.OUTCOME)
    assert conflict.about == LAW and len(conflict.claims) == 2
    (duty,) = law(found, LAW).duties
    assert law(from_networkx(found.nx), LAW).duties == (duty,)


def add(folder: Path, text: str) -> None:
    path = folder / f"{LAW}.yaml"
    path.write_text(f"{path.read_text('utf-8')}  - source: {SOURCE}\n    {text}\n", "utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("outcome: {duty: seel, outcome: missed}", "the law has no duty 'seel'; add an entry with it"),
        ("outcome: {duty: seal, outcome: late}", "'late' is not one of fulfilled, partly, missed, canceled"),
        ("duty: {key: Seal, task: Seal, due: 2020}", "'Seal' does not have the form"),
        ("duty: {key: seal, task: Seal}", "due: missing; add it"),
        (
            "requirement: {kind: fee}",
            "a value needs words, months or dollars; add one, or write status",
        ),
        ("requirement: {kind: fee, months: 3}", "months are of a wait, not of fee; write words"),
        ("requirement: {kind: wait, dollars: 3}", "dollars are of a fee, not of wait; write words"),
        ("requirement: {kind: fee, status: none, dollars: 3}", "status none has no months or dollars; remove them"),
        ("requirement: {kind: fee, status: not_looked_for}", "is what an entry without it means; remove the entry"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(folder: Path, text: str, message: str) -> None:
    add(folder, text)
    with pytest.raises(DataError) as error:
        load(folder)
    (problem,) = error.value.problems
    assert problem.file == f"{LAW}.yaml"
    assert problem.line == len((folder / f"{LAW}.yaml").read_text("utf-8").splitlines())
    assert message in str(problem)


DOCUMENT = """
    query ($status: [DutyStatus!], $after: String) {
      law(id: "law/nv/ab-192-2019") { requirements { kind status words months dollars claims { id } } }
      duties(status: $status, on: "2026-11-28", first: 100, after: $after) {
        totalCount
        uncertainCount
        edges { cursor node { key } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes {
          law { id } key task due body { id } status(on: "2026-11-28") outcome outcomeDate claims { stated }
        }
      }
      missouri: law(id: "law/mo/amendment-3-2022") { duties { key status(on: "2023-06-01") } }
    }
"""


def test_graphql(graph: KnowledgeGraph) -> None:
    answer = run(graph, DOCUMENT, {"status": ["OVERDUE"]})
    assert not answer.errors and answer.data
    told = {one["kind"]: one["status"] for one in answer.data["law"]["requirements"]}
    kinds = ("WAIT", "DEBTS", "DEADLINE", "BODY", "PERSON")
    assert told == dict.fromkeys(kinds, "NOT_LOOKED_FOR") | {"FEE": "NONE"}
    assert {one["status"] for one in answer.data["duties"]["nodes"]} == {"OVERDUE"}
    assert {one["outcome"] for one in answer.data["duties"]["nodes"]} == {None}
    assert answer.data["duties"]["totalCount"] == len(answer.data["duties"]["nodes"])
    statuses = {one["key"]: one["status"] for one in answer.data["missouri"]["duties"]}
    assert statuses == {
        "begin-vacating": "FULFILLED",
        "expunge-misdemeanors": "PENDING",
        "expunge-felonies": "PENDING",
    }


@pytest.mark.parametrize(
    ("due", "effective", "right"),
    [("2025-11-01", "", False), ("2025-11-01", "2025-11-01", True), ("2019-07-01", "", True)],
)
def test_relief_that_begins_after_its_law_has_its_own_day(folder: Path, due: str, effective: str, right: bool) -> None:
    own = f"    effective: {effective}\n" if effective else ""
    text = (
        "name: A clean slate law\njurisdiction: state/nv\nnumber: AB 999\ninstrument: statute\nprovisions:\n"
        f"  - effect: sealing\n    method: automatic\n    scope: Misdemeanors\n{own}    source: {SOURCE}\n"
        f"claims:\n  - source: {SOURCE}\n    status: enacted\n    effective: 2022-11-01\n"
        f"  - source: {SOURCE}\n    duty: {{key: begin, task: Begin to list eligible cases, due: {due}}}\n"
    )
    (folder / "law/nv/ab-999-2022.yaml").write_text(text, "utf-8")
    if right:
        load(folder)
        return
    with pytest.raises(DataError, match=r"ab-999-2022.yaml:6: provisions\[0\]: the law has this begin by 2025-11-01"):
        load(folder)


def test_a_law_says_by_its_provisions_whether_a_person_has_to_ask(folder: Path) -> None:
    add(folder, "requirement: {kind: request, words: By form}")
    with pytest.raises(DataError, match="a law says by the method of its provisions whether a person has to ask"):
        load(folder)


@pytest.mark.parametrize(
    ("method", "own", "sibling", "note", "right"),
    [
        ("automatic", "", "2025-03-01", "", False),
        ("both", "", "2025-03-01", "", False),
        ("automatic", "", "2022-11-01", "It applies from 1 March 2025", False),
        ("automatic", "2022-11-01", "2025-03-01", "", True),
        ("petition", "", "2025-03-01", "", True),
        ("automatic", "", "2022-11-01", "", True),
    ],
)
def test_automatic_relief_has_its_own_day_where_other_relief_begins_later(
    folder: Path, method: str, own: str, sibling: str, note: str, right: bool
) -> None:
    given = f"    effective: {own}\n" if own else ""
    told = f"    note: {note}\n" if note else ""
    text = (
        "name: A clean slate law\njurisdiction: state/nv\nnumber: AB 999\ninstrument: statute\nprovisions:\n"
        f"  - effect: sealing\n    method: {method}\n    scope: Misdemeanors\n{given}    source: {SOURCE}\n"
        f"  - effect: sealing\n    method: petition\n    scope: Felonies\n    effective: {sibling}\n"
        f"    source: {SOURCE}\nclaims:\n  - source: {SOURCE}\n    status: enacted\n    effective: 2022-11-01\n{told}"
    )
    (folder / "law/nv/ab-999-2022.yaml").write_text(text, "utf-8")
    if right:
        load(folder)
        return
    with pytest.raises(DataError, match=r"ab-999-2022.yaml:6: provisions\[0\]: other relief of the law begins later"):
        load(folder)


def test_automatic_sealing_of_the_district_of_columbia_was_not_in_force_in_2024(graph: KnowledgeGraph) -> None:
    act = law(graph, "law/dc/second-chance-amendment-act-2022")
    for provision in act.provisions:
        assert in_force(act, provision, date(2024, 1, 1)) is Answer.NO, provision.scope
    on_request = [one for one in act.provisions if one.method is Method.PETITION]
    assert [in_force(act, one, date(2025, 3, 1)) for one in on_request] == [Answer.YES]
    automatic = [one for one in act.provisions if one.effect is LawEffect.SEALING and one.method is Method.AUTOMATIC]
    assert [in_force(act, one, date(2026, 11, 29)) for one in automatic] == [Answer.NO]


@pytest.mark.parametrize(
    ("outcome", "day", "unknown"),
    [
        (DutyOutcome.PARTLY, "2023-02-11", True),
        (DutyOutcome.MISSED, "2023-02", True),
        (DutyOutcome.PARTLY, "2023-03-31", False),
        (DutyOutcome.PARTLY, "2023", False),
        (DutyOutcome.PARTLY, None, True),
        (DutyOutcome.MISSED, None, False),
        (DutyOutcome.FULFILLED, "2023-02-11", False),
        (DutyOutcome.CANCELED, "2023-02-11", False),
        (None, None, False),
    ],
)
def test_an_outcome_before_the_day_due_does_not_tell_of_the_rest(
    outcome: DutyOutcome | None, day: str | None, unknown: bool
) -> None:
    of = PartialDate(day) if day else None
    duty = Duty("law/a/b", "key", "Task", PartialDate("2023-03-31"), None, outcome, of, ())
    assert duty.later_outcome_unknown is unknown


def test_what_became_of_new_yorks_expungements_since_is_told_to_be_unknown(graph: KnowledgeGraph) -> None:
    answer = run(graph, """{ law(id: "law/ny/mrta-2021") { duties { key due outcomeDate laterOutcomeUnknown } } }""")
    assert not answer.errors and answer.data
    told = {one["key"]: one["laterOutcomeUnknown"] for one in answer.data["law"]["duties"]}
    assert told["expunge-convictions"] is True
