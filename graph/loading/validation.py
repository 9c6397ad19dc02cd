"""Validate a document against the model of its folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .errors import Problem, suggestion
from .models.file_parts import Reference, StrictModel
from .yaml_reader import Document, Location

M = TypeVar("M", bound=StrictModel)


def validate(document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the document as an instance of a model, or None and every error in it."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        return None, [document.problem(one["loc"], _format_error(one, model)) for one in error.errors()]


def references(value: object, location: Location = ()) -> Iterator[tuple[Location, Reference]]:
    """Yield every reference in an instance of a model, with its location."""
    if isinstance(value, Reference):
        yield location, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from references(getattr(value, name), (*location, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from references(item, (*location, index))


def _format_error(error: ErrorDetails, model: type[StrictModel]) -> str:
    value = error["input"]
    match error["type"]:
        case "extra_forbidden":
            known = _known_keys(model, error["loc"][:-1])
            near = suggestion(str(error["loc"][-1]), known)
            return f"unknown key{near or ';'} known keys: {', '.join(known)}"
        case "missing":
            return "missing; add it"
        case "enum":
            words = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            return f"{value!r} is not one of {words}{suggestion(str(value), words.split(', '))}"
        case "int_type":
            return f"{value!r} is not a whole number; write digits only, without quotes or separators"
        case "bool_type":
            return f"{value!r} is not true or false"
        case "string_type":
            return f"{value!r} is not text; put it in quotes"
        case "string_pattern_mismatch":
            return f"{value!r} does not have the form {error['ctx']['pattern']}"
        case "greater_than_equal":
            return f"{value!r} is impossible; it must be {error['ctx']['ge']} or more"
        case "tuple_type":
            return "is not a list; start each item with '- '"
        case "too_short":
            return "is empty; add at least one item"
        case "model_type":
            return "is not a mapping; write 'key: value' pairs"
        case _:
            return error["msg"]


def _known_keys(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys that a mapping at a location may have."""
    for step in location:
        if isinstance(step, str):
            model = _find_model(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _find_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _find_model(part))), None)
