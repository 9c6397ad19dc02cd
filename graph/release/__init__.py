"""The files of a release: their checksums, the statement that leads from data to exports, and the verification."""

from .statement import STATEMENT, Statement, write_release_data
from .verification import verify

__all__ = ["STATEMENT", "Statement", "verify", "write_release_data"]
