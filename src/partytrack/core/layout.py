"""Layouts of the lists that come in: which columns there are, what their cells hold, by which headers they are known.

One file each under ``data/layouts/``, one table for each column in the order of the template; what other header cells
say lies in ``data/headers.toml``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from partytrack.core.codes import Codes, code_list, nearest_first
from partytrack.core.data import program_toml, read_toml, toml_names
from partytrack.core.dates import Lang
from partytrack.core.errors import CodeUnknown
from partytrack.core.vietnamese import fold
from partytrack.core.words import Word

CellKind: TypeAlias = Literal[
    "key", "name", "text", "unit", "member", "code", "day", "partial_day", "count", "amount", "span", "number12", "flag"
]
"""What a column's cells hold.

``key``: the code of the record itself. ``unit`` and ``member``: one on record, by code or name. ``code``: of the list
``values``. ``day``: a full day; ``partial_day`` may know the month or the year alone. ``amount`` and ``span``: of a quota.
``number12``: a national number.
"""

OWN_KINDS = frozenset(("key", "name", "number12"))
"""What is each record's own: no list has it in common."""

FACTS = "facts"
"""The table of a layout in whose place all facts of a person stand, a committee's own among them."""


@dataclass(frozen=True)
class Field:
    """A column of a layout; ``headers``: the keys (``header_key``) by which it is known in the lists of others.

    ``step``: the day, document or person belongs to that step of a case. ``template``: it is a column of the template.
    ``exported``: the key of the column in the program's own csv lists, which goes before any other header.
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
    exported: str = ""

    def label(self, lang: Lang) -> str:
        """The header of the column in the reader's language."""
        return self.vi if lang == "vi" else self.en


def layouts() -> tuple[str, ...]:
    """The layouts there are, by their files."""
    return tuple(name.partition("/")[2] for name in toml_names("layouts"))


def check_layout(name: str) -> str:
    """The layout itself when there is one of that name; ``CodeUnknown`` with those that there are when not."""
    known = layouts()
    name = name.strip().lower()
    if name in known:
        return name
    raise CodeUnknown(Word("words", "layouts"), name, nearest_first(name, known))


@cache
def layout(name: str) -> Codes[Field]:
    """The columns of a layout by their keys, in the order of the template.

    A committee's own headers (``PARTYTRACK_DATA``) join the program's, and its own facts stand among the facts.
    """
    program = program_toml(f"layouts/{name}")
    fields: Codes[Field] = Codes("layouts", {})
    for key, row in read_toml(f"layouts/{name}").items():
        if key == FACTS:
            fields.update((field.key, field) for field in _facts(row["in_template"]))
            continue
        others = (*row.get("headers", ()), *program.get(key, {}).get("headers", ()))
        exported = row.get("exported", key)
        fields[key] = Field(
            key, row["kind"], row["vi"], row["en"], header_keys((row["vi"], row["en"], key, exported, *others)),
            row.get("values", ""), row.get("step", ""), row.get("required", False), row.get("template", True), exported,
        )  # fmt: skip
    return fields


def column_word(layout_name: str, key: str) -> Word:
    """The header of a column of a layout, for the sentence that it stands in."""
    return Word(FACTS, key) if key in code_list(FACTS) else Word(f"{layout_name}_columns", key)


def _facts(in_template: Iterable[str]) -> Iterator[Field]:
    """A column for each fact of a person under its own term; those in the template first, in the order named there."""
    facts = code_list("facts")
    known = read_toml("headers")
    first = [fact for fact in in_template if fact in facts]
    for key in (*first, *(fact for fact in facts if fact not in first)):
        vi, en = (_capital(facts[key][lang]) for lang in ("vi", "en"))
        headers = header_keys((vi, en, key)) | (told(key) if key in known else frozenset())
        yield Field(key, "code", vi, en, headers, facts[key]["values"], template=key in first, exported=key)


def _capital(term: str) -> str:
    """A term as a header begins."""
    return term[:1].upper() + term[1:]


# --- headers ---


def header_key(text: str) -> str:
    """A header by its letters and digits alone: ``Ngày, tháng, năm sinh`` and ``NGAYTHANGNAMSINH`` are one.

    A number before it (``2. Họ tên``) goes. Nothing remains of a header without letters but its digits.
    """
    text = re.sub(r"^\s*\(?[0-9]{1,2}\s*[.)](?=\s*[^\W\d_])", "", text)
    return "".join(char for char in fold(text) if char.isalnum()) or ("#" if text.strip() == "#" else "")


def header_keys(texts: Iterable[str]) -> frozenset[str]:
    """The keys of several headers."""
    return frozenset(map(header_key, texts))


def readings_of(header: str) -> tuple[str, ...]:
    """The keys that a header may be known by: as it stands, then without a bracket that only says how to fill it in.

    ``Ngày sinh (dd/mm/yyyy)`` is the birth date; ``Ngày kết nạp (Đoàn)`` stays what it is, no day of the Party's.
    """
    without = re.sub(r"[(\[]([^()\[\]]*)[)\]]", lambda bracket: "" if _is_hint(bracket[1]) else bracket[0], header)
    return tuple(dict.fromkeys(key for key in (header_key(header), header_key(without)) if key))


def _is_hint(text: str) -> bool:
    """Whether each word in a bracket is one of a hint, or a number."""
    return all(word.isdecimal() or word in told("hint") for word in re.findall(r"\w+", fold(text)))


@cache
def told(what: str) -> frozenset[str]:
    """The keys of what header cells say beside the columns of a layout: ``running``, ``name_part``, ``total`` or a fact."""
    program = program_toml("headers").get(what, {})
    return header_keys((*read_toml("headers")[what]["headers"], *program.get("headers", ())))
