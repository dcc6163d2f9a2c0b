"""Code lists, most of them under ``data/codes/``: a code is known, or the known ones are named."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, NoReturn, TypeVar

from partytrack.core.data import read_toml
from partytrack.core.errors import CodeGone, CodeUnknown
from partytrack.core.words import Word

FILES = {
    "steps": "lifecycle", "facts": "facts", "segments": "segments", "rules": "rules",
    **{f"{layout}_columns": f"layouts/{layout}" for layout in ("units", "members", "candidates", "quotas", "tallies")},
}  # fmt: skip
"""Lists that are more than codes with their terms and lie in a file of their own under ``data/``."""


Row = TypeVar("Row")


class Codes(dict[str, Row]):
    """Codes and what is told of each; one that a record has and the list has not came from other data files."""

    __slots__ = ("listing",)

    def __init__(self, listing: str, rows: Mapping[str, Row]) -> None:
        super().__init__(rows)
        self.listing = listing

    def __missing__(self, code: str) -> NoReturn:
        raise CodeGone(Word("words", self.listing), code)


@cache
def code_list(listing: str) -> Codes[dict[str, Any]]:
    """The codes of a list with their terms and properties, in the order of the file."""
    return Codes(listing, read_toml(FILES.get(listing, f"codes/{listing}")))


def check_code(listing: str, code: str) -> str:
    """The code itself when the list has it; ``CodeUnknown`` with the list, nearest first, when not."""
    known = list(code_list(listing))
    code = code.strip().lower()
    if code in known:
        return code
    raise CodeUnknown(Word("words", listing), code, nearest_first(code, known))


def nearest_first(code: str, known: Sequence[str]) -> tuple[str, ...]:
    """The known codes, those that look like the one typed before the others."""
    near = get_close_matches(code, known, n=3)
    return (*near, *(other for other in known if other not in near))
