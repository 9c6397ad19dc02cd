"""Models of the data files."""
