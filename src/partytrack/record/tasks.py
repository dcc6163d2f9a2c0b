"""Mentors' tasks that end: the mentor or the candidate goes where the other is not. The cell then assigns anew.

No text seen rules on it (regulation.md MN-06): the assignment is ended, both periods are kept, and the case is told.
"""

from datetime import date

from sqlmodel import col, select

from partytrack.core.dates import OPEN
from partytrack.record.act import Act
from partytrack.record.stays import standing_on
from partytrack.store.tables import Candidacy, Mentorship, Person, Unit

MOVED = "moved"


def end_tasks_of(it: Act, mentor: Person, on: date, reason: str, *, now_in: Unit | None = None) -> tuple[str, ...]:
    """End a member's tasks as mentor, but not in the cell where they are from now on; the cases left without, by code."""
    tasks = select(Mentorship).where(
        Mentorship.mentor_id == mentor.id, Mentorship.from_on < on, Mentorship.to_on > on
    )  # fmt: skip
    left: tuple[str, ...] = ()
    for task in it.session.exec(tasks.order_by(col(Mentorship.candidacy_id))).all():
        case = it.session.get_one(Candidacy, task.candidacy_id)
        there = standing_on(it.session, case.person_id, on)
        if now_in is None or there is None or there.unit.id != now_in.id:
            left += _end(it, task, case, on, reason)
    return left


def end_task_for(it: Act, case: Candidacy, on: date, cell: Unit) -> tuple[str, ...]:
    """End the task of the mentor of a case that goes on in another cell, unless the mentor is there; the case left without."""
    task = it.session.exec(
        select(Mentorship).where(
            Mentorship.candidacy_id == case.id, Mentorship.from_on < on, Mentorship.to_on > on
        )
    ).first()  # fmt: skip
    there = standing_on(it.session, task.mentor_id, on) if task is not None else None
    if task is None or (there is not None and there.unit.id == cell.id):
        return ()
    return _end(it, task, case, on, MOVED)


def _end(it: Act, task: Mentorship, case: Candidacy, on: date, reason: str) -> tuple[str, ...]:
    """End a task; the case lacks a mentor from then on where the task had no end yet."""
    was_open = task.to_on == OPEN
    it.change(task, to_on=on, end_reason=reason)
    return (case.code,) if was_open else ()
