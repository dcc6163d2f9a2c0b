"""What a sentence names by key or carries in both languages, to be written in the reader's own."""

from typing import NamedTuple


class Word(NamedTuple):
    """The term ``code`` of a list: ``steps`` (data/lifecycle.toml), ``words`` (data/texts), or one of data/codes."""

    listing: str
    code: str


class Citation(NamedTuple):
    """A legal text and its article, as each language cites it."""

    vi: str
    en: str
