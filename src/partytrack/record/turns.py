"""Turns of a person's stays that go along when a step gets another day: the opening of a case, the ceremony, its end.

Only the stays of the case itself move. What happened to the person afterwards, a return to the list or a restoration,
keeps its day, and a step is not put beyond it.
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from partytrack.core.errors import CorrectionCrosses
from partytrack.core.lifecycle import MOVE, Step
from partytrack.core.words import Word
from partytrack.record.act import Act
from partytrack.record.following import ROLES, reopened_on
from partytrack.record.life import kind_of
from partytrack.record.steps import opening_stay
from partytrack.store.tables import Candidacy, LifeEvent, Stay, Unit


def shift_opening(it: Act, case: Candidacy, on: date) -> None:
    """Let the case be open from another day, not from before the person's last case had ended."""
    stay = opening_stay(it, case)
    former = select(Stay).where(
        Stay.person_id == case.person_id, Stay.from_on < case.opened_on, Stay.from_on < Stay.to_on, Stay.to_on > on
    )  # fmt: skip
    before = it.session.exec(former.order_by(col(Stay.to_on).desc())).first()
    if before is not None:
        raise CorrectionCrosses(case.code, Word("roles", before.role), on, before.to_on)
    it.change(case, opened_on=on)
    if stay is not None:
        _change(it, case, stay, on, from_on=on, to_on=min(stay.to_on, it.session.get_one(Unit, stay.unit_id).to_on))


def shift_role(it: Act, case: Candidacy, was: date, on: date) -> None:
    """Let what the person became on a day begin on another one; a move to another unit on that day has its own command."""
    own = _own(it, case)
    begun = [stay for stay in own if stay.from_on == was < stay.to_on]
    left = [stay for stay in own if stay.to_on == was and any(_rank(stay) < _rank(new) for new in begun)]
    if not left:
        return
    if {stay.unit_id for stay in left} != {stay.unit_id for stay in begun}:
        raise CorrectionCrosses(case.code, Word("steps", MOVE), on, was)
    for stay in left:
        _change(it, case, stay, on, to_on=on)
    for stay in begun:
        _change(it, case, stay, on, from_on=on)


def shift_end(it: Act, case: Candidacy, known: Step, was: date, on: date) -> None:
    """Let the case end on another day, unless an act on the member ended it, or something came after the end."""
    _check_end(it, case, known, was, on)
    for stay in _own(it, case):
        if was <= stay.from_on and was < stay.to_on:
            continue  # what came after the end
        if stay.to_on == was or on < stay.to_on < was:
            _change(it, case, stay, on, to_on=max(on, stay.from_on))


def _check_end(it: Act, case: Candidacy, known: Step, was: date, on: date) -> None:
    reopened = reopened_on(it, case)
    if on > reopened:
        raise CorrectionCrosses(case.code, Word("acts", "candidate.return"), on, reopened)
    lived = select(LifeEvent).where(LifeEvent.person_id == case.person_id, LifeEvent.happened_on >= was)
    for event in it.session.exec(lived.order_by(col(LifeEvent.happened_on))).all():
        caused = event.happened_on == was and kind_of(event.kind).get("case_step") == known.key
        if caused or event.happened_on < on:
            raise CorrectionCrosses(case.code, Word("life_events", event.kind), on, event.happened_on)


def _own(it: Act, case: Candidacy) -> Sequence[Stay]:
    """The stays of the person from the opening of the case on; those of a later case are its own."""
    stays = select(Stay).where(
        Stay.person_id == case.person_id, Stay.from_on >= case.opened_on, Stay.from_on < reopened_on(it, case)
    )  # fmt: skip
    return it.session.exec(stays).all()


def _rank(stay: Stay) -> int:
    return ROLES.index(stay.role)


def _change(it: Act, case: Candidacy, stay: Stay, on: date, **days: date) -> None:
    """Change a stay; one that would end before it began, or outlast its unit, is refused."""
    from_on, to_on = days.get("from_on", stay.from_on), days.get("to_on", stay.to_on)
    unit = it.session.get_one(Unit, stay.unit_id)
    if from_on > to_on:
        other = stay.to_on if from_on == on else stay.from_on
        raise CorrectionCrosses(case.code, Word("roles", stay.role), on, other)
    if to_on > unit.to_on:
        raise CorrectionCrosses(case.code, Word("acts", "unit.close"), on, unit.to_on)
    it.change(stay, **days)
