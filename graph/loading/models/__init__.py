"""The shapes of the data files, as pydantic models."""
