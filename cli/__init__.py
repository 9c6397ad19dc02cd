"""The commands of the command line, grouped in modules."""
