"""The saved queries as prompts: what a person can have an assistant ask."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ...graph.errors import QueryError
from ...schema.saved_queries import operations
from .operations import description_of, is_required, saved_query, variables_of


@dataclass(frozen=True, slots=True)
class Argument:
    """A variable of a saved query."""

    name: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """A saved query as a prompt."""

    name: str
    title: str
    description: str
    arguments: tuple[Argument, ...]


def prompts() -> list[Prompt]:
    """Return every prompt, by name."""
    return [_prompt(name) for name in operations()]


def _prompt(name: str) -> Prompt:
    saved = operations()[name]
    return Prompt(
        name,
        saved.title,
        saved.description,
        tuple(
            Argument(
                one.variable.name.value,
                description_of(one),
                is_required(one),
            )
            for one in variables_of(saved)
        ),
    )


def prompt_text(name: str, arguments: Mapping[str, str]) -> str:
    """Return the text of a prompt: the question, and the call that answers it.

    Parameters
    ----------
    name
        The name of a saved query.
    arguments
        Values of its variables; those of lists and numbers as JSON.

    Raises
    ------
    NotFound
        If there is no such saved query.
    QueryError
        If a variable is missing or unknown.
    """
    prompt = _prompt(saved_query(name).name)
    known = {one.name for one in prompt.arguments}
    missing = [one.name for one in prompt.arguments if one.required and one.name not in arguments]
    unknown = [one for one in arguments if one not in known]
    if missing or unknown:
        told = f"requires {', '.join(missing)}" if missing else f"has no variable {unknown[0]!r}"
        raise QueryError(f"{prompt.name} {told}; its variables are {', '.join(known) or 'none'}.")
    variables = {key: _value(text) for key, text in arguments.items()}
    call = json.dumps({"name": prompt.name, "variables": variables}, ensure_ascii=False)
    return (
        f"{prompt.description}\n\nCall the tool saved_query with {call}. Answer from its result alone: repeat the "
        "sentences of its figures with their units, stages, days and citations, say what is absent and why, and read "
        "the further pages where the answer may be on them."
    )


def _value(text: str) -> object:
    if text[:1] not in '[{"0123456789' and text not in ("true", "false", "null"):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
