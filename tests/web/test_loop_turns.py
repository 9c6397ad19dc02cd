"""Turns of what blocks the event loop: others run between two pieces of work, and nobody waits without end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter

import pytest
from clemency_graph.web import loop_turns
from clemency_graph.web.http.responses import HTTPError
from clemency_graph.web.loop_turns import BUDGET, MAX_WAITING, LoopTurns


def run(check: Callable[[LoopTurns], Awaitable[None]]) -> None:
    async def main() -> None:
        await check(LoopTurns())

    asyncio.run(main())


def busy(seconds: float) -> None:
    end = perf_counter() + seconds
    while perf_counter() < end:
        pass


async def work(turns: LoopTurns, log: list[str]) -> None:
    await turns.wait()
    with turns.work():
        log.append("work")
        busy(BUDGET * 1.2)


def test_others_run_between_two_pieces_of_work() -> None:
    async def check(turns: LoopTurns) -> None:
        log: list[str] = []
        pieces = [asyncio.create_task(work(turns, log)) for _ in range(20)]

        async def heartbeat() -> None:
            while not all(piece.done() for piece in pieces):
                log.append("other")
                await asyncio.sleep(0)

        await asyncio.gather(*pieces, heartbeat())
        assert log.count("work") == 20
        assert "work work" not in " ".join(log)

    run(check)


def test_short_work_shares_an_iteration() -> None:
    async def check(turns: LoopTurns) -> None:
        for _ in range(3):
            waiting = turns.wait()
            with pytest.raises(StopIteration):  # it ends without waiting
                waiting.send(None)
            with turns.work():
                pass

    run(check)


def test_turns_are_taken_in_order_and_those_who_left_are_passed_over() -> None:
    async def check(turns: LoopTurns) -> None:
        order: list[int] = []

        async def piece(number: int) -> None:
            await turns.wait()
            with turns.work():
                order.append(number)
                busy(BUDGET * 1.2)

        pieces = [asyncio.create_task(piece(number)) for number in range(10)]
        await asyncio.sleep(0)
        for number in (3, 4, 9):
            pieces[number].cancel()
        await asyncio.gather(*pieces, return_exceptions=True)
        assert order == [0, 1, 2, 5, 6, 7, 8]

    run(check)


def test_too_many_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop_turns, "MAX_WAITING", 5)
    assert MAX_WAITING > 5

    async def check(turns: LoopTurns) -> None:
        ended = await asyncio.gather(*(work(turns, []) for _ in range(10)), return_exceptions=True)
        refused = [one for one in ended if isinstance(one, HTTPError)]
        assert {(one.status, one.code) for one in refused} == {(503, "OVERLOADED")}
        assert len(refused) == 4  # one works, five wait

    run(check)
