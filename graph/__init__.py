"""Records, loading, the graph, and questions about it; knows no GraphQL."""

from .graph import KnowledgeGraph
from .loading.errors import DataError, Problem
from .loading.loader import DATA, check_folder, load

__all__ = ["DATA", "DataError", "KnowledgeGraph", "Problem", "check_folder", "load"]
