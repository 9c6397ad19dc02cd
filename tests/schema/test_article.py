"""The article that the product grew from: every statement of it is a claim, and answers rightly."""

from __future__ import annotations

from typing import Any

import pytest
from support.asking import Ask

ARTICLE = "source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged"

PLACE = """query ($code: String!) {
  state(code: $code) {
    actions {
      nodes {
        kind
        figures { claimStage stated quantity { low high qualifier unit cumulative } inference source { id title url } }
      }
    }
  }
}"""


def figure(
    low: int | None, high: int | None, qualifier: str, unit: str, cumulative: bool = False
) -> dict[str, int | str | bool | None]:
    return {"low": low, "high": high, "qualifier": qualifier, "unit": unit, "cumulative": cumulative}


STATEMENTS = [
    ("NV", "PARDON", "GRANTED", figure(15001, None, "MORE_THAN", "PEOPLE")),
    ("WA", "PARDON", "ELIGIBLE", figure(None, 3500, "UP_TO", "PEOPLE")),
    ("IL", "PARDON", "GRANTED", figure(11001, None, "MORE_THAN", "PEOPLE")),
    ("CO", "PARDON", "GRANTED", figure(None, 4499, "NEARLY", "PEOPLE", True)),
    ("OR", "PARDON", "ELIGIBLE", figure(45000, 45000, "ABOUT", "PEOPLE")),
    ("WI", "PARDON", "GRANTED", figure(200, 999, "UNQUANTIFIED", "GRANTS", True)),
    ("CA", "EXPUNGEMENT", "GRANTED", figure(200001, None, "MORE_THAN", "CONVICTIONS", True)),
    ("CA", "EXPUNGEMENT", "ELIGIBLE", figure(34000, 34000, "ABOUT", "CASES")),
    ("IL", "EXPUNGEMENT", "GRANTED", figure(None, 499999, "NEARLY", "GRANTS", True)),
    ("NJ", "EXPUNGEMENT", "GRANTED", figure(326001, None, "MORE_THAN", "CASES", True)),
    ("NY", "EXPUNGEMENT", "GRANTED", figure(200000, 200000, "ABOUT", "CONVICTIONS")),
    ("VA", "SEALING", "GRANTED", figure(64001, None, "MORE_THAN", "CONVICTIONS", True)),
]


@pytest.mark.parametrize(("code", "kind", "stage", "quantity"), STATEMENTS)
def test_each_place_has_the_figure_of_the_article(
    ask: Ask, code: str, kind: str, stage: str, quantity: dict[str, Any]
) -> None:
    told = [
        (action["kind"], claim["claimStage"], claim["quantity"])
        for action in ask(PLACE, code=code)["state"]["actions"]["nodes"]
        for claim in action["figures"]
        if claim["source"]["id"] == ARTICLE
    ]
    assert (kind, stage, quantity) in told


def test_the_national_figures_and_the_count_of_states(ask: Ask) -> None:
    query = """{ entity(id: "country/us") { claims(property: FIGURE, first: 100) { nodes {
        reliefKind quantity { low high qualifier unit } source { id } } } } }"""
    told = [
        (claim["reliefKind"], claim["quantity"]["low"], claim["quantity"]["high"], claim["quantity"]["unit"])
        for claim in ask(query)["entity"]["claims"]["nodes"]
        if claim["source"]["id"] == ARTICLE
    ]
    assert sorted(told, key=str) == sorted(
        [
            (None, None, 1_999_999, "PEOPLE"),
            ("PARDON", 100_000, 100_000, "GRANTS"),
            ("EXPUNGEMENT", 1_700_000, 1_700_000, "GRANTS"),
            ("EXPUNGEMENT", 24, 24, "STATES"),
        ],
        key=str,
    )


PEOPLE = {
    "steve-sisolak": "state/nv",
    "jay-inslee": "state/wa",
    "jb-pritzker": "state/il",
    "jared-polis": "state/co",
    "kate-brown": "state/or",
    "tony-evers": "state/wi",
    "gavin-newsom": "state/ca",
    "joe-biden": "country/us",
}


@pytest.mark.parametrize("slug", PEOPLE)
def test_the_people_it_names_held_their_office(ask: Ask, slug: str) -> None:
    query = """query ($id: ID!) { person(id: $id) { party(on: "2022-11-21") { abbreviation }
        terms(on: "2022-11-21") { nodes { office jurisdiction { id } } } } }"""
    person = ask(query, id=f"person/{slug}")["person"]
    assert person["party"] == {"abbreviation": "D"}
    (term,) = person["terms"]["nodes"]
    assert term["jurisdiction"]["id"] == PEOPLE[slug]
    assert term["office"] == ("PRESIDENT" if slug == "joe-biden" else "GOVERNOR")


def test_the_advocate(ask: Ask) -> None:
    query = """{ entity(id: "person/paul-armentano") { name claims(property: STATUS) { nodes {
        stated source { id } } } } }"""
    found = ask(query)["entity"]
    assert found["name"] == "Paul Armentano"
    assert [claim for claim in found["claims"]["nodes"] if claim["source"]["id"] == ARTICLE]


def test_the_president_pardoned_and_called_on_governors(ask: Ask) -> None:
    query = """{ actions(where: { actor: { id: { eq: "person/joe-biden" } } }) { nodes {
        stage actors { role entity { id } } jurisdiction { id } figures { claimStage stated source { id } } } } }"""
    found = ask(query)["actions"]["nodes"]
    roles = {actor["role"] for one in found for actor in one["actors"] if actor["entity"]["id"] == "person/joe-biden"}
    assert {"DECIDED", "URGED"} <= roles
    assert [claim for one in found for claim in one["figures"] if claim["source"]["id"] == ARTICLE]


def test_what_is_inferred_says_how(ask: Ask) -> None:
    virginia = ask(PLACE, code="VA")["state"]["actions"]["nodes"]
    told = [claim for one in virginia for claim in one["figures"] if claim["source"]["id"] == ARTICLE]
    assert told and all(claim["inference"] for claim in told), "the paragraph names no state"


def test_nevadas_board_decided_and_its_governor_proposed(ask: Ask) -> None:
    query = '{ action(id: "action/nv/2020-possession-pardons") { actors { role entity { id } term { id } } } }'
    assert ask(query)["action"]["actors"] == [
        {"role": "DECIDED", "entity": {"id": "organization/nv-board-of-pardons-commissioners"}, "term": None},
        {
            "role": "PROPOSED",
            "entity": {"id": "person/steve-sisolak"},
            "term": {"id": "term/nv/governor/2019-01-07"},
        },
    ]


def test_the_question_that_the_product_is_for(ask: Ask) -> None:
    query = """{ state(code: "NV") {
      governor(on: "2020-06-17") { person { name } party { abbreviation } }
      actions { nodes { id kind figure { stated quantity { low high unit } source { title url } } } } } }"""
    state = ask(query)["state"]
    assert state["governor"] == {"person": {"name": "Steve Sisolak"}, "party": {"abbreviation": "D"}}
    (action,) = (one for one in state["actions"]["nodes"] if one["id"] == "action/nv/2020-possession-pardons")
    assert action["kind"] == "PARDON"
    assert action["figure"]["quantity"] == {"low": 15001, "high": None, "unit": "PEOPLE"}
    assert action["figure"]["source"]["url"].startswith("https://")


def test_governors_of_a_day(ask: Ask) -> None:
    query = """query ($kind: StateKindFilter) { governors(where: { on: "2022-11-02", kind: $kind }) { totalCount } }"""
    assert ask(query)["governors"]["totalCount"] == 55
    assert ask(query, kind={"eq": "STATE"})["governors"]["totalCount"] == 50
    assert ask(query, kind={"eq": "DISTRICT"})["governors"]["totalCount"] == 0


@pytest.mark.parametrize(("code", "kind", "stage", "quantity"), STATEMENTS)
def test_the_picture_of_the_article_is_that_of_its_day(
    ask: Ask, code: str, kind: str, stage: str, quantity: dict[str, Any]
) -> None:
    query = """query ($code: String!, $knownAt: Date!) { state(code: $code) { actions(first: 100) { nodes {
      kind claims(property: FIGURE, knownAt: $knownAt, first: 100) { nodes {
        claimStage quantity { low high qualifier unit cumulative } published source { id } } } } } } }"""

    def known(day: str) -> list[tuple[Any, ...]]:
        return [
            (action["kind"], claim["claimStage"], claim["quantity"], claim["source"]["id"])
            for action in ask(query, code=code, knownAt=day)["state"]["actions"]["nodes"]
            for claim in action["claims"]["nodes"]
        ]

    assert (kind, stage, quantity, ARTICLE) in known("2022-11-30")
    assert not [told for told in known("2022-11-20") if told[-1] == ARTICLE]


def test_what_came_later_is_not_in_the_picture(ask: Ask) -> None:
    query = """query ($knownAt: Date) { totals(knownAt: $knownAt) {
      claims(first: 200) { totalCount nodes { published about { id } } } } }"""

    def added(**known_at: str) -> list[dict[str, Any]]:
        return [claim for total in ask(query, **known_at)["totals"] for claim in total["claims"]["nodes"]]

    then, now = added(knownAt="2022-11-30"), added()
    assert then and all(not claim["published"] or claim["published"] <= "2022-11-30" for claim in then)
    maryland = {"id": "action/md/2024-possession-pardons"}
    assert maryland not in [claim["about"] for claim in then]
    assert [claim for claim in now if claim["about"]["id"].startswith("action/md/2024")]
