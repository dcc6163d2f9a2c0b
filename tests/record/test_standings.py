"""What is kept of a case beside its records follows every act: its stage and its obligations, in the unit of the day."""

import pytest

from own_law import document, limit


def standing(rows, store, table="case_stage"):
    """What stands today: of stages the step and unit, of obligations the rule, last day and unit."""
    names = ("step", "unit_id") if table == "case_stage" else ("rule", "due_on", "unit_id")
    return [tuple(row[name] for name in names) for row in rows(store)[table] if row["to_on"] == "9999-12-31"]


def stood(rows, store):
    """Every stage with its days and unit."""
    return [(row["step"], row["from_on"], row["to_on"], row["unit_id"]) for row in rows(store)["case_stage"]]


@pytest.fixture
def probationer(office):
    """A case whose person is in probation in TG-01 since 19 May 2021."""
    case = office.candidate()
    office.step(case, "admission_decision", "2021-05-03")
    office.step(case, "admission_ceremony", "2021-05-19")
    return case


def test_a_stage_is_cut_where_the_unit_changes(office, rows):
    """A candidate who moves stands in the old cell until the eve, in the new one from the day, at the same stage."""
    case = office.candidate()
    office.step(case, "application", "2021-02-01")
    office.move_case(case, "TG-02", "2021-04-01")
    assert stood(rows, office.desk.store) == [
        ("source_listed", "2021-01-05", "2021-02-01", 2),
        ("application", "2021-02-01", "2021-04-01", 2),
        ("application", "2021-04-01", "9999-12-31", 3),
    ]


@pytest.mark.usefixtures("probationer")
def test_who_moved_away_in_probation_is_asked_for_nothing(office, rows):
    """While the person is a member elsewhere nothing of the case is due here; back again, it is."""
    store = office.desk.store
    assert [rule for rule, _, _ in standing(rows, store, "case_due")] == ["PR-01", "TL-04"]
    office.leave("P00001", "transfer_out", "2021-08-01", "Đảng bộ xã X")
    assert standing(rows, store) == standing(rows, store, "case_due") == []
    office.back("P00001", "TG-02", on="2021-11-01")
    assert [rule for rule, _, _ in standing(rows, store, "case_due")] == ["PR-01", "TL-04"]
    assert {unit for *_, unit in standing(rows, store, "case_due")} == {3}


@pytest.mark.usefixtures("probationer")
def test_who_was_wrongly_removed_in_probation_goes_on(office, rows):
    """Restored, the member is again asked for what probation asks, in the cell to which they came; an undo ends it again."""
    store = office.desk.store
    office.leave("P00001", "removal", "2021-08-01")
    before = rows(store)
    office.restore("P00001", "TG-02", on="2021-10-01")
    assert [rule for rule, _, _ in standing(rows, store, "case_due")] == ["PR-01", "TL-04"]
    assert {unit for *_, unit in standing(rows, store, "case_due")} == {3}
    office.undo()
    assert rows(store) == before


def test_a_case_in_a_closed_cell_waits_on(office, rows):
    """Nobody carries the cell on: the case has not ended, and still stands where it stood."""
    case = office.candidate()
    office.step(case, "application", "2021-02-01")
    office.close("TG-01", "2021-06-01")
    assert standing(rows, office.desk.store) == [("application", 2)]


@pytest.mark.usefixtures("probationer")
def test_a_merger_takes_what_is_due_along(office, rows):
    """From the day of the merger it is due in the cell that carries the other on."""
    office.merge(("TG-01",), "TG-02", "2021-09-01")
    assert {unit for *_, unit in standing(rows, office.desk.store, "case_due")} == {3}


def test_a_fact_of_the_law_changes_the_last_day(office, rows, own_data):
    """Under a committee's own text the limit is another, from the next act on or the next question, whichever comes first."""
    case = office.candidate()
    office.step(case, "cell_resolution", "2021-03-01")
    assert ("TL-06", "2021-05-27", 2) in standing(rows, office.desk.store, "case_due")
    ours = document("2021-01-01") + limit("decide_admission_days", "TL-06", 10, "cell_resolution")
    own_data({"regulations/12-hd.toml": ours})
    office.step(office.candidate("Lê Văn Cẩn"), "opinions", "2021-03-02")
    assert ("TL-06", "2021-03-15", 2) in standing(rows, office.desk.store, "case_due")
