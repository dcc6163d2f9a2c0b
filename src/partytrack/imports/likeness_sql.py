"""The people on record whom the rows of a list may be about, read from the store.

A record that was merged into another one stands for the person who goes on.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from partytrack.core.dates import PartialDate, Precision
from partytrack.core.report import Run
from partytrack.counting.listed import listed
from partytrack.counting.subject import as_day
from partytrack.imports.same_person import Known, Who

AT_ONCE = 2_000
"""So many names, birth dates and numbers are asked for in one statement; SQLite takes 32,766 values."""
MANY = 5_000
"""For a list with more names, birth dates or numbers than this everybody is read, and those not wanted are passed over."""
PAGE = 10_000
"""So many people are read at a time, so that not all of a province lie in memory."""

# The condition on merged records is kept from the indexes (+): nearly everybody meets it.
_SOME = """
SELECT p.id, p.id, p.code, p.name, p.name_folded, p.born_on, p.born_precision, p.national_id, s.unit_id
FROM person p LEFT JOIN stay s ON s.person_id = p.id
WHERE (p.name_folded IN (:names) OR p.born_on IN (:births) OR p.national_id IN (:numbers))
  AND +p.merged_into_id IS NULL
ORDER BY p.id"""
_PAGE = """
SELECT p.id, p.id, p.code, p.name, p.name_folded, p.born_on, p.born_precision, p.national_id, s.unit_id
FROM (SELECT id, code, name, name_folded, born_on, born_precision, national_id FROM person
      WHERE id > :after AND +merged_into_id IS NULL ORDER BY id LIMIT :page) p
LEFT JOIN stay s ON s.person_id = p.id
ORDER BY p.id"""
_MERGED = """
WITH RECURSIVE led (record_id, person_id) AS (
    SELECT id, merged_into_id FROM person WHERE merged_into_id IS NOT NULL
    UNION ALL
    SELECT led.record_id, p.merged_into_id FROM led JOIN person p ON p.id = led.person_id
    WHERE p.merged_into_id IS NOT NULL)
SELECT r.id, p.id, p.code, r.name, r.name_folded, r.born_on, r.born_precision, NULL, s.unit_id
FROM led
JOIN person p ON p.id = led.person_id AND p.merged_into_id IS NULL
JOIN person r ON r.id = led.record_id
LEFT JOIN stay s ON s.person_id = p.id
ORDER BY r.id"""

Rows: TypeAlias = Sequence[tuple[Any, ...]]


class Wanted(NamedTuple):
    """By what people are found whom the rows may be about: folded names, first days of birth (ISO), national numbers."""

    names: frozenset[str]
    births: frozenset[str]
    numbers: frozenset[str]

    def has(self, known: Known) -> bool:
        """Whether a row may be about this person."""
        by_birth = known.born is not None and known.born.first.isoformat() in self.births
        return by_birth or known.folded in self.names or known.number in self.numbers


def wanted(whos: Iterable[Who]) -> Wanted:
    """What to look for: all of a name, as the birth date may be told otherwise; all born on a day, as the name may."""
    names, births, numbers = set(), set(), set()
    for who in whos:
        names.add(who.folded)
        if who.born is not None:
            births.add(who.born.first.isoformat())
        if who.number is not None:
            numbers.add(who.number)
    return Wanted(frozenset(names), frozenset(births), frozenset(numbers))


def load(run: Run, wanted: Wanted) -> Iterator[Known]:
    """The people wanted, each once with all units in which they are or were, and the records merged into others."""
    seen: set[int] = set()
    for rows in _pages(run) if max(map(len, wanted)) > MANY else _chunks(run, wanted):
        people = (known for known in _read(rows) if known.person_id not in seen and wanted.has(known))
        for known in people:
            seen.add(known.person_id)
            yield known
    yield from (known._replace(merged=True) for known in _read(run(_MERGED, {})) if wanted.has(known))


def _chunks(run: Run, wanted: Wanted) -> Iterator[Rows]:
    """The rows of those wanted, some names, days and numbers at a time; a person may come again."""
    names, births, numbers = (sorted(values) for values in wanted)
    for start in range(0, max(map(len, wanted)), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        # nobody has the values that stand in for none: PostgreSQL takes no empty list
        statement, binds = listed(
            _SOME, names=names[some] or ("",), births=births[some] or ("0001-01-01",), numbers=numbers[some] or ("",)
        )
        yield run(statement, binds)


def _pages(run: Run) -> Iterator[Rows]:
    """The rows of everybody, some people at a time."""
    rows: Rows = run(_PAGE, {"after": 0, "page": PAGE})
    while rows:
        yield rows
        rows = run(_PAGE, {"after": rows[-1][0], "page": PAGE})


def _read(rows: Rows) -> Iterator[Known]:
    """The people of rows that have one for each stay."""
    for _, stays in groupby(rows, key=itemgetter(0)):
        (_, person_id, code, name, folded, born_on, precision, number, unit_id), *others = stays
        units = _units(frozenset((unit_id, *(stay[-1] for stay in others))))
        born = None if born_on is None else _born(born_on, precision)
        yield Known(person_id, code, name, folded, born, units, number)


@cache
def _units(ids: frozenset[int | None]) -> frozenset[int]:
    """The units without the missing one of a person who is in none; each set is made once, for many people share few."""
    return frozenset(unit_id for unit_id in ids if unit_id is not None)


@cache
def _born(born_on: Any, precision: Precision) -> PartialDate:
    """A birth date as either database hands it over; each is made once, for many people share few days."""
    return PartialDate(as_day(born_on), precision)
