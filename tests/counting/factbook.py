"""Facts of a committee as an organiser would note them, one a line, and the store that holds them.

The lines that ``read`` understands; what stands in brackets may be left out::

    committee TG [, since 2019-06-01] [, until 2021-03-31] [, records from 2019-01-01] [, entered 2022-04-26]
    section S under TG [, as above]
    cell A under S [, as above]
    quota A 2019 2 [, decided 2018-12-15] [, assumed]
    tally A 2018 4 [, document BC-3]
    case A [, name Bùi An] [, person C1] [, listed 2018-05-01] [, decision 2019-05-03] [, number 12-QĐ]
           [, ceremony 2019-05-19] [, annulled 2020-01-10] [, dropped 2020-01-10] [, removed 2020-01-10]
    members A 3
    moved C1 to B on 2020-01-01

Cases are called C1, C2 … in the order of their lines. Nothing here counts anything.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from partytrack.core.dates import BEGINNING, OPEN

ENTERED = date(2022, 4, 26)
STEPS = {
    "listed": "source_listed",
    "decision": "admission_decision",
    "ceremony": "admission_ceremony",
    "annulled": "decision_annulled",
    "dropped": "dropped",
    "removed": "removed_in_probation",
}


@dataclass(frozen=True)
class UnitFact:
    """A unit; ``until`` is its last day."""

    code: str
    kind: str
    under: str | None = None
    since: date | None = None
    until: date | None = None
    records_from: date | None = None
    entered: date = ENTERED


@dataclass(frozen=True)
class QuotaFact:
    """One version of a unit's quota for a year."""

    unit: str
    year: int
    amount: int
    decided: date
    assumed: bool = False


@dataclass(frozen=True)
class TallyFact:
    """A count for a whole year, from a document."""

    unit: str
    year: int
    count: int
    document: str


@dataclass(frozen=True)
class CaseFact:
    """A candidate's case in a cell, with the days of what happened by the words of ``STEPS``."""

    code: str
    cell: str
    person: str
    name: str
    days: dict[str, date]
    number: str | None = None

    @property
    def opened(self) -> date:
        """The first day known of the case."""
        return min(self.days.values())


@dataclass
class Book:
    """All the facts of one store."""

    units: list[UnitFact] = field(default_factory=list)
    quotas: list[QuotaFact] = field(default_factory=list)
    tallies: list[TallyFact] = field(default_factory=list)
    cases: list[CaseFact] = field(default_factory=list)
    members: list[tuple[str, int]] = field(default_factory=list)
    moves: list[tuple[str, str, date]] = field(default_factory=list)


def read(text):
    """Read the lines of a book."""
    book = Book()
    for line in filter(None, (line.partition("#")[0].strip() for line in text.splitlines())):
        head, *parts = (part.strip() for part in line.split(","))
        kind, *words = head.split()
        told = dict(_told(part) for part in parts)
        _ENTER[kind](book, kind, words, told)
    return book


def _told(part):
    for key in ("records from", "since", "until", "entered", "decided", "document", "person", "name", "number", *STEPS):
        if part.startswith(f"{key} "):
            value = part.removeprefix(f"{key} ")
            return key, value if key in {"document", "person", "name", "number"} else date.fromisoformat(value)
    if part == "assumed":
        return part, True
    raise ValueError(part)


def _unit(book, kind, words, told):
    code, *under = words
    book.units.append(
        UnitFact(
            code,
            {"section": "section_committee"}.get(kind, kind),
            under[1] if under else None,
            told.get("since"),
            told.get("until"),
            told.get("records from"),
            told.get("entered", ENTERED),
        )
    )


def _quota(book, _kind, words, told):
    unit, year, amount = words
    decided = told.get("decided", date(int(year) - 1, 12, 15))
    book.quotas.append(QuotaFact(unit, int(year), int(amount), decided, assumed="assumed" in told))


def _tally(book, _kind, words, told):
    unit, year, count = words
    book.tallies.append(TallyFact(unit, int(year), int(count), told.get("document", f"BC-{unit}-{year}")))


def _case(book, _kind, words, told):
    code = f"C{len(book.cases) + 1}"
    days = {key: value for key, value in told.items() if key in STEPS}
    name = told.get("name", f"Người {len(book.cases) + 1}")
    book.cases.append(CaseFact(code, words[0], told.get("person", code), name, days, told.get("number")))


def _members(book, _kind, words, _told):
    book.members.append((words[0], int(words[1])))


def _moved(book, _kind, words, _told):
    case, _, cell, _, day = words
    book.moves.append((case, cell, date.fromisoformat(day)))


_ENTER = {
    "committee": _unit,
    "section": _unit,
    "cell": _unit,
    "quota": _quota,
    "tally": _tally,
    "case": _case,
    "members": _members,
    "moved": _moved,
}


def write(book, connection):
    """Write the facts into the tables of an empty store."""
    keys = {unit.code: number for number, unit in enumerate(book.units, start=1)}
    _write_units(book, connection, keys)
    connection.executemany(
        "INSERT INTO quota (unit_id, measure, segment, round, first_year, last_year, term, kind, low, decided_on, document,"
        " assumed) VALUES (?, 'admission', '', '', ?, ?, '', 'number', ?, ?, 'NQ', ?)",
        [
            (keys[fact.unit], fact.year, fact.year, fact.amount, fact.decided.isoformat(), fact.assumed)
            for fact in book.quotas
        ],
    )
    connection.executemany(
        "INSERT INTO tally (unit_id, year, measure, count, document) VALUES (?, ?, 'admission', ?, ?)",
        [(keys[fact.unit], fact.year, fact.count, fact.document) for fact in book.tallies],
    )
    _write_people(book, connection, keys)
    connection.commit()


def _write_units(book, connection, keys):
    facts = {unit.code: unit for unit in book.units}

    def span(code):
        unit = facts[code]
        return unit.since or BEGINNING, unit.until + timedelta(days=1) if unit.until else OPEN

    def path(code):
        above = facts[code].under
        return (path(above) if above else "") + _segment(keys[code])

    days = {code: tuple(day.isoformat() for day in span(code)) for code in keys}
    connection.executemany(
        "INSERT INTO unit (id, code, kind, from_on, to_on, records_from, entered_on) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                keys[unit.code],
                unit.code,
                unit.kind,
                *days[unit.code],
                unit.records_from and unit.records_from.isoformat(),
                unit.entered.isoformat(),
            )
            for unit in book.units
        ],
    )
    connection.executemany(
        "INSERT INTO unit_name (unit_id, name, from_on, to_on) VALUES (?, ?, ?, ?)",
        [(key, f"Đơn vị {code}", *days[code]) for code, key in keys.items()],
    )
    connection.executemany(
        "INSERT INTO unit_edge (unit_id, parent_id, from_on, to_on) VALUES (?, ?, ?, ?)",
        [(keys[unit.code], keys[unit.under], *days[unit.code]) for unit in book.units if unit.under],
    )
    connection.executemany(
        "INSERT INTO path_version (unit_id, path, from_on, to_on) VALUES (?, ?, ?, ?)",
        [(key, path(code), *days[code]) for code, key in keys.items()],
    )


def _segment(key):
    """A unit's place in a path: its key in base 36, five wide; no unit here moves, so each has one path."""
    digits = ""
    while key:
        key, digit = divmod(key, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + digits
    return digits.rjust(5, "0")


def _write_people(book, connection, keys):
    people = list(dict.fromkeys(case.person for case in book.cases))
    names = {case.person: case.name for case in reversed(book.cases)}
    ids = {person: number for number, person in enumerate(people, start=1)}
    connection.executemany(
        "INSERT INTO person (id, code, name, name_folded, name_key) VALUES (?, ?, ?, '', '')",
        [(ids[person], person, names[person]) for person in people],
    )
    connection.executemany(
        "INSERT INTO candidacy (id, code, person_id, unit_id, source, opened_on) VALUES (?, ?, ?, ?, 'youth_union', ?)",
        [
            (number, case.code, ids[case.person], keys[case.cell], case.opened.isoformat())
            for number, case in enumerate(book.cases, start=1)
        ],
    )
    connection.executemany(
        "INSERT INTO step_event (candidacy_id, step, happened_on, unit_id, document) VALUES (?, ?, ?, ?, ?)",
        [
            (number, STEPS[step], day.isoformat(), keys[case.cell], case.number)
            for number, case in enumerate(book.cases, start=1)
            for step, day in case.days.items()
        ],
    )
    connection.executemany(
        "INSERT INTO stay (person_id, unit_id, role, from_on, to_on) VALUES (?, ?, ?, ?, ?)",
        [(ids[person], keys[unit], role, *days) for person, unit, role, *days in _stays(book)],
    )
    _write_members(book, connection, keys, len(people))


def _stays(book):
    """Where each person of a case stood: candidate, then probationary from the ceremony, until the case ended."""
    moved = {case: (cell, day) for case, cell, day in book.moves}
    for case in book.cases:
        end = min((case.days[step] for step in ("annulled", "dropped", "removed") if step in case.days), default=OPEN)
        begun = case.days.get("ceremony", end)
        cell, turn = moved.get(case.code, (case.cell, end))
        for unit, role, first, last in (
            (case.cell, "candidate", case.opened, min(begun, turn)),
            (case.cell, "probationary", begun, turn),
            (cell, "probationary", turn, end),
        ):
            if first < last:
                yield case.person, unit, role, first.isoformat(), last.isoformat()


def _write_members(book, connection, keys, number):
    for unit, count in book.members:
        for _ in range(count):
            number += 1
            connection.execute(
                "INSERT INTO person (id, code, name, name_folded, name_key) VALUES (?, ?, 'Đảng viên', '', '')",
                (number, f"P{number}"),
            )
            connection.execute(
                "INSERT INTO stay (person_id, unit_id, role, from_on, to_on) VALUES (?, ?, 'full', ?, ?)",
                (number, keys[unit], BEGINNING.isoformat(), OPEN.isoformat()),
            )
