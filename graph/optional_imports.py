"""Import of optional libraries."""

from __future__ import annotations

import importlib
from typing import Any


def import_optional(module: str, extra: str) -> Any:
    """Return a module of an optional library.

    Parameters
    ----------
    module
        The name of the module.
    extra
        The extra of this package that installs it.

    Raises
    ------
    ModuleNotFoundError
        If it is not installed; the message contains the command that installs it.

    Examples
    --------
    >>> pandas = import_optional("pandas", "pandas")
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if error.name not in (library, module):
            raise
        message = f'this needs {library}; install it with: pip install "clemency-graph[{extra}]"'
        raise ModuleNotFoundError(message, name=library) from None
