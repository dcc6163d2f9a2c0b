"""The demo carried through the reform of 1/7/2025, from ``data/thanh-sen``: the ward becomes a part of phường Thành Sen.

What was until the eve comes first, then each change as an act of its own, then what followed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from partytrack.core.amount import parse_amount
from partytrack.core.dates import Lang, day_before
from partytrack.core.period import Period
from partytrack.core.span import parse_span, parse_term
from partytrack.record import demo
from partytrack.record.act import Act, Desk, act
from partytrack.record.demo_people import Known, carry_on, end_case, enter_members, open_case
from partytrack.record.demo_rows import Row, day, rows
from partytrack.record.quotas import NewQuota, set_quota_within
from partytrack.record.reorganisation import close_unit, move_unit
from partytrack.record.succession import merge_units, split_unit
from partytrack.record.tallies import set_tally_within
from partytrack.record.terms import set_term

FOLDER = "thanh-sen"
REFORM = date(2025, 7, 1)  # the first day of the wards formed by resolution 1665/NQ-UBTVQH15
TODAY = date(2025, 12, 31)
SETTINGS = {"demo": FOLDER, "today": TODAY.isoformat(), "superior": "Tỉnh ủy Hà Tĩnh", "place": "Thành Sen"}


def build(desk: Desk, lang: Lang | None = None) -> None:
    """Record the province with the city and its wards into an empty store, and carry them through the reform."""
    desk = replace(desk, today=max(desk.today, TODAY))  # whatever day is shown, all of this has been recorded
    root, *units = rows(FOLDER, "units")
    _, *ward_cells = rows(demo.FOLDER, "units")
    demo.found(desk, root, SETTINGS, lang)
    until_the_eve, since = _Told(day_before(REFORM)), _Told(TODAY, REFORM)
    with act(desk, "demo", demo.FOLDER) as it:
        for unit in (*units, *ward_cells):
            demo.enter_unit(it, unit)
        known = Known()
        enter_members(it, known, _both("members"), came=demo.came())
        for quota in rows(demo.FOLDER, "quotas"):
            demo.enter_ward_quota(it, quota)
        for tally in rows(FOLDER, "tallies"):
            _enter_tally(it, tally)
        _tell(it, known, until_the_eve)
        demo.enter_the_rest(it, known)
    _change(desk, lambda on: on == REFORM)
    for term in rows(FOLDER, "terms"):
        _enter_term(desk, term)
    with act(desk, "demo", FOLDER) as it:
        _tell(it, known, since)
    _change(desk, lambda on: on > REFORM)


@dataclass(frozen=True)
class _Told:
    """The days that a part of the story is about, both included."""

    last: date
    first: date = date.min

    def __contains__(self, day: str) -> bool:
        """Whether a day of the files belongs to it; no day belongs to no part."""
        return bool(day) and self.first <= date.fromisoformat(day) <= self.last


def _both(name: str) -> Iterable[Row]:
    """The rows of a file of the ward and of what followed."""
    return (*rows(demo.FOLDER, name), *rows(FOLDER, name))


def _steps() -> Mapping[str, Sequence[Row]]:
    """The steps of each case, those of the ward first."""
    found: dict[str, list[Row]] = {}
    for row in _both("steps"):
        found.setdefault(row["ref"], []).append(row)
    return found


def _tell(it: Act, known: Known, days: _Told) -> None:
    """The quotas decided and the cases opened, carried on or lost in these days."""
    for row in rows(FOLDER, "quotas"):
        if row["decided_on"] in days:
            _enter_quota(it, row)
    steps = _steps()
    for row in _both("candidates"):
        if row["listed_on"] in days:
            open_case(it, known, row)
        told = [step for step in steps.get(row["ref"], ()) if step["on"] in days]
        carry_on(it, known, row["ref"], told)
        if row["dropped_on"] in days:
            end_case(it, known, row)


def _enter_quota(it: Act, row: Row) -> None:
    """A quota of any kind; none of them is published, so all are assumed."""
    base_count = int(row["base_count"]) if row["base_count"] else None
    amount = parse_amount(row["amount"], base_count=base_count, base_on=day(row["base_on"]))
    new = NewQuota(
        row["unit"], parse_span(row["span"]), amount, day(row["decided_on"]), assumed=True,
        measure=row["measure"] or "admission", segment=row["segment"], round=row["round"],
    )  # fmt: skip
    set_quota_within(it, new)


def _enter_tally(it: Act, row: Row) -> None:
    year, count = int(row["year"]), int(row["count"])
    set_tally_within(it, row["unit"], year, count, measure="admission", document=row["document"])


def _enter_term(desk: Desk, row: Row) -> None:
    days = Period(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
    set_term(desk, row["unit"], parse_term(row["term"]), days, document=row["document"] or None)


def _change(desk: Desk, is_meant: Callable[[date], bool]) -> None:
    """Carry out the changes of the organisation of some days, each as an act of its own, in the order of the file."""
    for row in rows(FOLDER, "changes"):
        on = date.fromisoformat(row["on"])
        if is_meant(on):
            _ACTS[row["act"]](desk, row, on)


def _move(desk: Desk, row: Row, on: date) -> None:
    move_unit(desk, row["units"], under=row["under"], on=on, document=row["document"])


def _merge(desk: Desk, row: Row, on: date) -> None:
    merge_units(
        desk, tuple(row["units"].split()), into=row["into"], on=on, document=row["document"], name=row["name"],
        under=row["under"],
    )  # fmt: skip


def _split(desk: Desk, row: Row, on: date) -> None:
    parts, shares = tuple(row["into"].split()), dict(share.split("=") for share in row["shares"].split())
    split_unit(
        desk, row["units"], into=parts, main=row["main"], on=on, document=row["document"],
        names=dict.fromkeys(set(parts) - {row["main"]}, row["name"]) if row["name"] else {}, shares=shares,
    )  # fmt: skip


def _close(desk: Desk, row: Row, on: date) -> None:
    close_unit(desk, row["units"], on=on, document=row["document"])


_ACTS: Mapping[str, Callable[[Desk, Row, date], None]] = {
    "move": _move, "merge": _merge, "split": _split, "close": _close
}  # fmt: skip
