"""The list of units: new ones under those on record or under each other, and what is told anew of those on record."""

from collections.abc import Mapping, Sequence

from partytrack.core.errors import KindForGood, ParentUnnamed, PartytrackError, UnitByMove, UnitByRename
from partytrack.core.vietnamese import same_spelling, text_key
from partytrack.imports.cells import Value
from partytrack.imports.current import current_units
from partytrack.imports.lines import Change, Incoming, Line
from partytrack.imports.members import as_date
from partytrack.imports.people import refuse_twice
from partytrack.imports.settling import settle
from partytrack.record.act import Act
from partytrack.record.lookup import find_unit, unit_by_code
from partytrack.record.units import add_unit_within, set_area_within
from partytrack.store.engine import runner


def record(it: Act, incoming: Incoming) -> None:
    """Enter new units, those above before those under them, and change the ones on record."""
    for line in incoming.lines:
        line.require("units", ("code",))
    known, new = _apart(it, list(incoming.waiting()))
    for line in new:
        line.require("units", ("name", "kind"))
    refuse_twice([*known, *new])
    now = current_units(runner(it.session), it.today, [line.key for line in known])
    for line in known:
        if not line.refused:
            _change(it, incoming, line, now[line.key])
        incoming.tick()
    for line in _parents_first([line for line in new if not line.refused]):
        _add(it, line)
        incoming.tick()


def _apart(it: Act, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The rows of units on record and those of new ones, in the order of their codes."""
    known: list[Line] = []
    new: list[Line] = []
    codes = {line.row: str(line.values["code"]) for line in lines}
    for line in sorted(lines, key=lambda line: (text_key(codes[line.row]), codes[line.row])):  # TG-1 and TG-01 are two
        unit = find_unit(it.session, codes[line.row])
        line.key = unit.code if unit else codes[line.row]
        (known if unit else new).append(line)
    return known, new


def _parents_first(lines: Sequence[Line]) -> list[Line]:
    """New units in an order in which each one above comes before those under it; a circle is left as it is, to be refused."""
    ordered: list[Line] = []
    waiting = {line.key: line for line in lines}
    while waiting:
        free = [line for line in waiting.values() if line.values.get("under") not in waiting] or list(waiting.values())
        ordered += free
        for line in free:
            del waiting[line.key]
    return ordered


def _add(it: Act, line: Line) -> None:
    told = line.values
    try:
        if "under" not in told:
            raise ParentUnnamed(line.key)
        with it.attempt():
            unit = add_unit_within(
                it, line.key, str(told["name"]), kind=str(told["kind"]), under=str(told["under"]),
                since=as_date(told.get("since")), records_from=as_date(told.get("records_from")),
                area=None if told.get("area") is None else str(told["area"]),
            )  # fmt: skip
            line.key = unit.code
    except PartytrackError as error:
        line.refuse(error)
    else:
        line.outcome = "add"


def _change(it: Act, incoming: Incoming, line: Line, now: Mapping[str, Value]) -> None:
    if same_spelling(str(line.values.get("name"))) == same_spelling(str(now["name"])):
        line.values["name"] = now["name"]
    changes = settle(incoming, line, now, [name for name in incoming.fields if name != "code"])
    if line.refused:
        return
    try:
        with it.attempt():
            for change in changes:
                line.about = change.field
                _apply(it, line.key, change)
    except PartytrackError as error:
        line.refuse(error)
    else:
        line.changes, line.outcome = changes, "change" if changes else "same"


def _apply(it: Act, code: str, change: Change) -> None:
    """Change what a list may tell anew of a unit; another name, parent, kind or first day is an act with a day of its own."""
    unit = unit_by_code(it.session, code)
    match change.field:
        case "name":
            raise UnitByRename(code, str(change.old), str(change.new))
        case "area":
            set_area_within(it, unit, str(change.new))
        case "records_from":
            it.change(unit, records_from=change.new)
        case "under":
            raise UnitByMove(code, str(change.new))
        case _:
            raise KindForGood(code)
