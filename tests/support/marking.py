"""Marks for parametrized tests of which the default run takes a part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

import pytest


def slow_but(smoke: Collection[str], values: Iterable[Any], id: Callable[[Any], str] = str) -> list[Any]:
    """Return parameters that are marked slow, all but those that the default run takes as its smoke test.

    Parameters
    ----------
    smoke
        The ids of those that are not marked; each must be among the values.
    values
        The parameters.
    id
        What a parameter is called.
    """
    made = [
        pytest.param(value, id=id(value), marks=() if id(value) in smoke else (pytest.mark.slow,)) for value in values
    ]
    missing = set(smoke) - {id(value) for value in values}
    assert not missing, f"no such parameters: {missing}"
    return made
