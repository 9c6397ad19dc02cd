"""Records, loading, the graph, and questions about it; knows no GraphQL."""

from .knowledge import KnowledgeGraph
from .loading import DATA, check_folder, load
from .problems import DataError, Problem

__all__ = ["DATA", "DataError", "KnowledgeGraph", "Problem", "check_folder", "load"]
