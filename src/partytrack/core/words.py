"""What a sentence names by key or carries in both languages, to be written in the reader's own."""

from collections.abc import Mapping
from typing import NamedTuple


class Word(NamedTuple):
    """The term ``code`` of a list: ``words`` (data/texts), or one of the code lists (core/codes.py)."""

    listing: str
    code: str


class Citation(NamedTuple):
    """A legal text and its article, as each language cites it."""

    vi: str
    en: str


class Told(NamedTuple):
    """A phrase of data/texts (``file.key``) with the values it takes, for the sentence that it stands in."""

    name: str
    values: Mapping[str, object]
