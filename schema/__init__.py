"""The GraphQL schema over the graph, and the execution of operations; it knows no HTTP.

Modules that define types do without `from __future__ import annotations`: Strawberry would parse and evaluate each
annotation that is a string once for each class that has it, which takes a third of the import.
"""

from .build import schema
from .execute import run
from .response import Response

__all__ = ["Response", "run", "schema"]
