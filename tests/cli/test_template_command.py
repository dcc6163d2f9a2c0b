"""``template`` and the way back: what a unit was sent comes back unchanged, changed, too late, or to the wrong place."""

import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from openpyxl import load_workbook

from partytrack.core.sent import SENT_SHEET

LAYOUTS = ("units", "members", "candidates", "quotas", "tallies")
HEADER, FIRST = 5, 6


def headers(sheet):
    """The columns of a sheet by their headers."""
    return {str(cell.value).rstrip("\xa0*"): cell.column for cell in sheet[HEADER]}


def filled(path, *changes):
    """Open a template as its unit does and write cells: the code of the row (``None``: the first empty one), header, value."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    codes = [sheet.cell(row, 2).value for row in range(FIRST, sheet.max_row + 1)]
    for code, label, value in changes:
        sheet.cell(FIRST + codes.index(code), headers(sheet)[label]).value = value
    book.save(path)
    return path


@pytest.fixture
def sent(run, tmp_path):
    """Make a template: ``sent("members", store)`` hands back its file."""

    def make(layout, store, *more):
        path = tmp_path / f"{layout}.xlsx"
        done = run("template", layout, "--output", path, "--force", *more, db=store)
        assert (done.code, done.out) == (0, "")
        return path

    return make


@pytest.fixture
def back(run):
    """Read a template that came back: ``back("members", path, store)`` hands back the exit code and the document."""

    def read(layout, path, store, *more):
        done = run("import", layout, path, "--format", "json", *more, db=store)
        return done.code, json.loads(done.out)

    return read


def row_of(found, key):
    """The row of a record."""
    return next(row for row in found["rows"] if row["key"] == key)


# --- the file ---


def test_a_template_goes_into_the_folder_of_reports(run, demo, tmp_path):
    """Without a named file it lies under ./reports, named after layout and unit; one that is there stays unless forced."""
    done = run("template", "candidates", "--unit", "tg-03", db=demo)
    assert (done.code, done.out, done.err) == (0, "", "Wrote reports/template-candidates-TG-03.xlsx.\n")
    file = tmp_path / "reports" / "template-candidates-TG-03.xlsx"
    before = file.read_bytes()
    assert run("template", "candidates", "--unit", "TG-03", db=demo).code == 1
    assert file.read_bytes() == before
    assert run("template", "candidates", "--unit", "TG-03", "--force", db=demo).code == 0


def test_an_unknown_unit_or_layout_is_told_with_its_neighbours(run, demo, tmp_path):
    """An unknown code is exit 3 with the nearest ones, and nothing is written."""
    done = run("template", "members", "--unit", "TG-33", db=demo)
    assert done.code == 3
    assert "TG-03" in done.err
    done = run("template", "member", db=demo)
    assert done.code == 3
    assert "members" in done.err
    assert not (tmp_path / "reports").exists()


def test_a_template_without_rows(sent, demo):
    """With --blank nothing of what is on record goes out."""
    book = load_workbook(sent("members", demo, "--blank"))
    assert book.worksheets[0].cell(FIRST, 3).value is None
    assert len(list(book[SENT_SHEET].values)) == 2


def test_a_template_holds_the_open_cases_of_its_unit(sent, demo):
    """A cell gets its own candidates and members in probation, a committee those of all cells, each in the order of names."""
    cells = [
        row[0]
        for row in load_workbook(sent("candidates", demo, "--unit", "TG-03"))
        .worksheets[0]
        .iter_rows(FIRST, values_only=True)
    ]
    assert list(filter(None, cells)) == ["C00059", "C00036", "C00001", "C00049"]
    whole = [row[7] for row in load_workbook(sent("candidates", demo)).worksheets[0].iter_rows(FIRST, values_only=True)]
    assert whole[:32] == sorted(whole[:32])
    assert {code for code in whole if code} >= {"TG-01", "TG-03", "TG-12"}


def test_nothing_is_recorded(run, demo_copy, held):
    """Making a template changes nothing, the journal among it."""
    before = held(demo_copy)
    assert run("template", "members", db=demo_copy).code == 0
    assert held(demo_copy) == before


# --- the way back ---


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_comes_back_untouched_is_all_the_same(run, demo, tmp_path, layout, lang):
    """A template of either language that nobody filled in asks for nothing, and every column of it was understood."""
    path = tmp_path / "back.xlsx"
    assert run("template", layout, "--output", path, db=demo, lang=lang).code == 0
    done = run("import", layout, path, "--dry-run", "--format", "json", db=demo)
    found = json.loads(done.out)
    assert done.code == 0, done.err
    assert {name: count for name, count in found["counts"].items() if count} in ({}, {"same": len(found["rows"])})
    assert all(not row["findings"] and not row["changes"] for row in found["rows"])


def test_other_quotas_and_tallies_come_back_too(run, ward, sent, back):
    """Ranges, terms, rates with their base, rounds, several versions and tallies of other measures come back as they went."""
    for args in (
        ("TG-01", "2021", "15+", "--on", "2020-12-15", "--document", "1-CV"),
        ("TG-01", "2021", "15-20", "--on", "2021-02-15", "--document", "2-CV"),
        ("TG", "2021-2025", "3-4%", "--base-count", "600", "--base-on", "2020-12-31", "--assumed"),
        ("TG-02", "2022", "2", "--round", "national_day", "--on", "2021-12-15", "--document", "3-CV"),
        ("TG-02", "2022-2025", "avg:2", "--measure", "course", "--segment", "women", "--assumed"),
    ):
        assert run("quota", "set", *args, db=ward).code == 0, args
    assert run("tally", "set", "TG-03", "2017", "3", "--document", "BC", db=ward).code == 0
    assert run("tally", "set", "TG-03", "2017", "5", "--measure", "course", "--document", "BC", db=ward).code == 0
    for layout, count in (("quotas", 4), ("tallies", 2)):
        code, found = back(layout, sent(layout, ward), ward, "--dry-run")
        assert (code, found["counts"]) == (0, {"add": 0, "change": 0, "same": count, "refuse": 0}), layout


@pytest.fixture
def ward_of_three(run, ward):
    """The ward with a member and two candidates in TG-01."""
    for args in (
        ("member", "add", "Lê Thị Hoà", "--unit", "TG-01", "--born", "1970"),
        (
            "candidate",
            "add",
            "Trần Đức",
            "--cell",
            "TG-01",
            "--source",
            "student",
            "--on",
            "2021-01-05",
            "--born",
            "2000-02-03",
        ),
        (
            "candidate",
            "add",
            "Võ Nam",
            "--cell",
            "TG-01",
            "--source",
            "student",
            "--on",
            "2021-03-05",
            "--born",
            "1999-12-31",
        ),
        ("candidate", "mentor", "C00001", "P00001", "--on", "2021-02-01"),
    ):
        assert run(*args, db=ward).code == 0
    return ward


def test_what_the_unit_changed_and_added_is_recorded(ward_of_three, sent, back):
    """Changed cells are changes, a filled row is a new record, and the file once more is all the same."""
    path = sent("candidates", ward_of_three, "--unit", "TG-01")
    filled(
        path,
        ("C00001", "Sex", "male"), ("C00001", "Application on", date(2021, 9, 9)),
        ("C00002", "Mentor", "Lê Thị Hoà (P00001)"), ("C00002", "Mentor assigned on", date(2021, 4, 1)),
    )  # fmt: skip
    told = {"Full name": "Phan Mới", "Birth date": "5/2001", "Cell": "TG-01", "Source": "pupil or student"}
    filled(path, *((None, label, value) for label, value in told.items()))
    code, found = back("candidates", path, ward_of_three)
    assert (code, found["counts"]) == (0, {"add": 1, "change": 2, "same": 0, "refuse": 0})
    told = {change["field"]: change["new"] for change in row_of(found, "C00001")["changes"]}
    assert told == {"sex": "m", "application": "2021-09-09"}
    code, found = back("candidates", path, ward_of_three)
    assert (code, found["counts"]) == (0, {"add": 0, "change": 0, "same": 3, "refuse": 0})


def test_what_the_unit_left_alone_stays_as_the_store_has_it(run, ward_of_three, sent, back):
    """A value that changed in the store after the file went out is not turned back by it."""
    path = sent("candidates", ward_of_three)
    assert run("candidate", "fact", "C00001", "occupation", "student", db=ward_of_three).code == 0
    with closing(sqlite3.connect(ward_of_three)) as store:
        store.execute("UPDATE person SET name = 'Trần Văn Đức' WHERE id = 2")
        store.commit()
    code, found = back("candidates", path, ward_of_three)
    assert (code, row_of(found, "C00001")["outcome"]) == (0, "same")


def test_what_both_changed_waits_for_a_decision(run, ward_of_three, sent, back):
    """Two different values since the file went out are a conflict; file or store settles it, for the row or the cell."""
    path = sent("candidates", ward_of_three)
    filled(path, ("C00001", "Occupation", "public employee"))
    assert run("candidate", "fact", "C00001", "occupation", "student", db=ward_of_three).code == 0
    code, found = back("candidates", path, ward_of_three)
    row = row_of(found, "C00001")
    assert (code, row["outcome"], [each["code"] for each in row["findings"]]) == (4, "refuse", ["conflict"])
    cell = row["findings"][0]["at"].rpartition("!")[2]
    code, found = back("candidates", path, ward_of_three, "--dry-run", "--decide", f"{FIRST}=store")
    assert (code, row_of(found, "C00001")["outcome"]) == (0, "same")
    code, found = back("candidates", path, ward_of_three, "--decide", f"{cell}=file")
    assert code == 0
    assert [(each["old"], each["new"]) for each in row_of(found, "C00001")["changes"]] == [
        ("student", "public_employee")
    ]


def test_a_tally_that_both_changed_waits_for_a_decision(run, ward, sent, back):
    """Tallies have no code, yet a figure that was put right meanwhile is not turned back by the file."""
    assert run("tally", "set", "TG-03", "2017", "3", "--document", "BC 1", db=ward).code == 0
    path = sent("tallies", ward)
    untouched = path.read_bytes()
    filled(path, ("TG-03", "Admitted", 5))
    assert run("tally", "remove", "TG-03", "2017", db=ward).code == 0
    assert run("tally", "set", "TG-03", "2017", "4", "--document", "BC 2", db=ward).code == 0
    code, found = back("tallies", path, ward)
    assert (code, [each["code"] for each in found["rows"][0]["findings"]]) == (4, ["conflict"])
    code, found = back("tallies", path, ward, "--decide", f"{FIRST}=file")
    assert (code, [(each["field"], each["new"]) for each in found["rows"][0]["changes"]]) == (0, [("count", 5)])
    path.write_bytes(untouched)
    code, found = back("tallies", path, ward)
    assert (code, found["counts"]["same"], found["rows"][0]["changes"]) == (0, 1, [])


def test_a_row_written_beneath_is_read_as_in_any_list(run, ward, sent, back):
    """Somebody on record of whom nothing was sent keeps the marks of the name and the day of birth that it leaves out."""
    for name, cell in (("Trần Thị Hòa", "TG-01"), ("Lê Văn Đức", "TG-02")):
        assert run("member", "add", name, "--unit", cell, "--born", "1/2/1980", db=ward).code == 0
    told = (("Full name", "LE VAN DUC"), ("Birth date", "1980"), ("Member code", "P00002"))
    path = filled(sent("members", ward, "--unit", "TG-01"), *((None, *each) for each in told))
    code, found = back("members", path, ward)
    row = row_of(found, "P00002")
    assert (code, row["outcome"], row["changes"]) == (0, "same", [])
    assert {each["code"] for each in row["findings"]} == {"name_tidied", "name_unmarked", "born_coarser"}


def test_an_emptied_cell_erases_nothing(ward_of_three, sent, back):
    """A blank where something was sent is noted, and the value stays."""
    path = filled(sent("candidates", ward_of_three), ("C00001", "Birth date", None))
    code, found = back("candidates", path, ward_of_three)
    row = row_of(found, "C00001")
    assert (code, row["outcome"], row["changes"]) == (0, "same", [])
    assert [each["code"] for each in row["findings"]] == ["blank_kept"]


def test_sorted_rows_find_their_records(ward_of_three, sent, back):
    """Rows in another order are about the same records, by their hidden keys also the one whose code was erased."""
    path = sent("candidates", ward_of_three)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    one, other = ([cell.value for cell in sheet[row]] for row in (FIRST, FIRST + 1))
    for row, values in ((FIRST, other), (FIRST + 1, one)):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    sheet.cell(FIRST, 2).value, sheet.cell(FIRST, 3).value = None, "Đinh Tên Khác"
    book.save(path)
    code, found = back("candidates", path, ward_of_three, "--dry-run")
    assert code == 0
    assert {row["key"]: row["outcome"] for row in found["rows"]} == {other[0]: "change", one[0]: "same"}


def test_a_copied_row_is_told(ward_of_three, sent, back):
    """A row that was copied is about one record twice: both are refused, and nothing is recorded."""
    path = sent("candidates", ward_of_three)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for cell in sheet[FIRST]:
        sheet.cell(FIRST + 2, cell.column).value = cell.value
    book.save(path)
    code, found = back("candidates", path, ward_of_three)
    assert (code, found["counts"]["refuse"]) == (4, 2)


def test_scrambled_rows_are_refused(ward_of_three, sent, back):
    """Codes that were sorted without their rows are refused with their addresses."""
    path = sent("candidates", ward_of_three)
    filled(path, ("C00001", "Case code", "C00002"), ("C00002", "Case code", "C00001"))
    code, found = back("candidates", path, ward_of_three)
    assert code == 4
    assert [(row["outcome"], row["findings"][0]["code"]) for row in found["rows"]] == [("refuse", "row_scrambled")] * 2
    assert [row["findings"][0]["at"].rpartition("!")[2] for row in found["rows"]] == ["B6", "B7"]


def test_a_template_of_another_store_or_layout_is_refused(run, ward_of_three, sent, demo, held):
    """A file that was made from another store, or of another layout, changes nothing and is told so."""
    path = sent("members", demo)
    before = held(ward_of_three)
    done = run("import", "members", path, db=ward_of_three)
    assert (done.code, "from another store" in done.err) == (1, True)
    done = run("import", "candidates", path, db=demo)
    assert (done.code, "a template of members" in done.err) == (1, True)
    assert held(ward_of_three) == before


def test_a_damaged_template_is_told(run, ward_of_three, sent):
    """An altered hidden sheet, or the sheet of another file, is refused with what to do."""
    path = sent("members", ward_of_three)
    book = load_workbook(path)
    book[SENT_SHEET]["B3"] = book[SENT_SHEET]["B3"].value.replace("1970", "1971")
    book.save(path)
    done = run("import", "members", path, db=ward_of_three)
    assert (done.code, "no longer as it was sent" in done.err) == (4, True)
    path = sent("members", ward_of_three)
    book = load_workbook(path)
    book.worksheets[0].cell(HEADER, 1).value = "partytrack:0123456789ab"
    book.save(path)
    assert run("import", "members", path, db=ward_of_three).code == 4
