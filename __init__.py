"""The Clemency Graph: an open, sourced knowledge graph of cannabis clemency in the United States."""

from .graph import DataError, KnowledgeGraph, load

__all__ = ["DataError", "KnowledgeGraph", "load"]
