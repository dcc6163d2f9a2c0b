"""The days on the roll, corrected: not against what the member had done for candidates."""

from datetime import date

import pytest

from partytrack.core.errors import RollDaysActed
from partytrack.record.act import act
from partytrack.record.lookup import person_by_code
from partytrack.record.roll import set_roll_days_within


@pytest.mark.parametrize(("day", "holds"), [("2018-01-01", True), ("2021-03-01", True), ("2021-03-02", False)])
def test_a_mentor_was_a_member_when_assigned(office, rows, day, holds):
    """Who was assigned to help a candidate cannot turn out to have become a member only later."""
    mentor, case = office.member(), office.candidate()
    office.mentor(case, mentor, on="2021-03-01")
    before = rows(office.desk.store)

    def corrected():
        with act(office.desk, "import", "members") as it:
            set_roll_days_within(it, person_by_code(it.session, mentor), confirmed_on=date.fromisoformat(day))

    if holds:
        corrected()
    else:
        with pytest.raises(RollDaysActed):
            corrected()
        assert rows(office.desk.store) == before
