"""Controlled vocabularies of relief by law: for which cases, what it requires of a person, and of public bodies."""

from .vocabulary import Vocabulary


class Disposition(Vocabulary):
    """How the cases ended to which a provision of relief applies."""

    CONVICTION = "conviction", "Cases that ended in a conviction."
    NO_CONVICTION = "no_conviction", "Arrests, dismissals, acquittals, deferred adjudication: no conviction."
    BOTH = "both", "Convictions, and cases without one."


class RequirementKind(Vocabulary):
    """A kind of requirement that a law or an action has for relief."""

    WAIT = "wait", "The time that has to pass before relief."
    FEE = "fee", "The money that a person pays for relief."
    DEBTS = "debts", "Fines, fees and restitution that have to be paid before relief."
    DEADLINE = "deadline", "The last day on which a person can ask for relief."
    BODY = "body", "The body that decides on relief or carries it out."
    PERSON = "person", "Who can have relief: by age, citizenship, residence or other convictions."
    REQUEST = ("request", "Of an action: how a person asks for relief; none means that it comes without a request.")


class DutyOutcome(Vocabulary):
    """The outcome of a duty, as a source states it."""

    FULFILLED = "fulfilled", "It was done."
    PARTLY = "partly", "A part of it was done."
    MISSED = "missed", "It was not done by the day."
    CANCELED = "canceled", "A later law lifted it or moved its day."


class DutyStatus(Vocabulary):
    """The status of a duty on a day."""

    PENDING = "pending", "The day has not passed."
    FULFILLED = "fulfilled", "A source says that it was done."
    PARTLY = "partly", "A source says that a part of it was done."
    MISSED = "missed", "A source says that it was not done by the day."
    CANCELED = "canceled", "A later law lifted it or moved its day."
    OVERDUE = "overdue", "No outcome is recorded, and the day has passed: it may have been done all the same."
