"""The JSON Schemas of the results of the tools."""

from __future__ import annotations

from typing import Any, Final

from ...graph.model.vocabulary import Stage, Unit
from ...graph.text_check import Verdict

_TEXT: Final = {"type": "string"}
_NULLABLE_TEXT: Final = {"type": ["string", "null"]}
_NUMBER: Final = {"type": ["integer", "null"]}
_FIGURE: Final = {
    "type": "object",
    "description": "A figure. Repeat its sentence, not the number alone.",
    "properties": {
        "sentence": {"type": "string", "description": "A sentence that is right to repeat."},
        "low": {**_NUMBER, "description": "The least that it can be; null: no bound is stated."},
        "high": {**_NUMBER, "description": "The most that it can be; null: no bound is stated."},
        "qualifier": _TEXT,
        "unit": {"enum": [*(one.name for one in Unit), None]},
        "stage": {"enum": [*(one.name for one in Stage), None]},
        "day": {"type": "string", "description": "The day that it describes."},
        "coverage": {"type": "string", "description": "How much of what it is about it counts."},
        "disputed": {"type": "boolean", "description": "Whether sources contradict it."},
        "rank": _TEXT,
        "citation": _TEXT,
        "of": {"type": "string", "description": "The id of what it is about."},
        "claim": {"type": "string", "description": "The id of the claim."},
    },
    "required": ["sentence", "low", "high", "unit", "stage", "day", "coverage", "disputed", "citation"],
}
_ABSENT: Final = {
    "type": "array",
    "description": "What has no value on this page, and why.",
    "items": {
        "type": "object",
        "properties": {
            "at": {"type": "string", "description": "The coordinate of the field."},
            "status": {"enum": ["NONE", "UNKNOWN", "NOT_LOOKED_FOR"]},
            "sentence": _TEXT,
            "count": {"type": "integer"},
        },
        "required": ["status", "sentence"],
    },
}
_PAGE: Final = {
    "type": "object",
    "properties": {
        "number": {"type": "integer"},
        "pages": {"type": "integer"},
        "next": {"type": ["integer", "null"], "description": "The page to ask for next; null on the last one."},
    },
    "required": ["number", "pages", "next"],
}
_DATASET: Final = {"type": "object", "properties": {"version": _TEXT, "released": _TEXT}, "required": ["version"]}
_DEFAULTS: Final = {"type": "object", "description": "Every default that was used, by variable or by coordinate."}
_FOUND: Final = {
    "type": "object",
    "properties": {
        "figures": {"type": "array", "items": {"$ref": "#/$defs/figure"}},
        "sentences": {"type": "array", "items": {"type": "object", "properties": {"sentence": _TEXT}}},
        "entities": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": _TEXT, "type": _TEXT, "name": _TEXT, "uri": _TEXT, "score": {"type": "number"}},
                "required": ["id", "type", "name"],
            },
        },
        "entitiesFound": {"type": "integer", "description": "How many there are; only: entities lists 50."},
        "advice": {"type": "array", "items": _TEXT},
        "savedQueries": {"type": "array", "items": {"type": "object", "properties": {"name": _TEXT, "title": _TEXT}}},
        "schema": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"coordinate": _TEXT, "definition": _TEXT, "path": _TEXT, "example": _TEXT},
            },
        },
    },
}
_CHECKED: Final = {
    "type": "object",
    "properties": {
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "start": {"type": "integer"},
                    "end": {"type": "integer"},
                    "text": _TEXT,
                    "verdict": {"enum": [one.name for one in Verdict]},
                    "reason": _TEXT,
                    "correction": _NULLABLE_TEXT,
                    "citation": _NULLABLE_TEXT,
                    "figures": {"type": "array", "items": {"$ref": "#/$defs/figure"}},
                    "claims": {"type": "array", "items": _TEXT},
                },
            },
        }
    },
}
_DATA: Final = {
    "find": _FOUND,
    "check_text": _CHECKED,
}
_RESPONSE: Final = {
    "type": "object",
    "description": "The data of the response, as far as they are on this page. A figure is in place of the quantity of "
    "a claim and of the bounds of a total. An object that began on an earlier page has its id and name again.",
}


def output_schema(tool: str) -> dict[str, Any]:
    """Return the JSON Schema of the results of a tool."""
    return {
        "type": "object",
        "properties": {
            "data": _DATA.get(tool, _RESPONSE),
            "absent": _ABSENT,
            "defaults": _DEFAULTS,
            "errors": {"type": "array", "items": _TEXT},
            "warnings": {"type": "array", "items": _TEXT},
            "dataset": _DATASET,
            "page": _PAGE,
        },
        "required": ["data", "absent", "defaults", "dataset", "page"],
        "$defs": {"figure": _FIGURE},
    }
