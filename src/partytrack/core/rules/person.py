"""Rules about the person: age, schooling, union membership (Charter, art. 1 and 4; regulation on its application, 1)."""

from collections.abc import Iterator

from partytrack.core.codes import code_list
from partytrack.core.dates import full_months
from partytrack.core.finding import Finding, Weight
from partytrack.core.lifecycle import RESOLUTION
from partytrack.core.rules.matter import Matter

MONTHS = 12


def _ages(matter: Matter) -> tuple[int, int] | None:
    """The least and the greatest age in full months that the birth date allows on the day of the step."""
    born = matter.case.subject.born
    if born is None:
        return None
    return full_months(born.last, matter.event.on), full_months(born.first, matter.event.on)


def age_from(matter: Matter) -> Iterator[Finding]:
    """Full eighteen by full months when the cell considers the case (EL-01, EL-03); unclear where the birth date is."""
    ages = _ages(matter)
    if ages is None:
        yield matter.finding("age_unknown", weight="note")
    elif ages[1] < matter.law.value:
        yield matter.finding("too_young", months=ages[1], needed=matter.law.value)
    elif ages[0] < matter.law.value:
        yield matter.finding("age_unclear", weight="note", needed=matter.law.value)


def age_to(matter: Matter) -> Iterator[Finding]:
    """Not over full sixty by full months without special consent (EL-02): the month of sixty itself is still in."""
    ages = _ages(matter)
    if ages is not None and ages[0] > matter.law.value:
        yield matter.finding("too_old", months=ages[0], most=matter.law.value)
    elif ages is not None and ages[1] > matter.law.value:
        yield matter.finding("age_unclear", weight="note", needed=matter.law.value)


def age_consent(matter: Matter) -> Iterator[Finding]:
    """Over sixty the standing committee of the committee directly under the Centre consents before the decision (EL-04)."""
    most, resolution = matter.find("limit"), matter.case.last(RESOLUTION, matter.event.on)
    born = matter.case.subject.born
    considered = resolution.on if resolution else matter.event.on
    if most is not None and born is not None and full_months(born.last, considered) > most.value:
        yield matter.finding("consent_needed")


def schooling(matter: Matter) -> Iterator[Finding]:
    """The schooling that the text of the day asks for, with the exceptions for hard areas and for people of prestige.

    EL-05 to EL-07; in hard areas and for fishermen primary school is enough (EL-08), for a person of prestige there to
    read and write, with consent (EL-09).
    """
    levels = list(code_list("schooling"))
    subject, on = matter.case.subject, matter.event.on
    known = subject.fact("schooling", on)
    if known is None:
        yield matter.finding("schooling_unknown", weight="note")
        return
    if levels.index(known) >= levels.index(matter.law.value):
        return
    hard, prestige = subject.has("hardship_area", on), subject.has("prestige", on)
    primary = matter.judge.law.find("schooling_difficult", on)
    literate = matter.judge.law.find("schooling_prestige", on)
    if hard and primary is not None and levels.index(known) >= levels.index(primary.value):
        yield matter.finding("schooling_hard_area", value=primary, weight="note")
    elif hard and prestige and literate is not None:
        yield matter.finding("schooling_prestige", value=literate)
    else:
        yield matter.finding("schooling_below")


def union(matter: Matter) -> Iterator[Finding]:
    """Of youth age a Youth Union member; where there is no Youth Union, a member of the trade union (UN-01, UN-02).

    Of one whose birth date does not tell whether they are of youth age that is a note.
    """
    subject, on = matter.case.subject, matter.event.on
    ages, until = _ages(matter), matter.judge.law.find(matter.rule.more["until_age"], on)
    if ages is None or until is None or ages[0] >= (over := (until.value + 1) * MONTHS):
        return
    weight: Weight | None = "note" if ages[1] >= over else None
    youth, trade = subject.fact("youth_union", on), subject.fact("trade_union", on)
    if subject.has("youth_union", on) or subject.has("trade_union", on):
        return
    if youth is None:
        yield matter.finding("union_unknown", weight="note")
    elif (otherwise := matter.find("otherwise")) is not None and trade == "no":
        yield matter.finding("in_no_union", value=otherwise, weight=weight)
    else:
        yield matter.finding("not_in_youth_union", weight=weight)
