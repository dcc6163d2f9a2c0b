"""Codes and files that do not exist."""

from partytrack.core.errors.base import NotFound
from partytrack.core.words import Word


class UnitUnknown(NotFound):
    """No unit has this code."""

    code: str
    near: tuple[str, ...]


class CaseUnknown(NotFound):
    """No candidate's case has this code."""

    code: str
    near: tuple[str, ...]


class MemberUnknown(NotFound):
    """No person has this code."""

    code: str
    near: tuple[str, ...]


class CodeUnknown(NotFound):
    """A code list (sources, reasons, kinds, steps …) has no such code."""

    listing: Word
    code: str
    known: tuple[str, ...]


class NotListed(CodeUnknown):
    """A cell of a list says what no term of a code list says; ``known``: the terms, as a template offers them."""

    listing: Word
    code: str
    known: tuple[Word, ...]  # type: ignore[assignment]  # the terms of what the command line knows by its codes


class EntryUnknown(NotFound):
    """The journal has no entry of this number."""

    entry: str


class TallyUnknown(NotFound):
    """The unit has no tally for the year."""

    unit: str
    year: int


class FileMissing(NotFound):
    """A file that was named does not exist."""

    file: str


class TermUnknown(NotFound):
    """No such term was recorded for the unit."""

    term: str


class CourseUnknown(NotFound):
    """No course has this code."""

    code: str
    near: tuple[str, ...]
