"""The home page: its figures are those of the data, and its answers are true."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Law, State
from clemency_graph.graph.model.vocabulary import Unit
from clemency_graph.web.pages import home_page, numbers
from support.asking import Ask
from support.page_reading import Page, numbers_in
from support.plain_reading import laws_in_force, today, was_granted

UNITS = {numbers.unit(one.name, count): one.name for one in Unit for count in (1, 2)}
LINE = re.compile(
    r"(?:(?P<open>at least|at most) )?(?P<low>[\d,]+)(?: to (?P<high>[\d,]+))? (?P<unit>\w+), "
    r"by (?P<actions>[\d,]+) actions?"
)


@pytest.fixture(scope="module")
def home(read: Callable[[str], Page]) -> Page:
    return read("/")


def bounds(line: str) -> tuple[int, int | None, str, int]:
    """The bounds, the unit and the number of actions of a total, as a reader understands them."""
    match = LINE.match(line)
    assert match, line
    low, high = numbers_in(match["low"])[0], numbers_in(match["high"] or match["low"])[0]
    if match["open"] == "at most":
        low = 0
    return low, None if match["open"] == "at least" else high, UNITS[match["unit"]], numbers_in(match["actions"])[0]


def test_the_totals_are_those_of_a_query_of_our_own(home: Page, ask: Ask) -> None:
    rows = ask("{ totals(stage: GRANTED, groupBy: [KIND, UNIT]) { unit low high actions uncounted { totalCount } } }")
    expected = {
        (one["low"], one["high"], one["unit"], one["actions"]): one["uncounted"]["totalCount"]
        for one in rows["totals"]
        if one["unit"]
    }
    lines = [line for line in home.texts("li") if LINE.match(line)]
    told = {bounds(line): line for line in lines}
    assert told.keys() == expected.keys()
    for key, line in told.items():
        without = re.search(r"([\d,]+) more without a figure", line)
        assert (numbers_in(without[1])[0] if without else 0) == expected[key]


def test_each_program_is_shown_with_a_figure_of_its_own(home: Page, graph: KnowledgeGraph) -> None:
    rows = [row for row in home.texts("tr") if "granted" in row or "carried out" in row]
    assert len(rows) >= 10
    names = {one.name: one for one in graph.of_type(ClemencyAction)}
    for row in rows:
        action = max((one for name, one in names.items() if row.startswith(name)), key=lambda one: len(one.name))
        assert was_granted(action)
        figures = {
            numbers.number(bound)
            for claim in action.claims
            if claim.quantity
            for bound in (
                claim.quantity.low,
                claim.quantity.high,
                (claim.quantity.low or 1) - 1,
                (claim.quantity.high or 0) + 1,
            )
            if bound is not None
        }
        assert any(figure in row for figure in figures), row


def test_programs_of_one_unit_are_in_order_and_no_bar_is_longer_than_the_first(ask: Ask) -> None:
    actions = ask(
        """{ actions(where: { reached: { in: [GRANTED, RECORDED] }, hasFigure: true }, orderBy: [FIGURE_DESC],
        first: 60)
        { nodes { id figure { quantity { low high unit stage } } } } }"""
    )["actions"]["nodes"]
    for unit, rows in home_page.programs_by_unit(actions).items():
        told = [row["figure"]["quantity"] for row in rows]
        assert {one["unit"] for one in told} == {unit}
        assert {one["stage"] for one in told} <= {"GRANTED", "RECORDED"}
        largest = home_page.largest_bound(rows)
        assert all((one["high"] or one["low"]) <= largest for one in told)


def test_the_states_that_clear_without_a_request_are_named(home: Page, graph: KnowledgeGraph) -> None:
    effects = ("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL")
    laws = laws_in_force(graph, effects, today(), ("AUTOMATIC", "BOTH"), of_convictions=True)
    places = {law.jurisdiction for law in graph.of_type(Law) if law.id in laws}
    states = sorted(graph.entities[id].name for id in places if id.startswith("state/"))
    (answer,) = (text for text in home.texts("p") if "states and territories:" in text)
    assert answer == f"{len(states)} states and territories: {numbers.listed(states)}."


def test_the_overdue_duties_are_counted(home: Page, graph: KnowledgeGraph) -> None:
    overdue = [
        duty
        for law in graph.of_type(Law)
        for duty in law.duties
        if duty.due.last_day < today() and duty.outcome is None
    ]
    (answer,) = (text for text in home.texts("p") if "past the day with no outcome" in text)
    assert numbers_in(answer) == [len(overdue)]


def test_what_changed_leaves_the_first_release_out(home: Page, graph: KnowledgeGraph) -> None:
    (answer,) = (text for text in home.texts("p") if text.startswith("Since "))
    added = numbers_in(answer)[2]
    first = min(one.released for one in graph.history.releases)
    later = {entry.claim for one in graph.history.releases if one.released > first for entry in one.entries}
    assert (
        0 < added <= len(later | (graph.claims.keys() - {e.claim for r in graph.history.releases for e in r.entries}))
    )


def test_all_states_are_linked(home: Page, graph: KnowledgeGraph) -> None:
    links = {address.removeprefix("./") for address, _ in home.links()}
    assert {one.id for one in graph.of_type(State)} <= links
    assert numbers.day(str(graph.dataset.released)) in " ".join(home.texts("p"))


def test_it_has_two_searches_with_labels(home: Page) -> None:
    fields = [one for tag, one, _ in home.elements if tag == "input"]
    labels = {one["for"] for tag, one, _ in home.elements if tag == "label"}
    assert len(fields) == 2
    assert all(one["maxlength"] == "200" and ("aria-label" in one or one["id"] in labels) for one in fields)
