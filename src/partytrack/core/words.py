"""A word that a sentence names by its key, to be written in the reader's language."""

from typing import NamedTuple


class Word(NamedTuple):
    """The term ``code`` of a list: ``steps`` (data/lifecycle.toml), ``words`` (data/texts), or one of data/codes."""

    listing: str
    code: str
