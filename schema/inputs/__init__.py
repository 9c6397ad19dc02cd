"""Arguments, filters and orderings of the schema, and how indexes serve them."""
