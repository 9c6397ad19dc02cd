"""The map of the states: a square for each, its value that of the data, and the same in a table."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Law, State
from clemency_graph.web.pages import numbers
from clemency_graph.web.pages.map_measures import HATCHED, MEASURES, NOTHING, compact, people_pardoned, share_cleared
from clemency_graph.web.pages.state_map import TILES
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from support.asking import Ask
from support.page_reading import Page
from support.plain_reading import laws_in_force, today

Read = Callable[[str], Page]


def squares(page: Page) -> dict[str, str]:
    """The words of each square of the map on a page, by the id of the state that it leads to."""
    at = next(place for place, (tag, _, _) in enumerate(page.elements) if tag == "svg")
    links = [one for one in page.elements[:at] if one[0] == "a" and ": " in one[2]]
    return {one["href"].replace("../", "").replace("./", ""): words for _, one, words in links}


def rows(page: Page) -> dict[str, str]:
    """The rows of the table by the name of the state."""
    names = [text for tag, one, text in page.elements if tag == "th" and one.get("scope") == "row"]
    cells = [text for tag, one, text in page.elements if tag == "td" and one.get("data-label") != "Days of the figures"]
    return dict(zip(names, cells, strict=True))


def test_each_state_has_a_square_of_its_own(graph: KnowledgeGraph) -> None:
    assert set(TILES) == {state.code for state in graph.of_type(State)}
    assert len(set(TILES.values())) == len(TILES)


@pytest.mark.parametrize("name", MEASURES)
def test_the_map_and_the_table_say_the_same_of_every_state(read: Read, graph: KnowledgeGraph, name: str) -> None:
    page = read(f"/map/{name}")
    told, table = squares(page), rows(page)
    states = {state.id: state.name for state in graph.of_type(State)}
    assert told.keys() == states.keys()
    for id, words in told.items():
        assert words.startswith(f"{states[id]}: {table[states[id]]}")
    for one in MEASURES.values():
        assert one.label in (page.texts("b") if one.name == name else page.texts("a"))
    text = page.texts("svg", "chart")[0]
    for part in (MEASURES[name].title, "CC BY 4.0", graph.dataset.version, numbers.day(str(graph.dataset.released))):
        assert part in text


def test_people_are_those_that_the_states_themselves_pardoned(read: Read, ask: Ask) -> None:
    table = rows(read("/map/people"))
    asked = ask(
        """{ states(first: 100) { nodes { name coverage { pardons } pardons: totals(stage: GRANTED, level: STATE,
        groupBy: [KIND, UNIT]) { kind unit low high } } } }"""
    )["states"]["nodes"]
    for state in asked:
        counted = {one["unit"]: one for one in state["pardons"] if one["kind"] == "PARDON" and one["unit"]}
        words = table[state["name"]]
        if "PEOPLE" in counted:
            low, high = counted["PEOPLE"]["low"], counted["PEOPLE"]["high"]
            assert words == f"{numbers.interval(low, high, 'PEOPLE')} pardoned"
        elif counted:
            assert words.endswith("no figure in people")
            assert any(numbers.number(one["low"]) in words for one in counted.values())
        else:
            assert not any(character.isdigit() for character in words)
    assert table["Washington"] == "17 pardons were granted; no figure in people"


def test_a_city_never_colors_its_state(read: Read, ask: Ask) -> None:
    local = ask("""{ action(id: "action/al/birmingham/2021-possession-pardons") { stage jurisdiction { id } } }""")[
        "action"
    ]
    assert (local["stage"], local["jurisdiction"]["id"]) == ("GRANTED", "locality/al/birmingham")
    assert rows(read("/map/people"))["Alabama"] == "none granted by the state itself is recorded"


def test_the_states_that_clear_are_those_with_a_law_in_force(read: Read, graph: KnowledgeGraph) -> None:
    effects = ("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL")
    laws = laws_in_force(graph, effects, today(), ("AUTOMATIC", "BOTH"), of_convictions=True)
    places = {law.jurisdiction for law in graph.of_type(Law) if law.id in laws}
    names = {graph.entities[id].name for id in places if id.startswith("state/")}
    assert {name for name, words in rows(read("/map/automatic")).items() if words.startswith("in force: ")} == names


def test_overdue_duties_are_counted(read: Read, graph: KnowledgeGraph) -> None:
    counts: dict[str, int] = {}
    for law in graph.of_type(Law):
        for duty in law.duties:
            if duty.due.last_day < today() and duty.outcome is None and law.jurisdiction.startswith("state/"):
                name = graph.entities[law.jurisdiction].name
                counts[name] = counts.get(name, 0) + 1
    told = {
        name: int(words.split(": ")[1].split()[0])
        for name, words in rows(read("/map/overdue")).items()
        if "past the day" in words
    }
    assert told == counts


def total(unit: str | None, low: int, high: int | None = None) -> dict[str, Any]:
    as_of = {"earliest": "2024-01-01", "latest": "2024-12-31"}
    return {"kind": "PARDON", "unit": unit, "low": low, "high": high, "approximate": 0, "asOf": as_of}


@pytest.mark.parametrize(
    ("totals", "known", "level", "words"),
    [
        ([total("PEOPLE", 99, 99)], "VALUE", "0", "99 people pardoned"),
        ([total("PEOPLE", 100)], "VALUE", "1", "at least 100 people pardoned"),
        ([total("PEOPLE", 0, 50), total("CONVICTIONS", 7, 7)], "VALUE", "0", "at most 50 people pardoned"),
        ([total("PEOPLE", 0), total("CONVICTIONS", 7, 7)], "VALUE", HATCHED, "7 convictions were pardoned; "),
        ([total("GRANTS", 7, 7), total("CONVICTIONS", 9, 9)], "VALUE", HATCHED, "9 convictions were pardoned; "),
        ([total(None, 0)], "VALUE", HATCHED, "pardons were granted; no source"),
        ([], "UNKNOWN", NOTHING, "looked for, none found"),
        ([], "NOT_LOOKED_FOR", NOTHING, "not looked for"),
    ],
)
def test_another_unit_is_never_unknown(totals: list[dict[str, Any]], known: str, level: str, words: str) -> None:
    value = people_pardoned({"totals": totals, "coverage": {"pardons": known}})
    assert value.level == level
    assert value.words.startswith(words)


def program(name: str, place: str, eligible: int, rate: tuple[float, float] | None, unit: str) -> dict[str, Any]:
    counts = {"low": eligible, "high": eligible}
    return {
        "action": {"id": name, "name": name, "kind": "EXPUNGEMENT", "jurisdiction": {"id": place}},
        "unit": unit,
        "rate": {"low": rate[0], "high": rate[1]} if rate else None,
        "eligible": {"counts": counts},
        "granted": {"counts": counts, "asOf": {"earliest": None, "latest": None}} if rate else None,
    }


def test_the_share_is_that_of_the_largest_program_of_the_state_where_it_is_known_best() -> None:
    own = "state/xx"
    large = [program("Large", own, 900, (0.1, 1.0), "RECORDS"), program("Large", own, 800, (0.6, 0.6), "CASES")]
    small = program("Small", own, 50, (1.0, 1.0), "CASES")
    city = program("City", "locality/xx/city", 5_000, (1.0, 1.0), "CASES")
    unknown = program("Unknown", own, 9_000, None, "CASES")
    value = share_cleared({"id": own, "uptake": [small, city, unknown, *large]})
    assert (value.level, value.short, value.words) == ("3", "60%", "60% of 800 cases (Large)")
    hatched = share_cleared({"id": own, "uptake": [city, unknown]})
    assert hatched.level == HATCHED
    assert hatched.words.startswith("9,000 cases could have relief (Unknown)")
    assert share_cleared({"id": own, "uptake": [city]}).level == NOTHING


@given(st.integers(0, 999_999_999))
def test_a_short_number_is_short_and_never_too_large(value: int) -> None:
    short = compact(value)
    factor = {"k": 1_000, "M": 1_000_000}.get(short[-1], 1)
    told = int(short.rstrip("kM")) * factor
    assert len(short) <= 4
    assert told <= value < told + factor


@pytest.mark.slow
def test_the_home_page_has_the_map_by_the_measure_in_its_address_and_stays_light(client: TestClient) -> None:
    pages = {name: client.get(f"/?map={name}") for name in MEASURES}
    for name, response in pages.items():
        page = Page(response.text)
        assert page.texts("svg", "chart")[0].startswith(MEASURES[name].title)
        assert ("?map=people#map", "People pardoned") in page.links() or name == "people"
        assert len(gzip.compress(response.content, 5)) < 30_000
    assert Page(client.get("/").text).texts("svg", "chart") == Page(pages["people"].text).texts("svg", "chart")
    assert client.get("/?map=area").status_code == client.get("/map/area").status_code == 404
