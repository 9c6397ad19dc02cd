"""The GraphQL schema over the graph, and how operations are run; knows no HTTP."""

from .build import schema
from .run import Answer, run

__all__ = ["Answer", "run", "schema"]
