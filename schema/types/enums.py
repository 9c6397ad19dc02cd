"""The vocabularies as GraphQL enums, with their definitions as descriptions."""

import inspect
from typing import TypeVar

import strawberry

from ...graph.model.vocabulary import Vocabulary
from ..execution.strawberry_adapter import describe_values
from ..inputs import ordering as ordering  # they are made enums below

V = TypeVar("V", bound=type[Vocabulary])


def graphql_enum(vocabulary: V) -> V:
    """Make a vocabulary a GraphQL enum."""
    strawberry.enum(vocabulary, description=inspect.getdoc(vocabulary))
    describe_values(vocabulary, {word.name: word.definition for word in vocabulary})
    return vocabulary


for _vocabulary in Vocabulary.__subclasses__():
    graphql_enum(_vocabulary)
