"""A committee's own folder, laid over the program's ``data/``: file by file, table by table, field by field.

A table that the program has takes the fields that the own file gives; a new table comes last, or before the one that
its field ``before`` names. The program's tables are the pattern: fields and their kinds are checked by them.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NoReturn

from partytrack.core.data import as_written, put_aside, read_toml
from partytrack.core.errors import DataFileBroken, DataFileUnknown, DataFileUnreadable, DataFolderMissing, DataUnsound
from partytrack.core.words import Told

FREE = ("regulations", "holidays")
"""Folders to which files of any name may be added; what reads them checks their tables."""
CLOSED = {("rules", "kind"), ("rules", "weight"), ("facts", "for_life")}
"""Fields whose values only the program can add to."""
REFERS = {
    "lifecycle": {
        **dict.fromkeys(("after", "expects", "needs", "unless"), "lifecycle"),
        "stage": "codes/stages",
        "actor": "glossary",
        "only_under": "codes/unit_kinds",
    },
    "rules": dict.fromkeys(("at", "start", "step", "law_of", "of", "first", "then"), "lifecycle"),
}
"""Fields that name tables of a file, by file: what is named must be there."""

Tables = Mapping[str, Any]


def check_folder(own: Path, program: Path) -> Path:
    """The own folder, when it is there and every file in it is one that the program reads."""
    if not own.is_dir():
        raise put_aside(DataFolderMissing(str(own)))
    known = {path.relative_to(program).as_posix() for path in program.rglob("*.toml")}
    for path in sorted(own.rglob("*.toml")):
        name = path.relative_to(own)
        if name.as_posix() not in known and not (len(name.parts) == 2 and name.parts[0] in FREE):
            alike = [other for other in sorted(known) if Path(other).name == name.name]
            raise put_aside(DataFileUnknown(str(path), tuple(alike) or tuple(sorted(known))))
    return own


@cache
def read_own(path: Path) -> Tables:
    """The tables of an own file; none where it is not there."""
    if not path.is_file():
        return {}
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text)
    except OSError as error:
        raise put_aside(DataFileUnreadable(str(path), error.strerror or "")) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise put_aside(DataFileBroken(str(path), line, "UTF-8")) from None
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).partition(" (at ")
        stopped = re.match(r"line ([0-9]+)", place)
        line = int(stopped[1]) if stopped else text.count("\n") + 1
        raise put_aside(DataFileBroken(str(path), line, reason)) from None


def laid_over(name: str, program: Tables, path: Path) -> dict[str, Any]:
    """The program's tables with those of the own file laid over them."""
    own = read_own(path)
    merged = dict(program)
    for key, row in own.items():
        if not isinstance(row, dict):
            _fault(path, key, "not_a_table")
        before = row.get("before")
        merged[key] = {**program.get(key, {}), **{field: value for field, value in row.items() if field != "before"}}
        if before is not None:
            _place(merged, key, before, path)
    if program and not name.startswith(FREE):
        for key in own:
            _check_table(name, key, merged, program, path)
    return merged


def _place(merged: dict[str, Any], key: str, before: object, path: Path) -> None:
    """Put a table before another one."""
    row = merged.pop(key)
    if before not in merged:
        _fault(path, key, "place_unknown", value=before)
    following = list(merged).index(str(before))
    rows = [*merged.items()]
    rows.insert(following, (key, row))
    merged.clear()
    merged.update(rows)


def _check_table(name: str, key: str, merged: Tables, program: Tables, path: Path) -> None:
    """A table has the fields that all of the program's have, each of a kind that the program's has, and no others."""
    row = merged[key]
    for field in _common(program.values()):
        if field not in row:
            _fault(path, key, "field_missing", field=field)
    for field, value in row.items():
        examples = [each[field] for each in program.values() if field in each]
        if not examples:
            _fault(path, key, "field_unknown", field=field, known=_fields(program.values()))
        if not any(_alike(value, example) for example in examples):
            _fault(path, key, "field_bad", field=field, value=as_written(value))
        if (name, field) in CLOSED and value not in examples:
            _fault(path, key, "not_among", field=field, value=as_written(value), known=tuple(dict.fromkeys(examples)))
        if field in REFERS.get(name, {}):
            listed = REFERS[name][field]
            _check_reference(row, field, merged if listed == name else read_toml(listed), examples, (path, key))
    if name.startswith("texts/") and key in program:
        _check_sentences(key, row, program[key], path)


def _check_reference(row: Tables, field: str, listed: Tables, examples: list[Any], where: tuple[Path, str]) -> None:
    """What a field names is a table of the list that it refers to, or stands in the program's own tables."""
    known = {*listed, *(name for example in examples for name in _names(example))}
    strange = [name for name in _names(row[field]) if name not in known]
    if strange:
        _fault(*where, "not_among", field=field, value=strange[0], known=tuple(listed))


def _names(value: Any) -> list[str]:
    """One name, or several."""
    return value if isinstance(value, list) else [value]


def _alike(value: object, example: object) -> bool:
    """Whether a value is of the kind of an example: for tables the same fields, for lists elements of one kind."""
    if type(value) is not type(example):
        return False
    if isinstance(value, dict) and isinstance(example, dict):
        return set(value) == set(example)
    if isinstance(value, list) and isinstance(example, list):
        return {type(each) for each in value} <= ({type(each) for each in example} or {str})
    return not isinstance(value, str) or bool(value.strip()) or not str(example).strip()


def _check_sentences(key: str, row: Tables, program: Tables, path: Path) -> None:
    """A sentence fills in only what the program's own fills in."""
    for lang, pattern in row.items():
        known, blanks = _blanks(program[lang]) or frozenset(), _blanks(pattern)
        if blanks is None or not blanks <= known:
            _fault(path, key, "sentence_bad", field=lang, known=tuple(f"{{{blank}}}" for blank in sorted(known)))


def _blanks(pattern: str) -> frozenset[str] | None:
    """The ``{names}`` of a sentence; ``None`` where its braces do not close."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name is not None)
    except ValueError:
        return None


def _common(rows: Iterable[Tables]) -> list[str]:
    """The fields that every table has."""
    first, *others = rows
    return [field for field in first if all(field in other for other in others)]


def _fields(rows: Iterable[Tables]) -> tuple[str, ...]:
    """Every field that a table has."""
    return tuple(dict.fromkeys(field for row in rows for field in row))


def _fault(path: Path, key: str, fault: str, **values: object) -> NoReturn:
    raise put_aside(DataUnsound(str(path), key, Told(f"data.{fault}", values)))
