"""The dates of a membership: Party age, day of entry, end of probation, official date; each with the article that sets it.

Party age counts from the decision on admission, entry is the ceremony, probation runs from it for twelve months, and
full membership dates from their end, however late it is decided.
"""

from datetime import date
from typing import NamedTuple

from partytrack.core.case import Case
from partytrack.core.dates import add_months
from partytrack.core.lifecycle import ANNULMENT, CONFIRMATION, REMOVAL
from partytrack.core.regulation import Regulation, Value


class Dated(NamedTuple):
    """A date, and the value of the law that makes it count."""

    on: date
    law: Value


class Entry(NamedTuple):
    """What follows from the days of a case; ``None`` where nothing does yet.

    ``exempt_until``: the day from which the member takes part in the yearly review.
    """

    party_age_from: Dated | None = None
    entered_on: Dated | None = None
    probation_from: Dated | None = None
    probation_until: Dated | None = None
    official_on: Dated | None = None
    exempt_until: Dated | None = None


def entry(case: Case, law: Regulation) -> Entry:
    """The dates of the membership to which a case led (AG-01, AG-02, PR-01, TL-05); none where the decision was annulled."""
    if case.first(ANNULMENT) is not None:
        return Entry()
    party_age, entered = _counted_from("party_age_from", case, law), _counted_from("entry_from", case, law)
    start = _counted_from("probation_start", case, law)
    over = None if start is None else end_of_probation(start.on, law)
    is_confirmed = case.first(CONFIRMATION) is not None and case.first(REMOVAL) is None
    official = _as("official_date", over.on, law) if over is not None and is_confirmed else None
    return Entry(party_age, entered, start, over, official, _exempt_until(entered, law))


def end_of_probation(entered_on: date, law: Regulation) -> Dated | None:
    """The day on which the months of probation are over (Charter, art. 5.1); ``None`` where no text sets any."""
    months = law.next("probation_months", entered_on)
    return None if months is None else Dated(add_months(entered_on, months.value), months)


def _counted_from(key: str, case: Case, law: Regulation) -> Dated | None:
    """The day of the step that the law names, on the law of that day."""
    for event in case.events:
        named = law.next(key, event.on)
        if named is not None and named.value == event.step:
            return Dated(event.on, named)
    return None


def _exempt_until(entered: Dated | None, law: Regulation) -> Dated | None:
    """So many months after the entry (PR-06), where the text was in force by then."""
    months = None if entered is None else law.next("review_exempt_months", entered.on)
    if entered is None or months is None:
        return None
    until = add_months(entered.on, months.value)
    return Dated(until, months) if until > months.from_on else None


def _as(key: str, on: date, law: Regulation) -> Dated | None:
    value = law.next(key, on)
    return None if value is None else Dated(on, value)
