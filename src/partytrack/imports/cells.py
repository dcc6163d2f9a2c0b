"""What one cell of a list says, by the kind of its column: a value as the store knows it, nothing, or a refusal.

A blank says nothing, and so does a dash. Nothing is guessed: what may mean two things is refused with what to do about it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from partytrack.core.amount import parse_amount
from partytrack.core.codes import code_list
from partytrack.core.dates import PartialDate
from partytrack.core.errors import (
    BadAmount,
    BadCount,
    BadFlag,
    BadName,
    BadNationalId,
    BadSpan,
    BaseNeeded,
    CellIsError,
    DayForText,
    NotListed,
    NumberDamaged,
    OldNumber,
    PartytrackError,
    PercentNumber,
    TextTooLong,
)
from partytrack.core.figures import parse_count
from partytrack.core.layout import CellKind, Field
from partytrack.core.masking import masked
from partytrack.core.period import TERM_MARK
from partytrack.core.span import parse_span
from partytrack.core.vietnamese import fold
from partytrack.core.words import Word
from partytrack.imports.current import written_amount, written_span
from partytrack.imports.days import full_day, partial_day
from partytrack.imports.names import tidy_name, tidy_text
from partytrack.imports.said import percent, said
from partytrack.imports.sheets import Cell, CellError, Percent
from partytrack.render.cells import looks_like_formula

Value: TypeAlias = "str | int | bool | date | PartialDate | None"
"""What a cell says; codes, amounts and spans are texts as the command line takes them (``15-20``, ``term:2020-2025``)."""


class Context(NamedTuple):
    """What reading a cell needs beside it: who turns the text of a unit or a member into its code.

    ``people``: names are those of people and may be put in name case. ``ahead``: days may lie ahead, as those of units
    and quotas may.
    """

    units: Callable[[str], str]
    members: Callable[[str], str]
    people: bool = True
    ahead: bool = False


class Read(NamedTuple):
    """What a cell says; ``tidied_from``: the name as it was written, where it was put in order."""

    value: "str | int | bool | date | PartialDate"
    tidied_from: str | None = None


_HIDDEN = "\u200b\u200e\u200f\u2060\ufeff"  # they come along when a text is copied from a page
_DASHES = "-–— "
_ODD = f"{_HIDDEN}{_DASHES}'"
_LONGEST_TEXT = 200  # a longer number of a document is a slip, here as on the command line
_EXACT = 10**15  # a number cell keeps fifteen digits
_WHOLE, _OLD = 12, 9  # digits of a national number, and of the numbers before it
_OTHER_CODES = {
    "BadDay": "bad_date",
    "DayTooCoarse": "partial_date",
    "OwnMissing": "value_missing",
    "NotListed": "code_unknown",
}
_SPANS = {"nhiem ky": TERM_MARK, "term": TERM_MARK, "nam": "", "year": "", "years": ""}
_YES = frozenset(("x", "co", "roi", "yes", "y", "true", "1", "✓", "✔"))
_NO = frozenset(("khong", "ko", "chua", "no", "n", "false", "0"))


def read_cell(raw: Cell, field: Field, today: date, known: Context) -> Read | None:
    """What a cell of a column says; ``None`` where it is blank. Raises what is wrong with it."""
    raw = content(raw)
    if raw is None:
        return None
    if isinstance(raw, CellError):
        raise CellIsError(raw.text)
    return _READERS[field.kind](raw, field, today, known)


def content(raw: Cell) -> Cell:
    """A cell without the blanks around its text; ``None`` where it says nothing."""
    if not isinstance(raw, str):
        return raw
    text = raw.strip()
    if text and (text[0] in _ODD or text[-1] in _HIDDEN):
        text = _bare(text)
    return text or None


def code_of(error: PartytrackError) -> str:
    """The code of a finding: the name of the failure's class in small letters; that of a bad day is ``bad_date``."""
    return _snake(type(error).__name__)


@cache
def _snake(name: str) -> str:
    return _OTHER_CODES.get(name) or re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def shown(value: Value) -> str | int | bool | None:
    """A value as scripts read it: ISO days, as far as they are known."""
    if isinstance(value, PartialDate):
        return value.iso
    return value.isoformat() if isinstance(value, date) else value


def _bare(text: str) -> str:
    """The text without hidden characters around it, and without the apostrophe by which the program's csv guards it.

    Nothing remains of a dash: offices write it where there is nothing to say.
    """
    while text and (text[0] in _HIDDEN or text[-1] in _HIDDEN):
        text = text.strip(_HIDDEN).strip()
    if text.startswith("'") and looks_like_formula(text[1:]):
        text = text[1:].strip()
    return text if text.strip(_DASHES) else ""


# --- texts ---


def _text_of(raw: Cell) -> str:
    """The text in a column of texts; Excel makes a day of ``12/5`` or ``3-4``, and the text is lost then."""
    if isinstance(raw, str):
        return raw if raw.isascii() else unicodedata.normalize("NFC", raw)
    if isinstance(raw, date | time | timedelta):
        raise DayForText(said(raw))
    if isinstance(raw, int | float) and abs(raw) >= _EXACT:
        raise NumberDamaged(said(raw))
    return said(raw)


def _line_of(raw: Cell) -> str:
    """The text as one line with single spaces."""
    text = _text_of(raw)
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def _text(raw: Cell, _field: Field, _today: date, _known: Context) -> Read:
    text = _line_of(raw)
    if len(text) > _LONGEST_TEXT:
        raise TextTooLong(len(text), _LONGEST_TEXT)
    return Read(text)


def _name(raw: Cell, _field: Field, _today: date, known: Context) -> Read:
    if not isinstance(raw, str):
        raise BadName(said(raw))
    name = tidy_name(raw) if known.people else tidy_text(raw)
    return Read(name, None if name == raw else raw)


def _unit(raw: Cell, _field: Field, _today: date, known: Context) -> Read:
    return Read(known.units(_line_of(raw)))


def _member(raw: Cell, _field: Field, _today: date, known: Context) -> Read:
    return Read(known.members(_line_of(raw)))


def _code(raw: Cell, field: Field, _today: date, _known: Context) -> Read:
    if field.values == "yes_no" and (said_so := marked(raw)) is not None:
        return Read("yes" if said_so else "no")
    return Read(_code_in(field.values, _text_of(raw)))


@lru_cache(maxsize=1 << 14)
def _code_in(listing: str, text: str) -> str:
    """The code that a text names: the code itself, or its term in either language, with or without marks."""
    exact, folded = _readings(listing)
    plain = " ".join(text.lower().split())
    if code := exact.get(plain) or folded.get(fold(text)):
        return code
    raise NotListed(Word("words", listing), text.strip(), tuple(Word(listing, code) for code in code_list(listing)))


@cache
def _readings(listing: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The texts that name a code of a list, as they are written and folded; what names several names none."""
    exact: dict[str, set[str]] = {}
    folded: dict[str, set[str]] = {}
    for code, row in code_list(listing).items():
        for told in (code, row["vi"], row["en"], *row.get("also", ())):
            exact.setdefault(told.lower(), set()).add(code)
            folded.setdefault(fold(told), set()).add(code)
    single = ({told: next(iter(codes)) for told, codes in each.items() if len(codes) == 1} for each in (exact, folded))
    return next(single), next(single)


def _flag(raw: Cell, _field: Field, _today: date, _known: Context) -> Read:
    told = marked(raw)
    if told is None:
        raise BadFlag(said(raw))
    return Read(told)


def marked(raw: Cell) -> bool | None:
    """Yes or no by a mark (``x``), a word or a number; ``None`` where a cell says neither."""
    if isinstance(raw, bool):
        return raw
    text = fold(said(raw))
    return True if text in _YES else False if text in _NO else None


# --- numbers ---


def _number12(raw: Cell, _field: Field, _today: date, _known: Context) -> Read:
    """A national number: a text keeps its zeros; a number cell has lost them, unless all twelve digits are there."""
    number = raw if isinstance(raw, str) else said(raw)
    if isinstance(raw, str) and not (len(raw) == _WHOLE and raw.isascii() and raw.isdecimal()):
        number = re.sub(r"\s", "", raw.removeprefix("'"))
        if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+", number):
            raise NumberDamaged(masked(number))
    is_digits = number.isascii() and number.isdecimal()
    if is_digits and len(number) == _WHOLE:
        return Read(number)
    if is_digits and len(number) == _OLD:
        raise OldNumber(masked(number))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raise NumberDamaged(masked(number))
    raise BadNationalId(masked(number))


def _count(raw: Cell, _field: Field, _today: date, _known: Context) -> Read:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise BadCount(Word("words", "count"), said(raw))
    return Read(parse_count("count", raw if isinstance(raw, str) else said(raw)))


def _amount(raw: Cell, _field: Field, _today: date, _known: Context) -> Read:
    """An amount; a rate that Excel made a number of is known where its cell shows a percentage. A plain 1 is one person."""
    if isinstance(raw, bool):
        raise BadAmount(said(raw))
    if isinstance(raw, float) and 0 < raw < 1 and not isinstance(raw, Percent):
        raise PercentNumber(said(raw), percent(raw))
    return Read(_amount_in(_text_of(raw)))


@lru_cache(maxsize=1 << 12)
def _amount_in(text: str) -> str:
    """An amount as it is written; the base of a rate stands in columns of its own and is checked with the row."""
    try:
        return written_amount(parse_amount(text))
    except BaseNeeded:
        return written_amount(parse_amount(text, base_count=1, base_on=date.min))


def _span(raw: Cell, _field: Field, _today: date, _known: Context) -> Read:
    if isinstance(raw, bool):
        raise BadSpan(said(raw))
    return Read(_span_in(_text_of(raw)))


@lru_cache(maxsize=1 << 12)
def _span_in(text: str) -> str:
    """The years or the term of a quota, as it is written; ``Năm 2021`` and ``Nhiệm kỳ 2020-2025`` say what they are."""
    words, years = re.fullmatch(r"([^0-9]*)(.*)", re.sub(r"\s*([-–])\s*", r"\1", text), re.DOTALL).groups()  # type: ignore[union-attr]  # every text matches
    mark = _SPANS.get(fold(words), words)
    try:
        return written_span(parse_span(mark + years))
    except BadSpan:
        raise BadSpan(text) from None


# --- days ---


def _day(raw: Cell, _field: Field, today: date, known: Context) -> Read:
    return Read(full_day(raw, today, ahead=known.ahead))


def _partial_day(raw: Cell, _field: Field, today: date, _known: Context) -> Read:
    return Read(partial_day(raw, today))


_READERS: Mapping[CellKind, Callable[[Cell, Field, date, Context], Read]] = {
    "key": _text, "name": _name, "text": _text, "unit": _unit, "member": _member, "code": _code, "day": _day,
    "partial_day": _partial_day, "count": _count, "amount": _amount, "span": _span, "number12": _number12, "flag": _flag,
}  # fmt: skip
