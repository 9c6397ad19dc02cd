"""How soon the GraphiQL page shows its first answer, and how long graphs of many nodes take to be drawn.

From the browser's own performance entries, in Debian's Chromium without a GPU:

    python -m bench.page      (in tests/)
"""

from __future__ import annotations

import statistics
from urllib.parse import quote

from clemency_graph.server import create_app
from clemency_graph.web.explorer import build as graphiql
from playwright.sync_api import Browser
from support.browser import launched, served

VISITS = 5
AROUND = '{ neighborhood(of: ["organization/norml", "party/democratic"], depth: 3, limit: %d) { nodes { id } } }'

DRAWN = """() => {
    const [drawn] = performance.getEntriesByName('graph:drawn');
    return drawn && { end: drawn.startTime + drawn.duration, took: drawn.duration, nodes: drawn.detail.nodes };
}"""


def visit(browser: Browser, address: str) -> dict[str, float]:
    """One visit in a fresh profile: when the graph was drawn, how long that took, and when the JSON was there."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(DRAWN, timeout=60_000)
    drawn: dict[str, float] = page.evaluate(DRAWN)
    page.wait_for_function(
        "() => document.querySelector('.graphiql-response')?.textContent.includes('data')", timeout=60_000
    )
    drawn["json"] = page.evaluate("performance.now()")
    context.close()
    return drawn


def median(visits: list[dict[str, float]], key: str) -> str:
    return f"{statistics.median(one[key] for one in visits) / 1000:.2f} s"


def main() -> None:
    if graphiql.is_stale():
        graphiql.build()
    with launched() as browser, served(create_app()) as address:
        visit(browser, address)  # the server's own first time
        visits = [visit(browser, address) for _ in range(VISITS)]
        print(f"median of {VISITS} visits in fresh profiles, from opening the page:")
        print(f"  first answer drawn        {median(visits, 'end')}")
        print(f"  its JSON in the editor    {median(visits, 'json')}")
        for count in (100, 500, 1000):
            many = [visit(browser, f"{address}?query={quote(AROUND % count)}&hide=") for _ in range(3)]
            print(f"  {int(many[0]['nodes']):4} nodes placed and drawn {median(many, 'took')}")


if __name__ == "__main__":
    main()
