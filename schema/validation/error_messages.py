"""The messages of graphql-core in the words of GraphQL, with near names only, and with the filter that is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)

from ...graph.loading.errors import nearest
from ..execution.strawberry_adapter import inspected

_LONGEST_VALUE: Final = 200
"""Characters of a value in a message at most."""
_MOST_NAMES: Final = 30
"""The most names that a message lists."""
_SUGGESTION: Final = re.compile(r" Did you mean (?!to use |'\w+ \{)[^?]*\?")
_VARIABLE: Final = re.compile(r"Variable '\$(?P<name>\w+)' has invalid value(?: at (?P<path>\S+))?: ")
_NO_FIELD: Final = re.compile(r"Cannot query field '(?P<name>\w+)' on type '(?P<type>\w+)'\.")
_NO_ARGUMENT: Final = re.compile(r"Unknown argument '(?P<name>\w+)' on field '(?P<type>\w+)\.(?P<field>\w+)'\.")
_NO_TYPE: Final = re.compile(r"Unknown type '(?P<name>\w+)'\.")
_NO_VALUE: Final = re.compile(r"""Value ['"](?P<name>\w+)['"] does not exist in '(?P<type>\w+)' enum\.""")
_NO_ENUM: Final = re.compile(r"""Enum '(?P<type>\w+)' cannot represent non-enum value: "(?P<name>\w+)"\.""")
_NO_INPUT_FIELD: Final = re.compile(
    r"Expected value of type '(?P<type>\w+)' not to include unknown field '(?P<name>\w+)'[.,] ?"
    r"[Ff]ound: (?P<value>.*)\.$",
    re.DOTALL,
)
_ONE_OF: Final = re.compile(r"Within OneOf Input Object type '(?P<type>\w+)', exactly one field must be specified")
_NO_OBJECT: Final = re.compile(
    r"Expected value of type '(?P<type>\w+)' to be an object, found: (?P<value>.*)\.$", re.DOTALL
)


def reword(schema: GraphQLSchema, error: GraphQLError, variables: Mapping[str, Any] | None = None) -> GraphQLError:
    """Return an error of a document or of variables with the message that a client of GraphQL understands.

    Parameters
    ----------
    schema
        The schema.
    error
        An error of graphql-core; one whose message is not known here keeps it.
    variables
        The raw values of the variables, of an error of these.
    """
    message = error.message.replace("not to be None", "not to be null")
    found = _VARIABLE.match(message)
    if found is not None and variables is not None:
        value = _value_at(variables.get(found["name"]), found["path"] or "")
        message = message.replace(inspected(value), as_json(value))
    message = _SUGGESTION.sub("", message)
    start = found.end() if found is not None else 0
    message = message[:start] + _with_hint(schema, message[start:], in_json=found is not None)
    if message == error.message:
        return error
    return GraphQLError(message, error.nodes, path=error.path, extensions=error.extensions)


def as_json(value: object) -> str:
    """Return a value as JSON, of a bounded length."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]} ..."


def _value_at(value: Any, path: str) -> Any:
    """Return the part of a value at a path such as `.and[0].kind`."""
    for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        try:
            value = value[name] if name else value[int(index)]
        except (TypeError, LookupError):
            # GraphQL takes a single item as a list of one.
            continue
    return value


def _with_hint(schema: GraphQLSchema, message: str, *, in_json: bool) -> str:
    """Return a message with what would be right, where that is known."""
    if found := _NO_FIELD.match(message):
        type_ = schema.get_type(found["type"])
        fields = type_.fields if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) else {}
        return message + _near(found["name"], fields)
    if found := _NO_TYPE.match(message):
        return message + _near(found["name"], schema.type_map)
    if found := _NO_ARGUMENT.match(message):
        return message + _argument_hint(schema, found["type"], found["field"], found["name"])
    if found := _NO_VALUE.match(message) or _NO_ENUM.match(message):
        type_ = schema.get_type(found["type"])
        if isinstance(type_, GraphQLEnumType):
            return f"{message}{_near(found['name'], type_.values, quote=str)} {_list_of(type_.name, type_.values)}"
    if found := _ONE_OF.match(message):
        type_ = schema.get_type(found["type"])
        fields = type_.fields if isinstance(type_, GraphQLInputObjectType) else {}
        return f"{message} {_list_of('It', fields)}"
    if found := _NO_OBJECT.match(message):
        type_ = schema.get_type(found["type"])
        if isinstance(type_, GraphQLInputObjectType):
            return message + _form(type_, found["value"], in_json=in_json)
    if found := _NO_INPUT_FIELD.match(message):
        type_ = schema.get_type(found["type"])
        if isinstance(type_, GraphQLInputObjectType):
            near = _near(found["name"], type_.fields)
            form = "" if near else _form(type_, _only_value(found["value"]), in_json=in_json)
            return f"{message}{near} {_list_of(type_.name, type_.fields)}{form}"
    return message


def _near(name: str, known: Iterable[str], quote: Callable[[str], str] = repr) -> str:
    """Return a question for the known names that are near: alike, or longer by a word."""
    word = name.lower()
    by_word = {one.lower(): one for one in known}
    longer = [
        one for other, one in by_word.items() if len(word) > 2 and (other.startswith(word) or other.endswith(word))
    ]
    near = nearest(word, by_word)
    found = list(dict.fromkeys([*([by_word[near]] if near else []), *longer]))[:3]
    return f" Did you mean {' or '.join(map(quote, found))}?" if found else ""


def _argument_hint(schema: GraphQLSchema, type_name: str, field: str, name: str) -> str:
    type_ = schema.get_type(type_name)
    definition = None
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        definition = schema.get_field(type_, field)
    arguments = definition.args if definition is not None else {}
    where = arguments.get("where")
    filters = get_named_type(where.type) if where else None
    if isinstance(filters, GraphQLInputObjectType) and name in filters.fields:
        return f" It is a part of the filter: write where: {{ {name}: ... }}."
    return f"{_near(name, arguments)} {_list_of(f'{type_name}.{field}', arguments)}"


def _list_of(owner: str, names: Iterable[str]) -> str:
    """Return a sentence with what something has, as far as it is listed."""
    known = list(names)
    if not known:
        return f"{owner} has none."
    more = f" and {len(known) - _MOST_NAMES} more" if len(known) > _MOST_NAMES else ""
    return f"{owner} has {', '.join(known[:_MOST_NAMES])}{more}."


def _only_value(text: str) -> str:
    """Return the value of the only field of an object, as it is printed; an empty text where there are several."""
    found = re.fullmatch(r"""\{ ?["']?\w+["']?: (?P<value>"[^"]*"|\[[^\[\]{}]*\]|[\w.-]+) ?\}""", text)
    return found["value"] if found else ""


def _form(type_: GraphQLInputObjectType, value: str, *, in_json: bool) -> str:
    """Return the filter that a bare value is meant as; an empty text where that is not clear."""
    fields = type_.fields
    if value.startswith("[{") and "or" in fields:
        return f" Write {_object(['or'], value, in_json=in_json)} for any of these."
    if value.startswith("["):
        path = ["in"] if "in" in fields else []
    elif "eq" in fields:
        path = [] if value[:1] in ("", "{") or value == "null" else ["eq"]
    else:
        # A text for a state is its code or its name; of a law or an action, the name.
        names = ("code", "name") if len(value) == 4 else ("name", "title")
        path = [name for name in names if name in fields][:1] if value.startswith('"') else []
        path += ["eq"] if path else []
    return f" Write {_object(path, value, in_json=in_json)}." if path else ""


def _object(path: list[str], value: str, *, in_json: bool) -> str:
    """Return an input object with a value at a path, as JSON or as a literal of GraphQL."""
    for name in reversed(path):
        value = f'{{"{name}": {value}}}' if in_json else f"{{ {name}: {value} }}"
    return value
