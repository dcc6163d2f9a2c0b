"""The demo: the seed's ward from the CSV files under ``data/tan-giang``, recorded through the acts like any other.

How a row becomes a record is told here; ``demo_reform.py`` carries the ward on.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from partytrack.core.case import Votes
from partytrack.core.codes import code_list
from partytrack.core.data import data_folder
from partytrack.core.dates import Lang, parse_partial
from partytrack.core.lifecycle import MENTORING
from partytrack.record.act import Act, Desk, act
from partytrack.record.candidates import add_candidate_within
from partytrack.record.mentors import assign_mentor_within
from partytrack.record.people import NewPerson, add_member_within
from partytrack.record.quotas import NewQuota, set_quota_within
from partytrack.record.steps import NewStep, record_step_within
from partytrack.record.units import add_unit_within, begin

FOLDER = "tan-giang"
TODAY = date(2022, 4, 26)  # the day of the meeting that the article tells of
SETTINGS = {"demo": FOLDER, "today": TODAY.isoformat(), "superior": "Thành ủy Hà Tĩnh", "place": "Tân Giang"}
Row: TypeAlias = Mapping[str, str]


def build(desk: Desk, lang: Lang | None = None) -> None:
    """Record the ward into an empty store: its units, plan, members and candidates; and its reader's language."""
    root, *cells = rows(FOLDER, "units")
    found(desk, root, SETTINGS, lang)
    steps = list(rows(FOLDER, "steps"))
    with act(desk, "demo", FOLDER) as it:
        for cell in cells:
            enter_unit(it, cell)
        for row in rows(FOLDER, "quotas"):
            enter_ward_quota(it, row)
        members = {row["ref"]: enter_member(it, row) for row in rows(FOLDER, "members")}
        for row in rows(FOLDER, "candidates"):
            case = open_case(it, row, members)
            record_steps(it, case, (step for step in steps if step["ref"] == row["ref"]), members)
            end_case(it, case, row)


def rows(folder: str, name: str) -> Iterator[Row]:
    """The rows of a file of the demo's data, by column."""
    with (data_folder() / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def found(desk: Desk, root: Row, settings: Mapping[str, str], lang: Lang | None) -> None:
    """Found the store with its root committee."""
    begin(
        desk, root["code"], root["name"], kind=root["kind"], since=None, records_from=day(root["records_from"]),
        settings={**settings, **({"lang": lang} if lang else {})},
    )  # fmt: skip


def enter_unit(it: Act, row: Row) -> None:
    """A unit under another; cells say where their people live or work."""
    add_unit_within(
        it, row["code"], row["name"], kind=row["kind"], under=row["under"], since=None,
        records_from=day(row["records_from"]), area=row["area"] or None,
    )  # fmt: skip


def enter_ward_quota(it: Act, row: Row) -> None:
    """A year's number for a unit of the ward."""
    decided_on = date.fromisoformat(row["decided_on"])
    new = NewQuota(row["unit"], int(row["year"]), int(row["amount"]), decided_on, assumed=row["assumed"] == "true")
    set_quota_within(it, new)


def enter_member(it: Act, row: Row) -> str:
    """A full member of the roll; hands back the code."""
    days = {name: date.fromisoformat(row[name]) for name in ("admitted_on", "confirmed_on")}
    return add_member_within(it, _person(row), row["unit"], **days).code


def open_case(it: Act, row: Row, members: Mapping[str, str]) -> str:
    """A candidate listed in a cell, with the mentor; hands back the code of the case."""
    listed_on = date.fromisoformat(row["listed_on"])
    case = add_candidate_within(it, _person(row), cell=row["cell"], source=row["source"], listed_on=listed_on).case
    if row["mentor"]:
        assign_mentor_within(it, case, members[row["mentor"]], on=date.fromisoformat(row["mentor_on"]))
    return case


def record_steps(it: Act, case: str, steps: Iterable[Row], members: Mapping[str, str]) -> None:
    """The steps of a case in the order of their days."""
    for row in steps:
        if row["step"] == MENTORING:
            assign_mentor_within(it, case, members[row["mentor"]], on=date.fromisoformat(row["on"]))
        else:
            record_step_within(it, case, _step(row))


def end_case(it: Act, case: str, row: Row) -> None:
    """The loss of a candidate, where there was one, with its reason and the day of an expected return."""
    if row["reason"]:
        on = date.fromisoformat(row["dropped_on"])
        record_step_within(it, case, NewStep("dropped", on, reason=row["reason"], return_on=day(row["return_on"])))


def _person(row: Row) -> NewPerson:
    born = parse_partial(row["born"], TODAY) if row["born"] else None
    facts = tuple((fact, row[fact]) for fact in code_list("facts") if row.get(fact))
    return NewPerson(row["name"], row["sex"] or None, born, facts)


def _step(row: Row) -> NewStep:
    votes = Votes(int(row["entitled"]), int(row["present"]), int(row["for"])) if row.get("entitled") else None
    return NewStep(
        row["step"], date.fromisoformat(row["on"]), document=row["document"] or None, votes=votes,
        reason=row.get("reason") or None, return_on=day(row.get("return_on")),
    )  # fmt: skip


def day(text: str | None) -> date | None:
    """A day of the files, or none where the field is empty."""
    return date.fromisoformat(text) if text else None
