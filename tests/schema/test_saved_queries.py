"""The saved queries: each is described, runs as it is, and answers rightly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import run
from clemency_graph.schema.saved_queries import FOLDER, operations

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
    "CitiesAndCounties": {"state.relationships.nodes.*.from.name": "San Francisco, California"},
    "ClemencyInAState": {
        "state.governor.person.name": "Joe Lombardo",
        "state.governor.party.abbreviation": "R",
        "state.actions.nodes.*.figure.quantity.low": 15001,
        "state.coverage.pardons": "RECORDED",
    },
    "EligibleInTotal": {"totals.*.state.code": "OR", "totals.*.kind": "PARDON"},
    "Find": {"search.nodes.*.entity.id": "person/steve-sisolak"},
    "GovernorsAndPardons": {
        "actions.nodes.*.actors.*.entity.name": "Kate Brown",
        "actions.nodes.*.figure.quantity.low": 47144,
        "actions.nodes.*.figure.quantity.unit": "CONVICTIONS",
    },
    "GovernorsOnADay": {"governors.totalCount": 55, "governors.nodes.*.person.name": "Jay Inslee"},
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
    "LawsThatClearRecords": {"laws.nodes.*.signedBy.name": "JB Pritzker"},
    "LawsWithoutRecordedRelief": {"states.nodes.*.coverage.expungements": "NONE_FOUND"},
    "LegalStatusOnADay": {"states.nodes.*.legalStatus.adultUse.number": "HB 1438"},
    "NationalTallies": {
        "entity.claims.nodes.*.quantity.low": 1700000,
        "entity.claims.nodes.*.reliefKind": "EXPUNGEMENT",
    },
    "PardonsByAParty": {"actions.nodes.*.actors.*.entity.name": "Doug Burgum"},
    "PresidentsAndFederalClemency": {
        "entity.terms.nodes.*.person.name": "Joe Biden",
        "entity.laws.nodes.*.number": "Proclamation 10467",
    },
    "Refused": {"actions.nodes.*.stage": "DECLINED"},
    "ReliefSinceLegalization": {"state.laws.nodes.*.enacted": "2019-06-25", "state.name": "Illinois"},
    "ThePictureOfADay": {"entity.claims.nodes.*.published": "2022-11"},
    "TwoStatesCompared": {"one.name": "Nevada", "other.name": "Oregon"},
    "WhatALawDoes": {"law.signedBy.name": "JB Pritzker", "law.enacted": "2019-06-25", "law.effective": "2020-01-01"},
    "WhatASourceSays": {"entity.says.nodes.*.stated": "nearly 4,500 people pardoned so far"},
    "WhatChanged": {"dataset.releases.nodes.*.version": "994c7412a7a061a6"},
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
    assert all(len(one.description) > 20 for one in operations().values())


def test_every_operation_has_an_expected_answer() -> None:
    assert set(EXPECTED) == set(operations())


@pytest.mark.parametrize("name", operations())
def test_every_operation_answers_rightly(graph: KnowledgeGraph, name: str) -> None:
    answer = run(graph, operations()[name].document)
    assert not answer.errors
    assert answer.data is not None
    assert all(value is not None for value in answer.data.values())
    for path, expected in EXPECTED[name].items():
        assert expected in list(at(path, answer.data)), path
