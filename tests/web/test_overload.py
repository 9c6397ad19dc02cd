"""More costly operations at a time than run and wait: 503 with retry-after, however the server serves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice

import pytest
from httpx2 import Client, Response
from support.servers import server, until

PAGES = "actions(first: 100) { nodes { claims(first: 100) { nodes { id } } } }"
COSTLY = " ".join(f"a{i}: {PAGES}" for i in range(9))


def ask(client: Client, number: int) -> Response:
    # Operations that differ, or one would be executed for all.
    return client.post("graphql", json={"query": f"query Q{number} {{ {COSTLY} }}"})


@pytest.mark.slow
def test_what_is_too_much_is_refused_and_counted(way: str) -> None:
    options = ("--max-concurrent-expensive", "1", "--max-queued", "0", way)
    with server(*options) as one, Client(base_url=one.address, timeout=60) as client:
        numbers, responses = count(), list[Response]()

        def are_some_refused() -> bool:
            # The system may send one after the other, each after the response to the one before it.
            responses.extend(threads.map(lambda number: ask(client, number), islice(numbers, 12)))
            return any(response.status_code != 200 for response in responses)

        with ThreadPoolExecutor(12) as threads:
            assert until(are_some_refused)
        refused = [response for response in responses if response.status_code != 200]
        assert len(refused) < len(responses)
        for response in refused:
            assert response.status_code == 503
            assert response.headers["retry-after"] == "1"
            assert response.headers["x-request-id"]
            assert response.json()["errors"][0]["extensions"]["code"] == "OVERLOADED"
        again = ask(client, next(numbers))
        assert again.status_code == 200
        lines = client.get("metrics").text.splitlines()
    counted = [line for line in lines if line.startswith("clemency_graph_requests_total{") and 'status="503"' in line]
    assert sum(float(line.rpartition(" ")[2]) for line in counted) == len(refused)
    assert 'clemency_graph_requests_total{operation="unnamed",status="500"}' not in "\n".join(lines)
