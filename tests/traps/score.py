"""The score of the tools: how many questions of each kind the naive reader answers rightly."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from clemency_graph import KnowledgeGraph, QueryError
from clemency_graph.integrations.mcp.tools import call
from clemency_graph.schema.document_cache import core_schema
from graphql import print_schema

from .questions import KINDS, Question
from .reader import Reading, read

TARGET: Final = 0.95
"""The share of questions that are to be answered rightly."""


class Answered(NamedTuple):
    """A question, what was read in the result of its call, and the characters of the result."""

    question: Question
    reading: Reading
    characters: int

    @property
    def is_right(self) -> bool:
        """Whether the reading is the answer: the number, refusal or verdict, in a line that says the rest."""
        question, reading = self.question, self.reading
        if question.absent is not None:
            return reading.absent == question.absent
        if question.verdict is not None and reading.verdict != question.verdict:
            return False
        if question.number is not None and reading.number != question.number:
            return False
        if reading.absent is not None:
            return False
        return all(word.lower() in reading.line.lower() for word in question.says)


def answered(graph: KnowledgeGraph, question: Question) -> Answered:
    """Make the call of a question, and read its result."""
    try:
        text, content = call(graph, question.tool, question.arguments)
    except QueryError as error:
        # A refusal is wrong unless absence is the answer, which an error does not say.
        return Answered(question, Reading(f"error: {error}"), len(str(error)))
    of_words = question.number is None and question.absent is None and question.verdict is None
    return Answered(
        question,
        read(text, of_words=of_words),
        len(text) + len(json.dumps(content, ensure_ascii=False, separators=(",", ":"))),
    )


def table(found: Sequence[Answered]) -> str:
    """Return the score by kind as a table in Markdown."""
    rows = ["| kind | questions | right | share |", "| --- | --- | --- | --- |"]
    for kind in (*KINDS, "all"):
        of_kind = [one for one in found if kind in ("all", one.question.kind)]
        right = sum(one.is_right for one in of_kind)
        rows.append(f"| {kind.replace('_', ' ')} | {len(of_kind)} | {right} | {right / len(of_kind):.0%} |")
    return "\n".join(rows)


def characters(found: Iterable[Answered]) -> tuple[int, int, int]:
    """Return the characters of an average and of the longest result, and of the schema."""
    counts = [one.characters for one in found]
    return sum(counts) // len(counts), max(counts), len(print_schema(core_schema()))
