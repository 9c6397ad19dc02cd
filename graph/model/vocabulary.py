"""Controlled vocabularies: each term with its definition."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of terms; the value of a member is its spelling in the data files, `definition` its meaning."""

    definition: str

    def __new__(cls, word: str, definition: str = "") -> Self:
        """Create a term from its spelling and its definition."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.definition = definition
        return member


class StateKind(Vocabulary):
    """The constitutional status of a `State`."""

    STATE = "state", "One of the fifty states."
    DISTRICT = "district", "The District of Columbia."
    TERRITORY = "territory", "One of the five inhabited territories."


class PardonPower(Vocabulary):
    """Who holds the power of clemency in a place, by the models of the Restoration of Rights Project."""

    INDEPENDENT_BOARD = "independent_board", "A board decides; the governor does not, or only on some cases."
    GOVERNOR_ON_BOARD = "governor_on_board", "A board decides of which the governor is a member."
    GATEKEEPER_BOARD = "gatekeeper_board", "The governor decides, but only where a board or council agrees."
    MANDATORY_CONSULTATION = "mandatory_consultation", "The governor decides, and has to hear a board before."
    PERMISSIVE_CONSULTATION = "permissive_consultation", "The governor decides, and may hear a board before."
    NO_ADVISORY_PROCESS = "no_advisory_process", "The governor, or the president, decides; no law provides for advice."


class LocalityKind(Vocabulary):
    """The type of a `Locality`."""

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
    """The role of an organization in this record."""

    ADVOCACY = "advocacy", "Argues for a policy: NORML, Last Prisoner Project."
    COURT = "court", "A court or the administration of courts."
    PARDON_BOARD = "pardon_board", "A body that decides on pardons or recommends them."
    POLICE = "police", "A police force, or an agency that keeps criminal records."
    LEGISLATURE = "legislature", "A state's or territory's legislature, or Congress."
    COUNCIL = "council", "A city or county council."
    AGENCY = "agency", "Any other public body."
    PUBLISHER = "publisher", "Publishes press, research or data."


class Instrument(Vocabulary):
    """The form in which a law was made."""

    STATUTE = "statute", "A bill passed by a legislature."
    BALLOT_MEASURE = "ballot_measure", "A statute put to the voters."
    CONSTITUTIONAL_AMENDMENT = (
        "constitutional_amendment",
        "An amendment of a constitution, of voters or a legislature.",
    )
    PROCLAMATION = "proclamation", "A president's or governor's proclamation."
    EXECUTIVE_ORDER = "executive_order", "A governor's or president's order."
    RESOLUTION = "resolution", "A resolution of a board, council or legislature."
    RULE = "rule", "A rule of a court or an agency."


class LawStatus(Vocabulary):
    """The status of a law."""

    PROPOSED = "proposed", "Introduced or to be put to the voters, or withdrawn or dead there; never in force."
    ENACTED = "enacted", "Became law and still is."
    VETOED = "vetoed", "Passed by the legislature and vetoed; the veto was not overridden."
    REJECTED = "rejected", "Put to the voters and not adopted by them."
    VOIDED = "voided", "Struck down by a court."
    REPEALED = "repealed", "Repealed by a later law."
    PAUSED = "paused", "Law, but suspended or delayed."


class LawEffect(Vocabulary):
    """The effect of a provision of a law."""

    MEDICAL = "medical", "Allows medical use of cannabis."
    DECRIMINALIZATION = "decriminalization", "Replaces criminal penalties for possession with civil ones or none."
    ADULT_USE = "adult_use", "Allows adults to possess cannabis for any purpose."
    PARDON = "pardon", "Grants pardons or sets out how they are granted."
    EXPUNGEMENT = "expungement", "Provides for expungement of records."
    SEALING = "sealing", "Provides for sealing of records."
    VACATUR = "vacatur", "Provides for vacating convictions."
    DISMISSAL = "dismissal", "Provides for dismissing charges or convictions."
    RESENTENCING = "resentencing", "Provides for a new, lighter sentence."


class Method(Vocabulary):
    """The procedure by which relief is granted."""

    AUTOMATIC = "automatic", "The state acts without a request."
    PETITION = "petition", "The person has to file a request."
    BOTH = "both", "Automatic for some people, on petition for others."


class ReliefKind(Vocabulary):
    """A kind of clemency or of relief from a criminal record."""

    PARDON = "pardon", "Forgiveness by the executive or a board; the record usually stays."
    COMMUTATION = "commutation", "A sentence shortened by the executive or a board."
    EXPUNGEMENT = "expungement", "A record erased, destroyed or treated as if it never existed, as state law defines."
    SEALING = "sealing", "A record hidden from public view but kept."
    VACATUR = "vacatur", "A conviction set aside by a court."
    DISMISSAL = "dismissal", "Charges or convictions dismissed."
    RESENTENCING = "resentencing", "A sentence replaced by a lighter one by a court."


class Stage(Vocabulary):
    """The stage that an action has reached, in this order; eligible or announced never means granted."""

    ANNOUNCED = "announced", "Announced in public."
    AUTHORIZED = "authorized", "Allowed or ordered by law, order or resolution."
    OPENED = "opened", "Applications are accepted, or the process has started."
    ELIGIBLE = "eligible", "Could receive relief; does not say how many did."
    APPLIED = "applied", "Applied for relief."
    RECOMMENDED = "recommended", "Recommended by a board or prosecutor."
    GRANTED = "granted", "Clemency or relief was granted."
    RECORDED = "recorded", "Clemency or relief was granted and carried out in the records."
    DECLINED = "declined", "Refused; an action has this stage only if nothing was granted."
    WITHDRAWN = "withdrawn", "Withdrawn."
    NOT_CANNABIS = "not_cannabis", "Clemency was granted, but to nobody for a cannabis offense."


class ActorRole(Vocabulary):
    """The role of an actor in an action."""

    DECIDED = "decided", "Had the authority to decide, and did."
    PROPOSED = "proposed", "Submitted the proposal to the deciding body."
    IMPLEMENTED = "implemented", "Carried it out."
    URGED = "urged", "Called for the action in public."


class Rank(Vocabulary):
    """The rank of a claim among claims about the same thing, as in Wikidata."""

    PREFERRED = "preferred", "The best of several; `rankReason` gives the reason."
    NORMAL = "normal", "The default rank."
    DEPRECATED = "deprecated", "Known to be wrong or superseded, kept for reference; `rankReason` gives the reason."


class Qualifier(Vocabulary):
    """The precision of a figure as its source states it."""

    EXACTLY = "exactly", "An exact number: low and high are that number."
    ABOUT = "about", "Rounded: low and high are the rounded number."
    AT_LEAST = "at_least", "That number or more: low is the number, high is null."
    MORE_THAN = "more_than", "More than a number: low is the next whole number, high is null."
    UP_TO = "up_to", "That number or fewer: high is the number, low is null."
    NEARLY = "nearly", "Less than a number: high is the whole number before it, low is null."
    BETWEEN = "between", "From low to high, both included."
    UNQUANTIFIED = "unquantified", "Words such as 'hundreds': low and high are the bounds that the words imply, if any."


class Unit(Vocabulary):
    """The unit of a figure; units are never converted."""

    PEOPLE = "people", "People."
    CONVICTIONS = "convictions", "Convictions; a person may have several."
    CASES = "cases", "Court cases; a case may hold several charges."
    RECORDS = "records", "Records of any kind, including arrests."
    CHARGES = "charges", "Individual charges."
    CERTIFICATES = "certificates", "Certificates of pardon issued on request."
    APPLICATIONS = "applications", "Applications filed."
    GRANTS = "grants", "Acts of clemency counted as such, as in '232 pardons'; a person may have several."
    STATES = "states", "States, as in 'states with a law'; the source defines whether DC counts as one."


class Extent(Vocabulary):
    """The share of its coverage that a figure counts: all of it or a part."""

    WHOLE = "whole", "All that the action did within the scope of the graph, up to the day of the figure."
    PART = "part", "Some of it, such as one quarter or 'five of those pardoned'; a lower bound only."


class Covers(Vocabulary):
    """The coverage of a figure: one action, or all rounds of a series."""

    ACTION = "action", "The action that the claim is about."
    SERIES = "series", "All rounds linked by `extends`, from the first to the day of the figure."


class ClaimProperty(Vocabulary):
    """The property that a claim is about."""

    FIGURE = "figure", "A number of people, convictions, cases, records or other units."
    DATE = "date", "The date of a stage of an action."
    INTRODUCED = "introduced", "The date on which a bill was introduced in a legislature or council, or filed there."
    ENACTED = "enacted", "The date on which a law was signed, approved by voters, or became law without signature."
    EFFECTIVE = "effective", "The date from which a law is in force."
    START = "start", "The first day of a term of office."
    END = (
        "end",
        "The day on which a term of office passed to the next holder, or the scheduled day if the text says so.",
    )
    SCOPE = "scope", "The offences, amounts and years that are covered."
    ACTOR = "actor", "An entity that decided, proposed, implemented or urged an action, or signed or vetoed a law."
    LAW = "law", "The law behind an action, or the law that a law amends."
    STATUS = "status", "The status of a law; for other entities a position or situation in words."
    PARTY = "party", "The party of a term of office."
    NAME = "name", "A name, with its codes."
    PART_OF = "part_of", "Another action whose own figures count every act of this one."
    SEPARATE_FROM = "separate_from", "Another action that has no act in common with this one."
    SPEAKS_FOR = "speaks_for", "An organization that a person speaks for, as its officer or spokesperson."
    COUNTIES = "counties", "The counties that a city lies in."
    REQUIREMENT = "requirement", "A requirement of a law or an action for relief, such as a fee, or the absence of one."
    DUTY = "duty", "A duty of a public body under a law, with the day by which it is due."
    OUTCOME = "outcome", "The outcome of a duty."
    SIGNATURE = "signature", "That nobody signed a law, or that no source says who did."
    PARDON_POWER = "pardon_power", "Who holds the power of clemency in a place."
    IDENTIFIER = "identifier", "An identifier that another dataset gives to the entity."


class Measure(Vocabulary):
    """A quantity of a place that is measured again and again."""

    POPULATION = "population", "Residents on a day, as the Census Bureau estimates them."
    POSSESSION_ARRESTS = "possession_arrests", "Arrests for possession of cannabis in a year, of the country alone."


class IdentifierScheme(Vocabulary):
    """The datasets whose identifiers entities have."""

    WIKIDATA = "wikidata", "The item in Wikidata: Q1227."
    GEOID = "geoid", "The FIPS code in Census data: two digits of a state, five of a county: 32, 32003."
    ISO_3166_2 = "iso_3166_2", "The code of a state in ISO 3166-2: US-NV."
    BIOGUIDE = "bioguide", "The member in the Biographical Directory of the US Congress: B000444."
    OPEN_STATES = "open_states", "The person or bill in Open States: ocd-person/ or ocd-bill/ and a UUID."
    LEGISCAN = "legiscan", "The bill in LegiScan, by state, number and year: IL/bill/HB1438/2019."


class SourceKind(Vocabulary):
    """The type of a source."""

    OFFICIAL = "official", "A page, release or report published by a public body."
    LEGAL_TEXT = "legal_text", "The text of a law, order or judgment."
    PRESS = "press", "News media."
    ADVOCACY = "advocacy", "Published by an organization that argues for a policy."
    RESEARCH = "research", "Academic research, or the work of a policy institute."
    DATASET = "dataset", "A dataset or encyclopedia compiled from other sources, such as Open States or Wikipedia."


class CitationStyle(Vocabulary):
    """The format of a citation."""

    APA = "apa", "APA style, 7th edition: https://apastyle.apa.org/style-grammar-guidelines/references."
    BIBTEX = "bibtex", "A BibTeX entry of type @misc or @techreport."
    CSL_JSON = "csl_json", "A CSL-JSON item: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."


class Knowledge(Vocabulary):
    """The state of knowledge about one thing; none, unknown and not looked for are three different things."""

    VALUE = "value", "A source gives it, and it is in the graph."
    NONE = "none", "A source says that there is none."
    UNKNOWN = "unknown", "Looked for; no source that was read says."
    NOT_LOOKED_FOR = "not_looked_for", "Not looked for; its absence means nothing."


class Level(Vocabulary):
    """The level of government of a place."""

    COUNTRY = "country", "The United States."
    STATE = "state", "A state, the District of Columbia or a territory."
    COUNTY = "county", "A county, parish or borough."
    CITY = "city", "A city, town or consolidated city-county."


class ExclusionCode(Vocabulary):
    """The reason why a figure is not part of a total, or of one of its bounds only."""

    DEPRECATED = "deprecated", "Known to be wrong or superseded."
    LOWER_RANK = "lower_rank", "Another figure of the same action or series is better."
    PART = "part", "Leaves out some of what the action did, and another figure of it does not."
    CONTAINED = "contained", "Counted by another figure of the total: not added to the high."
    MAY_OVERLAP = "may_overlap", "May count the same acts as another: not added to the low."
    NATIONAL_TALLY = "national_tally", "Counts the acts of many places, and is of no action."
    IMPLIED = "implied", "Of what was recorded: gives a low to what was granted, and no high."
    NOT_KNOWN_BY = "not_known_by", "Published after the day asked for, or of a later day."
    UNDATED_SOURCE = "undated_source", "Its page has no exact day and may have been unknown: gives no low."
    MAY_NOT_MATCH = "may_not_match", "Of an action that may match the filter or not, for its day: gives no low."
    LATER = "later", "May count what was done after the day asked for: gives no low."
    SOURCE_KIND = "source_kind", "Its source is of another kind than those asked for."
    CONTRADICTION = "contradiction", "A whole whose high is below its parts: counts as if it overlapped them."


class UptakeGap(Vocabulary):
    """The reason why a measure of uptake cannot be given."""

    NO_ELIGIBLE = "no_eligible", "No figure says how many are eligible, or none are: no rate."
    NO_GRANTED = "no_granted", "No figure says how many were granted: no measure at all."
    UNITS_DIFFER = "units_differ", "The eligible and the granted are counted in different units: no rate."
    PART_ONLY = "part_only", "A figure counts only a part of the eligible or of the granted: no rate."
    POPULATIONS_DIFFER = (
        "populations_differ",
        "More were granted than were eligible, or a figure may count other rounds: the two count different things.",
    )
    OPEN_ENDED = "open_ended", "The figures leave every rate possible: 'more than' of 'more than'."
    NO_PERIOD = "no_period", "The days between which it was granted are not known, or too few: no pace."
    NO_POPULATION = "no_population", "No population of the place is recorded: nothing per 100,000 inhabitants."


class TotalDimension(Vocabulary):
    """A dimension by which totals are grouped; units are never joined."""

    KIND = "kind", "Kind of relief."
    UNIT = "unit", "Unit of the figure."
    STATE = "state", "State of the action; a locality belongs to its state, a federal action to none."
    PARTY = "party", "Party of the term of office under which the action was decided, or else proposed."
    YEAR = "year", "Year in which the stage was reached; none if that may be another year."
    LEVEL = "level", "Level of government of the place."
    PERSON = "person", "Person who decided, or else proposed; an action of two stands in both rows."
    LAW = "law", "Law behind the action; an action under two stands in both rows."


class RelationshipKind(Vocabulary):
    """The kinds of relationships, each with its direction."""

    HOLDS = "holds", "Person to jurisdiction, over a term of office."
    MEMBER_OF = "member_of", "Person to party, over a term of office."
    SPEAKS_FOR = "speaks_for", "Person to the organization that the person speaks for."
    IN = "in", "Action or law to jurisdiction."
    PART_OF = "part_of", "Jurisdiction to the jurisdiction that it is part of."
    DECIDED = "decided", "Person or organization to the action that it decided."
    PROPOSED = "proposed", "Person or organization to the action that it proposed."
    IMPLEMENTED = "implemented", "Person or organization to the action that it carried out."
    URGED = "urged", "Person or organization to the action that it called for."
    SIGNED = "signed", "Person to the law that the person signed."
    VETOED = "vetoed", "Person to the law that the person vetoed, even if it was passed over the veto."
    UNDER = "under", "Action to the law that it is based on."
    AMENDS = "amends", "Law to the law that it amends."
    EXTENDS = "extends", "Action to the earlier action that it continues."
    INCLUDED_IN = "included_in", "Action to an action whose own figures count every act of it."
    SEPARATE_FROM = "separate_from", "Action to an action with which it has no act in common."
    PUBLISHED = "published", "Organization to the source that it published."
    REPRINTS = "reprints", "Source to the source that it reprints."
    SAYS = "says", "Source to an entity that its claims or its values of a series are about."


class ChangeKind(Vocabulary):
    """The change of a claim since a release."""

    ADDED = "added", "The claim was added."
    REMOVED = "removed", "The claim was removed."
    RERANKED = "reranked", "The rank of the claim changed."


class EventKind(Vocabulary):
    """The kind of an event."""

    STAGE_REACHED = "stage_reached", "An action reached a stage."
    LAW_INTRODUCED = "law_introduced", "A bill was introduced or filed."
    LAW_VETOED = "law_vetoed", "A law was vetoed, even if it became law all the same."
    LAW_REJECTED = "law_rejected", "Voters rejected a law that was put to them."
    LAW_ENACTED = "law_enacted", "A law was signed, voted, or became law without signature."
    LAW_EFFECTIVE = "law_effective", "A law began to hold."
    TERM_BEGAN = "term_began", "A term of office began."
    TERM_ENDED = "term_ended", "An office passed on."


class Direction(Vocabulary):
    """The direction in which edges are followed."""

    OUT = "out", "From the entity."
    IN = "in", "To the entity."
    BOTH = "both", "In both directions."


class Centrality(Vocabulary):
    """A measure of how central an entity is in the graph."""

    PAGERANK = "pagerank", "Page, Brin, Motwani and Winograd (1999), damping 0.85, edges followed in both directions."
    DEGREE = "degree", "Share of the other entities that it is connected to."
    BETWEENNESS = (
        "betweenness",
        "Share of shortest paths that pass through it (Freeman 1977), edges followed in both directions; estimated "
        "from the paths that start at 200 entities (Brandes and Pich 2007).",
    )
