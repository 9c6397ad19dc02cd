"""Settings: from the environment and from options, each within its bounds."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from clemency_graph.schema.validation.limits import Limits
from clemency_graph.web.settings import PREFIX, Settings, kind, read


def test_they_come_from_the_environment() -> None:
    given = {
        "CLEMENCY_GRAPH_HOST": "::1",
        "CLEMENCY_GRAPH_PORT": "9000",
        "CLEMENCY_GRAPH_DATA": "/data",
        "CLEMENCY_GRAPH_WORKERS": "2",
        "CLEMENCY_GRAPH_RELOAD": "true",
        "CLEMENCY_GRAPH_METRICS": "no",
        "CLEMENCY_GRAPH_DEADLINE": "2.5",
        "CLEMENCY_GRAPH_OTHER": "x",
    }
    wanted = Settings("::1", 9000, "/data", workers=2, reload=True, metrics=False, deadline=2.5)
    assert Settings.of(given) == wanted
    assert Settings.of({}) == Settings()
    assert Settings.of(wanted.as_environment()) == wanted


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "x", "CLEMENCY_GRAPH_PORT is 'x'; it must be a whole number"),
        ("DEADLINE", "soon", "CLEMENCY_GRAPH_DEADLINE is 'soon'; it must be a number"),
        ("RELOAD", "perhaps", "CLEMENCY_GRAPH_RELOAD is 'perhaps'; it must be true or false"),
        ("PORT", "70000", "port is 70000; it can be 0 to 65535"),
        ("WORKERS", "0", "workers is 0; it can be 1 or more"),
        ("LOG_SAMPLE", "2", "log_sample is 2.0; it can be 0 to 1"),
    ],
)
def test_one_that_it_can_not_be_is_told_by_name(name: str, value: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Settings.of({PREFIX + name: value})


@pytest.mark.parametrize("name", [one.name for one in fields(Settings)])
def test_each_can_be_set_by_its_text(name: str) -> None:
    one = next(field for field in fields(Settings) if field.name == name)
    value: Any = {bool: not one.default, int: 3, float: 0.5, str: "x"}[kind(name)]
    assert one.metadata["told"]
    changed = replace(Settings(), **{name: read(name, str(value))})
    assert getattr(changed, name) == value
    assert Settings.of(changed.as_environment()) == changed


def test_bounds_are_those_of_the_schema_by_default() -> None:
    assert Settings().limits == Limits()
    assert Settings(max_depth=3).limits == Limits(depth=3)
