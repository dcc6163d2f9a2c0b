"""The legal texts under ``data/regulations/``, one a file, read and checked; how they are laid over each other is regulation.py's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from partytrack.core.data import own_keys, program_toml, read_toml, source_of, toml_names
from partytrack.core.dates import OPEN
from partytrack.core.legal_fields import CLAUSE, DOCUMENT, check_fields, check_value, fault, interchangeable
from partytrack.core.words import Citation

ABOUT = "document"
"""The table that says what text a file is."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One value that a text sets, and its days (half-open); ``to_on`` may lie beyond the days of the text itself."""

    key: str
    rule: str
    value: Any
    unit: str
    start: str | None
    is_enabled: bool
    source: Citation
    from_on: date
    to_on: date
    confidence: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class LegalText:
    """One text: its number and title, the days on which it is in force (half-open), the texts before it, its values."""

    file: str
    number: str
    title: Citation
    issued_on: date
    from_on: date
    to_on: date
    replaces: str | None
    adopts: str | None
    confidence: str
    is_verified: bool
    is_own: bool
    clauses: Mapping[str, Clause]


def legal_texts() -> list[LegalText]:
    """Every text of the program and of the own folder, in the order of their days."""
    names = toml_names("regulations")
    texts = [_read(name) for name in names]
    if any(clause.is_own for text in texts for clause in text.clauses.values()):
        _check_own(texts, names)
    return sorted(texts, key=lambda text: (text.from_on, text.issued_on, text.number))


def _read(name: str) -> LegalText:
    """One file as a text."""
    file, tables, own = source_of(name), read_toml(name), own_keys(name)
    if ABOUT not in tables:
        fault(file, ABOUT, "no_document")
    row = tables[ABOUT]
    check_fields(file, ABOUT, row, DOCUMENT)
    from_on, to_on = _days(file, ABOUT, row, None)
    is_own = bool(own) and not program_toml(name)
    clauses = {
        key: _clause(file, key, table, from_on, is_own=is_own or key in own)
        for key, table in tables.items()
        if key != ABOUT
    }
    return LegalText(
        file, row["number"], Citation(row["vi"], row["en"]), row.get("issued_on", from_on), from_on, to_on,
        row.get("replaces"), row.get("adopts"), row["confidence"], row["verified"], is_own, clauses,
    )  # fmt: skip


def _clause(file: str, key: str, row: Any, since: date, *, is_own: bool) -> Clause:
    """One table of a text as the value that it sets."""
    check_fields(file, key, row, CLAUSE)
    check_value(file, key, row["value"], row["unit"])
    from_on, to_on = _days(file, key, row, since)
    if from_on < since:
        fault(file, key, "before_text", first=from_on, day=since)
    value = row["value"]
    match value:
        case list():
            value = tuple(value)
        case {"vi": vi, "en": en}:
            value = Citation(vi, en)
    return Clause(
        key, row.get("rule", ""), value, row["unit"], row.get("start"), row.get("enabled", True),
        Citation(**row["article"]), from_on, to_on, row["confidence"], is_own,
    )  # fmt: skip


def _days(file: str, key: str, row: Mapping[str, Any], since: date | None) -> tuple[date, date]:
    """The days of a table, half-open; ``until`` is a last day."""
    from_on: date = row.get("from", since)
    last: date | None = row.get("until")
    if last is not None and last < from_on:
        fault(file, key, "ends_before", last=last, first=from_on)
    return from_on, OPEN if last is None else last + timedelta(days=1)


def _check_own(texts: list[LegalText], names: list[str]) -> None:
    """What a committee sets is a value that the program knows or a rule asks for, in the unit in which it is asked."""
    tables = (row for name in names for row in program_toml(name).items())
    units: dict[str, str] = {key: row["unit"] for key, row in tables if key != ABOUT}
    # whatever a rule names: the values that it asks for are among it
    asked = {field for row in read_toml("rules").values() for field in row.values() if isinstance(field, str)}
    for text in texts:
        for key, clause in text.clauses.items():
            if clause.is_own and key not in units and key not in asked:
                fault(text.file, key, "no_rule", near=tuple(get_close_matches(key, {*units, *asked}, n=3)))
            if clause.is_own and not interchangeable(clause.unit, units.get(key, clause.unit)):
                fault(text.file, key, "field_bad", field="unit", value=clause.unit)
