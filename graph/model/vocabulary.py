"""The controlled vocabularies of the model: each word with its definition."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of words; a member's value is its spelling in the data files, its `definition` what it means."""

    definition: str

    def __new__(cls, word: str, definition: str = "") -> Self:
        member = str.__new__(cls, word)
        member._value_ = word
        member.definition = definition
        return member


class StateKind(Vocabulary):
    """What a `State` is under the constitution."""

    STATE = "state", "One of the fifty states."
    DISTRICT = "district", "The District of Columbia."
    TERRITORY = "territory", "One of the five inhabited territories."


class LocalityKind(Vocabulary):
    """What a `Locality` is."""

    CITY = "city", "A city, town or consolidated city-county."
    COUNTY = "county", "A county, parish or borough."


class Office(Vocabulary):
    """A public office that decides on clemency, signs laws or implements them."""

    GOVERNOR = "governor", "Head of a state's or territory's executive."
    LIEUTENANT_GOVERNOR = "lieutenant_governor", "First in line to a governor; sits on some pardon boards."
    PRESIDENT = "president", "President of the United States."
    MAYOR = "mayor", "Head of a city's executive; for the District of Columbia its chief executive."
    ATTORNEY = "attorney", "Attorney general, district attorney or state's attorney."


class OrganizationKind(Vocabulary):
    """What an organization does in this record."""

    ADVOCACY = "advocacy", "Argues for a policy: NORML, Last Prisoner Project."
    COURT = "court", "A court or the administration of courts."
    PARDON_BOARD = "pardon_board", "A body that decides on pardons or recommends them."
    POLICE = "police", "A police force or a keeper of criminal records."
    LEGISLATURE = "legislature", "A state's or territory's legislature, or Congress."
    COUNCIL = "council", "A city or county council."
    AGENCY = "agency", "Any other public body."
    PUBLISHER = "publisher", "Publishes press, research or data."


class Instrument(Vocabulary):
    """The form in which a law was made."""

    STATUTE = "statute", "A bill passed by a legislature."
    BALLOT_MEASURE = "ballot_measure", "A statute put to the voters."
    CONSTITUTIONAL_AMENDMENT = "constitutional_amendment", "A change of a constitution, whoever proposed it."
    PROCLAMATION = "proclamation", "A president's or governor's proclamation."
    EXECUTIVE_ORDER = "executive_order", "A governor's or president's order."
    RESOLUTION = "resolution", "A resolution of a board, council or legislature."
    RULE = "rule", "A rule of a court or an agency."


class LawStatus(Vocabulary):
    """Where a law stands."""

    PROPOSED = "proposed", "Introduced or on the ballot; never in force."
    ENACTED = "enacted", "Became law and still is."
    VETOED = "vetoed", "Passed by the legislature, refused by the executive, not overridden."
    VOIDED = "voided", "Struck down by a court."
    REPEALED = "repealed", "No longer law, by a later law."
    PAUSED = "paused", "Law, but suspended or delayed."


class LawEffect(Vocabulary):
    """What a provision of a law does."""

    MEDICAL = "medical", "Allows medical use of cannabis."
    DECRIMINALIZATION = "decriminalization", "Replaces criminal by civil penalties, or lifts them, for possession."
    ADULT_USE = "adult_use", "Allows adults to possess cannabis without a medical reason."
    PARDON = "pardon", "Grants pardons or sets out how they are granted."
    EXPUNGEMENT = "expungement", "Provides for expungement of records."
    SEALING = "sealing", "Provides for sealing of records."
    VACATUR = "vacatur", "Provides for vacating convictions."
    DISMISSAL = "dismissal", "Provides for dismissing charges or convictions."
    RESENTENCING = "resentencing", "Provides for a new, lighter sentence."


class Method(Vocabulary):
    """Who has to move for relief to come."""

    AUTOMATIC = "automatic", "The state acts; the person need not ask."
    PETITION = "petition", "The person has to ask."
    BOTH = "both", "Automatic for some, on petition for others."


class ReliefKind(Vocabulary):
    """A kind of clemency or of relief from a record."""

    PARDON = "pardon", "Forgiveness by the executive or a board; the record usually stays."
    COMMUTATION = "commutation", "A sentence shortened by the executive or a board."
    EXPUNGEMENT = "expungement", "A record erased, destroyed or treated as never made, as the state's law has it."
    SEALING = "sealing", "A record hidden from public view but kept."
    VACATUR = "vacatur", "A conviction set aside by a court."
    DISMISSAL = "dismissal", "Charges or convictions dismissed."
    RESENTENCING = "resentencing", "A sentence replaced by a lighter one by a court."


class Stage(Vocabulary):
    """How far an action has come, in this order; eligible or announced is never granted."""

    ANNOUNCED = "announced", "Said in public that it will happen."
    AUTHORIZED = "authorized", "Allowed or ordered by law, order or resolution."
    OPENED = "opened", "Applications are taken, or the process runs."
    ELIGIBLE = "eligible", "Could get it; says nothing of who did."
    APPLIED = "applied", "Asked for it."
    RECOMMENDED = "recommended", "A board or prosecutor advises it."
    GRANTED = "granted", "Given."
    RECORDED = "recorded", "Given, and carried out in the records."
    DECLINED = "declined", "Refused; the stage of an action as a whole only where nothing was granted."
    WITHDRAWN = "withdrawn", "Taken back."


class ActorRole(Vocabulary):
    """What someone did for an action."""

    DECIDED = "decided", "Had the power and used it."
    PROPOSED = "proposed", "Put it before those who decide."
    IMPLEMENTED = "implemented", "Carried it out."
    URGED = "urged", "Called for it in public."


class Rank(Vocabulary):
    """How a claim stands among claims about the same thing, as in Wikidata's ranks of statements."""

    PREFERRED = "preferred", "Best of several; says why in `rankReason`."
    NORMAL = "normal", "As good as any; the default."
    DEPRECATED = "deprecated", "Known to be wrong or superseded, kept to be seen; says why in `rankReason`."


class Qualifier(Vocabulary):
    """How exact a figure is in its source's words."""

    EXACTLY = "exactly", "The number itself: low and high are that number."
    ABOUT = "about", "Rounded: low and high are the rounded number."
    AT_LEAST = "at_least", "That number or more: low is the number, high is null."
    MORE_THAN = "more_than", "More than a number: low is the next whole number, high is null."
    UP_TO = "up_to", "That number or fewer: high is the number, low is null."
    NEARLY = "nearly", "Less than a number: high is the whole number before it, low is null."
    BETWEEN = "between", "From low to high, both included."
    UNQUANTIFIED = "unquantified", "Words such as 'hundreds': low and high are the bounds that the words allow, if any."


class Unit(Vocabulary):
    """What is counted; one unit is never converted to another."""

    PEOPLE = "people", "Persons."
    CONVICTIONS = "convictions", "Convictions; a person may have several."
    CASES = "cases", "Court cases; a case may hold several charges."
    RECORDS = "records", "Records of any kind, arrests included."
    CHARGES = "charges", "Single charges."
    CERTIFICATES = "certificates", "Certificates of pardon issued on request."
    APPLICATIONS = "applications", "Requests made."
    STATES = "states", "States, as in 'states with a law'; the source says whether DC is one."


class ClaimProperty(Vocabulary):
    """What a claim is about."""

    FIGURE = "figure", "A number of people, convictions, cases, records ..."
    DATE = "date", "The day of a stage of an action."
    ENACTED = "enacted", "The day on which a law was signed, voted or became law without signature."
    EFFECTIVE = "effective", "The day from which a law holds."
    START = "start", "The first day of a term of office."
    END = (
        "end",
        "The day on which a term of office passed to the next holder; or the scheduled one, where the text says so.",
    )
    SCOPE = "scope", "Which offences, amounts and years are covered."
    ACTOR = "actor", "Who decided, proposed, implemented or urged an action, or signed a law."
    LAW = "law", "The law behind an action, or the law that a law amends."
    STATUS = "status", "Where a law stands; for others a position or situation in words."
    PARTY = "party", "The party of a term of office."
    NAME = "name", "A name, with the codes that go with it."


class SourceKind(Vocabulary):
    """What a source is."""

    OFFICIAL = "official", "A public body's own page, release or report."
    LEGAL_TEXT = "legal_text", "The text of a law, order or judgment."
    PRESS = "press", "News media."
    ADVOCACY = "advocacy", "An organization that argues for a policy."
    RESEARCH = "research", "Scholarship or a policy institute."
    DATASET = "dataset", "Data or an encyclopedia compiled from others, such as Open States or Wikipedia."


class CitationStyle(Vocabulary):
    """How a citation is written."""

    APA = "apa", "APA style, 7th edition: https://apastyle.apa.org/style-grammar-guidelines/references."
    BIBTEX = "bibtex", "A BibTeX entry of type @misc or @techreport."
    CSL_JSON = "csl_json", "A CSL-JSON item: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."


class CoverageStatus(Vocabulary):
    """Whether a part of the record has been looked for."""

    RECORDED = "recorded", "Looked for, found, and in the graph."
    NONE_FOUND = "none_found", "Looked for; nothing was found."
    NOT_CHECKED = "not_checked", "Not looked for; absence says nothing."


class TotalDimension(Vocabulary):
    """What totals are grouped by; kind and unit are always kept apart, asked or not."""

    KIND = "kind", "Kind of relief."
    UNIT = "unit", "Unit of the figure."
    STATE = "state", "State of the action; a locality counts under its state, federal action under none."
    PARTY = "party", "Party of the term under which the action was decided, or else proposed."
    YEAR = "year", "Year of the stage."


class EntityType(Vocabulary):
    """The types of entities."""

    STATE = "state", "`State`."
    COUNTRY = "country", "`Country`."
    LOCALITY = "locality", "`Locality`."
    PERSON = "person", "`Person`."
    PARTY = "party", "`Party`."
    ORGANIZATION = "organization", "`Organization`."
    LAW = "law", "`Law`."
    ACTION = "action", "`ClemencyAction`."
    SOURCE = "source", "`Source`."


class RelationshipKind(Vocabulary):
    """The kinds of edges of the graph, each with its direction."""

    HOLDS = "holds", "Person to jurisdiction, over a term of office."
    MEMBER_OF = "member_of", "Person to party, over a term of office."
    IN = "in", "Action or law to jurisdiction."
    PART_OF = "part_of", "Jurisdiction to the jurisdiction that it is part of."
    DECIDED = "decided", "Person or body to the action that it decided."
    PROPOSED = "proposed", "Person or body to the action that it proposed."
    IMPLEMENTED = "implemented", "Person or body to the action that it carried out."
    URGED = "urged", "Person or body to the action that it called for."
    SIGNED = "signed", "Person to law."
    UNDER = "under", "Action to the law behind it."
    AMENDS = "amends", "Law to the law that it changes."
    EXTENDS = "extends", "Action to the earlier action of which it is a further round."
    PUBLISHED = "published", "Organization to source."
    SAYS = "says", "Source to an entity that it makes claims about."


class ChangeKind(Vocabulary):
    """What became of a claim since a release."""

    ADDED = "added", "It was not there before."
    REMOVED = "removed", "It is no longer there."
    RERANKED = "reranked", "It was ranked anew."


class Direction(Vocabulary):
    """Which way edges are followed."""

    OUT = "out", "From the entity."
    IN = "in", "To the entity."
    BOTH = "both", "Either way."


class Centrality(Vocabulary):
    """How central an entity is in the graph."""

    PAGERANK = "pagerank", "Page, Brin, Motwani and Winograd (1999), damping 0.85, edges followed both ways."
    DEGREE = "degree", "Share of the other entities that it is tied to."
    BETWEENNESS = (
        "betweenness",
        "Share of shortest paths that run through it (Freeman 1977), edges followed both ways; estimated from those "
        "that start at 200 entities (Brandes and Pich 2007).",
    )
