"""The errors of the package, under one base class; those in data files are in `loading/errors.py`."""


class ClemencyGraphError(Exception):
    """The base of all errors that the package raises for its users."""


class QueryError(ClemencyGraphError, ValueError):
    """A query that cannot be answered as it is; the message says what would be right.

    Parameters
    ----------
    message
        What is wrong, and what would be right.
    argument
        The argument of the query that is wrong; empty where it is none, or several.
    """

    def __init__(self, message: str, argument: str = "") -> None:
        super().__init__(message)
        self.argument = argument


class NotFound(QueryError):
    """Nothing in the graph has an id, code or version that a query names.

    Parameters
    ----------
    message
        What is not there, and what would be right.
    argument
        The argument of the query that names it; empty where the message is about several.
    """

    def __init__(self, message: str, argument: str = "") -> None:
        super().__init__(f"{argument}: {message}" if argument else message, argument)
