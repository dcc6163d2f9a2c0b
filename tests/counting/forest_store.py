"""The facts of a forest in the tables of a store; where units stood is derived by the program's own pure function."""

from datetime import date

from partytrack.core.dates import OPEN
from partytrack.store.paths import Link, Organisation

STEPS = {
    "listed": "source_listed",
    "course": "course_completed",
    "decision": "admission_decision",
    "ceremony": "admission_ceremony",
    "confirmation": "confirmation_decision",
    "annulled": "decision_annulled",
    "dropped": "dropped",
}


def write(forest, connection):
    """Write the facts into the tables of an empty store."""
    keys = {code: number for number, code in enumerate(forest.units, start=1)}
    tables = {
        "unit": _units(forest, keys),
        "unit_name": _names(forest, keys),
        "unit_edge": [(keys[fact.unit], keys[fact.parent], fact.from_on, fact.to_on) for fact in forest.edges],
        "successor": [(keys[fact.unit], keys[fact.successor], fact.on, fact.kind, fact.main) for fact in forest.links],
        "unit_term": [(keys[fact.unit], fact.term, fact.from_on, fact.to_on) for fact in forest.terms],
        "quota": _quotas(forest, keys),
        "tally": [(keys[fact.unit], fact.year, fact.measure, fact.count, "BC") for fact in forest.tallies],
        **_paths(forest, keys),
        **_people(forest, keys),
    }
    for table, rows in tables.items():
        columns = COLUMNS[table]
        places = ", ".join("?" * len(columns.split(",")))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", [_plain(row) for row in rows])
    connection.commit()


COLUMNS = {
    "unit": "id, code, kind, from_on, to_on, records_from, entered_on",
    "unit_name": "unit_id, name, from_on, to_on",
    "unit_edge": "unit_id, parent_id, from_on, to_on",
    "successor": "unit_id, successor_id, from_on, kind, main",
    "unit_term": "unit_id, term, from_on, to_on",
    "quota": "unit_id, measure, segment, round, first_year, last_year, term, kind, low, high, rate_low, rate_high,"
    " base_count, base_on, decided_on, document, assumed",
    "tally": "unit_id, year, measure, count, document",
    "path_version": "unit_id, path, from_on, to_on",
    "today_version": "unit_id, path, from_on, to_on",
    "person": "id, code, name, name_folded, name_key",
    "candidacy": "id, code, person_id, unit_id, source, opened_on",
    "step_event": "candidacy_id, step, happened_on, unit_id, document",
    "stay": "person_id, unit_id, role, from_on, to_on",
    "life_event": "person_id, happened_on, kind, unit_id, to_unit_id, place, document",
}


def _plain(row):
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)


def _units(forest, keys):
    return [
        (keys[unit.code], unit.code, unit.kind, unit.from_on, unit.to_on, unit.records_from, unit.entered)
        for unit in forest.units.values()
    ]


def _names(forest, keys):
    return [
        (keys[unit.code], unit.name or f"Đơn vị {unit.code}", unit.from_on, unit.to_on)
        for unit in forest.units.values()
    ]


def _paths(forest, keys):
    """The rows of both maps, as the program derives them from edges and successors."""
    organisation = Organisation({keys[unit.code]: (unit.from_on, unit.to_on) for unit in forest.units.values()}, {}, {})
    for edge in forest.edges:
        organisation.parents.setdefault(keys[edge.unit], []).append(Link(keys[edge.parent], edge.from_on, edge.to_on))
    for link in forest.links:
        if link.main:
            organisation.heirs[keys[link.unit]] = keys[link.successor]
    return {
        "path_version": [(key, *stretch) for key in keys.values() for stretch in organisation.then(key)],
        "today_version": [(key, *stretch) for key in keys.values() for stretch in organisation.today(key)],
    }


def _quotas(forest, keys):
    for fact in forest.quotas:
        amount = fact.amount
        base_on = None if amount.base is None else date(fact.first - 1, 12, 31)
        yield (
            *(keys[fact.unit], fact.measure, fact.segment, fact.round, fact.first, fact.last, fact.term),
            *(amount.kind, amount.low, amount.high, amount.rate_low, amount.rate_high, amount.base, base_on),
            *(fact.decided, "NQ", fact.assumed),
        )


def _people(forest, keys):
    named = {**{case.person: None for case in forest.cases}, **{member.person: None for member in forest.members}}
    people = {person: number for number, person in enumerate(named, start=1)}
    told = [
        (people[member.person], turn, member.eve(forest, turn.day))
        for member in forest.members
        for turn in member.turns
    ]
    cases = list(enumerate(forest.cases, start=1))
    own_cases = _cases_of_members(told, len(cases), keys)
    return {
        "person": [(key, person, f"Người {person}", "", "") for person, key in people.items()],
        "candidacy": [
            (number, case.code, people[case.person], keys[home(forest, case)], "youth_union", case.opened)
            for number, case in cases
        ]
        + [case for case, _ in own_cases],
        "step_event": [
            (number, STEPS[step], day, keys[cell], f"{case.code}-QĐ")
            for number, case in cases
            for step, (day, cell) in case.steps.items()
        ]
        + [step for _, steps in own_cases for step in steps],
        "life_event": list(_life_events(told, keys)),
        "stay": [
            (people[case.person], keys[cell], role, first, last)
            for case in forest.cases
            for cell, role, first, last in stays(forest, case)
        ]
        + [
            (people[member.person], keys[unit], role, first, last)
            for member in forest.members
            for unit, role, first, last in member_stays(forest, member)
        ],
    }


MEMBER_STEPS = ("admission_ceremony", "decision_annulled", "removed_in_probation", "died")
UNRECORDED = ("roll", "shift", "lapse")


def _cases_of_members(told, number, keys):
    """A case for each ceremony of a member, with the steps that tell of its end; the newest takes them."""
    found = []
    for person, turn, eve in told:
        if turn.what == "admission_ceremony":
            number += 1
            found.append(((number, f"M{number}", person, keys[turn.unit], "youth_union", turn.day), []))
        if turn.what in MEMBER_STEPS and found and found[-1][0][2] == person:
            found[-1][1].append((found[-1][0][0], turn.what, turn.day, keys[turn.unit or eve], "1-QĐ"))
    return found


def _life_events(told, keys):
    for person, turn, eve in told:
        if turn.what not in (*MEMBER_STEPS, *UNRECORDED):
            to = keys[turn.unit] if turn.what == "transfer" else None
            place = "Hà Nội" if turn.what in {"transfer_in", "transfer_out"} else None
            yield person, turn.day, turn.what, keys[eve or turn.unit], to, place, "1-GT"


def member_stays(forest, member):
    """Where a member stood: in the unit of each turn, and with whoever carries it on."""
    for turn, stop in zip(member.turns, [*(turn.day for turn in member.turns[1:]), OPEN], strict=True):
        day, unit = turn.day, turn.unit and forest.carried(turn.unit, turn.day)
        while unit is not None and day < stop:
            last = min(stop, forest.units[unit].to_on)
            middle = min(max(member.full_on, day), last)
            yield from ((unit, role, *span) for role, span in _roles(day, middle, last, ("probationary", "full")))
            day, unit = last, forest.carried(unit, last)


def home(forest, case):
    """The cell that a case is in after all that is known of it; one that has ended stays where it was."""
    return ([case.cell] + [cell for cell, *_ in stays(forest, case)])[-1]


def stays(forest, case):
    """Where the person of a case stood: in the cell of each step, and with whoever carries that cell on, to the case's end."""
    ends = min((day for step, (day, _) in case.steps.items() if step in {"annulled", "dropped"}), default=OPEN)
    joins = case.steps.get("ceremony", (OPEN, ""))[0]
    turns = sorted({case.opened: case.cell, **dict(case.steps.values())}.items())
    for (start, first_cell), (stop, _) in zip(turns, [*turns[1:], (OPEN, "")], strict=True):
        day, cell = start, forest.carried(first_cell, start)
        while cell is not None and day < min(stop, ends):
            last = min(stop, ends, forest.units[cell].to_on)
            middle = min(max(joins, day), last)
            yield from ((cell, role, *span) for role, span in _roles(day, middle, last))
            day, cell = last, forest.carried(cell, last)


def _roles(first, middle, last, roles=("candidate", "probationary")):
    spans = zip(roles, ((first, middle), (middle, last)), strict=True)
    return [(role, span) for role, span in spans if span[0] < span[1]]
