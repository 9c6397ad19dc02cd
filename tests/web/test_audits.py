"""The audits of npm's graphql-http: what GraphQL over HTTP says must, should and may be."""

from __future__ import annotations

import pytest
from support.npm import Scripts
from support.servers import Server


@pytest.mark.node
def test_all_audits_pass(scripts: Scripts, running: Server) -> None:
    results = scripts.run("audits.mjs", f"{running.address}graphql")
    failed = [f"{result['id']} {result['name']}: {result['reason']}" for result in results if result["status"] != "ok"]
    assert failed == []
    assert len(results) == 61
