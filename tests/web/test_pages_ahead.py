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


@pytest.mark.slow
def test_no_request_is_refused_for_it(graph: KnowledgeGraph) -> None:
    settings = Settings(max_concurrent_expensive=1, max_queued=0)

    async def run() -> tuple[int, int]:
        executor = Executor(settings)
        counts = [0, 0]

        async def ahead() -> None:
            counts[0] = await render_ahead(executor, State({"graph": graph}))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(ahead)
            while not counts[0]:
                counts[1] += await executor.run_in_turn(int, 1)
                await anyio.sleep(0)
        await executor.close()
        return counts[0], counts[1]

    rendered, answered = anyio.run(run)
    assert rendered == len(PATHS) and answered
