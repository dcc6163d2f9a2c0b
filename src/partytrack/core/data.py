"""Where the files under ``data/`` lie, and their reading; nothing is read before it is asked for."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent.parent


@cache
def data_folder() -> Path:
    """The folder ``data/``: inside the installed package, or beside ``src/`` in a checkout."""
    carried = _PACKAGE / "data"
    return carried if carried.is_dir() else _PACKAGE.parent.parent / "data"


@cache
def read_toml(name: str) -> dict[str, Any]:
    """The content of ``data/NAME.toml``, read once; callers do not change it."""
    return tomllib.loads((data_folder() / f"{name}.toml").read_text(encoding="utf-8"))
