"""The application of a process, as servers import it by name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import clemency_graph.server


def test_it_is_one_however_often_it_is_imported() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: clemency_graph.server.app, range(4)))
    assert len({id(app) for app in found}) == 1
    from clemency_graph.server import app

    assert app is found[0]
