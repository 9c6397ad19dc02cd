"""The graph inside other systems: assistants, federations and other schemas."""
