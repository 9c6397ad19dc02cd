"""Pure functions over the graph: search, traversal, figures, totals and their history."""
