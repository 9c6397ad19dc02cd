"""The topic pages: their rows are those of the data, each once, with figure, unit, stage, day and source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Law, Locality
from clemency_graph.graph.model.vocabulary import LawStatus, ReliefKind
from clemency_graph.web.pages import actions_page, changes_page, numbers, sentences
from starlette.testclient import TestClient
from support.asking import Ask
from support.page_reading import Page, numbers_in
from support.plain_reading import Json, actions, in_state, laws_in_force, today

CLEARING = ("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL")
Read = Callable[[str], Page]


def test_every_state_that_clears_is_a_row_and_no_other(read: Read, graph: KnowledgeGraph) -> None:
    page = read("/automatic")
    laws = laws_in_force(graph, CLEARING, today(), ("AUTOMATIC", "BOTH"), of_convictions=True)
    states = {
        law.jurisdiction for law in graph.of_type(Law) if law.id in laws and law.jurisdiction.startswith("state/")
    }
    rows = [text for text in page.texts("tr") if "Next deadline, or the last" not in text][: len(states)]
    names = sorted(graph.entities[id].name for id in states)
    assert [next(name for name in names if row.startswith(name)) for row in rows] == names
    assert f"{len(states)} states and territories have a law in force" in page.texts("p")[1]


def test_laws_that_are_not_in_force_stand_apart(read: Read, graph: KnowledgeGraph) -> None:
    page = read("/automatic")
    tables = page.texts("table")
    assert len(tables) == 2
    laws = laws_in_force(graph, CLEARING, today(), ("AUTOMATIC", "BOTH"), of_convictions=True)
    of_arrests = laws_in_force(graph, CLEARING, today(), ("AUTOMATIC", "BOTH")) - laws
    assert "law/ga/ocga-35-3-37" in of_arrests
    for law in graph.of_type(Law):
        method = {one.method.name for one in law.provisions if one.effect.name in CLEARING and one.method}
        if method & {"AUTOMATIC", "BOTH"}:
            listed = law.id in of_arrests or (law.id in laws and law.jurisdiction.startswith("locality/"))
            assert law.name in (" ".join(page.texts("li")) if listed else tables[0 if law.id in laws else 1])
            assert not listed or law.name not in " ".join(tables)


def test_a_state_with_relief_of_arrests_alone_is_not_counted(read: Read) -> None:
    clearing, _ = read("/automatic").texts("table")
    assert not any(name in clearing for name in ("Georgia", "Hawaii", "North Carolina", "Texas"))
    own = " ".join(read("/state/nc").texts("p"))
    assert "By law, without a request: expungement (cases without a conviction only)." in own
    assert "cases without a conviction only" not in " ".join(read("/state/il").texts("p"))
    assert any("cases without a conviction" in row for row in read("/law/nc/second-chance-act-2020").texts("td"))


def test_shares_are_those_of_a_query_of_our_own(read: Read, ask: Ask) -> None:
    told = ask(
        """{ state(code: "IL") { uptake { action { kind jurisdiction { id } } unit rate { low high }
        eligible { counts { low high } } } } }"""
    )["state"]["uptake"]
    expected = [
        f"{numbers.share(row['rate'])} of {numbers.interval(counts['low'], counts['high'], row['unit'])}"
        for row in told
        for counts in [row["eligible"] and row["eligible"]["counts"]]
        if row["rate"] and row["action"]["jurisdiction"]["id"] == "state/il" and row["action"]["kind"] in CLEARING
    ]
    row = next(text for text in read("/automatic").texts("tr") if text.startswith("Illinois"))
    assert expected
    assert all(one in row for one in expected)


@pytest.mark.parametrize(
    ("path", "kinds"), [("/pardons", actions_page.PARDONS), ("/expungements", actions_page.CLEARED)]
)
def test_every_action_of_the_kinds_is_one_row_with_its_figure(
    read: Read, graph: KnowledgeGraph, ask: Ask, path: str, kinds: tuple[str, ...]
) -> None:
    page = read(path)
    expected = {one.id: one for one in actions(graph) if one.kind.name in kinds}
    linked = [address.rpartition("./")[2] for address, _ in page.links() if "action/" in address]
    assert sorted(linked) == sorted(expected)
    assert numbers_in(page.texts("p")[1])[0] == len(expected)
    rows = page.texts("tr")
    for action in ask(
        """query($kinds: [ReliefKind!]) { actions(where: { kind: { in: $kinds } }, first: 200) { nodes { name
        figure { stated quantity { low high qualifier unit stage asOf } } } } }""",
        kinds=list(kinds),
    )["actions"]["nodes"]:
        assert any(text.startswith(action["name"]) and _tells(text, action) for text in rows), action


def _tells(row: str, action: Json) -> bool:
    figure = action["figure"]
    if figure is None:
        return "no figure of what was done" in row
    quantity = figure["quantity"]
    when = numbers.day(quantity["asOf"]) if quantity["asOf"] else "not given"
    return sentences.counted_as_stated(figure) in row and when in row


def test_all_kinds_of_relief_are_on_one_of_the_two_pages() -> None:
    assert {*actions_page.PARDONS, *actions_page.CLEARED} == set(ReliefKind.__members__)
    assert not {*actions_page.PARDONS} & {*actions_page.CLEARED}


def test_cities_stand_apart_from_their_states(graph: KnowledgeGraph, ask: Ask) -> None:
    rows = ask("{ actions(first: 200) { nodes { id jurisdiction { id name parent { id name } } } } }")["actions"][
        "nodes"
    ]
    places = actions_page.by_place(rows)
    assert sum(len(one.own) + len(one.local) for one in places) == len(rows)
    for one in places:
        for row in one.own:
            assert row["jurisdiction"]["id"] == one.place["id"]
        for row in one.local:
            action = graph.entities[row["id"]]
            assert isinstance(action, ClemencyAction)
            assert isinstance(graph.entities[action.jurisdiction], Locality)
            assert in_state(graph, action.jurisdiction) == one.place["id"]


def test_every_duty_is_one_row_of_the_deadlines(read: Read, graph: KnowledgeGraph) -> None:
    page = read("/deadlines")
    duties = [duty for law in graph.of_type(Law) for duty in law.duties]
    rows = [text for text in page.texts("tr") if not text.startswith("Duty")]
    assert len(rows) == len(duties)
    for duty in duties:
        assert any(row.startswith(duty.task) and numbers.day(str(duty.due)) in row for row in rows)
    assert numbers_in(page.texts("p")[1])[0] == len(duties)
    overdue = [duty for duty in duties if duty.outcome is None and duty.due.last_day < today()]
    assert sum(1 for row in rows if "overdue: no outcome recorded" in row) == len(overdue)


def test_every_figure_of_a_contradiction_is_shown(read: Read, ask: Ask) -> None:
    page = read("/disputed")
    conflicts = ask(
        """{ conflicts(property: FIGURE, first: 200) { totalCount nodes { open daysDiffer about { name }
        claims { quantity { low high qualifier unit } } } } }"""
    )["conflicts"]["nodes"]
    shown = [one for one in conflicts if one["open"] or not one["daysDiffer"]]
    rows = [text for text in page.texts("tr") if not text.startswith("About")]
    assert len(rows) == len(shown)
    for one in shown:
        figures = [numbers.quantity(claim["quantity"]) for claim in one["claims"]]
        assert any(row.startswith(one["about"]["name"]) and all(figure in row for figure in figures) for row in rows)
    contradictions = [one["open"] for one in shown if not one["daysDiffer"]]
    opened, count = sum(contradictions), len(contradictions)
    assert numbers_in(page.texts("p")[1]) == [count, opened, count - opened]
    assert numbers_in(page.texts("p")[2]) == [len(shown) - count]


def test_the_range_of_estimates_is_told(read: Read) -> None:
    lines = read("/action/us/2022-possession-pardons").texts("li")
    told = next(line for line in lines if "4 figures from 6,501 to 20,000 people, as of 6 October 2022 to" in line)
    assert "8 more leave some out. All of them fit 10,001 to 11,000 people." in told
    lines = read("/action/wa/2019-conviction-vacatur").texts("li")
    assert [line for line in lines if "43,506" in line and "No number fits all of them" in line]


def test_two_states_stand_side_by_side(read: Read) -> None:
    page = read("/compare/va/md")
    heads = page.texts("th")[:3]
    assert heads == ["What", "Virginia", "Maryland"]
    (granted,) = (text for text in page.texts("tr") if text.startswith("What the state granted"))
    assert "398,537 records were sealed" in granted
    assert granted.index("398,537") < granted.index("people were pardoned by 2 actions")


@pytest.mark.parametrize(
    ("path", "status", "to"),
    [
        ("/compare?one=va&other=md", 303, "./compare/va/md"),
        ("/compare?one=VA&other=MD", 303, "./compare/va/md"),
        ("/compare/VA/MD", 301, "../../compare/va/md"),
        ("/compare/va/va", 303, "../../state/va"),
    ],
)
def test_other_ways_to_compare_lead_there(client: TestClient, path: str, status: int, to: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["location"]) == (status, to)


@pytest.mark.parametrize(
    "path", ["/compare/va/zz", "/compare?one=zz&other=va", "/changes?state=zz", "/changes.atom?state=zz"]
)
def test_a_state_that_is_not_there_is_told(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "No state has the code" in Page(response.text).texts("p")[0]


def test_the_changes_of_a_state_are_those_of_a_query_of_our_own(read: Read, ask: Ask, graph: KnowledgeGraph) -> None:
    page = read("/changes?state=mo")
    first = min(one.released for one in graph.history.releases)
    told = page.texts("p")[1]
    counts = {}
    for kind in ("ADDED", "REMOVED", "RERANKED"):
        counts[kind] = ask(
            """query($since: Date!, $kind: ChangeKind!) { changes(since: $since, where: { kind: { eq: $kind },
            state: { code: { eq: "MO" } } }) { totalCount } }""",
            since=str(first.replace(day=first.day + 1)),
            kind=kind,
        )["changes"]["totalCount"]
    assert numbers_in(told)[2:] == [counts["ADDED"], counts["REMOVED"], counts["RERANKED"]]
    items = [text for text in page.texts("li") if text.startswith(("Added:", "Removed:", "Ranked differently:"))]
    assert len(items) == sum(counts.values())


def test_the_method_promises_no_tracking_and_keeps_it(client: TestClient, read: Read) -> None:
    assert any("set no cookies, run no trackers" in text for text in read("/method").texts("p"))
    for path in ("/", "/state", "/automatic", "/search?q=Nevada", "/state/nv"):
        response = client.get(path)
        assert "set-cookie" not in response.headers
        assert Page(response.text).texts("script") == [""], "one file, nothing inline"


def test_what_is_in_no_release_yet_comes_first() -> None:
    def change(released: str | None, id: str, kind: str = "ADDED") -> dict[str, object]:
        return {"released": released, "about": {"id": id, "name": id}, "kind": kind, "claim": None}

    told = [
        change("2026-11-28", "law/a"),
        change(None, "law/b"),
        change("2026-11-29", "law/a"),
        change("2026-11-29", "law/a", "REMOVED"),
    ]
    rows = changes_page.by_entity(told)
    assert [(row.about["id"], row.released) for row in rows] == [
        ("law/b", ""),
        ("law/a", "2026-11-29"),
        ("law/a", "2026-11-28"),
    ]
    assert rows[1].counted() == "1 added, 1 removed"
    assert [(day, sum(counts.values())) for day, counts in changes_page.by_release(told)] == [
        ("", 1),
        ("2026-11-29", 2),
        ("2026-11-28", 1),
    ]


def test_what_has_ended_or_never_began_is_listed_as_such(read: Read) -> None:
    automatic, state, law = (read(path) for path in ("/automatic", "/state/va", "/law/va/hb-2312-2021"))
    never, ended = "Records of arrests, charges, convictions and civil offenses", "State Police database records"
    clearing, others = automatic.texts("table")
    assert never not in clearing and ended not in clearing
    assert "never took effect" in others and "until 1 July 2026" in others
    assert not [line for line in state.texts("li") if never in line or ended in line]
    rows = [row for row in law.texts("tr") if never in row or ended in row]
    assert ["never took effect" in row for row in rows] == [False, True]
    assert "1 July 2026" in rows[0]
    assert "Until 1 July 2026 it provided for sealing without a request." in law.texts("p")
    assert "What it provides for expungement without a request never took effect." in law.texts("p")


def test_a_page_says_what_a_person_needs_and_the_law_that_first_made_it_so(read: Read) -> None:
    facts = read("/action/ma/2024-possession-pardons").texts("dd")
    assert [one for one in facts if one.startswith("none, says a source: The certificate that proves the pardon")]
    assert [one for one in facts if one.startswith("From age 21 at the time of the pardon")]
    adult_use = next(one for one in read("/state/co").texts("dd") if "HB 21-1090" in one or "first by" in one)
    assert "first by" in adult_use and "2012" in adult_use


def test_vetoes_name_who_pardoned_after_and_who_before(read: Read, graph: KnowledgeGraph) -> None:
    page = read("/vetoes")
    laws = [one for one in graph.of_type(Law) if one.vetoed_by or one.status is LawStatus.VETOED]
    people = {one.vetoed_by for one in laws if one.vetoed_by}
    assert page.texts("p")[1] == f"{len(laws)} cannabis bills with a veto are recorded, by {len(people)} people."
    later = [text for text in page.texts("p") if " and later granted " in text]
    assert [text.partition(" vetoed ")[0] for text in later] == ["Phil Murphy"]
    assert "(23 August 2019) and later granted" in later[0]
    rows = {text for text in page.texts("tr") if "Glenn Youngkin" in text}
    assert rows
    assert all("Before, or order not known:" in text and "Later:" not in text for text in rows)
    assert len(page.texts("tr")) == len(laws) + 1


def test_the_deadline_in_the_open_is_the_next_or_the_last(read: Read) -> None:
    page = read("/automatic")
    row = next(text for text in page.texts("tr") if text.startswith("Missouri"))
    assert "8 December 2023, missed" in row
