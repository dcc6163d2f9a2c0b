"""``partytrack due``: the same report as ``report due``, in every format, and in the calendar without names."""

import csv
import io
import json
import shlex
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

NAME = "Trần Thị Bích"
LANGS = ("vi", "en")


@pytest.fixture
def store(ward):
    """The ward with one case of a candidate by name, overdue since 19 April and due for another paper on 3 May."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))
    try:
        from wardbook import opened  # noqa: PLC0415  # the tests of the reports hold it
    finally:
        sys.path.pop(0)
    with opened(ward) as book:
        book.case("C00001")
        book.db.execute("UPDATE person SET name = ? WHERE code = 'KC00001'", (NAME,))
        book.due("C00001", due="2022-04-19")
        book.due("C00001", rule="TL-09", step="member_file")
        book.db.commit()
        ward.unlink()
        book.db.execute("VACUUM INTO ?", (str(ward),))
    return ward


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_due_is_the_report_due(run, store, form, lang):
    """The noun and the report give the same, in every format."""
    noun, report = (run(*words, "--format", form, db=store, lang=lang) for words in (["due"], ["report", "due"]))
    assert (noun.code, noun.err, report.code) == (0, "", 0)
    assert noun.out == report.out


def test_the_shape_is_the_contracts(run, store):
    """The keys of a report, its name, and the three tables."""
    found = json.loads(run("due", "--format", "json", db=store).out)
    assert list(found) == ["report", "title", "unit", "period", "as_of", "basis", "map", "tables", "notes"]
    assert (found["report"], found["period"], found["as_of"], found["map"]) == (
        "due", {"from": "2022-04-26", "to": "2022-05-26"}, "2022-04-26", "then",
    )  # fmt: skip
    assert [table["name"] for table in found["tables"]] == ["overdue", "soon", "units", "grounds"]


def test_how_far_and_for_which_day(run, store):
    """Within 6 days nothing falls due, within 7 one; as of 3 May both are overdue or due."""
    counts = {}
    for words in (["--within", "6"], ["--within", "7"], ["--within", "0", "--as-of", "3/5/2022"]):
        found = json.loads(run("due", *words, "--format", "json", db=store).out)
        counts[" ".join(words)] = [len(table["rows"]) for table in found["tables"]][:2]
    assert counts == {"--within 6": [1, 0], "--within 7": [1, 1], "--within 0 --as-of 3/5/2022": [1, 1]}
    assert json.loads(run("due", "--unit", "TG-02", "--format", "json", db=store).out)["tables"][0]["rows"] == []


@pytest.mark.parametrize("command", [["due"], ["report", "due"]], ids=" ".join)
def test_the_calendar_holds_every_obligation_and_no_name(run, store, tmp_path, command):
    """On the screen or in a file it can be read back."""
    done = run(*command, "--format", "ics", db=store)
    assert (done.code, NAME in done.out) == (0, False)
    events = Calendar.from_ical(done.out).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2022, 4, 19), date(2022, 5, 3)]
    assert run(*command, "--format", "ics", "--output", tmp_path / "due.ics", db=store).code == 0
    written = (tmp_path / "due.ics").read_bytes()
    assert len(Calendar.from_ical(written).walk("VEVENT")) == 2
    assert b"\r\r" not in written


def test_names_are_written_where_asked_for(run, store):
    """``--names`` puts them into the calendar."""
    assert NAME in run("due", "--format", "ics", "--names", db=store).out


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("report", ["quota", "mentors"])
def test_no_other_report_is_a_calendar(run, store, report, lang):
    """It says which one is, and exits as for wrong usage."""
    done = run("report", report, "--format", "ics", db=store, lang=lang)
    assert (done.code, done.out) == (2, "")
    assert "partytrack due" in done.err


def test_the_workbook_is_named_after_its_days(run, store, tmp_path):
    """A workbook lies in ``reports`` under the unit and the days asked for; one that exists stays without ``--force``."""
    assert run("due", "--format", "xlsx", db=store).code == 0
    path = tmp_path / "reports" / "due-TG-2022-04-26-2022-05-26.xlsx"
    texts = [str(cell.value) for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert NAME in texts
    assert "TL-01: 24-QĐ/TW 2021, 4.1" in texts
    assert run("due", "--format", "xlsx", db=store).code == 1
    assert run("due", "--format", "xlsx", "--force", db=store).code == 0


def test_a_report_of_one_day_is_named_after_it(run, store, tmp_path):
    """The mentors of a day: one day in the name of the file and none twice on the screen."""
    assert run("report", "mentors", "--format", "xlsx", db=store).code == 0
    assert (tmp_path / "reports" / "mentors-TG-2022-04-26.xlsx").is_file()
    assert "\nas of 26 Apr 2022\n" in run("report", "mentors", db=store).out


def test_csv_is_four_blocks(run, store):
    """Each with its keys."""
    blocks = run("due", "--format", "csv", db=store).out.split("\r\n\r\n")
    heads = [next(csv.reader(io.StringIO(block)))[0] for block in blocks]
    assert heads == ["case", "case", "unit", "rule"]


def test_the_program_needs_what_it_pins():
    """The calendar library is a dependency of the program, in the version that the constraints name."""
    root = Path(__file__).parents[2]
    needed = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pinned = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = {each.partition(">=")[0] for each in needed}
    assert "icalendar" in names
    assert names <= {each.partition("==")[0] for each in pinned}


JOURNEY = (
    ("candidate add 'Trần Đức' --cell TG-01 --source youth_union --on 5/1/2021", [], []),
    ("candidate step C00001 cell_resolution --on 1/2/2022", [], [("TL-06", "admission_decision", "2022-05-04")]),
    ("candidate step C00001 admission_decision --on 1/3/2022", [("TL-01", "admission_ceremony", "2022-04-13")], []),
    ("candidate step C00001 decision_received --on 7/3/2022", [("TL-01", "admission_ceremony", "2022-04-19")], []),
    ("candidate step C00001 admission_ceremony --on 25/4/2022", [], []),
    ("undo", [("TL-01", "admission_ceremony", "2022-04-19")], []),
    ("candidate step C00001 decision_lapsed --on 20/4/2022", [], []),
)  # fmt: skip
"""What a secretary does, and what is then overdue and due within 30 days; 11/4/2022 was the day of the Hùng kings."""


def test_from_the_first_act_to_the_list(run, ward):
    """An obligation is on the list from the act that gives rise to it to the act that meets it, and undo brings it back."""
    for line, overdue, soon in JOURNEY:
        assert run(*shlex.split(line), db=ward).code == 0, line
        found = json.loads(run("due", "--format", "json", db=ward).out)
        standing = [
            [(row["rule"], row["step"], row["due_on"]) for row in table["rows"]] for table in found["tables"][:2]
        ]
        assert standing == [overdue, soon], line


def test_on_an_earlier_day_it_was_still_to_be_done(run, ward):
    """As of the day before the ceremony the list still has it: the past is not rewritten."""
    for line, *_ in JOURNEY[:5]:
        assert run(*shlex.split(line), db=ward).code == 0
    before, after = (
        json.loads(run("due", "--as-of", day, "--format", "json", db=ward).out)["tables"] for day in ("24/4/2022", "25/4/2022")
    )  # fmt: skip
    assert [row["days_late"] for row in before[0]["rows"]] == [5]
    assert after[0]["rows"] == []


def test_a_case_whose_mentor_left_is_both_due_and_without(run, ward):
    """The cell is asked for a new mentor, and the report on mentors says since when and offers who is there."""
    for line in (
        "member add 'Lê Thị Mai' --unit TG-01", "member add 'Phạm Văn Hải' --unit TG-01",
        "candidate add 'Trần Đức' --cell TG-01 --source youth_union --on 5/1/2021",
        "candidate mentor C00001 P00001 --on 10/1/2021",
    ):  # fmt: skip
        assert run(*shlex.split(line), db=ward).code == 0, line
    tables = {table["name"]: table["rows"] for table in report(run, ward)}
    assert [(row["code"], row["whom"]) for row in tables["load"]] == [("P00001", "C00001")]
    assert run("member", "die", "P00001", "--on", "1/4/2022", db=ward).code == 0
    tables = {table["name"]: table["rows"] for table in report(run, ward)}
    assert [(row["case"], row["without_since"]) for row in tables["without"]] == [("C00001", "2022-04-01")]
    assert [row["code"] for row in tables["free"]] == ["P00002"]
    due = json.loads(run("due", "--format", "json", db=ward).out)["tables"][0]["rows"]
    assert [(row["case"], row["step"], row["days_late"]) for row in due] == [("C00001", "mentor_assigned", 25)]


def report(run, store):
    """The tables of the report on mentors."""
    return json.loads(run("report", "mentors", "--format", "json", db=store).out)["tables"]
