"""Where the files under ``data/`` lie, and their reading; nothing is read before it is asked for.

A committee may lay a folder of its own over the program's: the environment variable ``PARTYTRACK_DATA`` names it,
``core/own_data.py`` lays it. What is read is kept for the whole run: tests that lay another folder clear the caches.
"""

import os
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from partytrack.core.errors import DataUnsound, PartytrackError
from partytrack.core.words import Told

OWN_FOLDER = "PARTYTRACK_DATA"
LAW = ("regulations/*.toml", "holidays/*.toml", "rules.toml", "lifecycle.toml")
"""The files that cases are judged by."""

_PACKAGE = Path(__file__).parent.parent
_ASIDE: set[str] = set()
Fault = TypeVar("Fault", bound=PartytrackError)


@cache
def data_folder() -> Path:
    """The folder ``data/``: inside the installed package, or beside ``src/`` in a checkout."""
    carried = _PACKAGE / "data"
    return carried if carried.is_dir() else _PACKAGE.parent.parent / "data"


@cache
def own_folder() -> Path | None:
    """The committee's own folder, where one is named; its files have been looked through."""
    named = os.environ.get(OWN_FOLDER, "").strip()
    if not named or named in _ASIDE:
        return None
    from partytrack.core.own_data import check_folder  # noqa: PLC0415  # costs nothing where no folder is named

    return check_folder(Path(named), data_folder())


@cache
def read_toml(name: str) -> dict[str, Any]:
    """The content of ``data/NAME.toml`` with the own folder's laid over it, read once; callers do not change it."""
    own = own_folder()
    if own is None:
        return tomllib.loads((data_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    from partytrack.core.own_data import laid_over  # noqa: PLC0415  # as above

    return laid_over(name, program_toml(name), own / f"{name}.toml")


@cache
def read_table(name: str, key: str) -> dict[str, Any]:
    """One table of ``data/NAME.toml``: of the hundreds of texts in a file a command says a few, and reads no others."""
    if own_folder() is None:
        table: dict[str, Any] = tomllib.loads(_unread(name)[key])[key]
        return table
    whole: dict[str, Any] = read_toml(name)[key]
    return whole


@cache
def _unread(name: str) -> dict[str, str]:
    """The tables of a file as they are written, each from the line of its name on."""
    written = (data_folder() / f"{name}.toml").read_text(encoding="utf-8")
    return {part.partition("]")[0].strip('"'): f"[{part}" for part in f"\n{written}".split("\n[")[1:]}


@cache
def program_toml(name: str) -> dict[str, Any]:
    """The program's own ``data/NAME.toml``; nothing where only the own folder has such a file."""
    path = data_folder() / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def own_keys(name: str) -> frozenset[str]:
    """The tables of ``data/NAME.toml`` that the own folder adds or changes."""
    own = own_folder()
    if own is None:
        return frozenset()
    from partytrack.core.own_data import read_own  # noqa: PLC0415  # as above

    return frozenset(read_own(own / f"{name}.toml"))


def toml_names(folder: str) -> list[str]:
    """The files of a folder under ``data/``, the own ones among them, as ``read_toml`` takes them."""
    roots = filter(None, (data_folder(), own_folder()))
    return sorted({f"{folder}/{path.stem}" for root in roots for path in (root / folder).glob("*.toml")})


def source_of(name: str) -> str:
    """The file to be corrected where ``data/NAME.toml`` has a fault: the own one, where there is one."""
    own = own_folder()
    path = None if own is None else own / f"{name}.toml"
    return str(path) if path is not None and path.is_file() else f"data/{name}.toml"


def as_written(value: object) -> object:
    """A value for a message, as it stands in the file; a day is left to the language."""
    match value:
        case str():
            return f'"{value}"'
        case bool():
            return str(value).lower()
        case list():
            return "[{}]".format(", ".join(str(as_written(each)) for each in value))
        case dict():
            return "{{ {} }}".format(", ".join(f"{name} = {as_written(each)}" for name, each in value.items()))
        case date() if not isinstance(value, datetime):
            return value
    return str(value)


def unsound(file: str, table: str, fault: str, /, **values: object) -> DataUnsound:
    """That a table of a data file cannot be used, with the reason (``data/texts/data.toml``)."""
    return DataUnsound(file, table, Told(f"data.{fault}", values))


def put_aside(fault: Fault) -> Fault:
    """Go on without the own folder, so that its fault can be told of in the program's own words."""
    _ASIDE.add(os.environ.get(OWN_FOLDER, "").strip())
    own_folder.cache_clear()
    read_toml.cache_clear()
    read_table.cache_clear()
    return fault


def law_digest() -> str:
    """A digest of every file that cases are judged by: another one tells that they must be judged anew."""
    from hashlib import sha256  # noqa: PLC0415  # reports need none

    digest = sha256()
    for mark, root in (("data", data_folder()), ("own", own_folder())):
        if root is None:
            continue
        for path in sorted(path for pattern in LAW for path in root.glob(pattern)):
            content = path.read_bytes()
            digest.update(f"{mark}/{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()
