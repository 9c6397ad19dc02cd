"""A term of a vocabulary that is given as text."""

from __future__ import annotations

from typing import TypeVar

from ..graph.errors import QueryError
from ..graph.loading.errors import suggestion
from ..graph.model.vocabulary import Vocabulary

V = TypeVar("V", bound=Vocabulary)


def term(vocabulary: type[V], text: str) -> V:
    """Return the term of a vocabulary with a spelling, in any case.

    Raises
    ------
    QueryError
        If there is no such term.
    """
    try:
        return vocabulary(text.lower())
    except ValueError:
        terms = ", ".join(one.value for one in vocabulary)
        raise QueryError(f"{text!r} is not one of: {terms}{suggestion(text, vocabulary)}.") from None
