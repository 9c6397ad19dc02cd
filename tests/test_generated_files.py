"""The generated files: they are what the code gives, and a stale one is reported and written."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import clemency_graph
import pytest

ROOT = Path(clemency_graph.__file__).parent


@pytest.fixture(scope="module")
def script() -> Any:
    spec = importlib.util.spec_from_file_location("generated_files", ROOT / "scripts" / "generated_files.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_they_are_what_the_code_gives(script: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main([]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_a_stale_one_is_reported_and_written(script: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main([], tmp_path) == 1
    assert "schema/schema.graphql: is not what the code gives" in capsys.readouterr().out
    assert script.main(["--write"], tmp_path) == 0
    assert script.main([], tmp_path) == 0
    for name in ("schema/schema.graphql", "schema/possible_types.json", "schema/urql_keys.mjs", "docs/settings.md"):
        assert (tmp_path / name).read_text("utf-8") == (ROOT / name).read_text("utf-8")
