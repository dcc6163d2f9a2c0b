"""The making of columns by key and kind of cell; their headings lie in ``data/texts/columns.toml``."""

from collections.abc import Mapping
from types import MappingProxyType

from partytrack.core.report import CellType, Column
from partytrack.core.texts import Texts

_OWN: Mapping[str, str] = MappingProxyType({})


def columns(say: Texts, headings: Mapping[str, str] = _OWN, /, **kinds: CellType) -> tuple[Column, ...]:
    """Columns that people read, each under the heading of its key, or of another key that ``headings`` names."""
    return tuple(Column(key, kind, say(f"columns.{headings.get(key, key)}")) for key, kind in kinds.items())


def hidden(**kinds: CellType) -> tuple[Column, ...]:
    """Columns for scripts, which no reader sees."""
    return tuple(Column(key, kind, "", hidden=True) for key, kind in kinds.items())
