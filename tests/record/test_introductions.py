"""Introductions: which member vouches for a candidate, since when the two have been together, each member once."""

import pytest

from partytrack.core.errors import (
    BeforeListing,
    CaseClosed,
    CaseUnknown,
    DaysOutOfOrder,
    IntroducedAlready,
    MemberUnknown,
)


def introductions(rows, store):
    """Who introduced which case, on which day, together since when."""
    return [
        (event["candidacy_id"], event["member_id"], event["happened_on"], event["together_since"])
        for event in rows(store)["step_event"]
        if event["step"] == "introduction_member"
    ]


def test_an_introduction_is_a_step_that_names_the_member(office, rows):
    """The step keeps who introduces and since when the two have worked, studied or lived together."""
    case, member = office.candidate(), office.member()
    office.introduce(case, member.lower(), "2021-06-01", "2020-01-01")
    assert introductions(rows, office.desk.store) == [(1, 2, "2021-06-01", "2020-01-01")]


def test_two_members_introduce_a_candidate_and_one_member_several(office, rows):
    """The law asks for two; nobody is kept from introducing another candidate."""
    case, other = office.candidate(), office.candidate("Lê Văn Ba")
    first, second = office.member(), office.member("Lê Thị Lan")
    office.introduce(case, first, "2021-06-01", "2020-01-01")
    office.introduce(case, second, "2021-06-02", "2020-01-01")
    office.introduce(other, first, "2021-06-01", "2020-01-01")
    assert [(case, member) for case, member, *_ in introductions(rows, office.desk.store)] == [(1, 3), (1, 4), (2, 3)]


def test_the_day_since_which_they_are_together_may_be_unknown(office, rows):
    """What is not known is not asked for."""
    office.introduce(office.candidate(), office.member(), "2021-06-01")
    assert introductions(rows, office.desk.store) == [(1, 2, "2021-06-01", None)]


def test_a_member_introduces_a_candidate_once(office):
    """The refusal names the day of the first introduction."""
    case, member = office.candidate(), office.member()
    office.introduce(case, member, "2021-06-01", "2020-01-01")
    with pytest.raises(IntroducedAlready) as caught:
        office.introduce(case, member, "2021-07-01", "2020-01-01")
    assert (caught.value.case, caught.value.member, caught.value.on.isoformat()) == (case, member, "2021-06-01")


# fmt: off
REFUSED = {
    "together only since later": (("C00001", "P00002", "2021-06-01", "2021-06-02"), DaysOutOfOrder),
    "before the listing": (("C00001", "P00002", "2021-01-04", "2020-01-01"), BeforeListing),
    "after the end": (("C00002", "P00002", "2021-06-02", "2020-01-01"), CaseClosed),
    "an unknown case": (("C99999", "P00002", "2021-06-01", "2020-01-01"), CaseUnknown),
    "an unknown member": (("C00001", "P99999", "2021-06-01", "2020-01-01"), MemberUnknown),
}
# fmt: on


@pytest.mark.parametrize(("told", "refusal"), REFUSED.values(), ids=REFUSED.keys())
def test_what_contradicts_the_records_is_refused(office, rows, told, refusal):
    """What cannot have been is refused, and nothing changes."""
    office.candidate()
    office.member()
    office.drop(office.candidate("Lê Văn Ba"), "2021-06-01")
    before = rows(office.desk.store) | rows(office.desk.store, journal=True)
    with pytest.raises(refusal):
        office.introduce(*told)
    assert rows(office.desk.store) | rows(office.desk.store, journal=True) == before
