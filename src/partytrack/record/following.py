"""What follows a step: the stays of its person, and the task of the mentor."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, exists, func, select

from partytrack.core import entry
from partytrack.core.case import CASE_ENDED
from partytrack.core.dates import OPEN
from partytrack.core.lifecycle import CEREMONY, CONFIRMATION, Step, ends
from partytrack.core.regulation import regulation
from partytrack.record.act import Act
from partytrack.store.tables import Candidacy, Mentorship, Stay, StepEvent

ROLES = ("candidate", "probationary", "full")


def follow(it: Act, case: Candidacy, known: Step, on: date) -> None:
    """Let the person's stays follow: the ceremony makes a probationary member, confirmation a full one, an end ends them."""
    if known.ends:
        for stay in _lasting(it, case, on):
            it.change(stay, to_on=max(on, stay.from_on))
        _end_mentorship(it, case, on)
    elif known.key == CEREMONY:
        _become(it, case, "probationary", on)
        confirmed = first_day(it, case, CONFIRMATION)
        if confirmed is not None:
            _become(it, case, "full", _official_date(it, case, confirmed))
    elif known.key == CONFIRMATION:
        _become(it, case, "full", _official_date(it, case, on))
        _end_mentorship(it, case, on)


def _lasting(it: Act, case: Candidacy, on: date) -> Sequence[Stay]:
    """The person's stays that last beyond a day, also where a merger moves them on later; those of a later case are its own."""
    lasting = select(Stay).where(
        Stay.person_id == case.person_id, Stay.to_on > on, Stay.from_on < reopened_on(it, case)
    )
    return it.session.exec(lasting).all()


def reopened_on(it: Act, case: Candidacy) -> date:
    """The day on which the person's next case was opened, after this one was over; never is a day after all others.

    One that was opened before is the same candidacy recorded twice, and no stay is its own.
    """
    over = exists().where(
        col(StepEvent.candidacy_id) == case.id, col(StepEvent.step).in_((*ends(), CONFIRMATION)),
        col(StepEvent.happened_on) <= col(Candidacy.opened_on),
    )  # fmt: skip
    later = select(func.min(Candidacy.opened_on)).where(
        Candidacy.person_id == case.person_id, Candidacy.opened_on > case.opened_on, over
    )  # fmt: skip
    return it.session.exec(later).one() or OPEN


def _become(it: Act, case: Candidacy, role: str, turn: date) -> None:
    """Let the person be from a day on what the step makes them, in each unit they are in since; never less than they are."""
    for stay in _lasting(it, case, turn):
        if ROLES.index(stay.role) >= ROLES.index(role):
            continue
        if stay.from_on > turn:
            it.change(stay, role=role)
            continue
        end = stay.to_on
        it.change(stay, to_on=turn)
        it.add(Stay(person_id=stay.person_id, unit_id=stay.unit_id, role=role, from_on=turn, to_on=end))


def _official_date(it: Act, case: Candidacy, decided_on: date) -> date:
    """Full membership dates from the end of the months of probation, whenever it was decided (29-QĐ/TW, 4.2)."""
    ceremony = first_day(it, case, CEREMONY)
    return decided_on if ceremony is None else end_of_probation(ceremony) or decided_on


def end_of_probation(entered_on: date) -> date | None:
    """The day on which the months of probation are over (Charter, art. 5.1); ``None`` where no text sets any."""
    over = entry.end_of_probation(entered_on, regulation())
    return over.on if over else None


def first_day(it: Act, case: Candidacy, step: str) -> date | None:
    """The first day of a step of a case, where it is recorded."""
    days = select(col(StepEvent.happened_on)).where(StepEvent.candidacy_id == case.id, StepEvent.step == step)
    return it.session.exec(days.order_by(col(StepEvent.happened_on))).first()


def _end_mentorship(it: Act, case: Candidacy, on: date) -> None:
    """The mentor's task ends with the case, or with the decision on full membership."""
    current = it.session.exec(
        select(Mentorship).where(Mentorship.candidacy_id == case.id, Mentorship.to_on == OPEN)
    ).first()  # fmt: skip
    if current is not None:
        it.change(current, to_on=max(on, current.from_on), end_reason=CASE_ENDED)
