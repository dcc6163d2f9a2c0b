"""What the fields of a legal text may hold (``data/regulations/``), and the fault of what they may not."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from re import fullmatch
from typing import NoReturn

from partytrack.core.codes import code_list
from partytrack.core.data import as_written, unsound
from partytrack.core.dates import OPEN
from partytrack.core.lifecycle import END_OF_PROBATION

_HIGHEST = 10_000  # of any unit; a larger number is a slip


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_day(value: object) -> bool:
    return type(value) is date and date(1900, 1, 1) <= value < OPEN


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= _HIGHEST


def _is_both(value: object) -> bool:
    """The same in both languages."""
    return isinstance(value, dict) and set(value) == {"vi", "en"} and all(map(_is_text, value.values()))


def _is_share(value: object) -> bool:
    """A part of those who vote: ``2/3`` is so many at least, ``>1/2`` more than so many."""
    match = fullmatch(r">?([1-9][0-9]?)/([1-9][0-9]?)", value) if isinstance(value, str) else None
    return match is not None and int(match[1]) <= int(match[2])


def _is_mark(value: object) -> bool:
    """A mark out of ten, with a point."""
    match = fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})?", value) if isinstance(value, str) else None
    return match is not None and Decimal(match[0]) <= 10


def _is_marks(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_is_mark, value.values()))


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_rule(value: object) -> bool:
    return isinstance(value, str) and fullmatch(r"[A-Z]{2}-[0-9]{2}", value) is not None


def _is_confidence(value: object) -> bool:
    return isinstance(value, str) and fullmatch(r"[ABCD]", value) is not None


def _is_start(value: object) -> bool:
    return isinstance(value, str) and (value == END_OF_PROBATION or value in code_list("steps"))


Check = Callable[[object], bool]
DOCUMENT: dict[str, tuple[bool, Check]] = {
    "number": (True, _is_text), "vi": (True, _is_text), "en": (True, _is_text), "issued_on": (False, _is_day),
    "from": (True, _is_day), "until": (False, _is_day), "replaces": (False, _is_text), "adopts": (False, _is_text),
    "confidence": (True, _is_confidence), "verified": (True, _is_flag),
}  # fmt: skip
CLAUSE: dict[str, tuple[bool, Check]] = {
    "rule": (False, _is_rule), "value": (True, lambda _: True), "unit": (True, _is_text), "start": (False, _is_start),
    "enabled": (False, _is_flag), "article": (True, _is_both), "from": (False, _is_day), "until": (False, _is_day),
    "confidence": (True, _is_confidence),
}  # fmt: skip
_COUNTS = ("days", "working_days", "months", "years", "people", "votes", "times", "percent")
_UNITS: dict[str, Check] = {
    **dict.fromkeys(_COUNTS, _is_count),
    "flag": _is_flag, "share": _is_share, "of_10": _is_mark, "marks": _is_marks, "texts": _is_both, "absences": _is_list,
}  # fmt: skip
_CODES = ("roles", "schooling", "steps")
"""Units that are code lists: the value is one of their codes."""


def interchangeable(unit: str, other: str) -> bool:
    """Whether a committee may set in one unit what the program has in the other."""
    return unit == other or {unit, other} == {"days", "working_days"}


def check_fields(file: str, key: str, row: object, fields: Mapping[str, tuple[bool, Check]]) -> None:
    """A table has every field that it needs, none that is unknown, and in each what it may hold."""
    if not isinstance(row, dict):
        fault(file, key, "not_a_table")
    for field, (is_needed, _) in fields.items():
        if is_needed and field not in row:
            fault(file, key, "field_missing", field=field)
    for field, value in row.items():
        if field not in fields:
            fault(file, key, "field_unknown", field=field, known=tuple(fields))
        if not fields[field][1](value):
            fault(file, key, "field_bad", field=field, value=as_written(value))


def check_value(file: str, key: str, value: object, unit: str) -> None:
    """A value is of the kind that its unit asks for."""
    if unit in _CODES:
        known = tuple(code_list(unit))
        if value not in known:
            fault(file, key, "not_among", field="value", value=str(value), known=known)
    elif unit not in _UNITS:
        fault(file, key, "not_among", field="unit", value=unit, known=(*_UNITS, *_CODES))
    elif not _UNITS[unit](value):
        fault(file, key, "field_bad", field="value", value=as_written(value))


def fault(file: str, table: str, reason: str, /, **values: object) -> NoReturn:
    """Refuse a table of a file, with the reason (``data/texts/data.toml``)."""
    raise unsound(file, table, reason, **values)
