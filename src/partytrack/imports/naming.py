"""Units and members that a list names by code, or by their names where these are borne by one alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypeVar

from partytrack.core.errors import MemberSeveral, MemberUnnamed, UnitSeveral, UnitUnknown
from partytrack.core.report import Run
from partytrack.core.vietnamese import fold
from partytrack.counting.listed import listed
from partytrack.counting.subject import as_day
from partytrack.imports.lines import Line
from partytrack.imports.same_person import spelt_alike, spelt_the_same
from partytrack.record.lookup import nearest

AT_ONCE = 500
Bearer = TypeVar("Bearer")


def unit_namer(run: Run, today: date, coming: Iterable[str] = ()) -> Callable[[str], str]:
    """The code of a unit by its code, or by a name that one unit alone bears today, as ``borne`` tells.

    ``coming``: codes of units that the list itself brings.
    """
    rows = run(_UNITS, {"today": today})
    codes: dict[str, str] = {code.casefold(): code for code in (*coming, *(code for code, _ in rows))}
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, name in rows:
        names[fold(name)].append((code, name))

    def named(text: str) -> str:
        written = " ".join(text.split())
        if (code := codes.get(written.casefold())) is not None:
            return code
        found = [code for code, _ in borne(written, names.get(fold(written), ()), itemgetter(1))]
        if not found:
            raise UnitUnknown(written, nearest(written, codes.values()))
        if len(found) > 1:
            raise UnitSeveral(written, tuple(found))
        return found[0]

    return named


def borne(written: str, found: Sequence[Bearer], name: Callable[[Bearer], str]) -> Sequence[Bearer]:
    """Of those whose names are one without marks the ones that may be meant.

    Those spelt like that, else those where either name is written without marks: ``Hòa`` is ``HOÀ``, may be ``HOA``, and
    is never ``Hóa``.
    """
    alike = [each for each in found if spelt_alike(written, name(each))]
    return [each for each in alike if spelt_the_same(written, name(each))] or alike


def settle_members(run: Run, lines: Sequence[Line], columns: tuple[str, str, str], today: date) -> None:
    """Put the codes of members in the place of their names; ``columns``: those of the name, of its day and of the cell.

    Of several who bear a name (``borne``) it is the one who was a full member on the day, who is in the row's own cell, as
    far as each of these tells them apart. A name that several bear then, or nobody, refuses the row.
    """
    field, day, unit = columns
    asked = [line for line in lines if field in line.values]
    members = _members(run, {fold(str(line.values[field])) for line in asked}, today)
    known = _codes(run, [str(line.values[field]).upper() for line in asked])
    for line in asked:
        name, on = str(line.values[field]), line.values.get(day)
        if name.upper() in known:
            line.values[field] = name.upper()
            continue
        found = borne(name, members.get(fold(name), ()), attrgetter("name"))
        found = [each for each in found if each.was_full(on if isinstance(on, date) else today)] or found
        found = [each for each in found if each.unit == line.values.get(unit)] or found
        codes = tuple(dict.fromkeys(each.code for each in found))
        if len(codes) == 1:
            line.values[field] = codes[0]
            continue
        del line.values[field]
        line.refuse(MemberSeveral(name, codes) if codes else MemberUnnamed(name), field)


class _Member(NamedTuple):
    """A member of today, and from when on a full one."""

    code: str
    name: str
    unit: str
    full_from: date | None

    def was_full(self, on: date) -> bool:
        """Whether they were a full member on a day."""
        return self.full_from is not None and self.full_from <= on


def _members(run: Run, names: Iterable[str], today: date) -> Mapping[str, list[_Member]]:
    """Members of today by folded name."""
    found: dict[str, list[_Member]] = defaultdict(list)
    wanted = sorted(names)
    for start in range(0, len(wanted), AT_ONCE):
        statement, binds = listed(_MEMBERS, names=wanted[start : start + AT_ONCE])
        for folded, code, name, where, full_from in run(statement, binds | {"today": today}):
            found[folded].append(_Member(code, name, where, None if full_from is None else as_day(full_from)))
    return found


def _codes(run: Run, codes: Sequence[str]) -> set[str]:
    """Those of the texts that are codes of people."""
    found: set[str] = set()
    for start in range(0, len(codes), AT_ONCE):
        statement, binds = listed(
            "SELECT code FROM person WHERE code IN (:codes)", codes=codes[start : start + AT_ONCE]
        )
        found.update(code for (code,) in run(statement, binds))
    return found


_UNITS = """
SELECT u.code, n.name FROM unit u JOIN unit_name n ON n.unit_id = u.id AND n.from_on <= :today AND n.to_on > :today
WHERE u.to_on > :today
UNION ALL
SELECT u.code, '' FROM unit u WHERE u.to_on <= :today
"""
_MEMBERS = """
SELECT p.name_folded, p.code, p.name, u.code,
       (SELECT min(f.from_on) FROM stay f WHERE f.person_id = p.id AND f.role = 'full')
FROM person p
JOIN stay s ON s.person_id = p.id AND s.role IN ('probationary', 'full') AND s.from_on <= :today AND s.to_on > :today
JOIN unit u ON u.id = s.unit_id
WHERE p.name_folded IN (:names) ORDER BY p.code
"""
