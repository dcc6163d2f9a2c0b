"""Whether two records tell of the same person: the rules for one pair.

What is certain is taken as it is; what only may be so has a reason, and somebody decides. A pair with
more than one doubt (another birth date and a misspelt name) is taken for two people.
"""

from typing import NamedTuple

from rapidfuzz.distance import OSA

from partytrack.core.dates import PartialDate
from partytrack.core.vietnamese import same_spelling

SAME = "same"
"""The same person, without a doubt."""


class Who(NamedTuple):
    """The person of a row: what the list tells of them, the name folded beside it; ``None`` is not told."""

    name: str
    folded: str
    born: PartialDate | None
    unit_id: int | None
    number: str | None


class Known(NamedTuple):
    """A person on record; ``unit_ids`` are the units in which they are or were, ``number`` is the national one.

    ``merged``: name and birth date are those of a record that was merged into the one of the person.
    """

    person_id: int
    code: str
    name: str
    folded: str
    born: PartialDate | None
    unit_ids: frozenset[int]
    number: str | None
    merged: bool = False


def compare(who: Who, known: Known) -> str | None:
    """``SAME``, the reason why somebody must decide, or ``None`` for two people.

    One national number is one person, unless name or birth date speak against it (``number``). Two
    numbers are two people, unless name and birth date are one (``other_number``). A merged record is not found
    by what is only alike, and whether its person is meant is asked (``merged``): the row may say what was put right.
    """
    if known.merged:
        return "merged" if compare(who, known._replace(merged=False)) == SAME else None
    if who.number is not None and who.number == known.number:
        sure = who.folded == known.folded and spelt_alike(who.name, known.name) and _may_be_one(who.born, known.born)
        return SAME if sure else "number"
    fit = _of_one_name(who, known) if who.folded == known.folded else _of_one_birth(who, known)
    if who.number is None or known.number is None:
        return fit
    return "other_number" if fit == SAME else None


def _of_one_name(who: Who, known: Known) -> str | None:
    """People whose names are one without marks; a year or a month of birth tells little outside of the unit."""
    here = who.unit_id in known.unit_ids
    if who.born is None or known.born is None:
        if not here:
            return None
        if who.born is not known.born:
            return "birth_unknown"
        return SAME if spelt_alike(who.name, known.name) else "spelling"
    if who.born != known.born:
        return _doubt_of_birth(who.born, known.born)
    if who.born.precision == "day" or here:
        return SAME if spelt_alike(who.name, known.name) else "spelling"
    return "other_unit" if spelt_alike(who.name, known.name) else None


def _of_one_birth(who: Who, known: Known) -> str | None:
    """People of different names who were born on one day, or in one year or month and are in one unit."""
    if who.born is None or who.born != known.born:
        return None
    if who.born.precision != "day" and who.unit_id not in known.unit_ids:
        return None
    return names_alike(who.folded, known.folded)


def spelt_alike(one: str, other: str) -> bool:
    """Names that are one without marks: whether the marks agree too, or one of them is written without any.

    ``Hoà`` is ``Hòa`` and ``HÒA``; ``Hoa`` and ``Hóa`` are other names. ``NGUYEN THI HOA`` may be each of them.
    """
    return one == other or one.isascii() or other.isascii() or spelt_the_same(one, other)


def spelt_the_same(one: str, other: str) -> bool:
    """Whether two names have the same letters and marks, whatever their case, spaces and style of tone placement."""
    return one == other or _spelling(one) == _spelling(other)


def _spelling(name: str) -> str:
    return " ".join(same_spelling(name).split())


def names_alike(one: str, other: str) -> str | None:
    """Whether folded names differ by a slip of the key (``alike``), or one lacks middle names (``middle_name``).

    A slip is one letter wrong, missing or too many, a space too, or two neighbours swapped: ``Nguyễn Văn Taun``.
    Counted in letters and not as a ratio: at 90 of 100 that takes Đức and Dũng for one name once the names before
    are long (``Nguyễn Hoàng Minh Đức``: 93) and refuses one letter in a short name (``Lê Thị Na``, ``Lê Thị Nu``: 89).
    """
    if abs(len(one) - len(other)) <= 1:
        return "alike" if OSA.distance(one, other, score_cutoff=1) <= 1 else None
    # two letters first: most pairs are told apart by them
    return "middle_name" if one[:1] == other[:1] and one[-1:] == other[-1:] and _lacks_words(one, other) else None


def _lacks_words(one: str, other: str) -> bool:
    """Whether the shorter name has the family and the given name of the longer, and else some of its words in order."""
    short, long = sorted((one.split(), other.split()), key=len)
    rest = iter(long)
    ends = len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1])
    return ends and all(word in rest for word in short)


def _doubt_of_birth(one: PartialDate, other: PartialDate) -> str | None:
    """Why two different birth dates may be one: a day apart, day and month swapped, or one known less exactly."""
    if one.precision != other.precision:
        return "coarser" if _may_be_one(one, other) else None
    if one.precision != "day":
        return None
    this, that = one.first, other.first
    if abs((this - that).days) == 1:
        return "one_day"
    return "swapped" if (this.year, this.month, this.day) == (that.year, that.day, that.month) else None


def _may_be_one(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether a day can be meant by both."""
    return one is None or other is None or (one.first <= other.last and other.first <= one.last)
