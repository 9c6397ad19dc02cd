"""The errors of the package, under one base class."""


class ClemencyGraphError(Exception):
    """The base of all errors that the package raises for its users."""


class QueryError(ClemencyGraphError, ValueError):
    """A query that cannot be answered as it is; the message says what would be right."""
