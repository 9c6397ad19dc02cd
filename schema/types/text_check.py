"""The check of a text: its statements, each compared with the record."""

from datetime import date
from typing import Annotated

import strawberry

from ...graph import text_check
from ...graph.text_check import LIMIT, Verdict
from ..context import Info
from .enums import graphql_enum
from .fields import attribute, described, resolver, root_fields
from .lazy import LazyClaim

graphql_enum(Verdict)


@described
class Finding:
    """A statement of a text, compared with the record."""

    start: int = attribute(
        "Where it begins in the text: the number of Unicode code points before it. A string of JavaScript counts those "
        "beyond U+FFFF, such as emoji, as two."
    )
    end: int = attribute("Where it ends: the number of code points before the first one after it.")
    text: str = attribute("The statement as the text words it.")
    verdict: Verdict = attribute("What the record says of it.")
    claims: list[LazyClaim] = attribute("The claims that the verdict rests on, best first.", size=3)
    correction: str | None = attribute(
        "What would be right to print; null where nothing needs to change or the record cannot tell."
    )
    citation: str | None = attribute("The source of the first claim, in APA style; null where there is no claim.")
    reason: str = attribute("Why, in a sentence.")


@described
class TextCheck:
    """The result of a text check. Nothing of the text is stored."""

    findings: list[Finding] = attribute("The statements that were found, in the order of the text.", size=100)


def check_text(
    info: Info,
    text: Annotated[
        str,
        strawberry.argument(
            description=f"Plain text, Markdown or HTML of up to {LIMIT:,} characters, in a variable without a default; "
            "a literal is an error."
        ),
    ],
    published: Annotated[
        date | None,
        strawberry.argument(
            description="The day on which the text was published: figures of later days were unknown to it, and 'last "
            "year' refers to it."
        ),
    ] = None,
) -> text_check.TextCheck:
    """
    Return the figures of clemency in a text, its governors and the signing of bills, compared with the record.

    The text is not kept: it is taken by POST only, in a variable, the response has `Cache-Control: no-store`, and
    neither is in a cache or a log. A statement that the record or its own words leave open is UNSURE.
    """
    return text_check.check_text(info.context.graph, text, published, info.context.check_time)


@root_fields
class TextCheckFields:
    """The root field that checks a text."""

    check_text: TextCheck | None = resolver(check_text, cost=200_000, private="text")
