"""Sentences that a journalist types into search, each with the entities that may be its first hit."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "how many people were pardoned in Nevada": ("action/nv/2020-possession-pardons",),
    "New York city": (
        "locality/ny/bronx",
        "locality/ny/brooklyn",
        "locality/ny/manhattan",
        "locality/ny/queens",
        "locality/ny/staten-island",
    ),
    "who pardoned marijuana convictions in Oregon?": ("action/or/2022-possession-pardons", "person/kate-brown"),
    "Kate Brown pardons": ("action/or/2022-possession-pardons", "person/kate-brown"),
    "how many records were expunged in Illinois": ("action/il/2020-arrest-record-expungements",),
    "Birmingham mass pardon": (
        "action/al/birmingham/2019-pardons-for-progress",
        "action/al/birmingham/2021-possession-pardons",
        "action/al/birmingham/2022-possession-pardons",
    ),
    "did Biden pardon marijuana possession?": (
        "action/us/2022-possession-pardons",
        "action/us/2023-possession-pardons",
    ),
    "Maryland pardons 2024 Wes Moore": ("action/md/2024-cannabis-pardons",),
    "Governor of Colorado": ("person/jared-polis", "state/co"),
    "when did Massachusetts pardon possession": ("action/ma/2024-possession-pardons",),
    "Code for America Los Angeles": (
        "action/ca/los-angeles-county/2020-conviction-dismissals",
        "organization/code-for-america",
    ),
    "what does Proposition 64 say about convictions": ("law/ca/proposition-64",),
    "Missouri amendment 3 expungements": ("action/mo/2022-amendment-3-expungements",),
    "New Jersey dismissed cases in 2021": (
        "action/nj/2021-marijuana-case-dismissals",
        "action/nj/2021-pending-charge-dismissals",
    ),
    "cases expunged in New Jersey": ("action/nj/2021-marijuana-case-expungements",),
    "did Texas pardon anyone for marijuana": (
        "action/tx/2018-possession-pardons",
        "action/tx/2022-call-to-pardon-declined",
        "action/tx/2023-possession-pardon",
        "action/tx/after-2024-possession-pardon",
    ),
    "convictions vacated in Seattle": ("action/wa/seattle/2018-possession-vacaturs",),
    "Was a pardon refused in Indiana": ("action/in/2022-blanket-pardon-refused",),
    "Cook County expungement Kim Foxx": ("action/il/cook-county/2019-conviction-expungements", "person/kim-foxx"),
    "Clean Slate Act Minnesota": ("law/mn/clean-slate-act-2023",),
    "the MORE Act": ("law/us/more-act-2020", "law/us/more-act-2021", "law/us/more-act-2025"),
    "how many automatic expungements in Minnesota": ("action/mn/2024-automatic-expungements",),
    "what happened in Brooklyn": (
        "action/ny/brooklyn/2014-case-dismissals",
        "action/ny/brooklyn/2018-begin-again-warrants",
        "action/ny/brooklyn/2018-conviction-vacaturs",
        "action/ny/brooklyn/2018-warrant-dismissals",
        "action/ny/brooklyn/2021-case-dismissals",
        "locality/ny/brooklyn",
    ),
    "sealed records in Virginia": (
        "action/va/2020-possession-sealing",
        "action/va/2021-distribution-sealing",
        "action/va/2026-possession-sealing",
    ),
    "Trump clemency for cannabis prisoners": ("action/us/2021-january-cannabis-clemency",),
    "commutations by Obama": (
        "action/us/2014-december-commutations",
        "action/us/2015-december-commutations",
        "action/us/2015-july-commutations",
        "action/us/2015-march-commutations",
        "action/us/2016-march-commutations",
        "person/barack-obama",
    ),
    "Juneteenth pardons in Maryland": ("action/md/2025-juneteenth-pardons",),
    "the Pennsylvania pardon project": ("action/pa/2022-marijuana-pardon-project",),
    "San Francisco dismissals": ("action/ca/san-francisco/2018-proposition-64-dismissals",),
    "why was Weldon Angelos pardoned?": ("action/us/2020-angelos-pardon",),
    "Last Prisoner Project": ("organization/last-prisoner-project",),
    "how many convictions did Connecticut erase": (
        "action/ct/2015-petition-erasure",
        "action/ct/2023-automatic-erasure",
    ),
    "pardons in Guam": ("action/gu/2022-cannabis-pardons",),
    "which law legalized cannabis in Ohio": ("law/oh/issue-2-2023",),
    "North Dakota pardons of 2020": (
        "action/nd/2020-january-marijuana-pardons",
        "action/nd/2020-november-marijuana-pardons",
    ),
    "pardons by the mayor of Kansas City": ("action/mo/kansas-city/2020-possession-pardons",),
    "medical marijuana law in Florida": ("law/fl/amendment-2-2016", "law/fl/sb-8a-2017"),
    "cases dismissed in Manhattan": (
        "action/ny/manhattan/2018-case-dismissals",
        "action/ny/manhattan/2021-case-dismissals",
    ),
    "turn over a new leaf in Denver": ("action/co/denver/2019-turn-over-a-new-leaf",),
    "who is the mayor of Birmingham?": ("locality/al/birmingham", "person/randall-woodfin"),
}
"""The first hits were taken from the data files, not from what search answers."""
