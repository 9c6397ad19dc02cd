"""A release of uvicorn that the fast path does not know is served without it, and the log says so."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
import uvicorn
from clemency_graph.web.fastpath.versions import TESTED, reason_not_to_use
from clemency_graph.web.serve import configure
from clemency_graph.web.settings import Settings
from support.servers import asked, server


@pytest.mark.parametrize(
    ("version", "usable"),
    [("0.53.9", False), ("0.54.0", True), ("0.54.12", True), ("0.55.0", False), ("1.0", False), ("0.54.0rc1", True)],
)
def test_only_tested_releases_are_used(version: str, usable: bool) -> None:
    reason = reason_not_to_use(version)
    assert (reason is None) is usable
    assert usable or (version in str(reason) and TESTED[0] in str(reason))


def test_the_installed_release_is_a_tested_one() -> None:
    assert reason_not_to_use(uvicorn.__version__) is None


def test_an_unknown_release_falls_back_to_uvicorn_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert type(configure(Settings(fast_path=True), None)) is not uvicorn.Config
    assert type(configure(Settings(fast_path=False), None)) is uvicorn.Config
    assert not caplog.records
    monkeypatch.setattr(uvicorn, "__version__", "99.0.0")
    with caplog.at_level(logging.WARNING):
        assert type(configure(Settings(fast_path=True), None)) is uvicorn.Config
    assert "without the fast path: uvicorn is 99.0.0" in caplog.text


@pytest.mark.slow
def test_a_server_with_an_unknown_release_answers_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text('import uvicorn\nuvicorn.__version__ = "99.0.0"\n', "utf-8")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    log = tmp_path / "log"
    with server("--fast-path", log=log, PYTHONPATH=path) as one:
        assert asked(one.address, "{ parties { id } }")["parties"]
    assert "serving without the fast path: uvicorn is 99.0.0" in log.read_text("utf-8")
