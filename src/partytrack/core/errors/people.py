"""Refusals of what is told of members and of candidates who move: it contradicts what is recorded of them."""

from datetime import date

from partytrack.core.errors.base import Refused
from partytrack.core.words import Word


class NotAMember(Refused):
    """Only who is a member on the day is transferred, leaves or dies as one."""

    person: str
    on: date
    role: Word


class LaterInLife(Refused):
    """Something is recorded of the person on that day or later, so nothing before it is entered any more."""

    who: str
    event: Word
    later: date
    on: date


class ActedLater(Refused):
    """Who has left or died cannot have acted, or gone on with a case, on that day or later."""

    person: str
    step: Word
    case: str
    later: date
    on: date


class AlreadyThere(Refused):
    """The person is in that unit already."""

    who: str
    unit: str
    since: date | Word


class StillHere(Refused):
    """Only who has left can come back; the person is on the roll on that day or later."""

    person: str
    role: Word
    unit: str
    on: date


class NotRestorable(Refused):
    """Only who was removed or expelled is restored, where that is found to have been wrong."""

    person: str
    event: Word


class NoWayBack(Refused):
    """Who left the Party does not return by a transfer; nobody returns from the dead."""

    person: str
    event: Word
    left: date


class CaseStillOpen(Refused):
    """A new case is opened for a person when the one before has ended."""

    person: str
    case: str
    on: date


class MovedAsMember(Refused):
    """Who is a member already moves by a transfer, and the case in probation goes with them."""

    case: str
    person: str
    on: date


class NotTracked(Refused):
    """The case was in no cell on the day: there is nothing to move."""

    case: str
    on: date


class IntroducedAlready(Refused):
    """A member introduces a candidate once."""

    case: str
    member: str
    on: date


class NationalIdTaken(Refused):
    """A national number belongs to one person; another one has it already."""

    person: str


class NationalIdAlready(Refused):
    """The person has a national number; one that was entered wrong is replaced on demand only. ``number`` is masked."""

    person: str
    number: str


class PersonSame(Refused):
    """All that was told of a person is on record already."""

    person: str
