"""JSON Schemas of the data files, for completion and validation in editors."""

from __future__ import annotations

import json

from .models.file_parts import StrictModel
from .models.files import FILE_MODELS, AssertionsFile, DatasetFile, MovedFile


def json_schemas() -> dict[str, str]:
    """Return the JSON Schema (draft 2020-12) of each kind of data file as text, by the name of its folder."""
    models: dict[str, type[StrictModel]] = {
        **FILE_MODELS,
        "dataset": DatasetFile,
        "assertions": AssertionsFile,
        "moved": MovedFile,
    }
    return {name: _schema_text(model) for name, model in models.items()}


def _schema_text(model: type[StrictModel]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
