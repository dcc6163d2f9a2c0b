"""Whom the rows of a list are about, among the people on record and among themselves.

The rules for a pair are those of ``same_person.py``. Here are the keys by which the few people are found
whom a row may be about, so that no row is held against everybody: the name with the year of birth, the
name with the unit, the birth date, the national number.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from partytrack.core.dates import PartialDate
from partytrack.imports.same_person import SAME, Known, Who, compare, names_alike, spelt_the_same

__all__ = ["SAME", "Known", "Likeness", "Match", "Who", "within"]

STAND_IN = 500
"""A day on which more people than this were born stands for an unknown one; no misspelt names are looked for on it."""
NAMED = 10
"""Of a row that comes again and again, so many are held against the rest."""

BirthKey: TypeAlias = date | tuple[date, str, int | None]


class Match(NamedTuple):
    """Whom a row is about: the one person in ``same``, or else everybody it may be about with the reason."""

    same: tuple[Known, ...]
    near: tuple[tuple[Known, str], ...]


NOBODY = Match((), ())


class Shelf:
    """People by a key that few share: most keys have one person, for whom no list is made."""

    def __init__(self) -> None:
        self._first: dict[Hashable, Known] = {}
        self._more: dict[Hashable, list[Known]] = {}

    def put(self, key: Hashable, known: Known) -> None:
        """Lay a person under a key."""
        if self._first.setdefault(key, known) is not known:
            self._more.setdefault(key, []).append(known)

    def at(self, key: Hashable) -> Sequence[Known]:
        """The people under a key."""
        first = self._first.get(key)
        if first is None:
            return ()
        more = self._more.get(key)
        return (first, *more) if more else (first,)


class Likeness:
    """The people on record whom the rows of a list may be about; ``stand_ins``: days that are no one's birth date."""

    def __init__(self, people: Iterable[Known], stand_ins: Collection[BirthKey] = ()) -> None:
        self._stand_ins = stand_ins
        self._by_year, self._by_unit, self._undated, self._by_number = Shelf(), Shelf(), Shelf(), Shelf()
        self._by_birth: dict[BirthKey, list[Known]] = {}
        for known in people:
            self.add(known)

    def add(self, known: Known) -> None:
        """Take in one more person."""
        folded, born = known.folded, known.born
        if known.number is not None:
            self._by_number.put(known.number, known)
        by_unit = self._undated if born is None else self._by_unit
        for unit_id in known.unit_ids:
            by_unit.put((folded, unit_id), known)
        if born is not None:
            self._by_year.put((folded, born.first.year), known)
            for place in known.unit_ids if born.precision != "day" else (None,):
                self._by_birth.setdefault(_birth_key(born, place), []).append(known)

    def match(self, who: Who) -> Match:
        """The one person whom a row is about, or else all whom it may be about, in the order of their keys.

        Of several who fit, it is the one with the number of the row, or the one who alone fits best both in the
        spelling of the name and in the unit; otherwise each is named as one of ``several``.
        """
        found = self.found(who)
        if not found:
            return NOBODY
        one = _settled(who, found)
        if one is not None:
            return Match((one,), ())
        return Match((), tuple((known, "several" if why == SAME else why) for known, why in found))

    def found(self, who: Who) -> list[tuple[Known, str]]:
        """Everybody who is the person of a row, or may be, with the verdict on each, in the order of their keys."""
        found: dict[int, tuple[Known, str]] = {}
        for known in chain(*self._candidates(who)):
            why = compare(who, known)
            if why is None:
                continue
            # a person comes twice by two keys, or as their own record and as one that was merged into it
            if (held := found.get(known.person_id)) is None or _weight(why) > _weight(held[1]):
                found[known.person_id] = known, why
        return [found[key] for key in sorted(found)] if found else []

    def _candidates(self, who: Who) -> Iterator[Iterable[Known]]:
        """The few people whom a row may be about; the same may come twice."""
        if who.number is not None:
            yield self._by_number.at(who.number)
        if who.unit_id is not None:
            yield self._undated.at((who.folded, who.unit_id))
        if who.born is not None:
            for year in _years(who.born):
                yield self._by_year.at((who.folded, year))
            yield self._misspelt(who.folded, _birth_key(who.born, who.unit_id))
        elif who.unit_id is not None:
            yield self._by_unit.at((who.folded, who.unit_id))

    def _misspelt(self, folded: str, birth: BirthKey) -> list[Known]:
        """Of those born on a day, the ones whose name may be a misspelling of another."""
        born_alike = self._by_birth.get(birth, ())
        if len(born_alike) > STAND_IN or birth in self._stand_ins:
            return []
        return [known for known in born_alike if known.folded != folded and names_alike(folded, known.folded)]


def within(whos: Sequence[Who]) -> dict[int, tuple[tuple[int, str], ...]]:
    """The rows of a list that are about one person (``SAME``), or may be: by the row's place, those of others.

    Each of a pair names the other. Of more than ten rows about one person each names the first ten.
    """
    births = Counter(_birth_key(who.born, who.unit_id) for who in whos if who.born is not None)
    likeness = Likeness((), {birth for birth, count in births.items() if count > STAND_IN})
    units = cache(lambda unit_id: frozenset(() if unit_id is None else (unit_id,)))
    pairs: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row, who in enumerate(whos):
        found = likeness.found(who)
        for other, why in found:
            pairs[row].append((other.person_id, why))
            pairs[other.person_id].append((row, why))
        if sum(why == SAME for _, why in found) < NAMED:
            likeness.add(Known(row, "", who.name, who.folded, who.born, units(who.unit_id), who.number))
    return {row: tuple(pairs[row]) for row in sorted(pairs)}


def _weight(why: str) -> int:
    """How much a verdict tells: what a merged record fits exactly tells more than what one only resembles."""
    return 2 if why == SAME else why == "merged"


def _settled(who: Who, found: Sequence[tuple[Known, str]]) -> Known | None:
    """The one person of a row among those found; ``None`` where somebody must decide."""
    same = [known for known, why in found if why == SAME]
    numbered = [known for known in same if who.number is not None and who.number == known.number]
    if not numbered and any(why == "number" for _, why in found):
        return None  # the number is one person's, name and birth date perhaps another's
    return _best(who, numbered or same)


def _best(who: Who, same: Sequence[Known]) -> Known | None:
    """The only one, or the one who alone has the row's spelling and unit as far as any of them has."""
    if len(same) < 2:
        return same[0] if same else None
    marks = [(spelt_the_same(who.name, known.name), who.unit_id in known.unit_ids) for known in same]
    best = tuple(map(max, zip(*marks, strict=True)))
    alone = [known for known, mark in zip(same, marks, strict=True) if mark == best]
    return alone[0] if len(alone) == 1 else None


def _birth_key(born: PartialDate, unit_id: int | None) -> BirthKey:
    """What people share who were born on one day; where only month or year is known, they are in one unit too."""
    return born.first if born.precision == "day" else (born.first, born.precision, unit_id)


def _years(born: PartialDate) -> tuple[int, ...]:
    """The years in which somebody may have been born who was born a day earlier or later."""
    year, turn = born.first.year, (born.first.month, born.first.day)
    if born.precision != "day" or turn not in {(1, 1), (12, 31)}:
        return (year,)
    return (year, year - 1 if turn == (1, 1) else year + 1)
