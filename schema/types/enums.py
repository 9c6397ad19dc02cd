"""The vocabularies as GraphQL enums, with their definitions as descriptions."""

import inspect

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from ...graph.model.vocabulary import Vocabulary
from ..inputs import ordering as ordering  # its enums are registered below


def _register(vocabulary: type[Vocabulary]) -> None:
    strawberry.enum(vocabulary, description=inspect.getdoc(vocabulary))
    definition: StrawberryEnumDefinition = vocabulary.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = vocabulary[value.name].definition


for _vocabulary in Vocabulary.__subclasses__():
    _register(_vocabulary)
