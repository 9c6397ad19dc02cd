"""Costly questions: bounds told before anything is run, deadlines, turns, and the cheap ones meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import dedent
from typing import Any

import pytest
from clemency_graph.graph.queries import totals
from clemency_graph.schema.validation.limits import Limits
from clemency_graph.server import create_app
from clemency_graph.web.executor import SWITCH_INTERVAL
from clemency_graph.web.settings import Settings
from starlette.testclient import TestClient

pytestmark = pytest.mark.usefixtures("serve_small_folder")

COSTLY = "query C { " + " ".join(f"a{i}: states {{ nodes {{ actions {{ totalCount }} }} }}" for i in range(99)) + " }"
STEPS = " ".join(
    f"fragment F{i} on Query {{ ...F{i + 1} ...G{i + 1} }} fragment G{i} on Query {{ ...F{i + 1} }}" for i in range(20)
)
ENDS = "fragment F20 on Query { states { nodes { name } } } fragment G20 on Query { parties { id } }"
CHAIN = f"query {{ ...F0 ...G0 }} {STEPS} {ENDS}"
PAGES = "states(first: SIZE) { nodes { actions(first: SIZE) { nodes { claims(first: SIZE) { nodes { id } } } } } }"
ALL_FIGURES = "states { nodes { actions { nodes { figures { stated } } } } }"


@contextmanager
def client(**settings: Any) -> Iterator[TestClient]:
    with TestClient(create_app(settings=Settings(**settings))) as client:
        yield client


def asked(client: TestClient, query: str, **variables: Any) -> Any:
    return client.post(
        "/graphql",
        json={"query": query, "variables": variables},
        headers={"accept": "application/graphql-response+json"},
    )


@pytest.mark.parametrize(
    ("query", "variables", "bound"),
    [
        ("{ " + "parties { id } " * 1500 + "}", {}, "tokens"),
        ("{ " + "states { nodes { parent { " * 8 + "id" + " } } }" * 8 + " }", {}, "depth"),
        ("{ a" * 1600 + "}" * 1600, {}, "depth"),
        ("{ " + " ".join(f"a{i}: parties {{ id }}" for i in range(101)) + " }", {}, "aliases"),
        ("{ parties { id " + "@include(if: true) " * 101 + "} }", {}, "directives"),
        ("{ parties { " + "id " * 102 + "} }", {}, "repeats"),
        (
            "{ " + " ".join(f"...F{i}" for i in range(101)) + " } "
            + " ".join(f"fragment F{i} on Query {{ parties {{ id }} }}" for i in range(101)),
            {},
            "fragments",
        ),
        (f"{{ {PAGES.replace('SIZE', '100')} }}", {}, "cost"),
        (f"query ($n: Int) {{ {PAGES.replace('SIZE', '$n')} }}", {"n": 100}, "cost"),
        ("query ($w: ActionWhere) { actions(where: $w) { totalCount } }", {"w": {"or": [{}] * 1001}}, "values"),
    ],
)  # fmt: skip
def test_what_asks_too_much_is_told_before_it_is_run(query: str, variables: dict[str, Any], bound: str) -> None:
    with client() as one:
        answer = asked(one, query, **variables)
    assert answer.status_code == 400
    assert "data" not in answer.json()
    (error,) = answer.json()["errors"]
    told = error["extensions"]
    assert (told["code"], told["bound"], told["limit"]) == ("LIMIT_EXCEEDED", bound, getattr(Limits(), bound))
    assert f"{told['limit']:,}" in error["message"]
    assert bound in error["message"]
    if "value" in told:
        assert told["value"] > told["limit"]
        assert f"{told['value']:,}" in error["message"]


def test_small_pages_of_the_same_question_are_answered() -> None:
    query = f"query ($n: Int) {{ {PAGES.replace('SIZE', '$n')} }}"
    with client() as one:
        assert asked(one, query, n=5).json()["data"]


def test_fragments_in_fragments_cost_what_they_unfold_to_and_no_time() -> None:
    with client() as one:
        answer = asked(one, CHAIN)
        assert one.get("/healthz").status_code == 200
    (error,) = answer.json()["errors"]
    # Each step is spread by the two before it: what they unfold to grows as Fibonacci's numbers.
    assert error["extensions"]["bound"] == "cost"
    assert error["extensions"]["value"] > 10_000


def test_a_question_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    real = totals.totals

    def slowly(*given: Any, **named: Any) -> Any:
        time.sleep(0.3)
        return real(*given, **named)

    monkeypatch.setattr(totals, "totals", slowly)
    slow = "{ " + " ".join(f"a{i}: totals {{ low }}" for i in range(20)) + ALL_FIGURES + " }"
    with client(operation_timeout=0.2) as one:
        answer = asked(one, slow)
        assert answer.status_code == 503
        assert answer.json()["errors"][0]["extensions"]["code"] == "DEADLINE_EXCEEDED"
        assert "data" not in answer.json()
        assert asked(one, "{ parties { id } }").status_code == 200


def test_costly_questions_wait_for_their_turn_and_cheap_ones_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    real = totals.totals
    go = threading.Event()

    def held(*given: Any, **named: Any) -> Any:
        go.wait(30)
        return real(*given, **named)

    monkeypatch.setattr(totals, "totals", held)
    statuses: list[int] = []
    with client(max_concurrent_expensive=1, max_queued=1) as one:

        def costly(i: int) -> None:
            # Each its own question, or they would be worked out once for all.
            statuses.append(asked(one, f"query C{i} {{ totals {{ low }} {ALL_FIGURES} }}").status_code)

        threads = [threading.Thread(target=costly, args=(i,)) for i in range(3)]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 20
        while not statuses and time.monotonic() < deadline:
            time.sleep(0.01)
        # One runs, one waits, and one is told to come again.
        assert statuses == [503]
        assert asked(one, "{ parties { id } }").status_code == 200
        assert one.get("/healthz").status_code == 200
        go.set()
        for thread in threads:
            thread.join()
    assert sorted(statuses) == [200, 200, 503]


def test_waiting_in_vain_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = totals.totals
    began, go = threading.Event(), threading.Event()

    def held(*given: Any, **named: Any) -> Any:
        began.set()
        go.wait(60)
        return real(*given, **named)

    monkeypatch.setattr(totals, "totals", held)
    with client(max_concurrent_expensive=1, max_queued=0) as one:
        other = threading.Thread(target=asked, args=(one, f"{{ totals {{ low }} {ALL_FIGURES} }}"))
        other.start()
        assert began.wait(60)
        answer = asked(one, COSTLY)
        go.set()
        other.join()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["errors"][0]["extensions"]["code"] == "OVERLOADED"


def test_costly_questions_give_way_soon_while_the_server_runs() -> None:
    with client():
        assert sys.getswitchinterval() <= SWITCH_INTERVAL


@pytest.mark.slow
def test_the_last_of_several_servers_in_a_process_restores_the_interval() -> None:
    """Also where they do not end in the order in which they started."""
    code = """
        import sys
        from clemency_graph.web.executor import SWITCH_INTERVAL, frequent_switches
        before, seen = sys.getswitchinterval(), []
        one, other = frequent_switches(), frequent_switches()
        for step in (one.__enter__, other.__enter__, lambda: one.__exit__(None, None, None)):
            step()
            seen.append(sys.getswitchinterval() == SWITCH_INTERVAL)
        other.__exit__(None, None, None)
        print(seen, sys.getswitchinterval() == before)
        with frequent_switches():
            print(sys.getswitchinterval() == SWITCH_INTERVAL)
        print(sys.getswitchinterval() == before)
    """
    told = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, text=True, check=True).stdout
    assert told.split("\n") == ["[True, True, True] True", "True", "True", ""]
