"""The saved queries: each is described, runs as it is, and answers rightly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.saved_queries import FOLDER, operations
from support.saved_query_examples import EXAMPLES
from support.saved_query_rules import broken_rules

# What each must answer, whatever else: values that stand at a path of its answer, `*` for any item of a list.
EXPECTED: dict[str, dict[str, Any]] = {
    "ATallyAndItsParts": {
        "reconciliation.claim.stated": "around 100,000 pardons by state officials since 2018",
        "reconciliation.inOtherUnits.*.unit": "PEOPLE",
    },
    "AllThatIsSaidOfAnAction": {
        "action.figures.*.quantity.low": 492129,
        "action.figures.*.rank": "DEPRECATED",
        "action.history.*.stage": "GRANTED",
    },
    "AroundAnEntity": {
        "neighborhood.nodes.*.id": "organization/norml",
        "neighborhood.relationships.*.kind": "PUBLISHED",
    },
    "CitiesAndCounties": {"state.actions.nodes.*.jurisdiction.name": "San Francisco, California"},
    "ClemencyInAState": {
        "state.governor.person.name": "Joe Lombardo",
        "state.governor.party.abbreviation": "R",
        "state.actions.nodes.*.figure.quantity.low": 15001,
        "state.coverage.pardons": "VALUE",
    },
    "ConnectionsOnABoard": {
        "subgraph.relationships.*.kind": "VETOED",
        "subgraph.relationships.*.claims.*.published": "2019-08-29",
    },
    "Deadlines": {
        "duties.nodes.*.law.id": "law/ca/ab-1706",
        "duties.nodes.*.due": "2023-07-01",
        "duties.nodes.*.status": "OVERDUE",
    },
    "DisputedFigures": {"conflicts.nodes.*.about.id": "action/il/2020-arrest-record-expungements"},
    "EligibleInTotal": {"totals.*.state.code": "OR", "totals.*.kind": "PARDON"},
    "Find": {"search.nodes.*.entity.id": "person/steve-sisolak"},
    "GovernorsAndPardons": {
        "actions.nodes.*.actors.*.entity.name": "Kate Brown",
        "actions.nodes.*.figure.quantity.low": 47144,
        "actions.nodes.*.figure.quantity.unit": "CONVICTIONS",
    },
    "GovernorsOnADay": {"states.totalCount": 56, "states.nodes.*.governor.office": "MAYOR"},
    "GrantedByParty": {"totals.*.party.name": "Democratic Party"},
    "GrantedInTotal": {
        "totals.*.excluded.nodes.*.code": "LOWER_RANK",
        "totals.*.uncounted.nodes.*.name": "Blanket pardon of marijuana possession convictions, Birmingham, 2022",
        "totals.*.claims.nodes.*.stated": "pardons that remove 47,144 convictions",
    },
    "HowTwoPeopleAreTied": {
        "path.nodes.*.id": "person/jay-inslee",
        "path.relationships.*.kind": "MEMBER_OF",
        "path.relationships.*.start": "2019-01-07",
    },
    "LargestExpungements": {"actions.nodes.*.legalBasis.*.number": "HB 1438"},
    "LawsThatClearRecords": {"laws.nodes.*.signedBy.name": "JB Pritzker", "laws.nodes.*.jurisdiction.id": "state/or"},
    "LawsWithoutRecordedRelief": {"states.nodes.*.coverage.expungements": "UNKNOWN"},
    "LegalStatusOnADay": {"states.nodes.*.legalStatus.adultUse.number": "HB 1438"},
    "ListOfActions": {"actions.nodes.*.figure.quantity.unit": "PEOPLE"},
    "ListOfLaws": {"laws.nodes.*.jurisdiction.parent.id": "country/us", "laws.nodes.*.status": "VETOED"},
    "ListOfLocalities": {"localities.nodes.*.id": "locality/al/birmingham"},
    "ListOfOrganizations": {"organizations.nodes.*.organizationKind": "PARDON_BOARD"},
    "ListOfParties": {"parties.*.name": "New Progressive Party"},
    "ListOfPeople": {"people.nodes.*.terms.nodes.*.office": "GOVERNOR"},
    "ListOfSources": {"sources.nodes.*.publisher.name": "Marijuana Moment"},
    "NationalTallies": {
        "entity.claims.nodes.*.quantity.low": 1700000,
        "entity.claims.nodes.*.reliefKind": "EXPUNGEMENT",
    },
    "NeighborsOnABoard": {"neighborhood.nodes.*.id": "law/nj/s-3205-2019", "neighborhood.truncated": False},
    "PageOfAClaim": {
        "claim.about.id": "country/us",
        "claim.quantity.low": 100000,
        "claim.source.publisher.name": "Marijuana and the Law",
    },
    "PageOfACountry": {
        "country.totals.*.low": 2008,
        "country.tallies.nodes.*.reliefKind": "EXPUNGEMENT",
        "country.terms.nodes.*.person.name": "Joe Biden",
    },
    "PageOfALaw": {
        "law.provisions.*.method": "AUTOMATIC",
        "law.duties.*.status": "MISSED",
        "law.actions.nodes.*.figure.quantity.low": 140429,
    },
    "PageOfALocality": {
        "locality.parent.coverage.expungements": "UNKNOWN",
        "locality.actions.nodes.*.figure.quantity.low": 15001,
        "locality.actions.nodes.*.statements.nodes.*.text": (
            "No action needed; fees and fines stay; open cases not covered"
        ),
    },
    "PageOfAParty": {"party.abbreviation": "NPP", "party.terms.nodes.*.person.name": "Luis Fortuño"},
    "PageOfAPerson": {
        "person.terms.nodes.*.party.name": "Democratic Party",
        "person.lawsSigned.nodes.*.id": "law/il/hb-1438",
        "person.actions.nodes.*.kind": "PARDON",
    },
    "PageOfASource": {"source.says.nodes.*.stated": "nearly 4,500 people pardoned so far"},
    "PageOfActions": {
        "actions.nodes.*.figure.quantity.low": 15001,
        "actions.nodes.*.jurisdiction.id": "locality/al/birmingham",
    },
    "PageOfAutomaticClearing": {
        "laws.nodes.*.id": "law/mo/amendment-3-2022",
        "laws.nodes.*.uptake.*.remaining.low": 1509,
        "others.nodes.*.status": "VETOED",
    },
    "PageOfChanges": {"changes.nodes.*.released": "2026-11-29", "changes.nodes.*.kind": "REMOVED"},
    "PageOfChangesInAState": {"changes.nodes.*.about.id": "action/mo/2022-amendment-3-expungements"},
    "PageOfChangesOfAnEntity": {"changes.nodes.*.kind": "REMOVED"},
    "PageOfCorrections": {
        "changes.nodes.*.kind": "REMOVED",
        "changes.nodes.*.replacedBy.stated": "could impact up to 6,000 people",
    },
    "PageOfHome": {
        "totals.*.openEnded.totalCount": 0,
        "largest.nodes.*.figure.quantity.low": 492129,
        "dataset.counts.*.type": "ACTION",
    },
    "PageOfSearch": {"search.nodes.*.entity.id": "person/steve-sisolak", "people.totalCount": 1},
    "PageOfVetoes": {
        "laws.nodes.*.vetoedBy.id": "person/phil-murphy",
        "laws.nodes.*.vetoedBy.granted.nodes.*.id": "action/nj/2024-clemency-initiative",
        "laws.nodes.*.status": "ENACTED",
    },
    "PageOfAState": {
        "state.actions.nodes.*.figure.quantity.low": 140429,
        "state.totals.*.level": "COUNTY",
        "state.laws.nodes.*.duties.*.status": "MISSED",
    },
    "PageOfAnAction": {
        "action.figures.*.quantity.low": 492129,
        "action.history.*.stage": "GRANTED",
        "action.jurisdiction.name": "Illinois",
    },
    "PageOfAnOrganization": {
        "organization.organizationKind": "ADVOCACY",
        "organization.publications.nodes.*.id": "source/norml/2020-nevada-unconditional-pardons",
        "organization.spokespeople.nodes.*.name": "Paul Armentano",
    },
    "PageOfStates": {"states.totalCount": 56, "states.nodes.*.totals.*.unit": "CASES"},
    "PardonsByAParty": {"actions.nodes.*.actors.*.entity.name": "Doug Burgum"},
    "PathsOnABoard": {"paths.*.length": 2, "paths.*.nodes.*.id": "party/democratic"},
    "PresidentsAndFederalClemency": {
        "entity.terms.nodes.*.person.name": "Joe Biden",
        "entity.laws.nodes.*.number": "Proclamation 10467",
    },
    "RecordOfAPerson": {
        "person.actions.nodes.*.actors.*.term.office": "GOVERNOR",
        "person.actions.nodes.*.figure.quantity.low": 1351,
        "totals.*.unit": "CONVICTIONS",
    },
    "Refused": {"actions.nodes.*.stage": "DECLINED"},
    "ReliefSinceLegalization": {"state.laws.nodes.*.enacted": "2019-06-25", "state.name": "Illinois"},
    "ThePictureOfADay": {"entity.claims.nodes.*.published": "2022-11"},
    "TwoStatesCompared": {"one.name": "Nevada", "other.name": "Oregon"},
    "UptakeByState": {
        "states.nodes.*.uptake.*.eligible.stage": "ELIGIBLE",
        "states.nodes.*.uptake.*.gaps.*": "NO_GRANTED",
    },
    "UptakeInAState": {
        "state.uptake.*.action.id": "action/ca/san-francisco/2018-proposition-64-dismissals",
        "state.uptake.*.granted.counts.low": 8000,
        "state.uptake.*.eligible.counts.high": 9362,
        "state.uptake.*.rate.low": 8000 / 9362,
    },
    "WhatALawDoes": {"law.signedBy.name": "JB Pritzker", "law.enacted": "2019-06-25", "law.effective": "2020-01-01"},
    "WhatASourceSays": {"entity.says.nodes.*.stated": "nearly 4,500 people pardoned so far"},
    "WhatPeopleDid": {"people.nodes.*.lawsVetoed.nodes.*.id": "law/id/s-1146-2015"},
    "WhatChanged": {"dataset.releases.nodes.*.version": "994c7412a7a061a6", "changes.nodes.*.released": "2026-11-28"},
    "WhatWasLookedFor": {"states.nodes.*.coverage.checked": "2026-11-28"},
    "WhereSourcesDisagree": {"conflicts.nodes.*.about.id": "action/il/2020-arrest-record-expungements"},
    "WhoIsCentral": {"central.*.entity.__typename": "ClemencyAction"},
    "WhoIsWho": {"person.name": "Paul Armentano"},
}


def at(path: str, value: Any) -> Iterator[Any]:
    """Every value at a path of an answer."""
    if not path:
        yield value
        return
    step, _, rest = path.partition(".")
    if step == "*":
        for item in value:
            yield from at(rest, item)
    elif value is not None:
        yield from at(rest, value[step])


def test_every_file_holds_one_operation_named_for_it() -> None:
    files = {path.stem for path in FOLDER.glob("*.graphql")}
    assert {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in operations()} == files
    assert len(files) >= 25


def test_every_title_is_a_question_of_one_line() -> None:
    for one in operations().values():
        assert re.fullmatch(r"[A-Z].{10,118}\?", one.title), one.name
        assert one.description.startswith(one.title)


def test_a_file_without_a_title_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a_query.graphql").write_text("# Which states are there?\nquery AQuery { states { totalCount } }")
    monkeypatch.setattr("clemency_graph.schema.saved_queries.FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"a_query\.graphql .* a description whose first paragraph is its title"):
        operations.__wrapped__()


def test_every_operation_has_an_expected_answer() -> None:
    assert set(EXPECTED) == set(operations())


@pytest.mark.parametrize("name", operations())
def test_every_operation_selects_what_its_rows_need(name: str) -> None:
    """Unit, stage and day beside each figure, counts beside each list, the day in the response, nothing fixed."""
    assert broken_rules(operations()[name].document) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('($on: Date = "2022-11-30") { day(on: $on) }', "$on is a day and has a fixed default"),
        (
            "($on: Date) { states(orderBy: [CODE_ASC]) { totalCount } }",
            "$on is a day, and no root field `day` states it",
        ),
        ("($code: String) { state(code: $code) { name } }", "$code identifies"),
        ('($id: ID! = "law/il/hb-1438") { law(id: $id) { name } }', "$id identifies"),
        ('{ person(id: "person/a") { party(on: "2019-06-25") { name } } }', "2019-06-25 is a fixed day"),
        ("{ laws(orderBy: [NAME_ASC]) { totalCount nodes { id } } }", "Query.laws may be cut"),
        ("{ laws(orderBy: [NAME_ASC]) { nodes { id } pageInfo { hasNextPage } } }", "Query.laws may be cut"),
        ("{ laws { totalCount nodes { id } pageInfo { hasNextPage } } }", "Query.laws has no order"),
        ("{ central(first: 15) { score } }", "Query.central is cut"),
        ("{ neighborhood(of: []) { totalCount nodes { id } } }", "Query.neighborhood may be cut"),
        (
            '{ action(id: "a") { figure { stated published quantity { stage asOf } } } }',
            "ClemencyAction.figure lacks ['quantity.unit']",
        ),
        (
            '{ action(id: "a") { ...A } } fragment A on ClemencyAction { figure { stated } }',
            "ClemencyAction.figure lacks",
        ),
        ("{ totals { kind unit low stage } }", "Query.totals lacks"),
    ],
)
def test_the_rules_find_what_is_missing(text: str, told: str) -> None:
    assert any(one.startswith(told) for one in broken_rules(f"query A{text}"))


@pytest.mark.parametrize("name", operations())
def test_every_operation_answers_rightly(graph: KnowledgeGraph, name: str) -> None:
    answer = run(graph, operations()[name].document, EXAMPLES[name])
    assert not answer.errors
    assert answer.data is not None
    assert all(value is not None for value in answer.data.values())
    for path, expected in EXPECTED[name].items():
        assert expected in list(at(path, answer.data)), path


UNKNOWN: dict[str, dict[str, Any]] = {
    "ATallyAndItsParts": {"claim": "claim/0000000000000000"},
    "AllThatIsSaidOfAnAction": {"id": "action/zz/2020"},
    "AroundAnEntity": {"of": ["state/zz"]},
    "CitiesAndCounties": {"code": "ZZ"},
    "ClemencyInAState": {"code": "ZZ"},
    "ConnectionsOnABoard": {"of": ["state/zz"]},
    "HowTwoPeopleAreTied": {"to": "person/nobody"},
    "NeighborsOnABoard": {"of": ["state/zz"]},
    "PageOfAClaim": {"id": "claim/0000000000000000"},
    "PageOfACountry": {"id": "country/zz"},
    "PageOfALaw": {"id": "law/zz/hb-1"},
    "PageOfALocality": {"id": "locality/zz/nowhere"},
    "PageOfAParty": {"id": "party/nobody"},
    "PageOfAPerson": {"id": "person/nobody"},
    "PageOfASource": {"id": "source/nobody/nothing"},
    "PageOfAState": {"code": "ZZ"},
    "PageOfAnAction": {"id": "action/zz/2020"},
    "PageOfAnOrganization": {"id": "organization/nobody"},
    "PathsOnABoard": {"to": "person/nobody"},
    "RecordOfAPerson": {"id": "person/nobody"},
    "ReliefSinceLegalization": {"code": "ZZ"},
    "TwoStatesCompared": {"one": "ZZ", "other": "YY"},
    "UptakeInAState": {"code": "ZZ"},
    "WhatALawDoes": {"id": "law/zz/hb-1"},
    "WhatASourceSays": {"id": "source/nobody/nothing"},
    "WhoIsWho": {"id": "person/nobody"},
}
# What they name is looked for; to find nothing is a result.
SEARCHING = {
    "Find",
    "PageOfActions",
    "PageOfChanges",
    "PageOfChangesInAState",
    "PageOfChangesOfAnEntity",
    "PageOfCorrections",
    "PageOfSearch",
    "PardonsByAParty",
    "WhatChanged",
}


def test_every_operation_that_names_something_is_asked_for_what_is_not_there() -> None:
    assert UNKNOWN.keys() | SEARCHING == {name for name, values in EXAMPLES.items() if values}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_there_is_told(graph: KnowledgeGraph, name: str) -> None:
    given = EXAMPLES[name] | UNKNOWN[name]
    answer = run(graph, operations()[name].document, given)
    assert [error["extensions"]["code"] for error in answer.errors] == ["NOT_FOUND"] * len(answer.errors)
    assert answer.errors
    assert answer.data is None or answer.found_nothing
    (wrong,) = list(UNKNOWN[name].values())[:1]
    assert str(wrong[0] if isinstance(wrong, list) else wrong) in answer.errors[0]["message"]


@pytest.mark.parametrize("name", [name for name, values in EXAMPLES.items() if values])
def test_what_identifies_is_required(graph: KnowledgeGraph, name: str) -> None:
    answer = run(graph, operations()[name].document)
    assert answer.errors
    assert answer.data is None
    assert all(f"'${one}'" in answer.errors[0]["message"] for one in list(EXAMPLES[name])[:1])
