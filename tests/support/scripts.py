"""Import a module of scripts/, which is no package."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import clemency_graph

SCRIPTS = Path(clemency_graph.__file__).parent / "scripts"


def script(name: str) -> ModuleType:
    """Return a module of scripts/ by its name."""
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
