"""The check of a text at /check: a form without JavaScript, and the same address as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.text_check import Verdict, check_text
from starlette.testclient import TestClient
from support.page_reading import Page

TEXT = "In Oregon, 47,144 people were pardoned; A&B.\n\nNevada pardoned <b>more than 15,000 people</b> in June 2020."
SHOWN = TEXT.replace("47,144 people", "47,144 people1").replace("15,000 people", "15,000 people2")
"""The text with the numbers of the notes."""


def post(client: TestClient, **fields: str) -> Any:
    """The response to the form."""
    return client.post("/check", data=fields)


def test_the_form_needs_no_script(client: TestClient) -> None:
    page = Page(client.get("/check").text)
    (form,) = (one for tag, one, _ in page.elements if tag == "form" and one.get("class") == "check")
    assert (form["method"], form["action"]) == ("post", "./check")
    fields = {one["name"]: one for tag, one, _ in page.elements if one.get("name") in ("text", "published")}
    assert fields["text"]["maxlength"] == "64000" and "required" in fields["text"]
    assert fields["published"]["type"] == "date"
    labeled = {one["for"] for tag, one, _ in page.elements if tag == "label"}
    assert {one["id"] for one in fields.values()} <= labeled
    assert len(page.texts("dt")) == len(Verdict)


@pytest.mark.parametrize("path", ["/", "/developers", "/topics", "/state/nv"])
def test_pages_link_to_it(client: TestClient, path: str) -> None:
    assert any(address.endswith("/check") for address, _ in Page(client.get(path).text).links())


def test_the_text_is_marked_with_notes_beside_it(client: TestClient, graph: KnowledgeGraph) -> None:
    response = post(client, text=TEXT.replace("\n", "\r\n"))
    assert response.status_code == 200
    page = Page(response.text)
    assert page.texts("p", "text") == SHOWN.split("\n\n")
    found = check_text(graph, TEXT).findings
    assert page.texts("mark") == [one.text for one in found]
    notes = [(one["id"], text) for tag, one, text in page.elements if tag == "li" and one.get("id", "").startswith("n")]
    assert [id for id, _ in notes] == ["note-1", "note-2"]
    for (_, text), finding in zip(notes, found, strict=True):
        assert " ".join(finding.reason.split()) in text
        assert finding.correction is None or f"Correction: {finding.correction}" in text
        assert finding.citation is not None and finding.citation in text
    marks = {one["id"] for tag, one, _ in page.elements if tag == "a" and one.get("id", "").startswith("mark-")}
    targets = {address for address, _ in page.links() if address.startswith(("#note-", "#mark-"))}
    assert targets == {"#note-1", "#note-2", "#mark-1", "#mark-2"} and marks == {"mark-1", "mark-2"}
    assert page.texts("textarea") == [" ".join(TEXT.split())]


def test_the_claims_are_links(client: TestClient) -> None:
    links = [address for address, _ in Page(post(client, text=TEXT).text).links() if "claim/" in address]
    assert links and all(client.head(address.removeprefix(".")).status_code == 200 for address in links)


def test_the_day_of_publication_counts(client: TestClient) -> None:
    text = "Nevada pardoned more than 15,000 people."
    assert "agrees: 1" in post(client, text=text).text.replace("</a>", "")
    earlier = post(client, text=text, published="2020-01-01").text
    assert "unsure: 1" in earlier.replace("</a>", "") and "1 January 2020" in earlier


def test_a_text_without_statements_is_told(client: TestClient) -> None:
    page = Page(post(client, text="Hello. <script>alert(1)</script>").text)
    assert "no figure of clemency that can be checked" in " ".join(page.texts("p"))
    assert page.texts("p", "text") == ["Hello. <script>alert(1)</script>"]
    assert page.texts("script") == [""], "that of the page alone"


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"text": "a" * 64_001}, 400, "at most 64,000"),
        ({"text": "a", "published": "June"}, 400, "write it as 2024-06-18"),
        ({"text": "a", "published": "2024-02-30"}, 400, "write it as 2024-06-18"),
        ({"text": "\u00e9" * 40_000}, 413, "200,000 bytes"),
        ({f"x{number}": "" for number in range(11)}, 400, "10 fields at most"),
    ],
)
def test_what_is_not_checked_says_why_on_the_page(
    client: TestClient, fields: dict[str, str], status: int, told: str
) -> None:
    response = post(client, **fields)
    assert response.status_code == status
    assert response.headers["cache-control"] == "no-store"
    page = Page(response.text)
    assert told in page.texts("p", "warning")[0]
    if status == 400:
        assert page.texts("textarea") == [fields.get("text", "")]


def test_json_is_answered_with_json(client: TestClient, graph: KnowledgeGraph) -> None:
    response = client.post("/check", json={"text": TEXT, "published": "2022-12-01"})
    found = check_text(graph, TEXT).findings
    assert response.json()["findings"] == [one.as_row() for one in found]
    assert response.json()["dataset"]["version"] == graph.dataset.version
    assert [one["verdict"] for one in response.json()["findings"]] == ["other_unit", "agrees"]


@pytest.mark.parametrize(
    ("request_", "status", "told"),
    [
        ({"json": {"text": "a" * 64_001}}, 400, "at most 64,000"),
        ({"json": {"text": 1}}, 400, "not a string"),
        ({"json": {}}, 400, "missing"),
        ({"json": ["a"]}, 400, "JSON object"),
        ({"json": {"text": "a", "published": 2024}}, 400, "2024-06-18"),
        ({"json": {"text": "a", "published": "2024"}}, 400, "2024-06-18"),
        ({"json": {"text": "a", "day": "2024"}}, 400, "'day'"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "not JSON"),
        ({"content": b"a", "headers": {"content-type": "text/plain"}}, 415, "application/json"),
        ({"content": b"a" * 200_001, "headers": {"content-type": "application/json"}}, 413, "200,000 bytes"),
    ],
)
def test_what_is_no_request_says_what_would_be(
    client: TestClient, request_: dict[str, Any], status: int, told: str
) -> None:
    response = client.post("/check", **request_)
    assert response.status_code == status
    assert told in response.json()["errors"][0]["message"]
    assert response.headers["cache-control"] == "no-store"


def test_the_response_may_not_be_stored(client: TestClient) -> None:
    for response in (post(client, text=TEXT), client.post("/check", json={"text": TEXT})):
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers and "set-cookie" not in response.headers


def test_a_text_in_the_address_is_refused(client: TestClient) -> None:
    response = client.get("/check", params={"text": TEXT})
    assert response.status_code == 405
    assert "by POST" in response.json()["errors"][0]["message"]
    assert "POST" in response.headers["allow"]


def test_other_methods_are_told_which_there_are(client: TestClient) -> None:
    allowed = "GET, HEAD, POST, OPTIONS"
    assert client.put("/check").headers["allow"] == allowed
    assert client.put("/check").status_code == 405
    assert client.options("/check").headers["access-control-allow-methods"] == allowed
