"""The schema holds the contract that frontends and notebooks build on: nothing of it renamed, dropped or changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph.schema import schema
from graphql import (
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    TypeDefinitionNode,
    parse,
    print_ast,
)

CONTRACT = Path(__file__).with_name("contract.graphql").read_text("utf-8")


def types(sdl: str) -> dict[str, TypeDefinitionNode]:
    return {node.name.value: node for node in parse(sdl).definitions if isinstance(node, TypeDefinitionNode)}


THEIRS, OURS = types(CONTRACT), types(schema().as_str())


def value(node: InputValueDefinitionNode) -> tuple[str, str | None]:
    return print_ast(node.type), print_ast(node.default_value) if node.default_value else None


def assert_values_hold(
    ours: tuple[InputValueDefinitionNode, ...], theirs: tuple[InputValueDefinitionNode, ...], where: str
) -> None:
    known = {node.name.value: value(node) for node in ours}
    for node in theirs:
        assert known.get(node.name.value) == value(node), f"{where} {node.name.value}"
    # What we add must be optional, or what was written to the contract would be refused.
    for name in known.keys() - {node.name.value for node in theirs}:
        type_, default = known[name]
        assert not type_.endswith("!") or default is not None, f"{where} {name} is required and not of the contract"


@pytest.mark.parametrize("name", THEIRS)
def test_the_contract_is_held(name: str) -> None:
    theirs, ours = THEIRS[name], OURS[name]
    assert type(ours) is type(theirs)
    match theirs, ours:
        case (
            ObjectTypeDefinitionNode() | InterfaceTypeDefinitionNode(),
            ObjectTypeDefinitionNode() | InterfaceTypeDefinitionNode(),
        ):
            assert {node.name.value for node in ours.interfaces or ()} == {
                node.name.value for node in theirs.interfaces or ()
            }
            known: dict[str, FieldDefinitionNode] = {node.name.value: node for node in ours.fields or ()}
            for field in theirs.fields or ():
                where = f"{name}.{field.name.value}"
                assert field.name.value in known, where
                assert print_ast(known[field.name.value].type) == print_ast(field.type), where
                assert_values_hold(known[field.name.value].arguments or (), field.arguments or (), where)
        case InputObjectTypeDefinitionNode(), InputObjectTypeDefinitionNode():
            assert_values_hold(ours.fields or (), theirs.fields or (), name)
        case EnumTypeDefinitionNode(), EnumTypeDefinitionNode():
            assert {node.name.value for node in ours.values or ()} == {node.name.value for node in theirs.values or ()}


def test_what_the_contract_describes_is_described_in_the_same_words_or_more() -> None:
    for name in ("Total", "Claim", "Coverage", "Term"):
        assert OURS[name].description, name


def test_the_contract_is_the_whole_of_what_it_names() -> None:
    assert len(THEIRS) > 80
    assert set(THEIRS) <= set(OURS)
