"""Checks of a document before it runs: limits, cost and validity."""
