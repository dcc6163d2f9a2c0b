"""The report on what is due: nothing overdue leaves until it is done, the rest falls due within the days asked for."""

import json
import re
import sqlite3
from datetime import date, timedelta

import pytest
from wardbook import opened, statements

from partytrack.core.errors import UnitCarriedOn, UnitGone
from partytrack.core.period import Period
from partytrack.core.regulation import regulation
from partytrack.core.texts import Texts
from partytrack.record.succession import merge_units
from partytrack.record.units import add_unit
from partytrack.render import csv, text
from partytrack.render.json import render
from partytrack.reports import Params, spec
from partytrack.store.connection import runner

AS_OF = date(2022, 4, 26)


@pytest.fixture
def made(book):
    """Make the report: ``made("TG-01", within=60)``; as of the ward's day unless told otherwise."""

    def made(unit=None, as_of=AS_OF, lang="en", **asked):
        return spec("due").build(runner(book.db), Params(unit, Period(as_of, as_of), as_of, **asked), Texts(lang))

    return made


@pytest.fixture
def document(made):
    """The report as scripts read it, its tables by name."""

    def document(*args, **asked):
        found = json.loads(render(made(*args, **asked)))
        return found | {"tables": {table["name"]: table for table in found["tables"]}}

    return document


def cells(found, table, *keys):
    """The cells of some columns of a table, a tuple a row."""
    return [tuple(row[key] for key in keys) for row in found["tables"][table]["rows"]]


def test_the_longest_overdue_stands_on_top_and_what_falls_due_follows(book, document):
    """Overdue since last year, since last week; then due in a week; nothing that lies beyond the thirty days."""
    for number, due in enumerate(("2022-05-03", "2022-04-19", "2021-04-30", "2022-05-26", "2022-05-27"), start=1):
        book.case(f"C{number}")
        book.due(f"C{number}", due=due, since="2021-03-01")
    found = document()
    assert cells(found, "overdue", "case", "due_on", "days_late") == [
        ("C3", "2021-04-30", 361), ("C2", "2022-04-19", 7),
    ]  # fmt: skip
    assert cells(found, "soon", "case", "due_on", "days_late") == [("C1", "2022-05-03", -7), ("C4", "2022-05-26", -30)]
    assert [row[0] for row in cells(document(within=31), "soon", "case")] == ["C1", "C4", "C5"]
    assert cells(document(within=0), "soon", "case") == []


def test_the_last_day_is_not_overdue(book, document):
    """Due today is due; a day later it is overdue."""
    book.case("C1")
    book.due("C1", due="2022-04-26")
    assert (cells(document(), "soon", "days_late"), cells(document(), "overdue", "case")) == ([(0,)], [])
    tomorrow = document(as_of=AS_OF + timedelta(days=1))
    assert cells(tomorrow, "overdue", "days_late") == [(1,)]


def test_nothing_overdue_leaves_until_it_is_done(book, document):
    """Ten years later it is still on the list; from the day on which it was done it is not, and before it arose it was not."""
    book.case("C1")
    book.due("C1", due="2012-05-03", since="2012-03-21", until="2022-04-26")
    days = ("2012-03-20", "2012-03-21", "2012-05-04", "2022-04-25", "2022-04-26")
    standing = {day: document(as_of=date.fromisoformat(day), within=60)["tables"] for day in days}
    assert {day: (len(at["overdue"]["rows"]), len(at["soon"]["rows"])) for day, at in standing.items()} == {
        "2012-03-20": (0, 0), "2012-03-21": (0, 1), "2012-05-04": (1, 0), "2022-04-25": (1, 0), "2022-04-26": (0, 0),
    }  # fmt: skip


def test_a_row_says_what_who_by_when_and_by_which_article(book, document):
    """Scripts read codes and days, people the terms; the article is that of the text in force when the time began."""
    book.case("C1")
    book.due("C1")
    (row,) = document()["tables"]["soon"]["rows"]
    assert row == {
        "case": "C1", "name": "KC1", "unit": "TG-01", "what": "admission ceremony (cell)", "due_on": "2022-05-03",
        "days_late": -7, "ground": "TL-01: 24-QĐ/TW 2021, 4.1", "step": "admission_ceremony",
        "step_text": "admission ceremony", "actor": "cell", "actor_text": "cell", "since_on": "2022-03-21",
        "rule": "TL-01", "source": "24-QĐ/TW 2021, 4.1", "verified": True,
    }  # fmt: skip
    (row,) = document(lang="vi")["tables"]["soon"]["rows"]
    assert (row["what"], row["ground"]) == ("tổ chức lễ kết nạp (chi bộ)", "TL-01: 24-QĐ/TW 2021, mục 4.1")


@pytest.mark.parametrize(
    ("rule", "since", "text", "verified"),
    [
        ("TL-01", "2020-05-01", "29-QĐ/TW", True),
        ("TL-01", "2022-05-01", "24-QĐ/TW", True),
        ("TL-01", "2026-08-01", None, None),  # a limit that began before 208-QĐ/TW keeps its text
        ("TL-02", "2026-08-01", "208-QĐ/TW", False),
        ("CL-01", "1999-01-01", None, None),  # an old certificate is judged by the first text there was
    ],
)
def test_the_text_is_that_by_which_the_time_runs(rule, since, text, verified):
    """In force on the day, else the newest before it, else the first after; a number that no text has is nobody's."""
    value = regulation().behind(rule, date.fromisoformat(since))
    assert value.rule == rule
    assert text in {None, value.document}
    assert verified in {None, value.verified}
    assert regulation().behind("XX-99", date(2022, 1, 1)) is None


def test_what_rests_on_an_unseen_text_says_so(book, made, document):
    """208-QĐ/TW is known from a quiz: the row is marked, and a note names the rule and the cell."""
    as_of = date(2026, 9, 30)
    book.case("C1", "TG-02")
    book.due("C1", rule="TL-02", due="2026-09-15", since="2026-08-03", unit="TG-02")
    found = document(as_of=as_of)
    assert cells(found, "overdue", "ground", "verified") == [("TL-02: 208-QĐ/TW 2026; text not verified", False)]
    assert [(note["code"], note["units"]) for note in found["notes"]] == [("text_unverified", ["TG-02"])]
    assert (
        made(as_of=as_of, lang="vi")
        .notes[0]
        .text.startswith("1 việc dựa vào quy định chưa xem được nguyên văn (TL-02)")
    )


LEADS = [
    (("2021-04-30", "2022-04-19", "2022-05-03"),
     "2 việc quá hạn, 1 việc đến hạn trong 30 ngày tới; việc quá hạn lâu nhất có hạn 30/4/2021.",
     "2 overdue, 1 due within 30 days; the oldest since 30 Apr 2021."),
    (("2022-05-03",), "Không có việc nào quá hạn, 1 việc đến hạn trong 30 ngày tới.",
     "Nothing is overdue, 1 due within 30 days."),
]  # fmt: skip


@pytest.mark.parametrize(("days", "vi", "en"), LEADS)
def test_the_lead_says_how_much_and_since_when(book, made, days, vi, en):
    """The answer in one sentence."""
    for number, due in enumerate(days):
        book.case(f"C{number}")
        book.due(f"C{number}", due=due, since="2021-03-01")
    assert (made(lang="vi").lead, made(lang="en").lead) == ((vi,), (en,))


def test_the_units_show_where_it_waits(book, document):
    """The cell with most overdue first, a cell with nothing last, and the total is the sum."""
    for number, (unit, due) in enumerate(
        (("TG-01", "2022-05-03"), ("TG-02", "2022-04-19"), ("TG-02", "2021-04-30"), ("TG-02", "2022-05-10"))
    ):
        book.case(f"C{number}", unit)
        book.due(f"C{number}", due=due, since="2021-03-01", unit=unit)
    found = document()
    assert cells(found, "units", "unit", "overdue", "soon", "oldest_due", "own") == [
        ("TG-02", 2, 1, "2021-04-30", False), ("TG-01", 0, 1, None, False), ("TG-03", 0, 0, None, False),
    ]  # fmt: skip
    assert found["tables"]["units"]["total"] == {"unit": "TG", "overdue": 2, "soon": 2, "oldest_due": "2021-04-30"}
    cell = document("TG-02")
    assert cells(cell, "units", "unit", "overdue", "soon", "own") == [("TG-02", 2, 1, True)]
    assert cells(cell, "overdue", "case") == [("C2",), ("C1",)]
    assert cells(document(depth="cells"), "units", "unit", "overdue") == cells(found, "units", "unit", "overdue")


def test_a_section_stands_for_its_cells(desk, ward):
    """A row for each child: what waits in a section's cells is the section's; by cells each has its own; an empty section has none."""
    for code in ("BP", "BQ"):
        add_unit(desk, code, f"Đảng bộ bộ phận {code}", kind="section_committee", under="TG")
    add_unit(desk, "BP-01", "Chi bộ Trường học", kind="cell", under="BP")
    with opened(ward) as book:
        book.case("C1", "BP-01")
        book.due("C1", unit="BP-01")

        def rows(unit, depth):
            params = Params(unit, Period(AS_OF, AS_OF), AS_OF, depth=depth)
            found = spec("due").build(runner(book.db), params, Texts("en")).tables[2].rows
            return [(row["unit"], row["soon"], row["own"]) for row in found]

        assert rows(None, "children")[:2] == [("BP", 1, False), ("BQ", 0, False)]
        assert [code for code, *_ in rows(None, "cells")] == ["BP-01", "TG-01", "TG-02", "TG-03"]
        assert rows("BP", "children") == [("BP-01", 1, False)]
        assert rows("BQ", "children") == [("BQ", 0, True)]


@pytest.mark.parametrize("on_map", ["then", "today"])
def test_after_a_merger_the_unit_of_the_day_answers(desk, ward, on_map):
    """What stood in TG-01 stands in TG-20 since; asked about TG-01 itself one is sent on, before the merger it answers."""
    merge_units(desk, ("TG-01", "TG-02"), into="TG-20", name="Chi bộ 20", on=date(2022, 4, 1), document="12-QĐ")
    with opened(ward) as book:
        book.case("C1", "TG-20")
        book.due("C1", since="2022-03-21", until="2022-04-01", unit="TG-01")
        book.due("C1", rule="TL-06", since="2022-04-01", unit="TG-20")

        def rows(unit, as_of):
            report = spec("due").build(
                runner(book.db), Params(unit, Period(as_of, as_of), as_of, map=on_map, within=60), Texts("en")
            )
            return [(row["unit"], row["soon"]) for row in report.tables[2].rows]

        assert rows(None, AS_OF) == [("TG-20", 1), ("TG-03", 0)]
        assert rows("TG-20", AS_OF) == [("TG-20", 1)]
        assert rows("TG-01", date(2022, 3, 31)) == [("TG-01", 1)]
        with pytest.raises(UnitGone if on_map == "then" else UnitCarriedOn):
            rows("TG-01", AS_OF)


def test_a_case_that_a_closed_cell_left_open_is_not_forgotten(book, document):
    """The closed cell has a row of its own, with its last day, as long as something waits there, on either map."""
    book.db.execute("UPDATE unit SET to_on = '2022-04-01', end_document = '7-QĐ' WHERE code = 'TG-02'")
    book.db.execute(
        "UPDATE path_version SET to_on = '2022-04-01' WHERE unit_id = (SELECT id FROM unit WHERE code = 'TG-02')"
    )
    book.case("C1", "TG-02")
    book.due("C1", due="2022-04-10", unit="TG-02")
    for on_map in ("then", "today"):
        found = document(map=on_map)
        assert cells(found, "overdue", "case", "unit") == [("C1", "TG-02")]
        assert cells(found, "units", "unit", "name", "overdue")[0] == (
            "TG-02", "Chi bộ Tổ dân phố 2 (until 31 Mar 2022; closed, 7-QĐ)", 1,
        )  # fmt: skip
    book.db.execute("DELETE FROM case_due")
    assert [row[0] for row in cells(document(), "units", "unit")] == ["TG-01", "TG-03"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_screen_holds_it_in_80_columns(book, made, lang):
    """Long names, long steps and long articles fold; days are never broken, and days left have no sign."""
    name = "Nguyễn Thị Phương Thảo Quỳnh Anh"
    for number, (rule, step) in enumerate(
        (("TL-01", "admission_ceremony"), ("TL-09", "member_file"), ("CL-01", "cell_resolution"))
    ):
        case = f"C{number:05}"
        book.case(case)
        book.db.execute("UPDATE person SET name = ? WHERE code = ?", (name, f"K{case}"))
        book.due(case, rule=rule, step=step, since="2022-03-21")
        book.due(case, rule="TL-06", step="admission_decision", due="2021-12-31", since="2021-03-01")
    shown = text.render(made(lang=lang), Texts(lang))
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert {"vi": "3/5/2022", "en": "3 May 2022"}[lang] in shown
    assert "-7" not in shown
    assert "C00001" in shown


def test_the_period_is_the_days_asked_for(made):
    """Scripts find the as-of day and the last day that counts as soon; a number of days beyond all calendars is the last day."""
    assert made(within=30).period == Period(AS_OF, date(2022, 5, 26))
    assert made(within=99_999_999).period.last == date.max
    assert made().basis == ""


def test_csv_has_every_row(book, made):
    """Three blocks, one after another."""
    book.case("C1")
    book.due("C1")
    book.due("C1", rule="TL-06", due="2022-01-01")
    lines = csv.render(made(), Texts("en")).splitlines()
    assert [line[:3] for line in lines if line.startswith("C1,")] == ["C1,", "C1,"]


def test_a_reminder_names_nobody_in_its_key(book, made):
    """Its key holds the store's root, for the case codes of two stores are alike, and stays when the limit is put off."""
    book.case("C1")
    book.due("C1")
    (reminder,) = made("TG-01").reminders
    assert (reminder.key, reminder.on, reminder.name) == ("TG-C1-TL-01-2022-03-21", date(2022, 5, 3), "KC1")
    book.db.execute("UPDATE case_due SET due_on = '2022-05-20'")
    (later,) = made().reminders
    assert (later.key, later.on) == (reminder.key, date(2022, 5, 20))


@pytest.mark.parametrize("analysed", [False, True])
@pytest.mark.parametrize("on_map", ["then", "today"])
def test_what_is_due_is_read_from_its_index(book, made, analysed, on_map):
    """Found by unit and day; no scan of any table, and neither the journal nor the steps are looked at."""
    for number in range(50):
        book.case(f"C{number}")
        book.due(f"C{number}")
    if analysed:
        book.db.execute("ANALYZE")
    with statements(book) as seen:
        made("TG", map=on_map)
    plans = {each: [row[3] for row in book.db.execute(f"EXPLAIN QUERY PLAN {each}")] for each in seen}
    (due,) = [plan for each, plan in plans.items() if "case_due" in each]
    assert any(re.match(r"SEARCH d USING INDEX ix_case_due_unit \(unit_id=\? AND due_on<\?\)", step) for step in due)
    assert [
        step for plan in plans.values() for step in plan if step.startswith("SCAN") and "CONSTANT" not in step
    ] == []
    assert not [each for each in seen if "journal" in each or "step_event" in each]


def test_the_number_of_statements_is_fixed(book, made):
    """Three, whether nothing waits or much."""
    counts = []
    for size in (0, 40):
        for number in range(size):
            book.case(f"C{number}")
            book.due(f"C{number}")
        with statements(book) as seen:
            made()
        counts.append(len(seen))
    assert counts == [3, 3]


def test_the_fixture_keeps_the_rules_of_the_store(book):
    """An obligation of a case that does not exist would be refused, so the rows above are such as the store holds."""
    book.db.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        book.insert(
            "case_due", candidacy_id=999, rule="TL-01", from_on="2022-01-01", to_on="9999-12-31", step="application",
            since_on="2022-01-01", due_on="2022-02-01", unit_id=1,
        )  # fmt: skip
