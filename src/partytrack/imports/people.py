"""Whom the rows of a list are about: by code, by what was decided, by name and birth; the rest are new."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from partytrack.core.data import read_toml
from partytrack.core.dates import PartialDate
from partytrack.core.errors import (
    DuplicateRow,
    NameAlone,
    NameOfUnit,
    NationalIdTaken,
    NearMatch,
    NearRows,
    PartytrackError,
    RowTwice,
)
from partytrack.core.masking import masked
from partytrack.core.report import Run
from partytrack.core.vietnamese import fold, name_key, same_spelling
from partytrack.core.words import Told, Word
from partytrack.counting.listed import listed
from partytrack.imports.cells import Value
from partytrack.imports.heirs import Units
from partytrack.imports.likeness import Likeness, Match, Who, within
from partytrack.imports.likeness_sql import load, wanted
from partytrack.imports.lines import FROM_FILE, FROM_STORE, NEW, Incoming, Line

AT_ONCE = 500
"""How many national numbers a statement names."""


class Named(NamedTuple):
    """How the records of a layout are named: the column of their code, that of their unit, how a person leads to them.

    ``of_people`` hands back the codes of the records of some people by the person's key; ``check`` refuses an unknown code.
    """

    key: str
    unit: str
    of_people: Callable[[Sequence[int]], Mapping[int, str]]
    check: Callable[[str], str]


def identify(run: Run, incoming: Incoming, named: Named, units: Units) -> tuple[list[Line], list[Line]]:
    """The rows of records that are there, their code as ``key``, and the rows of new ones, in their natural order.

    The natural order is that of the list of names, so that codes do not depend on the order of the rows.
    """
    known: list[Line] = []
    asking: list[Line] = []
    for line in list(incoming.waiting()):
        code = line.values.get(named.key) or _decided_code(incoming, line)
        if code is None:
            line.require(incoming.layout, ("name",))
            if _is_of_unit(str(line.values.get("name"))):
                line.refuse(NameOfUnit(str(line.values["name"])), "name")
            elif line.apart and {*line.values} == {"name", *line.given} and incoming.decision(line) != NEW:
                line.refuse(NameAlone(line.row), "name")
            asking += [] if line.refused else [line]
        elif _is_known(named, line, str(code)):
            known.append(line)
    found, new = _match(run, incoming, named, asking, units)
    required = [name for name, column in incoming.fields.items() if column.required]
    for line in new:
        line.require(incoming.layout, required)
    new = [line for line in new if not line.refused]
    known += found
    refuse_twice(known)
    new.sort(key=lambda line: (*natural_key(line, named.unit), str(line.values) if incoming.decided else ""))
    return sorted((line for line in known if not line.refused), key=lambda line: line.key), new


def natural_key(line: Line, unit: str) -> tuple[str, ...]:
    """What puts the rows of new people in order: the name, the birth date, the unit, the national number.

    Only people who were decided to be two can have all of this in common.
    """
    born = line.values.get("born_on")
    written = born.iso if isinstance(born, PartialDate) else ""
    number = line.values.get("national_id")
    name = str(line.values["name"])
    return name_key(name), written, str(line.values.get(unit)), str(number or ""), name


def _is_of_unit(name: str) -> bool:
    """Whether a name is one of an organisation: rows that group those beneath them have it where names of people stand."""
    first, _, rest = name.partition(" ")
    second = _unit_words().get(first.lower())  # most names end here; to compare spellings costs fifty times as much
    return second is not None and same_spelling(rest.partition(" ")[0]).lower() in second


@cache
def _unit_words() -> Mapping[str, frozenset[str]]:
    """How names of organisations go on, by their first words; a single word tells nobody from a person."""
    words = [word.lower().split()[:2] for word in read_toml("headers")["group"]["headers"] if " " in word.strip()]
    return {first: frozenset(same_spelling(word[1]) for word in words if word[0] == first) for first, _ in words}


def _decided_code(incoming: Incoming, line: Line) -> str | None:
    decision = incoming.decision(line)
    return None if decision in {None, NEW, FROM_FILE, FROM_STORE} else decision


def _is_known(named: Named, line: Line, code: str) -> bool:
    try:
        line.key = named.check(code)
    except PartytrackError as error:
        line.refuse(error, named.key)
        return False
    return True


def _match(
    run: Run, incoming: Incoming, named: Named, asking: Sequence[Line], units: Units
) -> tuple[list[Line], list[Line]]:
    """Of the rows that name no record those whose person is on record, and those of new people."""
    whos = [who_of(line.values, units, named.unit) for line in asking]
    likeness = Likeness(units.with_heirs(load(run, wanted(whos))))
    matches = [likeness.match(who) for who in whos]
    people = sorted({known.person_id for match in matches for known in match.same})
    records = named.of_people(people)
    found: list[Line] = []
    new: list[int] = []
    for place, (line, match) in enumerate(zip(asking, matches, strict=True)):
        here = any(whos[place].unit_id in known.unit_ids for known in match.same)
        if incoming.decision(line) == NEW and not here:  # who was entered by this decision is there the next time
            new.append(place)
        elif len(match.same) == 1 and match.same[0].person_id in records:
            line.key = records[match.same[0].person_id]
            found.append(line)
        elif match.same or match.near:
            line.refuse(_near(line, match))
        else:
            new.append(place)
    return found, _apart(incoming, asking, new, within([whos[place] for place in new]))


def _near(line: Line, match: Match) -> NearMatch:
    """Who on record the row may be, each with the reason."""
    people = [(known, "same") for known in match.same] + list(match.near)
    told = [
        Told(
            "imports.like",
            {"code": known.code, "name": known.name, "born": known.born, "why": Word("likeness", why)},
        )
        for known, why in people
    ]
    return NearMatch(line.row, tuple(told))


def _apart(
    incoming: Incoming, asking: Sequence[Line], new: Sequence[int], alike: Mapping[int, Sequence[tuple[int, str]]]
) -> list[Line]:
    """The rows of new people that no other row of the list may be about too."""
    kept = []
    for place, number in enumerate(new):
        line = asking[number]
        others = [(asking[new[other]], why) for other, why in alike.get(place, ())]
        same = [other for other, why in others if why == "same"]
        if same and incoming.decision(line) != NEW:
            line.refuse(DuplicateRow(line.row, tuple(other.row for other in same)))
        elif others and incoming.decision(line) != NEW:
            line.refuse(NearRows(line.row, tuple(other.row for other, _ in others)))
        else:
            kept.append(line)
    return kept


def numbered_apart(run: Run, new: Sequence[Line]) -> list[Line]:
    """The rows of new people whose national number, where they tell one, is nobody else’s; the others are refused."""
    numbers: dict[str, list[int]] = {}
    for line in new:
        if (number := line.values.get("national_id")) is not None:
            numbers.setdefault(str(number), []).append(line.row)
    asked = sorted(numbers)
    taken: dict[str, str] = {}
    for start in range(0, len(asked), AT_ONCE):
        taken.update(run(*listed(_NUMBERS, numbers=asked[start : start + AT_ONCE])))
    for line in new:
        number = str(line.values.get("national_id"))
        others = tuple(row for row in numbers.get(number, ()) if row != line.row)
        if number in taken:
            line.refuse(NationalIdTaken(taken[number]))
        elif others:
            line.refuse(RowTwice(masked(number), others), "national_id")
    return [line for line in new if not line.refused]


def refuse_twice(known: Sequence[Line]) -> None:
    """Refuse the rows that are about one record, all of them: nobody says which of them holds."""
    times = Counter(line.key for line in known)
    rows: dict[str, list[int]] = {}
    for line in known:
        rows.setdefault(line.key, []).append(line.row)
    for line in known:
        if times[line.key] > 1:
            line.refuse(RowTwice(line.key, tuple(row for row in rows[line.key] if row != line.row)))


def who_of(values: Mapping[str, Value], units: Units, unit: str) -> Who:
    """Who somebody is, by what is told of them; ``unit``: the column of their unit."""
    name, born, number = str(values["name"]), values.get("born_on"), values.get("national_id")
    return Who(
        name, fold(name), born if isinstance(born, PartialDate) else None, units.of(values.get(unit)),
        None if number is None else str(number),
    )  # fmt: skip


_NUMBERS = "SELECT national_id, code FROM person WHERE national_id IN (:numbers)"
