"""The demo: the seed's ward from the CSV files under ``data/tan-giang``, recorded through the acts like any other.

How people, cases and courses of the files become records is told in ``demo_people.py``; ``demo_reform.py`` carries the
ward on.
"""

from collections.abc import Mapping
from datetime import date

from partytrack.core.dates import Lang
from partytrack.core.life_events import TRANSFER_IN
from partytrack.record.act import Act, Desk, act
from partytrack.record.demo_people import Known, carry_on, end_case, enter_members, live, open_case, teach, waive
from partytrack.record.demo_rows import Row, day, rows
from partytrack.record.quotas import NewQuota, set_quota_within
from partytrack.record.units import add_unit_within, begin

FOLDER = "tan-giang"
TODAY = date(2022, 4, 26)  # the day of the meeting that the article tells of
SETTINGS = {"demo": FOLDER, "today": TODAY.isoformat(), "superior": "Thành ủy Hà Tĩnh", "place": "Tân Giang"}


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
        known = Known()
        enter_members(it, known, rows(FOLDER, "members"), came=came())
        for row in rows(FOLDER, "candidates"):
            open_case(it, known, row)
            carry_on(it, known, row["ref"], (step for step in steps if step["ref"] == row["ref"]))
            if row["reason"]:
                end_case(it, known, row)
        enter_the_rest(it, known)


def came() -> Mapping[str, Row]:
    """Of the members who came from elsewhere, the row that tells of it, by their ``ref``."""
    return {row["ref"]: row for row in rows(FOLDER, "lives") if row["kind"] == TRANSFER_IN}


def enter_the_rest(it: Act, known: Known) -> None:
    """What presupposes the cases: waivers, courses, and what happened to members, who may have been mentors."""
    for row in rows(FOLDER, "waivers"):
        waive(it, known, row)
    learners = list(rows(FOLDER, "learners"))
    for row in rows(FOLDER, "courses"):
        teach(it, known, row, [learner for learner in learners if learner["course"] == row["ref"]])
    for row in rows(FOLDER, "lives"):
        live(it, known, row)


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
