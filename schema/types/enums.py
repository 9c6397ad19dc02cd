"""The vocabularies as GraphQL enums, with their definitions as descriptions."""

import inspect

import strawberry

from ...graph.model.vocabulary import Vocabulary
from ..execution.strawberry_adapter import describe_values
from ..inputs import ordering as ordering  # its enums are registered below


def _register(vocabulary: type[Vocabulary]) -> None:
    strawberry.enum(vocabulary, description=inspect.getdoc(vocabulary))
    describe_values(vocabulary, {word.name: word.definition for word in vocabulary})


for _vocabulary in Vocabulary.__subclasses__():
    _register(_vocabulary)
