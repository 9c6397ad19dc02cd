"""Corrections, and reports by readers: a text with the id and the version, and where to send it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.server import create_app
from clemency_graph.web.pages import corrections_page
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient
from support.page_reading import Page

Read = Callable[[str], Page]
FORM = "https://issues.example/new?title={title}&body={body}"
ABOUT = ("state/mo", "claim/d222949ce419a5a6", "law/mo/amendment-3-2022", "automatic", "compare/va/md", "")


@pytest.fixture(scope="module")
def with_form() -> Iterator[TestClient]:
    with TestClient(create_app(settings=Settings(report_form=FORM))) as client:
        yield client


@pytest.mark.parametrize("about", ABOUT)
def test_a_report_names_the_page_and_the_version(
    with_form: TestClient, read: Read, graph: KnowledgeGraph, about: str
) -> None:
    page = Page(with_form.get("/report", params={"about": about}).text)
    (href,) = (address for address, _ in page.links() if address.startswith("https://issues.example"))
    (body,) = parse_qs(urlsplit(href).query)["body"]
    assert body.splitlines()[0] == f"Page: http://testserver/{about}"
    assert graph.dataset.version in body
    assert ("Id: " in body) == ("/" in about)
    assert page.texts("pre") == [" ".join(body.split())]
    without = read(f"/report?about={about}")
    assert without.texts("p", "warning") == [
        "This server names no address for reports. Copy the text, and send it to whoever runs it or to the project "
        "that its data come from."
    ]


@pytest.mark.parametrize("about", ["state/zz", "https://example.org", "javascript:alert(1)", "../etc", "a" * 400])
def test_a_report_about_nothing_is_not_found(with_form: TestClient, about: str) -> None:
    assert with_form.get("/report", params={"about": about}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/state/mo", "/claim/d222949ce419a5a6", "/automatic", "/person"])
def test_each_page_leads_to_a_report_about_it(read: Read, path: str) -> None:
    (href, *_) = (address for address, text in read(path).links() if text.startswith("Report an error"))
    assert parse_qs(urlsplit(href).query).get("about", [""]) == [path.strip("/")]


def test_each_figure_leads_to_a_report_about_it(read: Read, graph: KnowledgeGraph) -> None:
    page = read("/action/mo/2022-amendment-3-expungements")
    reports = {address.partition("about=")[2] for address, text in page.links() if text == "report"}
    figures = {
        one.id
        for one in graph.claims.values()
        if one.about == "action/mo/2022-amendment-3-expungements" and one.quantity is not None
    }
    assert reports == figures


def test_corrections_say_what_was_and_what_is(read: Read, graph: KnowledgeGraph) -> None:
    rows = read("/corrections").texts("tr")
    assert any("could impact up to 6,000 people" in row and "Birmingham" in row for row in rows)
    total = int(read("/corrections").texts("p")[1].split(", ")[1].split()[0])
    pages = -(-total // corrections_page.ROWS_A_PAGE)
    shown = [row for page in range(1, pages + 1) for row in read(f"/corrections?page={page}").texts("tr")]
    assert len(shown) == total + pages


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "²"])
def test_a_page_of_corrections_that_is_not_there_is_not_found(client: TestClient, page: str) -> None:
    assert client.get("/corrections", params={"page": page}).status_code == 404


def test_a_correction_has_the_reason_that_the_data_give() -> None:
    now = {"stated": "two", "rankReason": None, "inference": "Read again", "note": "A note"}
    change = {"kind": "REMOVED", "replacedBy": now, "claim": None, "about": {"name": "A"}, "released": "2026-11-29"}
    change["stated"] = "one"
    gone = {**change, "replacedBy": None, "released": None}
    rows = corrections_page.corrections_of([change, gone])
    assert [row.why for row in rows] == ["", "Read again"]
    assert rows[0].now is None
