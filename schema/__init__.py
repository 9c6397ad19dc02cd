"""The GraphQL schema over the graph, and how operations are run; knows no HTTP.

Modules that define types leave their annotations to be evaluated by Python: Strawberry would parse and evaluate each
that `from __future__ import annotations` makes a text, for each class that has it, which takes a third of the import.
"""

from .build import schema
from .execute import run
from .response import Response

__all__ = ["Response", "run", "schema"]
