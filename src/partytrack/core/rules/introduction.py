"""Rules about those who introduce an applicant (Charter, art. 4.1 and 4.2)."""

from collections.abc import Iterator

from partytrack.core.case import UNCONFIRMED
from partytrack.core.dates import full_months
from partytrack.core.finding import Finding
from partytrack.core.lifecycle import INTRODUCTION, MOVE, UNION_INTRODUCTION
from partytrack.core.rules.matter import Matter


def introducers(matter: Matter) -> Iterator[Finding]:
    """Two full members introduce, or one beside the union's base committee (MN-01, UN-03).

    Where nobody is on record as introducer nothing is known, and the order of steps notes that; who is on record
    but too few contradicts the law.
    """
    named = matter.before(INTRODUCTION)
    if not named:
        return
    by_union = matter.find("with_union") if matter.before(UNION_INTRODUCTION) else None
    law = by_union or matter.law
    people = {event.introducer or place for place, event in enumerate(named)}
    if len(people) < law.value:
        yield matter.finding("too_few_introducers", value=law, count=len(people), needed=law.value)


def introducer_role(matter: Matter) -> Iterator[Finding]:
    """Who introduces is a full member (MN-02); for how long they have been one does not matter (MN-04)."""
    role = matter.event.introducer_role
    if role == UNCONFIRMED:
        yield matter.finding("introducer_unconfirmed", weight="note", member=matter.event.introducer)
    elif role is not None and role != matter.law.value:
        yield matter.finding("introducer_not_full", member=matter.event.introducer)


def mentor_role(matter: Matter) -> Iterator[Finding]:
    """A mentor is a full member (PR-04)."""
    role = matter.event.introducer_role
    if role == UNCONFIRMED:
        yield matter.finding("unconfirmed_mentor", weight="note")
    elif role is not None and role != matter.law.value:
        yield matter.finding("mentor_not_full")


def together(matter: Matter) -> Iterator[Finding]:
    """Twelve months of work, study or life together (MN-03); not asked of one who was moved on with a letter (MN-05)."""
    since = matter.event.together_since
    if since is None or full_months(since, matter.event.on) >= matter.law.value:
        return
    moved = matter.find("waived_by")
    if moved is not None and matter.before(MOVE):
        yield matter.finding("together_after_move", value=moved, weight="note", member=matter.event.introducer)
        return
    months = max(full_months(since, matter.event.on), 0)
    yield matter.finding("too_short_together", member=matter.event.introducer, months=months, needed=matter.law.value)
