"""JSON Schemas of the data files, so that editors complete and check them."""

from __future__ import annotations

import json

from .models.entries import Shape
from .models.files import SHAPES, AssertionsFile, DatasetFile


def json_schemas() -> dict[str, str]:
    """The JSON Schema (draft 2020-12) of each kind of data file, as text, by the name of its folder."""
    shapes: dict[str, type[Shape]] = {**SHAPES, "dataset": DatasetFile, "assertions": AssertionsFile}
    return {name: _text(shape) for name, shape in shapes.items()}


def _text(shape: type[Shape]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
