"""Check the figures of a text against the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from ..errors import ClemencyGraphError, QueryError
from ..graph import KnowledgeGraph
from .carry_forward import in_context
from .cleaning import CleanText, clean
from .judgement import Judgement, judge
from .officeholders import find_office_statements, judge_office
from .sentences import split_sentences
from .signatures import find_signatures, judge_signature
from .statements import read_statements
from .verdicts import Finding, TextCheck, Verdict

LIMIT: Final = 64_000
"""The most characters of a text."""


class TextCheckError(RuntimeError):
    """A check that failed by a fault of its own; it has the kind of the error and nothing of the text."""

    def __init__(self, error: Exception) -> None:
        super().__init__(f"the text check failed: {type(error).__name__}")


def check_text(
    graph: KnowledgeGraph,
    text: str,
    published: date | None = None,
    check_time: Callable[[], None] = lambda: None,
) -> TextCheck:
    """Compare the figures of a text with the record.

    Parameters
    ----------
    graph
        The graph.
    text
        Plain text, Markdown or HTML, of up to 64,000 characters.
    published
        The day on which the text was published: "last year" refers to it, and figures of later days are unknown to it.
    check_time
        Called before each sentence; it raises an error once the time is up.

    Returns
    -------
    TextCheck
        A finding for each figure that the text gives of clemency, in the order of the text. The text is not kept.

    Raises
    ------
    QueryError
        When the text is too long.
    TextCheckError
        When the check fails by a fault of its own.

    Examples
    --------
    >>> [one] = check_text(graph, "Nevada pardoned more than 15,000 people on June 17, 2020.").findings
    >>> one.verdict, one.text
    (<Verdict.AGREES: 'agrees'>, 'more than 15,000 people')
    """
    if len(text) > LIMIT:
        message = f"the text has {len(text):,} characters; check at most {LIMIT:,} at once, part by part"
        raise QueryError(message, "text")
    try:
        return _check(graph, text, published, check_time)
    except ClemencyGraphError:
        raise
    except Exception as error:
        failed = TextCheckError(error).with_traceback(error.__traceback__)
    # The message of an error such as KeyError repeats a part of the text, and errors are logged: it has no context.
    raise failed


def _check(graph: KnowledgeGraph, text: str, published: date | None, check_time: Callable[[], None]) -> TextCheck:
    cleaned = clean(text)
    contexts = in_context(graph, split_sentences(cleaned), published)
    findings = []
    for context in contexts:
        check_time()
        for statement in read_statements(graph, context, published):
            start = context.sentence.start + statement.quantity.start
            end = context.sentence.start + statement.quantity.end
            judged = judge(graph, statement, published)
            if not statement.tentative or judged.verdict is not Verdict.UNSURE:
                findings.append(_finding(graph, text, cleaned, (start, end), judged))
        for office in find_office_statements(graph, context, published):
            judged = judge_office(graph, context, office, published)
            place = (context.sentence.start + office.start, context.sentence.start + office.end)
            findings.append(_finding(graph, text, cleaned, place, judged))
        for signature in find_signatures(graph, context, published):
            place = (context.sentence.start + signature.start, context.sentence.start + signature.end)
            findings.append(_finding(graph, text, cleaned, place, judge_signature(graph, signature)))
    return TextCheck(tuple(sorted(findings, key=lambda one: (one.start, one.end))))


def _finding(
    graph: KnowledgeGraph, text: str, cleaned: CleanText, place: tuple[int, int], judgement: Judgement
) -> Finding:
    start, end = cleaned.span(*place)
    return Finding(
        start, end, text[start:end], judgement.verdict, judgement.claims, judgement.correction,
        judgement.citation(graph), judgement.reason,
    )  # fmt: skip
