"""Loading of data files into a validated graph."""
