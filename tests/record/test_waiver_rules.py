"""Waivers: a known rule, a unit that was there, a paper and a reason; visible, and undone like any act."""

from datetime import date

import pytest

from partytrack.core import errors
from partytrack.record.waivers import NewWaiver, waive

ON = "2021-06-01"
TAKEN_BACK = 7
"""The entry of the first undo: the ward has four, the candidate and the waiver are the next two."""


@pytest.fixture
def grant(office):
    """Waive a rule for the one candidate there is."""
    case = office.candidate(on="2021-01-05")

    def go(rule="CL-01", on=ON, *, case=case, authority="TG", until=None):
        new = NewWaiver(rule, authority, "9-CV", "ở đảo xa", until and date.fromisoformat(until))
        return waive(office.desk, case, new, on=date.fromisoformat(on))

    return go


@pytest.fixture
def waivers(office, rows):
    """The waivers on record."""
    names = ("candidacy_id", "rule", "granted_on", "authority_id", "document", "reason", "until_on")
    return lambda: [tuple(row[name] for name in names) for row in rows(office.desk.store)["waiver"]]


def test_a_waiver_is_kept_with_its_paper(grant, waivers):
    """Rule, day, authority, paper and reason; of a limit the day to which it is put off, which may lie ahead."""
    grant(" cl-01 ")
    grant("TL-01", until="2022-12-31")
    assert waivers() == [
        (1, "CL-01", ON, 1, "9-CV", "ở đảo xa", None),
        (1, "TL-01", ON, 1, "9-CV", "ở đảo xa", "2022-12-31"),
    ]


REFUSED = [
    (errors.CodeUnknown, {"rule": "CL-99"}),
    (errors.CodeUnknown, {"rule": ""}),
    (errors.CaseUnknown, {"case": "C00009"}),
    (errors.UnitUnknown, {"authority": "TG-99"}),
    (errors.UnitNotYet, {"authority": "TG-10"}),
    (errors.DaysOutOfOrder, {"until": "2021-05-31"}),
    (errors.WaivedAlready, {"rule": "EL-01"}),
]


@pytest.mark.parametrize(("error", "spoilt"), REFUSED, ids=str)
def test_a_waiver_that_cannot_be(office, grant, waivers, error, spoilt):
    """No rule, case or unit nobody has; no authority before it existed; no end before its day; nothing twice of one day."""
    office.unit("TG-10", since="2022-01-01")
    grant("EL-01")
    before = waivers()
    with pytest.raises(error):
        grant(**spoilt)
    assert waivers() == before


@pytest.mark.parametrize(("text", "near"), [("TL-1", "TL-01"), ("tl01", "TL-01"), ("CL1", "CL-01")])
def test_an_unknown_rule_is_answered_with_the_nearest(grant, text, near):
    """A slip of the key is told the rules that look like it, at most three."""
    with pytest.raises(errors.CodeUnknown) as told:
        grant(text)
    assert near in told.value.known
    assert len(told.value.known) <= 3


def test_a_rule_that_looks_like_none_is_answered_with_all(grant):
    """Whoever guesses sees what there is."""
    with pytest.raises(errors.CodeUnknown) as told:
        grant("%%%")
    assert {"CL-01", "EL-01", "TL-01", "VT-01"} <= set(told.value.known)


def test_a_rule_is_waived_anew_from_another_day(grant, waivers):
    """The limit put off once may be put off again."""
    grant("TL-01", until="2021-07-01")
    grant("TL-01", on="2021-07-01", until="2021-08-01")
    assert [(granted, until) for _, _, granted, *_, until in waivers()] == [
        ("2021-06-01", "2021-07-01"),
        ("2021-07-01", "2021-08-01"),
    ]


@pytest.mark.parametrize(("ended", "waived"), [("2021-05-31", False), ("2021-06-01", True)])
def test_an_ended_case_needs_no_later_waiver(office, grant, waivers, ended, waived):
    """Up to the day of its end a waiver may be recorded late."""
    office.drop("C00001", ended)
    if waived:
        grant()
    else:
        with pytest.raises(errors.CaseClosed):
            grant()
    assert len(waivers()) == waived


def test_a_waiver_is_undone_like_any_act(office, grant, waivers):
    """It goes, and comes back; where the same was granted meanwhile, the two do not stand beside each other."""
    grant()
    office.undo()
    assert waivers() == []
    grant()
    with pytest.raises(errors.UndoBlockedByLater):
        office.undo(TAKEN_BACK)
    office.undo()
    office.undo(TAKEN_BACK)
    assert len(waivers()) == 1


def test_a_waiver_does_not_come_back_to_an_ended_case(office, grant, waivers):
    """What could not be granted now is not brought back."""
    grant()
    office.undo()
    office.drop("C00001", "2021-05-31")
    with pytest.raises(errors.CaseClosed):
        office.undo(TAKEN_BACK)
    assert waivers() == []
