"""Who had been a member before is readmitted: what counts as having left the Party, and what as an admission."""

from datetime import date

import pytest

from partytrack.record.steps import NewStep, record_step


def codes(office, case, key, on):
    """The numbers of the rules on readmission that remark something on a step."""
    found = record_step(office.desk, case, NewStep(key, date.fromisoformat(on))).findings
    return [finding.code for finding in found if finding.code.startswith("RE")]


@pytest.fixture
def probationer(office):
    """A case in probation since 10 March 2018; its person is P00001."""
    case = office.candidate(on="2018-01-01")
    office.step(case, "admission_decision", "2018-03-01")
    office.step(case, "admission_ceremony", "2018-03-10")
    return case


def by_the_case(office, case):
    """Remove a probationer by a step of the case."""
    office.step(case, "removed_in_probation", "2018-09-10")


def by_the_roll(office, _case):
    """Remove a probationer from the roll; the case ends with it."""
    office.leave("P00001", "removal", "2018-09-10")


@pytest.mark.parametrize("remove", [by_the_case, by_the_roll])
@pytest.mark.parametrize(("on", "said"), [("2021-09-09", ["RE-01"]), ("2021-09-10", [])])
def test_a_removed_probationer_has_left_the_party(office, probationer, remove, on, said):
    """Thirty-six months from the removal, and consent, by whichever command the removal was recorded."""
    remove(office, probationer)
    again = office.return_case(probationer, "2021-01-01")
    assert codes(office, again, "cell_resolution", on) == said
    assert codes(office, again, "admission_decision", "2021-11-01") == ["RE-04"]


@pytest.mark.parametrize(
    ("end", "said"), [("removed_in_probation", ["RE-01", "RE-03"]), ("decision_annulled", ["RE-01"])]
)
def test_an_annulled_admission_was_none(office, probationer, end, said):
    """Who was removed and readmitted is readmitted once only; where that admission was annulled, the once is still left."""
    by_the_case(office, probationer)
    again = office.return_case(probationer, "2019-01-01")
    office.step(again, "admission_decision", "2019-03-01")
    office.step(again, "admission_ceremony", "2019-03-10")
    office.step(again, end, "2019-09-10")
    third = office.return_case(again, "2020-01-01")
    assert codes(office, third, "cell_resolution", "2021-03-01") == said
