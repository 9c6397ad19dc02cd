"""No silent change: the answers of saved queries that each release keeps, and their replay at the next one."""

from .kept_answers import KeptAnswer, KeptRelease, kept_release, latest_kept, write_kept
from .replay import Verdict, answers_of, replay

__all__ = [
    "KeptAnswer",
    "KeptRelease",
    "Verdict",
    "answers_of",
    "kept_release",
    "latest_kept",
    "replay",
    "write_kept",
]
