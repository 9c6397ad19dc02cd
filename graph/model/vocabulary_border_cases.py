"""Border cases of the controlled vocabularies: what to write where two terms could fit, or none seems to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .law_requirement_vocabulary import Disposition
from .vocabulary import (
    ActorRole,
    ClaimProperty,
    Covers,
    Extent,
    Knowledge,
    LawStatus,
    Qualifier,
    Rank,
    Stage,
    Unit,
    Vocabulary,
)

BORDER_CASES: Final[Mapping[type[Vocabulary], Mapping[str, str]]] = {
    ClaimProperty: {
        ClaimProperty.FIGURE: (
            "A number that counts all offenses is a status, unless the page says how many of them are cannabis "
            "offenses. A share in percent is a status too."
        ),
        ClaimProperty.DATE: (
            "The day of the stage, not of the page. A page that says 'on Thursday' gives a day by inference. A day "
            "that is still ahead is never one of granted or recorded."
        ),
        ClaimProperty.INTRODUCED: (
            "The day on which a bill was filed with the legislature, not that of its announcement or of its hearing."
        ),
        ClaimProperty.ENACTED: "A signing ceremony can be later than the signature; an inference says so.",
        ClaimProperty.EFFECTIVE: "The first day of the law. A provision that starts on another day has its own.",
        ClaimProperty.START: "A person who changes the party in office begins another term on that day.",
        ClaimProperty.END: "An end that is announced or scheduled is `scheduled_end`, also where the page sounds sure.",
        ClaimProperty.SCOPE: "The offenses, amounts and years. How many are eligible is a figure.",
        ClaimProperty.ACTOR: "One claim for each actor and role. The signer of a law is `signed_by` of the law.",
        ClaimProperty.LAW: "An action under the power that the constitution gives a governor has no law.",
        ClaimProperty.STATUS: "Of a law a term of the list of statuses; of all else what no other property holds.",
        ClaimProperty.PARTY: "The party in that term, not the one of today.",
        ClaimProperty.NAME: "A name, number or code that a page uses and the file does not have as its own.",
        ClaimProperty.PART_OF: (
            "Only where the figure of the whole counts every act of the part, each no later than the figure of the "
            "part does. A county in a state is no reason by itself."
        ),
        ClaimProperty.SEPARATE_FROM: (
            "Only where something rules out a common act, such as courts with records of their own. Two kinds of "
            "relief in one place can help the same people."
        ),
        ClaimProperty.COUNTIES: "An independent city has an empty list; without the key it may lie in any county.",
        ClaimProperty.REQUIREMENT: "`none` only where a page says that there is none; silence is no statement.",
        ClaimProperty.DUTY: "What a law or order demands by a day. The goal that an official announces is no duty.",
        ClaimProperty.OUTCOME: "`missed` only where a source says so. A day that passed in silence is overdue.",
        ClaimProperty.SPEAKS_FOR: (
            "As the page introduces the person. An official speaks for the office that he or she holds without it."
        ),
        ClaimProperty.SIGNATURE: "`none` only where a page says that the law was not signed, or passed over a veto.",
        ClaimProperty.PARDON_POWER: "By law, not by habit: a governor who follows each advice may still decide alone.",
        ClaimProperty.IDENTIFIER: "As a page or a public dataset gives it, never composed from a pattern.",
    },
    Stage: {
        Stage.ANNOUNCED: "'The governor will pardon' is announced, on the day on which that is said.",
        Stage.AUTHORIZED: "A law or an order that allows or demands relief; its passage grants nothing.",
        Stage.OPENED: "The first day on which people can apply, or on which the review of records runs.",
        Stage.ELIGIBLE: (
            "'Could benefit', 'qualify' and 'would be cleared' are eligible. Where an order pardons a whole class at "
            "once, the size of the class is granted, though it is an estimate."
        ),
        Stage.APPLIED: "People ask for relief for themselves, or a prosecutor asks a court for many others.",
        Stage.RECOMMENDED: "A board whose vote somebody else has to confirm recommends; one that decides grants.",
        Stage.GRANTED: "Signed, ordered or dismissed, whatever the records still show.",
        Stage.RECORDED: "The records were changed. A page that counts only these implies as many that were granted.",
        Stage.DECLINED: (
            "Refused by somebody with the power to grant, or turned down by the official who was asked; only the "
            "former is recorded as having decided. A call without an answer stays announced."
        ),
        Stage.WITHDRAWN: "Taken back by those who proposed it. A proposal that was not adopted in time is no refusal.",
        Stage.NOT_CANNABIS: (
            "A round that some page calls cannabis clemency, with a figure of 0 granted. Where others were granted "
            "clemency for cannabis too, it is granted."
        ),
    },
    Unit: {
        Unit.PEOPLE: "'Residents', 'individuals', 'offenders'. 'Pardons' without a word about people are grants.",
        Unit.CONVICTIONS: "Where a headline says people and the text convictions, both are claims, each in its unit.",
        Unit.CASES: "A case with several charges is one. 'Cases' of a prosecutor who drops charges are cases too.",
        Unit.RECORDS: "Also records of arrests. A pardon leaves records in place: there the unit needs an inference.",
        Unit.CHARGES: "'Counts' and 'charges'. A conviction of one charge is a conviction.",
        Unit.CERTIFICATES: "A certificate proves a pardon that was granted before; it is not added to pardons.",
        Unit.APPLICATIONS: "Forms that were filed. 'Applicants' are people.",
        Unit.GRANTS: "'232 pardons': acts, since one person can have several. Totals keep them apart from people.",
        Unit.STATES: "Never part of a total of clemency.",
    },
    Rank: {
        Rank.PREFERRED: "For the better of two claims. A later count needs no rank: the later day is first anyway.",
        Rank.NORMAL: "Also of claims that disagree, where nothing tells which is right.",
        Rank.DEPRECATED: (
            "A misprint, a count of something else, a claim that its own source corrected. An older count that was "
            "right on its day is normal."
        ),
    },
    ActorRole: {
        ActorRole.DECIDED: (
            "A board that recommends did not decide. A prosecutor decides on charges that are pending, the court on "
            "convictions."
        ),
        ActorRole.PROPOSED: "A prosecutor who asks a court, the sponsor of a resolution, the author of a petition.",
        ActorRole.IMPLEMENTED: "The court, agency or office that searched, filed, sealed or erased.",
        ActorRole.URGED: "Somebody who asked for it in public. A comment afterwards is no role.",
    },
    LawStatus: {
        LawStatus.PROPOSED: (
            "Also a bill that a chamber voted down, and an initiative that was withdrawn or did not reach the ballot: "
            "no voters decided on it."
        ),
        LawStatus.REJECTED: (
            "A majority that fell short of the 60 percent that a constitution asks. A veto referendum by which voters "
            "undo a law that had passed is 'repealed'."
        ),
        LawStatus.VOIDED: "Also a measure that a court took off the ballot after the votes were cast.",
    },
    Disposition: {
        Disposition.CONVICTION: "'Offenses' for which people were sentenced, and what was pardoned, are convictions.",
        Disposition.NO_CONVICTION: (
            "Also civil citations, cases that are pending, and probation or deferred adjudication after which no "
            "judgment of guilt is entered."
        ),
        Disposition.BOTH: (
            "'Records of possession' where the page names arrests or charges beside convictions. Where it names "
            "neither, the key is left out."
        ),
    },
    Qualifier: {
        Qualifier.EXACTLY: "A round number without any word before it is exact as stated.",
        Qualifier.ABOUT: "'Some', 'roughly', 'an estimated' and 'around'.",
        Qualifier.AT_LEAST: "'At least 500' includes 500.",
        Qualifier.MORE_THAN: "'More than 500' and 'over 500' begin at 501.",
        Qualifier.UP_TO: "'As many as' and 'a maximum of'.",
        Qualifier.NEARLY: "'Almost' and 'just under'.",
        Qualifier.BETWEEN: "'20,000 to 30,000'.",
        Qualifier.UNQUANTIFIED: "'Hundreds' is 200 to 999, 'thousands' is 2,000 to 9,999, 'dozens' is at least 24.",
    },
    Extent: {
        Extent.WHOLE: "'Three of the 26 who were pardoned had marijuana convictions' is a whole: three.",
        Extent.PART: "One court of several, one quarter of a year, 'five of those pardoned'.",
    },
    Covers: {
        Covers.ACTION: "'32 in this round' of a governor who grants every few months.",
        Covers.SERIES: "'1,640 so far' of the same governor; without a word on it the claim declares neither.",
    },
    Knowledge: {
        Knowledge.VALUE: "Of a place: something is in the data; more may be missing.",
        Knowledge.NONE: "Only where a page says so: 'no fee', 'has never pardoned'. Silence is unknown.",
        Knowledge.UNKNOWN: "A search found nothing. It does not say that nothing happened.",
        Knowledge.NOT_LOOKED_FOR: "No search was made.",
    },
}
"""For each vocabulary and term, one or two sentences; those of what a coder decides on every page are complete."""
