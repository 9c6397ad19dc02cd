"""Queries over the graph: search, filters, totals, conflicts and provenance."""
