"""Pages rendered before anybody asks: all of them, without the threads that requests need."""

from __future__ import annotations

import anyio
import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.web.executor import Executor
from clemency_graph.web.pages_ahead import PATHS, render_ahead
from clemency_graph.web.settings import Settings
from starlette.datastructures import State


def rendered(settings: Settings, state: State) -> int:
    async def run() -> int:
        executor = Executor(settings)
        try:
            return await render_ahead(executor, state)
        finally:
            await executor.close()

    return anyio.run(run)


def test_the_common_pages_are_rendered(graph: KnowledgeGraph) -> None:
    assert rendered(Settings(), State({"graph": graph})) == len(PATHS)


def test_a_page_that_fails_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    assert rendered(Settings(), State({"graph": None})) == 0
    assert [record.message for record in caplog.records] == [f"could not render {path} ahead" for path in PATHS]
