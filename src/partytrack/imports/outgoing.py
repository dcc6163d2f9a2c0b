"""Lists on their way out: each row carries all columns of the layout by which it can come back.

A workbook has the labels and terms of the reader's language, JSON and CSV have keys, codes and ISO days. National numbers
are masked unless they were asked for with a reason, and a column of masked ones is headed as such.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from partytrack.core.layout import CellKind, Field, header_key, layout
from partytrack.core.masking import masked
from partytrack.core.report import Cell, CellType, Column, Listing, Row, Run, Table
from partytrack.core.span import Span
from partytrack.core.texts import Texts
from partytrack.counting.listed import listed
from partytrack.imports.current import (
    QuotaKey,
    TallyKey,
    Values,
    current_candidates,
    current_members,
    current_quotas,
    current_tallies,
    current_units,
)

Form: TypeAlias = Literal["json", "csv", "xlsx"]
Write: TypeAlias = Callable[[Any], Cell]

_AT_ONCE = 500
_TYPES: Mapping[CellKind, CellType] = {"day": "date", "partial_day": "date", "count": "count"}
_AHEAD = "return_on"  # a day that may lie after the one on which it was told
_OTHER_FORMS = (
    "course_amount",
    "course_count",
)  # of tables with two figures in a row; here each figure has its own row


class _Way(NamedTuple):
    """How a list goes out: as which layout, which record a row is about, what is on record of those of some rows.

    ``of_people``: the days of its records have come; what came after the as-of day is not told.
    """

    layout: str
    key: Callable[[Row], Hashable]
    read: Callable[[Run, date, Sequence[Row]], Mapping[Any, Values]]
    of_people: bool = False

    @property
    def fields(self) -> Sequence[Field]:
        """The columns of the layout."""
        return [field for field in layout(self.layout).values() if field.key not in _OTHER_FORMS]


class _Carried(NamedTuple):
    """A column of the layout as it goes out, and how its values are written; ``None``: as they are."""

    column: Column
    field: Field
    write: Write | None


def comes_back(table: Table) -> bool:
    """Whether a list has a layout by which it can come back."""
    return table.name in _WAYS


def outgoing(run: Run, say: Texts, table: Table, as_of: date, form: Form, *, revealed: bool = False) -> Listing:
    """A list with the columns of its layout; its rows are read some hundred at a time, as they are asked for.

    Of a column that both have, JSON says what the list does, for scripts rely on it, the others what the layout does.
    """
    way = _WAYS[table.name]
    carried = [_carried(say, field, form, revealed=revealed) for field in way.fields]
    own = [one.column for one in carried]
    if form == "xlsx":
        known = frozenset().union(*(one.field.headers for one in carried))
        more = [one for one in table.columns if not one.hidden and not {*map(header_key, (one.key, one.label))} & known]
        columns = (*own, *more)
    else:
        shown = {column.key for column in table.columns}
        columns = (*table.columns, *(one for one in own if one.key not in shown))
    rows = _rows(run, say, way, table, as_of, carried, form)
    return Listing(table.name, table.title, columns, columns, rows)


def numbers(run: Run, table: Table, as_of: date) -> int:
    """How many people on a list have a national number on record."""
    way = _WAYS[table.name]
    keys = [field.key for field in way.fields if field.kind == "number12"]
    known = (values for some in _parts(table.rows) for values in way.read(run, as_of, some).values())
    return len({values[key] for values in known for key in keys} - {None})


def _carried(say: Texts, field: Field, form: Form, *, revealed: bool) -> _Carried:
    name, label = (field.key, field.label(say.lang)) if form == "xlsx" else (field.exported, "")
    write = _worded(say, field) if form == "xlsx" else None
    if field.kind == "number12" and not revealed:
        write, label = masked, say("layout.masked_column", label=label)
        name = f"{name}_masked" if form == "csv" else name
    return _Carried(Column(name, _TYPES.get(field.kind, "text"), label), field, write)


def _worded(say: Texts, field: Field) -> Write | None:
    """How a workbook says a value: codes in the terms of the language, plain figures as numbers to reckon with."""
    if field.kind == "code":
        return cache(partial(say.term, field.values))
    if field.kind == "flag":
        return lambda value: say.term("yes_no", "yes" if value else "no")
    return _number if field.kind in {"amount", "span"} else None


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _rows(
    run: Run, say: Texts, way: _Way, table: Table, as_of: date, carried: Sequence[_Carried], form: Form
) -> Iterator[Row]:
    people = [one.field.key for one in carried if one.field.kind == "member" and form == "xlsx"]
    plain = [(one.column.key, one.field.key) for one in carried if one.write is None]
    worded = [(one.column.key, one.field.key, one.write) for one in carried if one.write is not None]
    days = (
        [one.field for one in carried if one.field.kind == "day" and one.field.key != _AHEAD] if way.of_people else []
    )
    for some in _parts(table.rows):
        now = way.read(run, as_of, some)
        names = _names(run, {str(values[key]) for values in now.values() for key in people if values[key]})
        for row in some:
            values = _known_by(as_of, now[way.key(row)], days, carried)
            told: dict[str, Cell] = {name: values[key] for name, key in plain}
            for name, key, write in worded:
                value = values[key]
                told[name] = None if value is None else write(value)
            for key in people:
                if code := values[key]:
                    told[key] = say("template.person", name=names[str(code)], code=code)
            yield {**told, **row} if form == "json" else {**row, **told}


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _names(run: Run, codes: Iterable[str]) -> Mapping[str, str]:
    """The names of some people by their codes."""
    asked, binds = listed("SELECT code, name FROM person WHERE code IN (:codes)", codes=sorted(codes))
    return dict(run(asked, binds))


def _known_by(as_of: date, values: Values, days: Sequence[Field], carried: Sequence[_Carried]) -> Values:
    """What was on record by a day: no later day, and nothing else that is told of a step which came later."""
    later = [field for field in days if (day := values[field.key]) is not None and cast("date", day) > as_of]
    if not later:
        return values
    steps = {field.step for field in later if field.step}
    gone = {one.field.key for one in carried if one.field.step in steps} | {field.key for field in later}
    return {key: None if key in gone else value for key, value in values.items()}


def _quota(row: Row) -> QuotaKey:
    unit, first, last, term, measure, segment, part, decided_on = (row[key] for key in _OF_A_QUOTA)
    span = Span(cast("int", first), cast("int", last), str(term or ""))
    return QuotaKey(str(unit), span, str(measure), str(segment or ""), str(part or ""), cast("date", decided_on))


def _tally(row: Row) -> TallyKey:
    return TallyKey(str(row["unit"]), cast("int", row["year"]), str(row["measure"]))


def _named(key: str) -> Callable[[Row], str]:
    return lambda row: str(row[key])


def _reading(
    current: Callable[[Run, date, Iterable[str]], Mapping[Any, Values]], key: str
) -> Callable[[Run, date, Sequence[Row]], Mapping[Any, Values]]:
    return lambda run, as_of, rows: current(run, as_of, [str(row[key]) for row in rows])


_OF_A_QUOTA = ("unit", "first_year", "last_year", "term", "measure", "segment", "round", "decided_on")
_WAYS: Mapping[str, _Way] = MappingProxyType(
    {
        "members": _Way("members", _named("code"), _reading(current_members, "code"), of_people=True),
        "candidates": _Way("candidates", _named("case"), _reading(current_candidates, "case"), of_people=True),
        "units": _Way("units", _named("unit"), _reading(current_units, "unit")),
        "quotas": _Way("quotas", _quota, _reading(current_quotas, "unit")),
        "quota_history": _Way("quotas", _quota, _reading(current_quotas, "unit")),
        "tallies": _Way("tallies", _tally, _reading(current_tallies, "unit")),
    }
)
