"""The demo: the seed's ward from the CSV files under ``data/tan-giang``, recorded through the acts like any other."""

import csv
from collections.abc import Iterator
from datetime import date

from partytrack.core.data import data_folder
from partytrack.core.dates import Lang, parse_partial
from partytrack.record.act import Act, Desk, act
from partytrack.record.candidates import add_candidate_within
from partytrack.record.mentors import assign_mentor_within
from partytrack.record.people import NewPerson, add_member_within
from partytrack.record.quotas import NewQuota, set_quota_within
from partytrack.record.steps import NewStep, Votes, record_step_within
from partytrack.record.units import add_unit_within, begin

TODAY = date(2022, 4, 26)  # the day of the meeting that the article tells of
SETTINGS = {"demo": "tan-giang", "today": TODAY.isoformat(), "superior": "Thành ủy Hà Tĩnh", "place": "Tân Giang"}


def build(desk: Desk, lang: Lang | None = None) -> None:
    """Record the ward into an empty store: its units, plan, members and candidates; and its reader's language."""
    root, *cells = _rows("units")
    begin(
        desk, root["code"], root["name"], kind=root["kind"], since=None,
        records_from=date.fromisoformat(root["records_from"]), settings=SETTINGS | ({"lang": lang} if lang else {}),
    )  # fmt: skip
    with act(desk, "demo", "tan-giang") as it:
        for cell in cells:
            add_unit_within(
                it, cell["code"], cell["name"], kind=cell["kind"], under=cell["under"], since=None, records_from=None
            )
        for row in _rows("quotas"):
            set_quota_within(it, _quota(row))
        members = {row["ref"]: _member(it, row) for row in _rows("members")}
        for row in _rows("candidates"):
            _candidate(it, row, members, [step for step in _rows("steps") if step["ref"] == row["ref"]])


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (data_folder() / "tan-giang" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _quota(row: dict[str, str]) -> NewQuota:
    decided_on = date.fromisoformat(row["decided_on"])
    return NewQuota(row["unit"], int(row["year"]), int(row["amount"]), decided_on, assumed=row["assumed"] == "true")


def _member(it: Act, row: dict[str, str]) -> str:
    days = (date.fromisoformat(row["admitted_on"]), date.fromisoformat(row["confirmed_on"]))
    return add_member_within(it, _person(row), row["unit"], admitted_on=days[0], confirmed_on=days[1]).code


def _person(row: dict[str, str]) -> NewPerson:
    return NewPerson(row["name"], row["sex"] or None, parse_partial(row["born"], TODAY) if row["born"] else None)


def _candidate(it: Act, row: dict[str, str], members: dict[str, str], steps: list[dict[str, str]]) -> None:
    """One case: listed, then its mentor and steps in the order of their days, then dropped where it was."""
    case = add_candidate_within(
        it, _person(row), cell=row["cell"], source=row["source"], listed_on=date.fromisoformat(row["listed_on"])
    ).case
    if row["mentor"]:
        assign_mentor_within(it, case, members[row["mentor"]], on=date.fromisoformat(row["mentor_on"]))
    for step in steps:
        record_step_within(it, case, _step(step))
    if row["reason"]:
        return_on = date.fromisoformat(row["return_on"]) if row["return_on"] else None
        end = NewStep("dropped", date.fromisoformat(row["dropped_on"]), reason=row["reason"], return_on=return_on)
        record_step_within(it, case, end)


def _step(row: dict[str, str]) -> NewStep:
    votes = Votes(int(row["entitled"]), int(row["present"]), int(row["for"])) if row["entitled"] else None
    return NewStep(row["step"], date.fromisoformat(row["on"]), document=row["document"] or None, votes=votes)
