"""No silent change: the answers of saved queries that each release keeps, and their replay at the next one."""

from .kept_answers import KeptAnswer, KeptRelease, latest_release_answers, release_answers, write_release_answers
from .replay import Verdict, answers_of, replay

__all__ = [
    "KeptAnswer",
    "KeptRelease",
    "Verdict",
    "answers_of",
    "latest_release_answers",
    "release_answers",
    "replay",
    "write_release_answers",
]
