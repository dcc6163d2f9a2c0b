"""Rules about papers: how long they are valid, and which come first by the guidance of the day."""

from collections.abc import Iterator

from partytrack.core.dates import add_months
from partytrack.core.finding import Finding
from partytrack.core.journey import certificates
from partytrack.core.rules.matter import Matter


def validity(matter: Matter) -> Iterator[Finding]:
    """The certificate is judged on the day of the cell's vote; its last day is so many months after its issue (CL-01)."""
    held = [
        each for each in certificates(matter.case, matter.rule, matter.judge.law) if each.issued_on <= matter.event.on
    ]
    if held and held[-1].last_on < matter.event.on:
        yield matter.finding("certificate_lapsed", on=held[-1].last_on, issued=held[-1].issued_on)


def papers(matter: Matter) -> Iterator[Finding]:
    """Other papers of the dossier, where a committee has switched their limit on (DO-05)."""
    for step in matter.rule.more["of"]:
        recorded = matter.before(step)
        if recorded and add_months(recorded[-1].on, matter.law.value) < matter.event.on:
            yield matter.finding("paper_old", on=recorded[-1].on, about=step)


def sequence(matter: Matter) -> Iterator[Finding]:
    """One paper before the other, since the guidance that says so (DO-01, DO-02)."""
    first, then = matter.rule.more["first"], matter.rule.more["then"]
    is_first = matter.event.step == first
    other = matter.case.first(then if is_first else first)
    if other is None:
        return
    if is_first and other < matter.event.on and matter.case.first(first) == matter.event.on:
        law = matter.judge.law.find(matter.rule.value, other)  # in force when the other one came too early
        if law is not None:
            yield matter.finding("order_earlier", on=other, about=then, value=law)
    elif not is_first and matter.event.on < other:
        yield matter.finding("order_later", on=other, about=first)
