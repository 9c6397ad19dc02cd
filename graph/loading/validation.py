"""Holding one document against the shape of its folder, with errors that people can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .errors import Problem, suggestion
from .models.entries import Reference, Shape
from .yaml_reader import Document, Location

S = TypeVar("S", bound=Shape)


def shaped(document: Document, shape: type[S]) -> tuple[S | None, list[Problem]]:
    """The document as an instance of a shape, or every way in which it is not one."""
    try:
        return shape.model_validate(document.value), []
    except ValidationError as error:
        return None, [document.problem(one["loc"], _message(one, shape)) for one in error.errors()]


def references(value: object, location: Location = ()) -> Iterator[tuple[Location, Reference]]:
    """Every reference in a shaped document, with its place."""
    if isinstance(value, Reference):
        yield location, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from references(getattr(value, name), (*location, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from references(item, (*location, index))


def _message(error: ErrorDetails, shape: type[Shape]) -> str:
    given = error["input"]
    match error["type"]:
        case "extra_forbidden":
            known = _keys(shape, error["loc"][:-1])
            near = suggestion(str(error["loc"][-1]), known)
            return f"unknown key{near or ';'} known here: {', '.join(known)}"
        case "missing":
            return "missing; add it"
        case "enum":
            words = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            return f"{given!r} is not one of {words}{suggestion(str(given), words.split(', '))}"
        case "int_type":
            return f"{given!r} is not a whole number; write digits only, without quotes or separators"
        case "bool_type":
            return f"{given!r} is not true or false"
        case "string_type":
            return f"{given!r} is not text; put it in quotes"
        case "string_pattern_mismatch":
            return f"{given!r} does not have the form {error['ctx']['pattern']}"
        case "greater_than_equal":
            return f"{given!r} is impossible; it must be {error['ctx']['ge']} or more"
        case "tuple_type":
            return "is not a list; start each item with '- '"
        case "too_short":
            return "is empty; add at least one item"
        case "model_type":
            return "is not a mapping; write 'key: value' pairs"
        case _:
            return error["msg"]


def _keys(shape: type[BaseModel], location: Location) -> list[str]:
    """The keys that a mapping at this place may have."""
    for step in location:
        if isinstance(step, str):
            shape = _model(shape.model_fields[step].annotation) or shape
    return list(shape.model_fields)


def _model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model(part))), None)
