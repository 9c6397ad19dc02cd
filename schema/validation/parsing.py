"""Parsing of a document within the limits on its length and shape."""

from __future__ import annotations

from graphql import DocumentNode, GraphQLSyntaxError, parse

from ..quick_parse import Tokens, parse_quickly
from .limits import LimitExceeded, Limits, exceeded


def parse_document(query: str, limits: Limits, tokens: Tokens | None = None) -> DocumentNode:
    """Parse a document that is within the limits.

    Parameters
    ----------
    query
        A GraphQL document, valid or not.
    limits
        The limits; its cost is checked when the values of its variables are known.
    tokens
        The tokens of the document, where they are known and no more than the limit.

    Raises
    ------
    LimitExceeded
        When it is beyond a limit.
    GraphQLSyntaxError
        When it cannot be parsed.

    Examples
    --------
    >>> parse_document("{ states { totalCount } }", Limits()).kind
    'document'
    """
    document = None if tokens is None else parse_quickly(query, tokens)
    if document is None:
        document = _parse(query, limits)
    if (beyond := exceeded(document, limits)) is not None:
        raise beyond
    return document


def _parse(query: str, limits: Limits) -> DocumentNode:
    try:
        return parse(query or " ", max_tokens=limits.tokens)
    except GraphQLSyntaxError as error:
        # The parser enforces both limits; only its messages tell them from other errors.
        if "tokens" in error.message and "more than" in error.message:
            raise LimitExceeded("tokens", limits.tokens, None) from None
        if "nested too deeply" in error.message:
            raise LimitExceeded("depth", limits.depth, None) from None
        raise
