"""A committee's own folder, laid over the program's ``data/``: file by file, table by table, field by field.

A table that the program has takes the fields that the own file gives; a new table comes last, or before the one that
its field ``before`` names. What comes of it is checked by the pattern of the program's tables (core/own_tables.py).
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from partytrack.core.data import put_aside
from partytrack.core.errors import DataFileBroken, DataFileUnknown, DataFileUnreadable, DataFolderMissing
from partytrack.core.own_tables import Place, check_tables, refuse

FREE = ("regulations", "holidays")
"""Folders to which files of any name may be added; what reads them checks their tables."""

Tables = Mapping[str, Any]


def check_folder(own: Path, program: Path) -> Path:
    """The own folder, when it is there and every file in it is one that the program reads."""
    if not own.is_dir():
        raise put_aside(DataFolderMissing(str(own)))
    known = {path.relative_to(program).as_posix() for path in program.rglob("*.toml")}
    lists = {f"codes/{row['values']}.toml" for row in _rows(own / "facts.toml") if "values" in row}
    for path in sorted(own.rglob("*.toml")):
        name = path.relative_to(own)
        is_free = len(name.parts) == 2 and name.parts[0] in FREE  # a folder and a file
        if name.as_posix() not in {*known, *lists} and not is_free:
            alike = [other for other in sorted(known) if Path(other).name == name.name]
            raise put_aside(DataFileUnknown(str(path), tuple(alike) or tuple(sorted(known))))
    return own


def _rows(path: Path) -> list[Tables]:
    """The tables of an own file, without their names."""
    return [row for row in read_own(path).values() if isinstance(row, dict)]


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
    merged = _merged(program, own, Place(path))
    if own and not name.startswith(FREE):
        check_tables(name, merged, program, list(own), path)
    return merged


def _merged(program: Tables, own: Tables, place: Place) -> dict[str, Any]:
    """Fields laid over fields; tables within tables likewise."""
    merged = dict(program)
    for key, value in own.items():
        if not isinstance(value, dict):
            merged[key] = value
            continue
        row, before = dict(value), value.get("before")
        row.pop("before", None)
        known = program.get(key)
        merged[key] = _merged(known if isinstance(known, dict) else {}, row, place.within(key))
        if before is not None:
            merged = _placed(merged, key, before, place.within(key))
    return merged


def _placed(rows: dict[str, Any], key: str, before: object, place: Place) -> dict[str, Any]:
    """The tables in their order, but for one that is put before another."""
    others = [other for other in rows if other != key]
    if before not in others:
        refuse(place, "place_unknown", value=before)
    others.insert(others.index(str(before)), key)
    return {other: rows[other] for other in others}
