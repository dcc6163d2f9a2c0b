"""Layouts of the lists that come in: which columns there are, what their cells hold, by which headers they are known.

One file each under ``data/layouts/``, one table for each column in the order of the template.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from partytrack.core.codes import Codes
from partytrack.core.data import read_toml, toml_names
from partytrack.core.dates import Lang
from partytrack.core.vietnamese import fold

CellKind: TypeAlias = Literal[
    "key", "name", "text", "unit", "member", "code", "day", "partial_day", "count", "amount", "span", "number12", "flag"
]
"""What a column's cells hold.

``key``: the code of the record itself. ``unit`` and ``member``: one on record, by code or name. ``code``: of the list
``values``. ``day``: a full day; ``partial_day`` may know the month or the year alone. ``amount`` and ``span``: of a quota.
``number12``: a national number.
"""


@dataclass(frozen=True)
class Field:
    """A column of a layout; ``headers``: folded texts by which it is known in the lists of others.

    ``step``: the day, document or person belongs to that step of a case. ``template``: it is a column of the template.
    """

    key: str
    kind: CellKind
    vi: str
    en: str
    headers: frozenset[str]
    values: str = ""
    step: str = ""
    required: bool = False
    template: bool = True

    def label(self, lang: Lang) -> str:
        """The header of the column in the reader's language."""
        return self.vi if lang == "vi" else self.en


def layouts() -> tuple[str, ...]:
    """The layouts there are, by their files."""
    return tuple(name.partition("/")[2] for name in toml_names("layouts"))


@cache
def layout(name: str) -> Codes[Field]:
    """The columns of a layout by their keys, in the order of the template."""
    fields: Codes[Field] = Codes("layouts", {})
    for key, row in read_toml(f"layouts/{name}").items():
        told = {fold(text) for text in (row["vi"], row["en"], key.replace("_", " "), *row.get("headers", ()))}
        fields[key] = Field(
            key, row["kind"], row["vi"], row["en"], frozenset(told), row.get("values", ""), row.get("step", ""),
            row.get("required", False), row.get("template", True),
        )  # fmt: skip
    return fields
