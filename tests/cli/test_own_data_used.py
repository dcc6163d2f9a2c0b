"""A committee adds a source, a reason, a step, a limit and a rule in files of its own, and works with them: no code is needed."""

import json
from datetime import date

import pytest

from own_law import CARE_VISIT, PAPER, SOURCE, document, limit
from partytrack.core.workdays import Workdays
from partytrack.store.days_off import days_off

REASON = f'[moved_abroad]\nvi = "ra nước ngoài"\nen = "went abroad"\nsource = "{PAPER}"\n'
TEXT = (
    document("2022-01-05")
    + limit("decide_admission_days", "TL-06", 10, "cell_resolution")
    + limit("visit_days", "HD-02", 5, "source_listed")
)
RULE = """
[pay_a_visit]
vi = "thời hạn thăm gia đình"
en = "time limit of the visit"
kind = "limit"
value = "visit_days"
start = "source_listed"
step = "care_visit"
weight = "warn"
"""
OWN = {
    "codes/sources.toml": SOURCE,
    "codes/loss_reasons.toml": REASON,
    "lifecycle.toml": CARE_VISIT,
    "rules.toml": RULE,
    "regulations/ours.toml": TEXT,
    "holidays/ours.toml": f'[2022-03-03]\nworked = false\nsource = "{PAPER}"\n',
}
WORKDAYS = Workdays(days_off(2022, 2022))


@pytest.fixture
def own_ward(own_data, run, ward):
    """The ward with the committee's own data, and a case with the own source."""
    own_data(OWN)

    def go(line, *, today="2022-04-26"):
        return run(*line.split(), db=ward, today=today)

    # the fixture run clears the program's variables, so that the folder is laid after it
    own_data({})
    assert go("candidate add Hoa --cell TG-01 --source volunteers --on 1/3/2022 --born 2000").code == 0
    return go


def due(go, **options):
    """What is to be done and by when, by the rule."""
    found = json.loads(go("due --within 60 --format json", **options).out)
    return {row["rule"]: row["due_on"] for table in found["tables"] for row in table["rows"] if "due_on" in row}


def test_a_source_a_reason_and_a_step_are_worked_with(own_ward):
    """They are recorded and shown by their own terms."""
    assert own_ward("candidate step C00001 care_visit --on 2/3/2022").code == 0
    assert own_ward("candidate drop C00001 --reason moved_abroad --on 20/4/2022").code == 0
    page = own_ward("candidate show C00001").out
    assert all(term in page for term in ("young volunteers", "visit to the family", "went abroad"))


def test_a_limit_is_changed(own_ward):
    """Ten working days instead of sixty, with the committee's article."""
    own_ward("candidate step C00001 cell_resolution --on 1/4/2022")
    assert due(own_ward)["TL-06"] == WORKDAYS.after(date(2022, 4, 1), 10).isoformat() == "2022-04-18"
    late = own_ward("candidate step C00001 admission_decision --on 19/4/2022")
    assert "[TL-06, 12-HD/ĐU, 3]" in late.err


def test_a_rule_is_added(own_ward):
    """The visit is to be made in five working days, of which the committee's own day off is none."""
    assert due(own_ward, today="2022-03-02")["HD-02"] == "2022-03-09"
    own_ward("candidate step C00001 care_visit --on 2/3/2022")
    assert "HD-02" not in due(own_ward)


def test_without_the_folder_its_codes_are_missed_and_named(own_ward, own_data):
    """A store made with own codes says, without them, which folder is missing."""
    own_ward("candidate step C00001 care_visit --on 2/3/2022")
    own_data(None)
    done = own_ward("candidate show C00001")
    assert (done.code, done.out) == (5, "")
    assert "PARTYTRACK_DATA" in done.err
