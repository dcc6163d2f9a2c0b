"""The list of members: who is on the roll of which unit; it never makes an admission (contract, figures 2)."""

from collections.abc import Mapping, Sequence
from datetime import date

from partytrack.core.errors import CaseNotMember, PartytrackError, UnitByTransfer, UnitGone
from partytrack.core.report import Run
from partytrack.counting.listed import listed
from partytrack.imports.cells import Value
from partytrack.imports.current import current_members
from partytrack.imports.heirs import keep_heir, read_units, units_gone
from partytrack.imports.lines import Change, Incoming, Line
from partytrack.imports.namesakes import apart_from_changed
from partytrack.imports.people import Named, identify, numbered_apart
from partytrack.imports.persons import change_person, meet, new_person
from partytrack.imports.settling import settle
from partytrack.record.act import Act
from partytrack.record.lookup import person_by_code
from partytrack.record.roll import set_roll_days_within
from partytrack.record.roster import Roster
from partytrack.store.engine import runner

AT_ONCE = 500
"""How many records a statement names."""
ROLL_DAYS = ("admitted_on", "confirmed_on")


def record(it: Act, incoming: Incoming) -> None:
    """Enter new members and change those on record, row by row; what a row says against the rules refuses it."""
    run = runner(it.session)
    named = Named(
        "member", "unit", lambda people: _codes(run, people), lambda code: person_by_code(it.session, code).code
    )
    units = read_units(run, it.today)
    known, new = identify(run, incoming, named, units)
    now = current_members(run, it.today, [line.key for line in known])
    for line in known:
        keep_heir(run, line, "unit", now[line.key]["unit"], it.today)
        _change(it, incoming, line, now[line.key])
        incoming.tick()
    roster, gone = Roster(it), units_gone(run, it.today)
    for line in numbered_apart(run, apart_from_changed(incoming, known, now, new, units, "unit")):
        _add(roster, line, gone)
        roster.store_some()
        incoming.tick()
    roster.store()


def _add(roster: Roster, line: Line, gone: Mapping[str, date]) -> None:
    """Enter a new member; in a unit that is no more and that none carries on, nobody is a member today."""
    days, unit = {name: as_date(line.values.get(name)) for name in ROLL_DAYS}, str(line.values["unit"])
    try:
        if unit in gone:
            raise UnitGone(unit, roster.it.today, gone[unit])
        line.key = roster.add_member(new_person(line.values), unit, **days)
    except PartytrackError as error:
        line.refuse(error)
    else:
        line.outcome = "add"


def _change(it: Act, incoming: Incoming, line: Line, now: Mapping[str, Value]) -> None:
    if now["unit"] is None:
        line.refuse(CaseNotMember(line.key))
        return
    meet(incoming, line, now)
    changes = settle(incoming, line, now, [name for name in incoming.fields if name != "member"])
    if line.refused:
        return
    if not changes:
        line.outcome = "same"
        return
    try:
        with it.attempt():
            _apply(it, line.key, changes)
    except PartytrackError as error:
        line.refuse(error)
    else:
        line.changes, line.outcome = changes, "change"


def _apply(it: Act, code: str, changes: Sequence[Change]) -> None:
    """Change a member: what the person is, and the days on the roll; another unit is a transfer, which has its own command."""
    told = {change.field: change.new for change in changes}
    if "unit" in told:
        raise UnitByTransfer(code, str(told["unit"]))
    person = person_by_code(it.session, code)
    days = {name: as_date(told.pop(name)) for name in ROLL_DAYS if name in told}
    change_person(it, person, told)
    if days:
        set_roll_days_within(it, person, **days)


def as_date(value: Value) -> date | None:
    """A day of a row."""
    return value if isinstance(value, date) else None


def _codes(run: Run, people: Sequence[int]) -> Mapping[int, str]:
    """The codes of people, members or not: who is on record as a candidate only is told so."""
    found: dict[int, str] = {}
    for start in range(0, len(people), AT_ONCE):
        statement, binds = listed(
            "SELECT id, code FROM person WHERE id IN (:people)", people=people[start : start + AT_ONCE]
        )
        found.update(run(statement, binds))
    return found
