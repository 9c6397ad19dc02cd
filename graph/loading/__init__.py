"""Loading: from YAML files to a validated graph."""
