"""The list of candidates: cases by their codes or people, with the days of the steps as far as they were taken."""

from collections.abc import Mapping, Sequence

from partytrack.core.errors import (
    BeforeListing,
    CaseUnknown,
    CellByMove,
    PartytrackError,
    RowBeforeListing,
    RowBlocked,
    StepBlocked,
)
from partytrack.core.layout import Field
from partytrack.core.lifecycle import ends
from partytrack.core.report import Run
from partytrack.core.words import Word
from partytrack.counting.listed import listed
from partytrack.counting.subject import as_day
from partytrack.imports.cells import Value
from partytrack.imports.current import current_candidates
from partytrack.imports.heirs import keep_heir, read_units
from partytrack.imports.journey import record_steps, step_told, without_mentor
from partytrack.imports.lines import Change, Incoming, Line
from partytrack.imports.members import AT_ONCE, as_date
from partytrack.imports.namesakes import apart_from_changed
from partytrack.imports.people import Named, identify, numbered_apart
from partytrack.imports.persons import change_person, meet, new_person
from partytrack.imports.settling import settle
from partytrack.record.act import Act
from partytrack.record.candidates import add_candidate_within
from partytrack.record.lookup import case_by_code
from partytrack.record.roster import Roster
from partytrack.store.engine import runner
from partytrack.store.tables import Person


def record(it: Act, incoming: Incoming) -> None:
    """Open new cases and carry on those on record, row by row; what a row says against the rules refuses it."""
    run = runner(it.session)
    named = Named("case", "cell", lambda people: _newest_cases(run, people), lambda code: _case_of(it, run, code))
    for line in incoming.lines:
        without_mentor(line)
    units = read_units(run, it.today)
    known, new = identify(run, incoming, named, units)
    now = current_candidates(run, it.today, [line.key for line in known])
    over = _ends(run, [line.key for line in known if "case" not in line.values])
    for line in known:
        keep_heir(run, line, "cell", now[line.key]["cell"], it.today)
        _change(it, incoming, line, now[line.key])
        if line.key in over:
            step, on = over[line.key]
            line.note("case_over", "", case=line.key, how=Word("steps", step), on=as_day(on))
        incoming.tick()
    roster = Roster(it)
    for line in numbered_apart(run, apart_from_changed(incoming, known, now, new, units, "cell")):
        _add(it, roster, incoming, line)
        roster.store_some()
        incoming.tick()
    roster.store()


def _add(it: Act, roster: Roster, incoming: Incoming, line: Line) -> None:
    """Open a case; one whose steps are told as well is recorded step by step, as the rules must judge each of them."""
    new, cell, source = new_person(line.values), str(line.values["cell"]), str(line.values["source"])
    listed_on = as_date(line.values.get("source_listed"))
    told, remarked = step_told(incoming.fields, line.values), len(line.remarks)
    try:
        if not told:
            line.key = roster.add_candidate(new, cell, source, listed_on)
        else:
            roster.store()
            with it.attempt():
                line.key = add_candidate_within(it, new, cell=cell, source=source, listed_on=listed_on).case
                record_steps(it, line, told, {})
    except PartytrackError as error:
        line.key = ""  # the case was opened for the rules to judge its steps, and is no more
        del line.remarks[remarked:]
        line.refuse(_of_row(error))
    else:
        line.outcome = "add"


def _of_row(error: PartytrackError) -> PartytrackError:
    """A failure of a step as it concerns a row whose case is not on record."""
    if isinstance(error, StepBlocked):
        return RowBlocked(error.step, error.findings)
    return RowBeforeListing(error.on, error.listed) if isinstance(error, BeforeListing) else error


def _change(it: Act, incoming: Incoming, line: Line, now: Mapping[str, Value]) -> None:
    meet(incoming, line, now)
    changes = settle(incoming, line, now, [name for name in incoming.fields if name != "case"])
    if line.refused:
        return
    if not changes:
        line.outcome = "same"
        return
    remarked = len(line.remarks)
    try:
        with it.attempt():
            _apply(it, incoming.fields, line, changes, now)
    except PartytrackError as error:
        del line.remarks[remarked:]
        line.refuse(error)
    else:
        line.changes, line.outcome = changes, "change"


def _apply(
    it: Act, fields: Mapping[str, Field], line: Line, changes: Sequence[Change], now: Mapping[str, Value]
) -> None:
    """Change a case: who the person is, its source, its steps; another cell is a move, which has its own command."""
    told = {change.field: change.new for change in changes}
    if "cell" in told:
        raise CellByMove(line.key, str(told["cell"]))
    case = case_by_code(it.session, line.key)
    change_person(it, it.session.get_one(Person, case.person_id), told)
    if "source" in told:
        it.change(case, source=told["source"])
    steps = {name: value for name, value in told.items() if fields[name].step}
    if steps:
        record_steps(it, line, steps, now)


def _case_of(it: Act, run: Run, code: str) -> str:
    """The case of a code; that of a person, by which a row that may be about them is decided, names their newest one."""
    try:
        return case_by_code(it.session, code).code
    except CaseUnknown:
        of_person = run(_OF_PERSON, {"code": code.strip().upper()})
        if not of_person:
            raise
        return str(of_person[-1][0])


def _ends(run: Run, codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """How and on which day those of the cases ended that are over without a membership."""
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(codes), AT_ONCE):
        statement, binds = listed(_ENDS, codes=codes[start : start + AT_ONCE], ends=ends())
        found.update((code, (step, on)) for code, step, on in run(statement, binds))
    return found


def _newest_cases(run: Run, people: Sequence[int]) -> Mapping[int, str]:
    """The newest case of each person that has one."""
    found: dict[int, str] = {}
    for start in range(0, len(people), AT_ONCE):
        statement, binds = listed(_CASES, people=people[start : start + AT_ONCE])
        found.update(run(statement, binds))
    return found


_CASES = "SELECT person_id, code FROM candidacy WHERE person_id IN (:people) ORDER BY opened_on, id"
_ENDS = """
SELECT c.code, e.step, e.happened_on FROM candidacy c JOIN step_event e ON e.candidacy_id = c.id
WHERE c.code IN (:codes) AND e.step IN (:ends) ORDER BY e.happened_on, e.id
"""
_OF_PERSON = (
    "SELECT c.code FROM candidacy c JOIN person p ON p.id = c.person_id WHERE p.code = :code ORDER BY c.opened_on, c.id"
)
