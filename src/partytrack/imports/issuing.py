"""What a template is filled with: the records at or under a unit, and what its drop-down lists offer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from partytrack.core.codes import code_list
from partytrack.core.layout import Field, layout
from partytrack.core.lifecycle import CONFIRMATION, ends
from partytrack.core.masking import masked
from partytrack.core.period import Period
from partytrack.core.report import Run
from partytrack.core.sent import Sent
from partytrack.core.template import Template
from partytrack.counting.listed import listed
from partytrack.counting.subject import ask
from partytrack.imports.current import (
    Values,
    current_candidates,
    current_members,
    current_quotas,
    current_tallies,
    current_units,
)
from partytrack.imports.returned import mark_of

Binds: TypeAlias = Mapping[str, object]
Records: TypeAlias = Sequence[Values]


class Uncoded(NamedTuple):
    """Of a layout whose rows have no code: the columns that tell them apart, and those that only some rows need."""

    apart: Sequence[str]
    some: Sequence[str]


UNCODED = {
    "quotas": Uncoded(
        ("unit", "years", "measure", "segment", "round", "decided_on"), ("round", "base_count", "base_on")
    ),
    "tallies": Uncoded(("unit", "year", "measure"), ("measure",)),
}  # fmt: skip


def make_template(run: Run, name: str, code: str | None, today: date, *, blank: bool = False) -> Template:
    """The template of a layout for a unit, or the root without one, with the rows on record unless it shall be ``blank``."""
    question = ask(run, code, Period(today, today), today)
    binds = {"unit": question.unit_id, "today": today}
    found = [] if blank else _READ[name](run, today, _under(run, _UNDER[name], binds))
    columns = _columns(name, found)
    by_key = {_key(name, columns, values): values for values in found}
    rows = {
        key: {one.key: values[one.key] for one in columns if one.kind != "number12"} for key, values in by_key.items()
    }  # fmt: skip
    sent = Sent(name, mark_of(run), question.unit.code, today, _newest_entry(run), rows)
    kinds: set[str] = {one.kind for one in columns}
    offers = {
        kind: _under(run, statement, binds, only_cells=name == "candidates")
        for kind, statement in _OFFERS.items() if kind in kinds
    }  # fmt: skip
    return Template(question.unit, columns, sent, _numbers(columns, by_key), offers, _names(run, columns, sent, offers))


def _columns(name: str, found: Records) -> Sequence[Field]:
    """The columns of the template; of rows without a code also those that some of them need to be told in full."""
    some = UNCODED[name].some if name in UNCODED else ()
    needed = {key for key in some if any(values[key] not in {None, "admission"} for values in found)}
    return [one for one in layout(name).values() if one.template or one.key in needed]


def _key(name: str, columns: Sequence[Field], values: Values) -> str:
    """The code of a row's record, else the values that tell it apart."""
    if name not in UNCODED:
        return str(next(values[one.key] for one in columns if one.kind == "key"))
    shown = {one.key for one in columns}
    return " ".join(str(values[key]) for key in UNCODED[name].apart if key in shown and values[key] is not None)


def _newest_entry(run: Run) -> int:
    ((entry,),) = run("SELECT coalesce(max(id), 0) FROM journal", {})
    return int(entry)


def _under(run: Run, statement: str, binds: Binds, *, only_cells: bool = False) -> Sequence[str]:
    """The codes that a statement finds at or under the unit, in their order; of units those that track candidates, if asked."""
    kinds = [kind for kind, row in code_list("unit_kinds").items() if row["candidates"] or not only_cells]
    asked, more = listed(statement, over=(*ends(), CONFIRMATION), kinds=kinds)
    return [str(code) for code, *_ in run(asked, {**binds, **more})]


def _numbers(columns: Sequence[Field], by_key: Mapping[str, Values]) -> Mapping[str, str]:
    """The masked national numbers by the keys of the rows."""
    told = (
        (key, masked(str(values[one.key] or "")))
        for one in columns
        if one.kind == "number12"
        for key, values in by_key.items()
    )
    return {key: number for key, number in told if number}


def _names(run: Run, columns: Sequence[Field], sent: Sent, offers: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """The names of the people whom cells name by their codes."""
    asked = [one.key for one in columns if one.kind == "member"]
    codes = {str(values[key]) for values in sent.rows.values() for key in asked if values[key]} | {
        *offers.get("member", ())
    }
    names: dict[str, str] = {}
    ordered = sorted(codes)
    for start in range(0, len(ordered), _AT_ONCE):
        statement, binds = listed(
            "SELECT code, name FROM person WHERE code IN (:codes)", codes=ordered[start : start + _AT_ONCE]
        )
        names.update((str(code), str(name)) for code, name in run(statement, binds))
    return names


def _in_order(read: Callable[..., Mapping[str, Values]]) -> Callable[[Run, date, Sequence[str]], Records]:
    """A reader of records by codes that keeps the order of the codes."""

    def ordered(run: Run, today: date, codes: Sequence[str]) -> Records:
        found = read(run, today, codes)
        return [found[code] for code in codes]

    return ordered


def _quotas(run: Run, today: date, units: Sequence[str]) -> Records:
    """Of each quota the newest version, one that is decided ahead among them; in the order of the units."""
    newest: dict[tuple[object, ...], Values] = {}
    for key, values in current_quotas(run, today, units).items():
        newest[key[:-1]] = values
    place = {code: at for at, code in enumerate(units)}
    return [newest[key] for key in sorted(newest, key=lambda key: (place[str(key[0])], *map(str, key[2:]), key[1]))]


def _tallies(run: Run, today: date, units: Sequence[str]) -> Records:
    """The tallies in the order of the units and years."""
    found = current_tallies(run, today, units)
    place = {code: at for at, code in enumerate(units)}
    return [found[key] for key in sorted(found, key=lambda key: (place[key.unit], key.measure, key.year))]


_AT_ONCE = 500
_READ: Mapping[str, Callable[[Run, date, Sequence[str]], Records]] = {
    "units": _in_order(current_units),
    "members": _in_order(current_members),
    "candidates": _in_order(current_candidates),
    "quotas": _quotas,
    "tallies": _tallies,
}
_BELOW = """
FROM path_version x
JOIN path_version v ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :today AND v.to_on > :today
JOIN unit u ON u.id = v.unit_id
{more}
WHERE x.unit_id = :unit AND x.from_on <= :today AND x.to_on > :today
"""
_UNITS = f"SELECT u.code {_BELOW.format(more='')} AND u.kind IN (:kinds) ORDER BY length(v.path), u.code"
_MEMBERS = f"""
SELECT p.code {
    _BELOW.format(
        more='''
JOIN stay s ON s.unit_id = u.id AND s.role IN ('probationary', 'full') AND s.from_on <= :today AND s.to_on > :today
JOIN person p ON p.id = s.person_id
'''
    )
}
ORDER BY u.code, p.name_key, p.code
"""
# Cases go on until they have ended or led to full membership.
_CASES = f"""
SELECT c.code {
    _BELOW.format(
        more='''
JOIN stay s ON s.unit_id = u.id AND s.role IN ('candidate', 'probationary') AND s.from_on <= :today AND s.to_on > :today
JOIN candidacy c ON c.person_id = s.person_id AND c.opened_on <= s.from_on
JOIN person p ON p.id = s.person_id
'''
    )
}
  AND NOT EXISTS (SELECT 1 FROM step_event e WHERE e.candidacy_id = c.id AND e.step IN (:over))
ORDER BY u.code, p.name_key, c.code
"""
_UNDER = {"units": _UNITS, "members": _MEMBERS, "candidates": _CASES, "quotas": _UNITS, "tallies": _UNITS}
_OFFERS = {
    "unit": _UNITS,
    "member": f"""
SELECT p.code {
        _BELOW.format(
            more='''
JOIN stay s ON s.unit_id = u.id AND s.role = 'full' AND s.from_on <= :today AND s.to_on > :today
JOIN person p ON p.id = s.person_id
'''
        )
    }
ORDER BY p.name_key, p.code
""",
}
"""What the drop-down lists of columns that name units or members offer."""
