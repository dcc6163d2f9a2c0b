"""A ward's roll, cases and obligations entered past the acts, by the plainest words for what the reports read."""

import sqlite3
from contextlib import closing, contextmanager


class Book:
    """A ward's roll and cases, entered by the plainest words for what the report reads."""

    def __init__(self, connection):
        self.db = connection
        self.units = dict(connection.execute("SELECT code, id FROM unit"))

    def insert(self, table, **values):
        """One row of a table; hands back its key."""
        places = ", ".join(f":{name}" for name in values)
        return self.db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", values).lastrowid

    def member(self, code, unit="TG-01", *, role="full", since="2010-02-03", until="9999-12-31", work=None, **person):
        """Somebody on the roll of a cell; a code such as P1 serves as the name, too."""
        person_id = self._person(code, **person)
        if work:
            self.fact(person_id, work)
        self.stay(code, unit, role=role, since=since, until=until)
        return person_id

    def _person(self, code, **more):
        return self.insert("person", code=code, name=code, name_folded=code.lower(), name_key=code, **more)

    def fact(self, person_id, work, since="0001-01-01", until="9999-12-31"):
        """The occupation of a person."""
        self.insert("person_fact", person_id=person_id, fact="occupation", value=work, from_on=since, to_on=until)

    def stay(self, code, unit, *, role="full", since, until="9999-12-31"):
        """In which cell somebody was."""
        self.insert(
            "stay", person_id=self.key("person", code), unit_id=self.units[unit], role=role, from_on=since, to_on=until
        )  # fmt: skip

    def case(self, code, unit="TG-01", step="sympathiser_listed", *, since="2021-01-05", until="9999-12-31", work=None):
        """A case that stands at a step from a day on, as it is derived."""
        person_id = self._person(f"K{code}")
        if work:
            self.fact(person_id, work)
        case_id = self.insert(
            "candidacy", code=code, person_id=person_id, unit_id=self.units[unit], source="student", opened_on=since
        )  # fmt: skip
        self.insert(
            "case_stage", candidacy_id=case_id, from_on=since, to_on=until, step=step, since_on=since,
            unit_id=self.units[unit],
        )  # fmt: skip

    def step(self, case, step, on, unit="TG-01"):
        """A step of a case."""
        self.insert(
            "step_event", candidacy_id=self.key("candidacy", case), step=step, happened_on=on, unit_id=self.units[unit]
        )

    def helps(self, mentor, case, since="2021-02-01", until="9999-12-31", reason=None):
        """An assignment."""
        self.insert(
            "mentorship", candidacy_id=self.key("candidacy", case), mentor_id=self.key("person", mentor), from_on=since,
            to_on=until, end_reason=reason,
        )  # fmt: skip

    def key(self, table, code):
        """The key of a code."""
        return self.db.execute(f"SELECT id FROM {table} WHERE code = ?", (code,)).fetchone()[0]

    def due(
        self,
        case,
        rule="TL-01",
        step="admission_ceremony",
        due="2022-05-03",
        *,
        since="2022-03-21",
        until="9999-12-31",
        unit="TG-01",
    ):
        """What a rule asks of a case by a day, from the day on which its time began to run."""
        self.insert(
            "case_due", candidacy_id=self.key("candidacy", case), rule=rule, from_on=since, to_on=until, step=step,
            since_on=since, due_on=due, unit_id=self.units[unit],
        )  # fmt: skip


@contextmanager
def opened(store):
    """A store in memory, to enter what a report reads past the acts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        with closing(sqlite3.connect(store)) as source:
            source.backup(connection)
        yield Book(connection)


@contextmanager
def statements(book):
    """The statements that a block runs."""
    seen = []
    book.db.set_trace_callback(seen.append)
    yield seen
    book.db.set_trace_callback(None)
