"""A figure that a total leaves out, with the reason in words.

Source: docs/method.md, section 3, what it returns.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ..model.records import Claim
from ..model.vocabulary import ExclusionCode

_REASONS: Final = {
    ExclusionCode.DEPRECATED: "deprecated: {claim.rank_reason}",
    ExclusionCode.LOWER_RANK: "ranked below {others}, of the same action",
    ExclusionCode.PART: "counts a part of what {others} counts",
    ExclusionCode.CONTAINED: "its acts are counted by {others}",
    ExclusionCode.MAY_OVERLAP: "may count the same acts as {others}",
    ExclusionCode.NATIONAL_TALLY: "a national tally, not the figure of one action",
    ExclusionCode.IMPLIED: "counts what was recorded: a lower bound of what was granted",
    ExclusionCode.NOT_KNOWN_BY: "published after the day that is asked for",
    ExclusionCode.UNDATED_SOURCE: "the page has no date; it may have been unknown on the day that is asked for",
    ExclusionCode.MAY_NOT_MATCH: "of an action that may match the filter or not, because of its day",
    ExclusionCode.LATER: "may count what was done after the day that is asked for",
    ExclusionCode.SOURCE_KIND: "its source is of another kind than those that are asked for",
    ExclusionCode.CONTRADICTION: "its upper bound is below the sum of its parts, {others}",
}


class ExcludedFigure(NamedTuple):
    """A figure that counts in no bound of a total, or in one of them only.

    Attributes
    ----------
    code : ExclusionCode
        Why.
    claim : Claim
        The figure.
    in_favor_of : tuple of Claim
        The figures that count instead, or that it may overlap.
    """

    code: ExclusionCode
    claim: Claim
    in_favor_of: tuple[Claim, ...]

    @property
    def reason(self) -> str:
        """The code in words, with the ids of the claims in whose favor it was left out."""
        others = ", ".join(claim.id for claim in self.in_favor_of) or "acts that are not asked for"
        return _REASONS[self.code].format(claim=self.claim, others=others)
