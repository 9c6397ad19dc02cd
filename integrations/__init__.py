"""The graph inside other systems: assistants, federated graphs and other schemas."""
