"""Rules about those who were members before (kết nạp lại): the wait, once only, with consent (RE-01 to RE-04)."""

from collections.abc import Iterator

from partytrack.core.case import Departure
from partytrack.core.dates import add_months
from partytrack.core.finding import Finding
from partytrack.core.rules.matter import Matter


def _departure(matter: Matter) -> Departure | None:
    """The last time that the person left the Party before the step."""
    left = [departure for departure in matter.case.subject.departures if departure.on <= matter.event.on]
    return max(left, key=lambda departure: departure.on, default=None)


def wait(matter: Matter) -> Iterator[Finding]:
    """At least thirty-six months since the person left (RE-01)."""
    left = _departure(matter)
    if left is not None and matter.event.on < (from_on := add_months(left.on, matter.law.value)):
        yield matter.finding("readmission_early", on=from_on, left=left.on, months=matter.law.value)


def wait_after_crime(matter: Matter) -> Iterator[Finding]:
    """After a less serious crime at least sixty months since the record was cleared (RE-02)."""
    if _departure(matter) is None:
        return
    subject, on = matter.case.subject, matter.event.on
    record = subject.fact("criminal_record", on)
    if record == "standing":
        yield matter.finding("record_standing")
    elif record == "cleared":
        cleared = subject.since("criminal_record", "cleared", on)
        if cleared is not None and on < (from_on := add_months(cleared, matter.law.value)):
            yield matter.finding("readmission_early", on=from_on, left=cleared, months=matter.law.value)


def times(matter: Matter) -> Iterator[Finding]:
    """A person is readmitted once only (RE-03)."""
    if _departure(matter) is not None and matter.case.subject.readmissions >= matter.law.value:
        yield matter.finding("readmitted_before", count=matter.case.subject.readmissions)


def consent(matter: Matter) -> Iterator[Finding]:
    """The provincial standing committee consents in writing (RE-04)."""
    if _departure(matter) is not None:
        yield matter.finding("consent_needed")
