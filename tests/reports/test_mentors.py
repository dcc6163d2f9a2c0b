"""The report on mentors: whom each helps, who is alone since when and why, and who could be asked."""

import json
import re
from datetime import date

import pytest
from wardbook import statements

from partytrack.core.period import Period
from partytrack.core.texts import Texts
from partytrack.counting.mentoring import probation_over_from
from partytrack.render import csv, text
from partytrack.render.json import render
from partytrack.reports import Params, spec
from partytrack.store.connection import runner

AS_OF = date(2022, 4, 26)


@pytest.fixture
def made(book):
    """Make the report: ``made("TG-01")``; as of the ward's day unless told otherwise."""

    def made(unit=None, as_of=AS_OF, lang="en", **asked):
        params = Params(unit, Period(as_of, as_of), as_of, **asked)
        return spec("mentors").build(runner(book.db), params, Texts(lang))

    return made


@pytest.fixture
def tables(made):
    """The tables of the report as scripts read them, by name."""

    def tables(*args, **asked):
        found = json.loads(render(made(*args, **asked)))["tables"]
        return {table["name"]: table["rows"] for table in found}

    return tables


def cells(rows, *keys):
    """The cells of some columns, a tuple a row."""
    return [tuple(row[key] for key in keys) for row in rows]


def test_each_mentor_stands_with_whom_and_since_when(book, tables):
    """Two cases since February and May are one row with the earlier day; the busier mentor comes first."""
    book.member("P1")
    book.member("P2", "TG-02")
    for case, unit in (("C1", "TG-01"), ("C2", "TG-01"), ("C3", "TG-02")):
        book.case(case, unit)
    book.helps("P1", "C1", "2021-05-01")
    book.helps("P1", "C2", "2021-02-01")
    book.helps("P2", "C3", "2021-01-10")
    found = tables()
    assert cells(found["load"], "code", "unit", "open_cases", "whom", "from_on") == [
        ("P1", "TG-01", 2, "C1, C2", "2021-02-01"), ("P2", "TG-02", 1, "C3", "2021-01-10"),
    ]  # fmt: skip
    assert found["without"] == []
    assert found["free"] == []


def test_the_report_is_of_its_day(book, tables):
    """As of May 2021 the first mentor of a case helps it, as of July the second; before the assignment nobody did."""
    for member in ("P1", "P2"):
        book.member(member)
    book.case("C1")
    book.helps("P1", "C1", "2021-02-01", "2021-06-01", "replaced")
    book.helps("P2", "C1", "2021-06-01")
    helping = {day: cells(tables(as_of=date(2021, *day))["load"], "code") for day in ((1, 31), (2, 1), (5, 31), (6, 1))}
    assert helping == {(1, 31): [], (2, 1): [("P1",)], (5, 31): [("P1",)], (6, 1): [("P2",)]}
    assert cells(tables(as_of=date(2021, 1, 31))["without"], "case", "without_since", "reason") == [
        ("C1", "2021-01-05", None)
    ]


WITHOUT = {
    "never assigned": ([], [], ("2021-01-05", None, "never assigned")),
    "the mentor moved to another organisation": (
        [("2021-02-01", "2021-06-01", "moved")], [], ("2021-06-01", "moved", "moved to another cell or organisation")),
    "the assignment just ended": (
        [("2021-02-01", "2022-04-26", None)], [], ("2022-04-26", None, None)),
    "the mentor is on no roll any more": (
        [("2021-02-01", "9999-12-31", None)], [("2010-02-03", "2022-03-01")],
        ("2022-03-01", "gone", "the mentor is a full member nowhere any more")),
}  # fmt: skip


@pytest.mark.parametrize("situation", WITHOUT)
def test_a_case_that_nobody_helps_says_since_when_and_why(book, tables, situation):
    """An assignment counts while it lasts and the mentor is a full member somewhere."""
    spells, stays, expected = WITHOUT[situation]
    since, until = stays[0] if stays else ("2010-02-03", "9999-12-31")
    book.member("P1", since=since, until=until)
    book.case("C1")
    for start, end, reason in spells:
        book.helps("P1", "C1", start, end, reason)
    found = tables()
    assert cells(found["without"], "case", "without_since", "reason", "why") == [("C1", *expected)]
    assert found["load"] == []


def test_a_mentor_who_moved_within_the_party_still_helps(book, tables):
    """A full member of another cell now remains the mentor, and is shown where they are."""
    book.member("P1", until="2022-01-01")
    book.stay("P1", "TG-03", since="2022-01-01")
    book.case("C1")
    book.helps("P1", "C1")
    assert cells(tables()["load"], "code", "unit") == [("P1", "TG-03")]
    assert cells(tables("TG-01")["load"], "code", "unit") == [("P1", "TG-03")]


def test_who_is_full_member_by_now_needs_no_mentor(book, tables):
    """Probationers do, until the decision on full membership; a case that has ended does not."""
    for number, step in enumerate(("new_member_course", "confirmation_executive_resolution", "confirmation_decision")):
        book.case(f"C{number}", step=step)
    book.case("C9", until="2022-01-01")
    assert cells(tables()["without"], "case") == [("C0",), ("C1",)]


def test_what_a_mentor_did_before(book, tables):
    """One admitted, one lost, one whose decision lapsed; what happened under another mentor is the other's."""
    for member in ("P1", "P2"):
        book.member(member)
    for case in ("C1", "C2", "C3", "C4", "C5"):
        book.case(case, until="2022-01-01" if case != "C1" else "9999-12-31")
    book.helps("P1", "C1", "2021-02-01")
    book.helps("P1", "C2", "2021-02-01")
    book.step("C2", "admission_decision", "2021-05-01")
    book.step("C2", "admission_ceremony", "2021-05-19")
    book.helps("P1", "C3", "2021-02-01", "2021-08-01", "case_ended")
    book.step("C3", "dropped", "2021-08-01")
    book.helps("P1", "C4", "2021-02-01", "2021-09-01", "case_ended")
    book.step("C4", "admission_decision", "2021-05-01")
    book.step("C4", "decision_lapsed", "2021-09-01")
    book.helps("P1", "C5", "2021-02-01", "2021-04-01", "replaced")
    book.helps("P2", "C5", "2021-04-01")
    book.step("C5", "admission_decision", "2021-04-01")
    (row,) = tables()["load"]
    assert (row["load"], row["led"], row["lost"]) == (1, 1, 2)


def test_a_probationer_removed_was_led_to_admission_once(book, tables):
    """An admission stays one (F2): whoever was removed in probation is led, and not lost beside."""
    book.member("P1")
    book.case("C1")
    book.case("C2", until="2021-12-01")
    book.helps("P1", "C1")
    book.helps("P1", "C2", "2021-02-01", "2021-12-01", "case_ended")
    for step, on in (("admission_decision", "2021-05-01"), ("removed_in_probation", "2021-12-01")):
        book.step("C2", step, on)
    (row,) = tables()["load"]
    assert (row["led"], row["lost"]) == (1, 0)


def test_the_free_are_of_the_cells_in_which_somebody_is_missing(book, tables):
    """Asked about the ward, only cells with a lonely case offer their members; asked about itself, any cell does."""
    for member, unit in (("P1", "TG-01"), ("P2", "TG-02"), ("P3", "TG-02")):
        book.member(member, unit)
    book.case("C1", "TG-01")
    book.case("C2", "TG-02")
    book.helps("P2", "C2")
    assert cells(tables()["free"], "unit", "code", "cases") == [("TG-01", "P1", "C1")]
    assert cells(tables("TG-02")["free"], "code", "load", "cases") == [("P3", 0, None), ("P2", 1, None)]


FIT = {
    "nothing on record": ({}, "same_cell", None),
    "the occupation of the one who is alone": ({"work": "farmer"}, "same_occupation same_cell", None),
    "another occupation": ({"work": "retired"}, "same_cell", None),
    "born in 1956, 66 by now": ({"born_on": "1956-04-26", "born_precision": "day"}, "same_cell", "old"),
    "born a day later, still 65": ({"born_on": "1956-04-27", "born_precision": "day"}, "same_cell", None),
    "born in 1956, on which day nobody knows": ({"born_on": "1956-01-01", "born_precision": "year"}, "same_cell", None),
    "left the cell the day after, which nobody knew yet": ({"until": "2022-04-27"}, "same_cell", None),
    "in probation until today": (
        {"role": "probationary", "since": "2021-04-26", "admitted_on": "2021-04-26"}, "same_cell", "unconfirmed"),
}  # fmt: skip


@pytest.mark.parametrize("situation", FIT)
def test_what_speaks_for_and_against_a_member(book, tables, situation):
    """Recorded facts only, and what is not known speaks neither way."""
    told, speaks_for, against = FIT[situation]
    book.member("P1", **told)
    book.case("C1", work="farmer")
    assert cells(tables()["free"], "code", "for_codes", "against_codes") == [("P1", speaks_for, against)]


def test_who_is_in_probation_or_elsewhere_cannot_be_asked(book, tables):
    """A day short of the twelve months is probation; a candidate and one who has left are no members."""
    book.member("P1", role="probationary", since="2021-04-27", admitted_on="2021-04-27")
    book.member("P2", role="candidate")
    book.member("P3", until="2022-04-26")
    book.member("P4", "TG-02")
    book.case("C1")
    assert tables()["free"] == []


def test_the_fittest_come_first(book, tables):
    """Fewest reasons against, then the lightest load, then the most reasons for: two open cases are one against."""
    for member, work in (("P1", None), ("P2", None), ("P3", "farmer"), ("P4", None)):
        book.member(member, work=work)
    for case, mentor in (("C1", "P1"), ("C2", "P1"), ("C3", "P2")):
        book.case(case, "TG-02")
        book.helps(mentor, case)
    book.case("C9", work="farmer")
    assert cells(tables()["free"], "code", "load", "against_codes") == [
        ("P3", 0, None), ("P4", 0, None), ("P2", 1, None), ("P1", 2, "busy"),
    ]  # fmt: skip


def test_the_limits_are_a_setting(book, tables, own_data):
    """A committee that asks less of its members says so in its own folder, without a program."""
    own_data({"mentoring.toml": "[busy]\nlimit = 1\n[old]\nlimit = 50\n"})
    book.member("P1", born_on="1970-01-01", born_precision="year", until="2022-05-27")
    book.case("C1", "TG-02")
    book.helps("P1", "C1")
    book.case("C2")
    assert cells(tables()["free"], "code", "against_codes") == [("P1", "busy old")]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_screen_shows_five_of_each_cell_and_scripts_all(book, made, lang):
    """Twelve members of a cell fit on no screen beside others; JSON and CSV have them, and the screen says so."""
    for number in range(12):
        book.member(f"P{number:02}", work="farmer" if number % 2 else None)
    book.case("C1", work="farmer")
    report = made(lang=lang)
    shown = text.render(report, Texts(lang))
    assert len(report.tables[2].rows) == 12
    assert len(re.findall(r"^TG-01 +P", shown, re.MULTILINE)) == 5
    assert {"vi": "hiện 5 trên 12", "en": "5 of 12"}[lang] in shown
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert csv.render(report, Texts(lang)).count("TG-01,P") == 12


def test_the_lead_counts_what_the_tables_show(book, made):
    """Mentors, whom they help, and who is alone."""
    book.member("P1")
    for case in ("C1", "C2", "C3"):
        book.case(case)
    book.helps("P1", "C1")
    book.helps("P1", "C2")
    report = made()
    assert report.lead == ("Mentors: 1; people mentored: 2; without a mentor: 1.",)
    assert report.tables[0].total["open_cases"] == 2


def test_both_maps_show_the_cells_of_the_day(book, tables):
    """What stands on a day stands in that day's organisation, whichever map is named."""
    book.member("P1")
    book.case("C1")
    assert tables(map="then") == tables(map="today")


def test_the_number_of_statements_is_fixed(book, made):
    """Four, whether the ward has nobody or many."""
    counts = []
    for size in (0, 20):
        for number in range(size):
            book.member(f"P{number}")
            book.case(f"C{number}")
            book.helps(f"P{number}", f"C{number}") if number % 2 else None
        with statements(book) as seen:
            made()
        counts.append(len([each for each in seen if "SELECT" in each]))
    assert counts == [4, 4]


@pytest.mark.parametrize(
    ("as_of", "last"),
    [("2022-04-26", "2021-04-26"), ("2025-02-28", "2024-02-29"), ("2025-03-01", "2024-03-01"), ("2024-02-29", "2023-02-28")],
)  # fmt: skip
def test_probation_is_over_after_its_months(as_of, last):
    """Who entered on 29/2/2024 has twelve months behind them on 28/2/2025."""
    assert probation_over_from(date.fromisoformat(as_of)) == date.fromisoformat(last)
