"""The demo carried through the reform of 1/7/2025, from ``data/thanh-sen``: the ward becomes a part of phường Thành Sen.

What was until the eve comes first, then each change as an act of its own, then what followed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from partytrack.core.amount import parse_amount
from partytrack.core.dates import Lang, day_before
from partytrack.core.period import Period
from partytrack.core.span import parse_span, parse_term
from partytrack.record import demo
from partytrack.record.act import Act, Desk, act
from partytrack.record.demo import Row, rows
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
        people = _enter_people(it)
        for quota in rows(demo.FOLDER, "quotas"):
            demo.enter_ward_quota(it, quota)
        for tally in rows(FOLDER, "tallies"):
            _enter_tally(it, tally)
        _tell(it, people, until_the_eve)
    _change(desk, lambda on: on == REFORM)
    for term in rows(FOLDER, "terms"):
        _enter_term(desk, term)
    with act(desk, "demo", FOLDER) as it:
        _tell(it, people, since)
    _change(desk, lambda on: on > REFORM)


@dataclass(frozen=True)
class _Told:
    """The days that a part of the story is about, both included."""

    last: date
    first: date = date.min

    def __contains__(self, day: str) -> bool:
        """Whether a day of the files belongs to it; no day belongs to no part."""
        return bool(day) and self.first <= date.fromisoformat(day) <= self.last


@dataclass(frozen=True)
class _People:
    """The codes of members and cases by the ``ref`` that the files call them, and the steps of each case."""

    members: Mapping[str, str]
    steps: Mapping[str, list[Row]]
    cases: dict[str, str] = field(default_factory=dict)


def _both(name: str) -> Iterable[Row]:
    """The rows of a file of the ward and of what followed."""
    return (*rows(demo.FOLDER, name), *rows(FOLDER, name))


def _enter_people(it: Act) -> _People:
    steps: dict[str, list[Row]] = {}
    for row in _both("steps"):
        steps.setdefault(row["ref"], []).append(row)
    return _People({row["ref"]: demo.enter_member(it, row) for row in _both("members")}, steps)


def _tell(it: Act, people: _People, days: _Told) -> None:
    """The quotas decided and the cases opened, carried on or lost in these days."""
    for row in rows(FOLDER, "quotas"):
        if row["decided_on"] in days:
            _enter_quota(it, row)
    for row in _both("candidates"):
        if row["listed_on"] in days:
            people.cases[row["ref"]] = demo.open_case(it, row, people.members)
        steps = [step for step in people.steps.get(row["ref"], ()) if step["on"] in days]
        if steps:
            demo.record_steps(it, people.cases[row["ref"]], steps, people.members)
        if row["dropped_on"] in days:
            demo.end_case(it, people.cases[row["ref"]], row)


def _enter_quota(it: Act, row: Row) -> None:
    """A quota of any kind; none of them is published, so all are assumed."""
    base_count = int(row["base_count"]) if row["base_count"] else None
    amount = parse_amount(row["amount"], base_count=base_count, base_on=demo.day(row["base_on"]))
    new = NewQuota(
        row["unit"], parse_span(row["span"]), amount, demo.day(row["decided_on"]), assumed=True,
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
