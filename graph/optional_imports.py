"""Libraries that only some uses need."""

from __future__ import annotations

import importlib
from typing import Any


def needed(module: str, extra: str) -> Any:
    """A module of an optional library.

    Parameters
    ----------
    module
        Its name.
    extra
        The extra of this package that installs it.

    Raises
    ------
    ModuleNotFoundError
        When it is not installed; the message says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if error.name not in (library, module):
            raise
        told = f'this needs {library}; install it with: pip install "clemency-graph[{extra}]"'
        raise ModuleNotFoundError(told, name=library) from None
