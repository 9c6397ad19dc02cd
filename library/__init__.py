"""The library's face: the graph with the questions of the schema, data frames, and what a notebook shows."""

from .graph import ClemencyGraph, load
from .panel import Panel, panel

__all__ = ["ClemencyGraph", "Panel", "load", "panel"]
