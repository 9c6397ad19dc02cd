"""The object types and interfaces of the schema."""
