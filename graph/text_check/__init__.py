"""Check the statements of a text against the record: clean, read, resolve, judge."""

from .check import LIMIT, check_text
from .verdicts import DIFFERING, Finding, TextCheck, Verdict

__all__ = ["DIFFERING", "LIMIT", "Finding", "TextCheck", "Verdict", "check_text"]
