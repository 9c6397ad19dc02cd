"""The figures in the text that a reader sees, parsed back, are those of a query of the test's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zlib import crc32

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Locality, State
from clemency_graph.graph.model.vocabulary import Stage
from clemency_graph.schema import run
from clemency_graph.web.pages.address import Address
from clemency_graph.web.pages.entity_page import entity_page
from support.html_page import HTMLPage

UNITS: Final = {
    "PEOPLE": r"pe(?:ople|rson)",
    "CONVICTIONS": "convictions?",
    "CASES": "cases?",
    "RECORDS": "records?",
    "CHARGES": "charges?",
    "CERTIFICATES": "certificates?",
    "APPLICATIONS": "applications?",
    "GRANTS": r"(?:grant|pardon|commutation|expungement|sealing|vacatur|dismissal|resentencing|relief)s?",
}
DONE: Final = ("GRANTED", "RECORDED")
NUMBER: Final = r"(\d{1,3}(?:,\d{3})*)"
# Stages as pages write them.
STAGES: Final = {"RECORDED": "carried out in the records", "APPLIED": "applied for"}


def number(text: str) -> int:
    return int(text.replace(",", ""))


def bounds(text: str) -> tuple[int, int | None]:
    """The bounds that words say, and nothing that they leave open."""
    words = text.removeprefix("about ").strip()
    for pattern, read in (
        (rf"more than {NUMBER}", lambda n: (n + 1, None)),
        (rf"at least {NUMBER}", lambda n: (n, None)),
        (rf"(?:fewer than|nearly) {NUMBER}", lambda n: (0, n - 1)),
        (rf"at most {NUMBER}", lambda n: (0, n)),
    ):
        found = re.match(pattern, words)
        if found:
            return read(number(found[1]))
    if words.startswith("an unknown number"):
        return 0, None
    found = re.match(rf"{NUMBER}(?: to {NUMBER})?", words)
    assert found, f"no number in {text!r}"
    return number(found[1]), number(found[2] or found[1])


def unit(text: str) -> str:
    """The unit that stands after the number."""
    found = re.search(rf"(?:{NUMBER}|number of) ({'|'.join(UNITS.values())})\b", text)
    assert found, f"no unit in {text!r}"
    return next(name for name, pattern in UNITS.items() if re.fullmatch(pattern, found[2]))


def day(text: str) -> str:
    """A day, a month or a year in ISO 8601."""
    for form, iso in (("%d %B %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"), ("%Y", "%Y")):
        try:
            return datetime.strptime(text, form).strftime(iso)
        except ValueError:
            continue
    raise AssertionError(f"no day in {text!r}")


def page_of(graph: KnowledgeGraph, id: str) -> HTMLPage:
    scope = {
        "type": "http",
        "path": f"/{id}",
        "raw_path": f"/{id}".encode(),
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
        "scheme": "http",
        "server": ("testserver", 80),
    }
    return HTMLPage(entity_page(graph, id, Address(scope)))


def answered(graph: KnowledgeGraph, document: str, **given: Any) -> Any:
    response = run(graph, document, given)
    assert not response.errors
    return response.data


PARTS: Final = (10, pytest.param(1, marks=pytest.mark.slow))
"""One in so many entities is read; all of them in a slow test."""


def drawn(graph: KnowledgeGraph, type: type[ClemencyAction] | type[State] | type[Locality], part: int) -> list[str]:
    """The same ids in each run."""
    found = [one.id for one in graph.of_type(type) if crc32(one.id.encode()) % part == 0]
    assert found
    return found


OWN_FIGURES: Final = """
query OwnFigures($id: ID!) {
  action(id: $id) {
    kind
    figure {
      id
      quantity { low high qualifier unit stage asOf }
      source { title publisher { name } }
      reportedBy { name }
    }
    claims(property: FIGURE, first: 200) { nodes { id rank quantity { low high qualifier unit stage asOf } } }
  }
}
"""
OWN_TOTALS: Final = """
query OwnTotals($code: String!) {
  state(code: $code) {
    totals(groupBy: [KIND, UNIT], level: STATE, stage: GRANTED) { kind unit low high actions }
    actions(first: 200) { nodes { id figure { id quantity { low high qualifier unit stage asOf } } } }
  }
}
"""


def assert_says(text: str, quantity: Any) -> None:
    """The text says the bounds and the unit of a quantity; no bounds where its source has words alone."""
    if quantity["qualifier"] == "UNQUANTIFIED":
        assert text.startswith("an uncounted number of "), text
    else:
        assert bounds(text) == (quantity["low"] or 0, quantity["high"]), text
    assert unit(text) == quantity["unit"], text


@pytest.mark.parametrize("part", PARTS)
def test_the_figures_of_actions(graph: KnowledgeGraph, part: int) -> None:
    for id in drawn(graph, ClemencyAction, part):
        assert_action(graph, id)


def assert_action(graph: KnowledgeGraph, id: str) -> None:
    """The table has each figure with its stage and day, and the lead the best of them."""
    page = page_of(graph, id)
    action = answered(graph, OWN_FIGURES, id=id)["action"]
    own: dict[str, Any] = {one["id"]: one["quantity"] for one in action["claims"]["nodes"]}
    shown = set()
    for row in page.rows:
        first, *others = row
        claims = [link for link in first.links if "claim/" in link]
        if not claims:
            continue
        claim = "claim/" + claims[0].partition("claim/")[2]
        shown.add(claim)
        cells = {cell.label: " ".join(cell.text.split()) for cell in others}
        assert_says(" ".join(first.text.split()), own[claim])
        assert cells["Stage"] == STAGES.get(own[claim]["stage"], own[claim]["stage"].lower().replace("_", " "))
        told = cells["Day of the figure"]
        assert (None if told == "not given" else day(told)) == own[claim]["asOf"]
    assert shown == set(own)
    figure = action["figure"]
    record = graph.entities[id]
    if isinstance(record, ClemencyAction) and record.stage is Stage.NOT_CANNABIS:
        # Nobody of this round had a cannabis offense: a figure of 0 is not led with.
        assert page.lead[0].startswith("Relief was granted ")
        return
    if figure is None:
        usable = [one for one in action["claims"]["nodes"] if one["rank"] != "DEPRECATED"]
        assert page.lead[0].startswith("No source that was read gives a number") == (not usable)
        return
    assert_lead(page.lead[0].strip(), figure)


def assert_lead(sentence: str, figure: Any) -> None:
    """A sentence says a figure with its unit, its day and who says so."""
    quantity = figure["quantity"]
    text = re.sub(
        r"^(?:Pardon|Commutation|Expungement|Sealing|Vacatur|Dismissal|Resentencing) (?:of|for) ", "", sentence
    )
    assert_says(text[0].lower() + text[1:], quantity)
    old = r"(?: \((?:\d+ (?:months|years) ago|last year)\))?"
    told = re.search(rf", as of ([\w ]+?){old}, (?:according|counted)", sentence)
    assert (day(told[1]) if told else None) == quantity["asOf"]
    publisher = figure["source"]["publisher"]
    assert (publisher["name"] if publisher else figure["source"]["title"]) in sentence
    if quantity["stage"] == "ELIGIBLE":
        assert "could have received" in sentence
        assert sentence.endswith("That is how many could, not how many did.")
    else:
        assert "could have" not in re.sub("“.*?”", "", sentence)


@pytest.mark.parametrize("part", PARTS)
def test_the_totals_and_the_rows_of_states(graph: KnowledgeGraph, part: int) -> None:
    for id in drawn(graph, State, part):
        assert_state(graph, id)


def is_told(total: dict[str, Any], low: int, high: int | None) -> bool:
    """Whether a sentence with these bounds is one on a total: a sum of figures of several days has no upper bound."""
    open_ended = total["actions"] > 1 and total["low"] == total["high"]
    if total["actions"] == 1 and high is not None and low == high:
        # The figure of one action is quoted: about 140,000, which counts as an interval.
        return total["low"] <= low and (total["high"] is None or high <= total["high"])
    return total["low"] == low and (total["high"] == high or (open_ended and high is None))


def assert_state(graph: KnowledgeGraph, id: str) -> None:
    """The lead and the list have the totals, and the tables the best figure of each action."""
    page = page_of(graph, id)
    state = answered(graph, OWN_TOTALS, code=id.removeprefix("state/").upper())["state"]
    totals = [one for one in state["totals"] if one["unit"]]
    items = page.section("Totals of what the state granted").items if totals else []
    left = list(totals)
    for item in items:
        mine = [one for one in left if one["unit"] == unit(item)]
        if not item.startswith("An uncounted number"):
            low, high = bounds(item[0].lower() + item[1:])
            mine = [one for one in mine if is_told(one, low, high)]
        left.remove(mine[0])
    assert not left
    kinds = {one["kind"] for one in totals if one["actions"]}
    uncounted = r"^No figure|were? not looked for|no figure of what was granted|of cities|without a request"
    numbered = [one for one in page.lead if not re.search(uncounted, one)]
    assert len(numbered) == len(kinds)
    for sentence in numbered:
        assert re.search(", according to |, counted by |, from |, added up here from ", sentence)
        if sentence.startswith("An uncounted number"):
            continue
        low, high = bounds(sentence[0].lower() + sentence[1:])
        mine = [one for one in totals if one["unit"] == unit(sentence)]
        quoted = any(
            low <= one["low"] and (high is None or (one["high"] is not None and one["high"] <= high))
            for one in mine
            if one["actions"] == 1
        )
        assert quoted or any(is_told(one, low, high) for one in mine)
    figures = {one["id"]: one["figure"] for one in state["actions"]["nodes"]}
    seen = {}
    for row in page.rows:
        action = row[0].links[0].lstrip("./") if row[0].links else ""
        cells = {cell.label: cell for cell in row}
        if action in figures and "For how many" in cells:
            seen[action] = " ".join(cells["For how many"].text.split())
    assert set(seen) == set(figures)
    for action, words in seen.items():
        if figures[action] is None:
            assert words == "no figure of what was done"
        else:
            assert_says(words, figures[action]["quantity"])


OWN_LOCALITY: Final = """
query OwnLocality($id: ID!) {
  locality(id: $id) { totals(groupBy: [KIND, UNIT], stage: GRANTED) { kind unit low high actions } }
}
"""
OWN_CLAIM: Final = """
query OwnClaim($id: ID!) { node(id: $id) { ... on Claim {
  about { name }
  quantity { low high qualifier unit stage asOf }
  source { title publisher { name } }
  reportedBy { name }
} } }
"""


def within(inner: Sequence[int | None], outer: Sequence[int | None]) -> bool:
    """Whether an interval lies in another: the words of one source say less than the total, or its figure says more."""
    (low, high), (least, most) = inner, outer
    return (low or 0) >= (least or 0) and (most is None or (high is not None and high <= most))


@pytest.mark.parametrize("part", PARTS)
def test_the_totals_of_cities_and_counties(graph: KnowledgeGraph, part: int) -> None:
    seen = 0
    for id in drawn(graph, Locality, part):
        totals = [one for one in answered(graph, OWN_LOCALITY, id=id)["locality"]["totals"] if one["unit"]]
        own = {(one["low"], one["high"], one["unit"]) for one in totals}
        lead = page_of(graph, id).lead
        numbered = [one for one in lead if re.search("according to |counted by |added up here|, from ", one)]
        if not totals:
            continue
        seen += 1
        assert len(numbered) == len({one["kind"] for one in totals if one["actions"]}), id
        for sentence in numbered:
            if not sentence.startswith("An uncounted number"):
                text = sentence[0].lower() + sentence[1:]
                low, high = bounds(text)
                assert any(
                    unit(sentence) == counted and (within((low, high), total) or within(total, (low, high)))
                    for *total, counted in own
                ), sentence
    assert seen


@pytest.mark.parametrize("part", [100, pytest.param(10, marks=pytest.mark.slow)])
def test_the_figures_of_claims(graph: KnowledgeGraph, part: int) -> None:
    figures = [one.id for one in graph.claims.values() if one.quantity and one.stage]
    chosen = [id for id in figures if crc32(id.encode()) % part == 0]
    assert chosen
    for id in chosen:
        claim = answered(graph, OWN_CLAIM, id=id)["node"]
        sentence = page_of(graph, id).lead[0].strip().removeprefix(f"{claim['about']['name']}: ")
        assert_lead(sentence, claim)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("140,429 cases were expunged", (140429, 140429, "CASES")),
        ("more than 15,000 people", (15001, None, "PEOPLE")),
        ("fewer than 88,000 cases", (0, 87999, "CASES")),
        ("about 135,000 to 145,000 expungements", (135000, 145000, "GRANTS")),
        ("an unknown number of records", (0, None, "RECORDS")),
        ("at most 1 person", (0, 1, "PEOPLE")),
    ],
)
def test_the_reader_of_this_test_reads_rightly(text: str, read: tuple[int, int | None, str]) -> None:
    assert (*bounds(text), unit(text)) == read
    assert read != (*bounds(text.replace("1", "2").replace("8", "9")), unit(text)) or "unknown" in text
