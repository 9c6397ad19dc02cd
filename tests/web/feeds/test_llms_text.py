"""The file for language models: its form, its links, and the rules in it."""

from __future__ import annotations

import re

from clemency_graph import KnowledgeGraph
from starlette.testclient import TestClient


def test_it_has_the_form_and_every_link_leads_somewhere(client: TestClient, graph: KnowledgeGraph) -> None:
    response = client.get("/llms.txt")
    assert response.headers["content-type"].startswith("text/plain")
    lines = response.text.splitlines()
    assert lines[0] == f"# {graph.dataset.title}"
    assert lines[2].startswith("> ")
    assert graph.dataset.version in lines[2]
    assert [line for line in lines if line.startswith("## ")] == ["## Pages", "## Data", "## Optional"]
    assert "never zero" in response.text
    links = re.findall(r"\]\(http://testserver(/[^)]*)\)", response.text)
    assert len(links) > 12
    needs = {"/graphql": "?query={__typename}", "/q/ClemencyInAState": "?code=NV"}
    needs["/q/AllThatIsSaidOfAnAction"] = "?id=action/nv/2020-possession-pardons"
    for link in links:
        assert client.get(link + needs.get(link, "")).status_code == 200, link
    assert client.get("/state/mo.json", follow_redirects=True).status_code == 200
