"""Refusals where one human being was recorded twice, and the two records do not go together."""

from datetime import date

from partytrack.core.errors.base import Refused
from partytrack.core.words import Told, Word


class MergeOfOne(Refused):
    """Both codes name one record."""

    person: str


class MergedAlready(Refused):
    """The record was merged into another one before."""

    person: str
    into: str


class MergeDiffers(Refused):
    """The two records say different things of the same: birth, sex, national number (masked), days on the roll."""

    person: str
    other: str
    what: Word
    value: object
    other_value: object


class MergeFactDiffers(Refused):
    """The two records give a fact different values from one day."""

    person: str
    other: str
    fact: Word
    value: Word
    other_value: Word
    on: date | Word


class MergeDisorder(Refused):
    """Taken together, two days of the life would be in the wrong order."""

    person: str
    other: str
    earlier: Word
    later: Word


class MergeStaysOverlap(Refused):
    """By the two records the person was in two units, or in two roles, on the same days."""

    stay: Told
    other_stay: Told


class MergeGone(Refused):
    """By one record the person had left or died on a day on which they are still here by the other."""

    person: str
    event: Word
    on: date
    other_stay: Told


class MergeCasesOpen(Refused):
    """Each record has a case that has not ended; a person has one at a time."""

    person: str
    case: str
    other: str
    other_case: str


class MergeOfMentor(Refused):
    """One record is the mentor or introducer in the other's case: nobody is that in their own."""

    case: str
    step: Word


class MergeIntroducedTwice(Refused):
    """Both records introduced the same candidate; a member does so once."""

    person: str
    other: str
    case: str
