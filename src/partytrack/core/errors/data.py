"""The files under ``data/``, above all those of a committee's own folder."""

from partytrack.core.errors.base import BadData, NotFound, StoreFault
from partytrack.core.words import Told, Word


class DataFolderMissing(NotFound):
    """The folder that ``PARTYTRACK_DATA`` names does not exist."""

    folder: str


class DataFileUnknown(BadData):
    """A file of the own folder that the program never reads."""

    file: str
    known: tuple[str, ...]


class DataFileBroken(BadData):
    """A file that is no TOML, and the line at which its reading stopped."""

    file: str
    line: int
    reason: str


class DataUnsound(BadData):
    """A table of a data file that cannot be used, and why."""

    file: str
    table: str
    fault: Told


class DataFileUnreadable(StoreFault):
    """A data file that the system does not hand out."""

    file: str
    reason: str


class CodeGone(StoreFault):
    """A record has a code that the data files in use do not have: it was made with a committee's own."""

    listing: Word
    code: str
