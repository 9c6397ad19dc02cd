"""Identifiers have the form of their scheme, and belong to one entity."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import us
from clemency_graph.graph import DataError, load
from clemency_graph.graph.loading.from_networkx import from_networkx
from clemency_graph.graph.model.bill_numbers import Bill, parse_bills
from clemency_graph.graph.model.external_identifiers import FORMS, Identifier
from clemency_graph.graph.model.records import Entity, Law, Locality, State
from clemency_graph.graph.model.vocabulary import ClaimProperty, IdentifierScheme, LocalityKind, Office
from clemency_graph.graph.queries.conflicts import conflicts
from clemency_graph.graph.queries.coverage_report import identifier_report
from clemency_graph.library import ClemencyGraph
from clemency_graph.library import load as load_library
from clemency_graph.schema import run
from hypothesis import given
from hypothesis import strategies as st

SOURCE = "source/github/olahol-iso-3166-2"


def value(entity: Entity, scheme: IdentifierScheme) -> str | None:
    return next((one.value for one in entity.identifiers if one.scheme is scheme), None)


@pytest.mark.parametrize("scheme", IdentifierScheme)
def test_every_scheme_has_a_form_that_its_example_has(scheme: IdentifierScheme) -> None:
    identifier = Identifier(f"{scheme}:{FORMS[scheme].example}")
    assert (identifier.scheme, identifier.value) == (scheme, FORMS[scheme].example)
    assert str(identifier) == f"{scheme.value}:{FORMS[scheme].example}"


@pytest.mark.parametrize("scheme", IdentifierScheme)
def test_the_example_of_a_scheme_is_in_the_data(graph: ClemencyGraph, scheme: IdentifierScheme) -> None:
    example = FORMS[scheme].example
    assert any(value(entity, scheme) == example for entity in graph.entities.values())
    assert example in scheme.definition or scheme is IdentifierScheme.OPEN_STATES, "its UUIDs are long"


@given(st.sampled_from(IdentifierScheme), st.text(alphabet="QP0123456789USNV-/\n", max_size=9))
def test_a_value_is_an_identifier_where_it_has_the_form(scheme: IdentifierScheme, text: str) -> None:
    # The forms once more, as predicates of the value.
    digits = text.isdecimal() and text.isascii()
    has_form = {
        IdentifierScheme.WIKIDATA: text[:1] == "Q" and text[1:].isdecimal() and text[1] != "0",
        IdentifierScheme.GEOID: digits and len(text) in (2, 5),
        IdentifierScheme.ISO_3166_2: text[:3] == "US-" and len(text) == 5 and text[3:].isalpha(),
        IdentifierScheme.BIOGUIDE: text[:1].isalpha() and text[1:].isdecimal() and len(text) == 7,
        IdentifierScheme.OPEN_STATES: False,
        IdentifierScheme.LEGISCAN: False,
    }[scheme]
    if has_form:
        assert Identifier(f"{scheme}:{text}").value == text
    else:
        with pytest.raises(ValueError, match=re.escape(FORMS[scheme].label)):
            Identifier(f"{scheme}:{text}")


def test_a_scheme_must_be_known() -> None:
    with pytest.raises(ValueError, match="no known scheme; write scheme:value, with one of wikidata"):
        Identifier("isbn:1")


def test_addresses() -> None:
    assert Identifier("wikidata:Q76").url == "https://www.wikidata.org/wiki/Q76"
    assert Identifier("geoid:32").url == "https://data.census.gov/profile?g=040XX00US32"
    assert Identifier("geoid:32003").url == "https://data.census.gov/profile?g=050XX00US32003"
    assert Identifier("iso_3166_2:US-NV").url is None


def test_every_state_has_the_codes_that_another_list_gives(graph: ClemencyGraph) -> None:
    for state in graph.of_type(State):
        found = us.states.lookup(state.code)
        assert found is not None
        assert value(state, IdentifierScheme.GEOID) == found.fips == state.fips
        assert value(state, IdentifierScheme.ISO_3166_2) == f"US-{found.abbr}"


def test_every_county_has_the_code_that_another_list_gives(graph: ClemencyGraph) -> None:
    states = us.states.STATES_AND_TERRITORIES
    counties = {f"{state.fips}{county.fips[-3:]}": county.name for state in states for county in state.counties}
    for place in graph.of_type(Locality):
        geoid = value(place, IdentifierScheme.GEOID)
        assert geoid is not None or place.kind is not LocalityKind.COUNTY, place.id
        if geoid is not None:
            words = {word for name in (place.name, *place.aliases) for word in re.findall(r"\w+", name)}
            assert set(re.findall(r"\w+", counties[geoid])) - {"County", "city"} <= words | {"County", "city"}, place.id


def test_places_have_wikidata_items(graph: ClemencyGraph) -> None:
    for state in graph.of_type(State):
        assert value(state, IdentifierScheme.WIKIDATA) is not None, state.id
    # One file has the item of the city.
    assert graph.with_identifier(IdentifierScheme.WIKIDATA, "Q3551781") is graph.state("dc")
    assert graph.with_identifier(IdentifierScheme.WIKIDATA, "Q61") is None
    for place in graph.of_type(Locality):
        if value(place, IdentifierScheme.GEOID) is not None:
            assert value(place, IdentifierScheme.WIKIDATA) is not None, place.id


def test_nearly_every_governor_has_a_wikidata_item(graph: ClemencyGraph) -> None:
    governors = {term.person for term in graph.terms.values() if term.office is Office.GOVERNOR}
    with_item = {id for id in governors if value(graph.entities[id], IdentifierScheme.WIKIDATA) is not None}
    assert len(governors) >= 189
    assert len(with_item) >= 0.95 * len(governors), sorted(governors - with_item)


def test_an_identifier_leads_to_its_entity(graph: ClemencyGraph) -> None:
    assert graph.with_identifier(IdentifierScheme.GEOID, "32") is graph.state("nv")
    assert graph.with_identifier(IdentifierScheme.GEOID, "99") is None
    with pytest.raises(ValueError, match="'Nevada' does not have the form of GEOID, such as 32003"):
        graph.with_identifier(IdentifierScheme.GEOID, "Nevada")


def test_each_identifier_is_a_claim_with_a_source(graph: ClemencyGraph) -> None:
    for entity in graph.entities.values():
        stated = {claim.text for claim in entity.claims if claim.property is ClaimProperty.IDENTIFIER}
        assert set(entity.identifiers) <= stated
        assert len({one.scheme for one in entity.identifiers}) == len(entity.identifiers)


def test_identifiers_of_two_schemes_are_no_conflict_and_two_of_one_scheme_are(folder: Path) -> None:
    assert not conflicts(load(folder), ClaimProperty.IDENTIFIER)
    add(folder, "law/nv/ab-192-2019", "{wikidata: Q1}")
    add(folder, "law/nv/ab-192-2019", "{wikidata: Q2}")
    (conflict,) = conflicts(load(folder), ClaimProperty.IDENTIFIER)
    assert {claim.stated for claim in conflict.claims} == {"Wikidata Q1", "Wikidata Q2"}


PLACE = """name: A place
kind: {kind}
coverage: {{pardons: not_looked_for, expungements: not_looked_for, laws: not_looked_for, checked: 2026-11-28}}
"""


def add(folder: Path, id: str, identifiers: str) -> None:
    path = folder / f"{id}.yaml"
    if id.startswith("locality/"):
        path.parent.mkdir(parents=True)
        path.write_text(PLACE.format(kind="city"), "utf-8")
        county = f"claims:\n  - source: {SOURCE}\n    identifiers: {{geoid: '32031'}}\n"
        path.with_name("a-county.yaml").write_text(PLACE.format(kind="county") + county, "utf-8")
    text = path.read_text("utf-8")
    claims = "" if "\nclaims:" in text else "claims:\n"
    path.write_text(f"{text}{claims}  - source: {SOURCE}\n    identifiers: {identifiers}\n", "utf-8")


@pytest.mark.parametrize(
    ("id", "identifiers", "message"),
    [
        ("state/nv", "{geoid: '33'}", "identifiers.geoid: 33 contradicts the code of the state; write 32"),
        (
            "state/nv",
            "{iso_3166_2: US-NY}",
            "identifiers.iso_3166_2: US-NY contradicts the code of the state; write US-NV",
        ),
        ("state/nv", "{bioguide: P000197}", "identifiers.bioguide: Bioguide is not for a state, but for person"),
        (
            "person/steve-sisolak",
            "{geoid: '32'}",
            "identifiers.geoid: GEOID is not for a person, but for locality or state",
        ),
        ("locality/nv/reno", "{geoid: '32'}", "identifiers.geoid: 32 is the code of a state; write the five digits"),
        ("locality/nv/reno", "{geoid: '06001'}", "identifiers.geoid: 06001 is not in NV, whose codes begin with 32"),
        ("locality/nv/reno", "{geoid: '32031'}", "identifiers.geoid: 32031 is already used by locality/nv/a-county"),
        ("locality/nv/reno", "{geoid: 32031}", "identifiers.geoid: 32031 is not text; put it in quotes"),
        ("locality/nv/reno", "{geoid: '320'}", "identifiers.geoid: '320' does not have the form"),
        ("person/steve-sisolak", "{wikidata: q76}", "identifiers.wikidata: 'q76' does not have the form"),
        ("person/steve-sisolak", "{}", "identifiers: has no identifier; add one of wikidata, geoid"),
        ("law/nv/ab-192-2019", "{legiscan: IL/HB1438}", "identifiers.legiscan: 'IL/HB1438' does not have the form"),
        (
            "law/nv/ab-192-2019",
            "{open_states: ocd-person/d2c166cc-f53f-491d-9c4a-6c3fc68274fe}",
            "is not a bill; write ocd-bill/ and its UUID",
        ),
    ],
)
def test_a_wrong_identifier_is_refused_with_its_place(folder: Path, id: str, identifiers: str, message: str) -> None:
    add(folder, id, identifiers)
    lines = len((folder / f"{id}.yaml").read_text("utf-8").splitlines())
    with pytest.raises(DataError) as error:
        load(folder)
    assert any(message in str(problem) and problem.line == lines for problem in error.value.problems), str(error.value)


def test_a_deprecated_identifier_may_belong_to_another_entity(folder: Path) -> None:
    add(folder, "locality/nv/reno", "{geoid: '32031'}\n    rank: deprecated\n    rank_reason: Of the county")
    assert value(load(folder).entities["locality/nv/reno"], IdentifierScheme.GEOID) is None


def test_the_report_counts_the_identified_of_each_type(graph: ClemencyGraph) -> None:
    rows = {(row.type.value, row.scheme.value): row for row in identifier_report(graph)}
    assert rows["state", "geoid"].identified == rows["state", "geoid"].entities == 56
    assert rows["person", "bioguide"].identified >= 9
    assert ("state", "bioguide") not in rows and ("action", "wikidata") not in rows


@pytest.mark.parametrize(
    ("number", "place", "expected"),
    [
        ("HB 1438", "state/il", [Bill("state/il", None, "HB", 1438)]),
        ("SB22-099", "state/co", [Bill("state/co", "2022", "SB", 99)]),
        ("B20-467", "state/dc", [Bill("state/dc", "20", "B", 467)]),
        ("Bill 32-0135", "state/vi", [Bill("state/vi", "32", "B", 135)]),
        ("House Bill 22-110", "state/mp", [Bill("state/mp", "22", "HB", 110)]),
        ("S6579-A", "state/ny", [Bill("state/ny", None, "S", 6579, "A")]),
        ("S 1146a", "state/nj", [Bill("state/nj", None, "S", 1146, "A")]),
        (
            "H.R. 2677, S. 4161",
            "country/us",
            [Bill("country/us", None, "HR", 2677), Bill("country/us", None, "S", 4161)],
        ),
        ("Proposition 64", "state/ca", []),
        ("Amendment 3", "state/mo", []),
        ("Executive Order No. 16", "state/wa", []),
        ("D.C. Law 24-284", "state/dc", []),
        ("HB 1, Proposition 2", "state/ca", []),
        ("14370", "country/us", []),
        (None, "state/ca", []),
    ],
)
def test_the_bills_that_a_number_names(number: str | None, place: str, expected: list[Bill]) -> None:
    assert list(parse_bills(number, place)) == expected


@given(
    st.sampled_from(("HB", "SB", "AB", "LD", "HF", "S", "CACR")),
    st.integers(1, 99_999),
    st.sampled_from(("", "A", "B")),
    st.sampled_from(("{} {}{}", "{}{}{}", "{}. {}-{}")),
)
def test_a_bill_is_read_however_it_is_written(type: str, number: int, suffix: str, form: str) -> None:
    text = form.format(type, number, suffix).rstrip("-")
    assert parse_bills(text, "state/ny", "2019") == (Bill("state/ny", "2019", type, number, suffix or None),)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("Question 2", "is of a bill, but the number is Question 2; add the number of the bill, or remove it"),
        ("SB20-192", "is 2019, but SB20-192 is of session 20; correct one of the two"),
    ],
)
def test_a_session_needs_a_bill_and_agrees_with_its_number(folder: Path, number: str, message: str) -> None:
    path = folder / "law/nv/ab-192-2019.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("number: AB 192\n", f'number: {number}\nsession: "2019"\n'), "utf-8")
    with pytest.raises(DataError) as error:
        load(folder)
    (problem,) = error.value.problems
    assert (problem.field, problem.message) == ("session", message)


def test_a_law_has_the_bill_and_session_that_its_file_gives(graph: ClemencyGraph) -> None:
    law = graph.entities["law/il/hb-1438"]
    assert isinstance(law, Law)
    assert law.bills == (Bill("state/il", "101", "HB", 1438),)


def test_graphql() -> None:
    result = load_library().query("""{
        identified(by: { geoid: "32003" }) { id identifiers { scheme value url } }
        law(id: "law/ny/s-6579a-2019") { session bills { jurisdiction { id } session type number suffix } }
    }""")
    assert result.data == {
        "identified": {
            "id": "locality/nv/clark-county",
            "identifiers": [
                {"scheme": "WIKIDATA", "value": "Q108403", "url": "https://www.wikidata.org/wiki/Q108403"},
                {"scheme": "GEOID", "value": "32003", "url": "https://data.census.gov/profile?g=050XX00US32003"},
            ],
        },
        "law": {
            "session": "2019",
            "bills": [
                {"jurisdiction": {"id": "state/ny"}, "session": "2019", "type": "S", "number": 6579, "suffix": "A"}
            ],
        },
    }


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        ("Q1", "NOT_FOUND", "by: no entity of the record has the Wikidata identifier 'Q1'."),
        ("q1", "BAD_USER_INPUT", "by: 'q1' does not have the form of Wikidata, such as Q1227."),
    ],
)
def test_an_identifier_of_nothing_is_an_error(graph: ClemencyGraph, value: str, code: str, message: str) -> None:
    document = "query Q($value: String!) { identified(by: { wikidata: $value }) { id } }"
    answer = run(graph, document, {"value": value})
    assert answer.data == {"identified": None}
    assert [(one["message"], one["extensions"]["code"]) for one in answer.errors] == [(message, code)]


def test_a_graph_made_elsewhere_has_identifiers_as_attributes(small_graph: ClemencyGraph) -> None:
    plain = small_graph.to_networkx(plain=True)
    assert from_networkx(plain).with_identifier(IdentifierScheme.ISO_3166_2, "US-NV") is not None
    plain.nodes["state/nv"]["identifiers"] = "geoid:3"
    with pytest.raises(DataError, match="node state/nv: identifiers: '3' does not have the form of GEOID"):
        from_networkx(plain)
