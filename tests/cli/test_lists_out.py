"""Lists into files: workbooks and CSV for people who live in Excel, with every column by which they can come back."""

import csv
import io
import json
import os
import shlex
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet import _writer

from partytrack.cli.app import call
from partytrack.core.layout import layout
from partytrack.core.texts import Texts

HEADER = 5
NUMBER = "001201012345"
MASKED = "•••••••••345"
LISTS = {
    "unit list": "units", "member list": "members", "member find duc": "members", "candidate list": "candidates",
    "candidate list --all": "candidates", "candidate find duc": "candidates", "quota list TG": "quotas",
    "quota history TG": "quota_history", "tally list": "tallies", "course list": "courses", "journal list": "journal",
}  # fmt: skip
LAYOUTS = {
    "unit list": "units", "member list": "members", "candidate list": "candidates", "quota list TG": "quotas",
    "quota history TG": "quotas", "tally list": "tallies",
}  # fmt: skip
unix_only = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")


def sheet_of(path):
    """The one sheet of a workbook."""
    (sheet,) = load_workbook(path).worksheets
    return sheet


def table_of(path):
    """The rows of a list in a workbook, by the headers of its columns."""
    header, *rows = [[cell.value for cell in row] for row in sheet_of(path).iter_rows(min_row=HEADER)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def csv_of(text):
    """The rows of a CSV by their keys."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("line", LISTS)
def test_every_list_is_a_workbook_too(run, demo, tmp_path, line):
    """It lies in reports/ under its name, unit and day, with as many rows as the JSON; a file that is there stays."""
    name = f"{LISTS[line]}-TG-2022-04-26.xlsx"
    done = run(*line.split(), "--format", "xlsx", db=demo)
    assert (done.code, done.out, done.err) == (0, "", f"Wrote {Path('reports') / name}.\n")
    rows = json.loads(run(*line.split(), "--format", "json", db=demo).out)["rows"]
    assert len(table_of(tmp_path / "reports" / name)) == len(rows)
    before = (tmp_path / "reports" / name).read_bytes()
    again = run(*line.split(), "--format", "xlsx", db=demo)
    assert (again.code, (tmp_path / "reports" / name).read_bytes()) == (1, before)
    assert run(*line.split(), "--format", "xlsx", "--force", db=demo).code == 0
    assert [path.name for path in (tmp_path / "reports").iterdir()] == [name]


def test_a_list_of_a_unit_says_so(run, demo, tmp_path):
    """File, head and rows are those of the unit and the day asked about."""
    done = run("member", "list", "--unit", "tg-05", "--as-of", "1/3/2022", "--format", "xlsx", db=demo, lang="vi")
    assert done.err == "Đã ghi reports/members-TG-05-2022-03-01.xlsx.\n"
    path = tmp_path / "reports/members-TG-05-2022-03-01.xlsx"
    assert [sheet_of(path).cell(row, 1).value for row in (1, 2, 3)] == [
        "CHI BỘ TỔ DÂN PHỐ 5", "Đảng viên ngày 1/3/2022", "(Chi bộ Tổ dân phố 5 (TG-05); số liệu tính đến 1/3/2022)",
    ]  # fmt: skip
    assert {row["Chi bộ"] for row in table_of(path)} == {"TG-05"}


@pytest.mark.parametrize("line", LAYOUTS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_workbook_has_the_columns_of_its_layout(run, demo, tmp_path, line, lang):
    """They come first, in the order and under the labels of the layout; nothing else is headed like one of them."""
    run(*line.split(), "--format", "xlsx", "--output", "list.xlsx", db=demo, lang=lang)
    header = [cell.value for cell in sheet_of(tmp_path / "list.xlsx")[HEADER]][1:]
    fields = [
        one for key, one in layout(LAYOUTS[line]).items() if key not in {"course_amount", "course_count"}
    ]  # fmt: skip
    say = Texts(lang)
    labels = [
        say("layout.masked_column", label=one.label(lang)) if one.kind == "number12" else one.label(lang)
        for one in fields
    ]
    assert header[: len(labels)] == labels
    assert len(set(header)) == len(header)


@pytest.mark.parametrize(("lang", "yes", "sex"), [("vi", "có", "nữ"), ("en", "yes", "female")])
def test_a_workbook_says_terms_and_a_csv_codes(run, ward, tmp_path, lang, yes, sex):
    """Terms of the reader's language in the one, codes and ISO days in the other; a partial date stays partial."""
    facts = ("--fact", "youth_union=yes", "--born", "5/2001", "--sex", "f", "--source", "student", "--on", "5/1/2021")
    assert run("candidate", "add", "Lê Thị Bình", "--cell", "TG-01", *facts, db=ward).code == 0
    run("candidate", "list", "--format", "xlsx", "--output", "list.xlsx", db=ward, lang=lang)
    (row,) = table_of(tmp_path / "list.xlsx")
    labels = {one.exported: one.label(lang) for one in layout("candidates").values()}
    assert (row[labels["youth_union"]], row[labels["sex"]], row[labels["born"]]) == (yes, sex, "5/2001")
    assert row[labels["opened_on"]].date() == date(2021, 1, 5)
    (row,) = csv_of(run("candidate", "list", "--format", "csv", db=ward, lang=lang).out)
    told = [row[key] for key in ("case", "youth_union", "sex", "born", "source", "opened_on", "open")]
    assert told == ["C00001", "yes", "f", "2001-05", "student", "2021-01-05", "true"]


def test_a_case_that_was_never_listed_has_no_day_of_listing(run, ward):
    """The CSV says what is on record of the step, else the list would come back as a change; JSON says since when it is open."""
    run("candidate", "add", "Lê Thị Bình", "--cell", "TG-01", "--source", "student", db=ward)
    (row,) = csv_of(run("candidate", "list", "--format", "csv", db=ward).out)
    (told,) = json.loads(run("candidate", "list", "--format", "json", db=ward).out)["rows"]
    assert (row["opened_on"], told["opened_on"]) == ("", "2022-04-26")


def test_steps_go_out_with_the_case(run, ward, tmp_path):
    """Days, documents and the mentor, in a workbook by name and code, stand in the row; a list of an earlier day lacks what came later."""
    for line in (
        "member add 'Trần Văn An' --unit TG-01 --confirmed-on 3/2/1996 --admitted-on 3/2/1995",
        "candidate add 'Lê Thị Bình' --cell TG-01 --source student --on 5/1/2021",
        "candidate mentor C00001 P00001 --on 10/1/2021",
        "candidate step C00001 application --on 1/3/2021",
        "candidate step C00001 cell_resolution --on 1/10/2021 --document 7-NQ/CB --votes 5/5/5",
    ):
        assert run(*shlex.split(line), db=ward).code == 0, line
    run("candidate", "list", "--format", "xlsx", "--output", "list.xlsx", db=ward, lang="vi")
    (row,) = table_of(tmp_path / "list.xlsx")
    assert row["Đảng viên giúp đỡ"] == "Trần Văn An (P00001)"
    assert row["Số nghị quyết chi bộ"] == "7-NQ/CB"
    (row,) = csv_of(run("candidate", "list", "--format", "csv", db=ward).out)
    keys = ("mentor", "mentor_assigned", "application", "cell_resolution", "cell_resolution_document")
    assert [row[key] for key in keys] == ["P00001", "2021-01-10", "2021-03-01", "2021-10-01", "7-NQ/CB"]
    (row,) = csv_of(run("candidate", "list", "--as-of", "1/4/2021", "--format", "csv", db=ward).out)
    assert [row[key] for key in keys] == ["P00001", "2021-01-10", "2021-03-01", "", ""]


def test_a_plan_goes_out_as_it_was_decided(run, ward, tmp_path):
    """Years and amounts are what the command line takes, plain figures numbers; JSON keeps the figure that reports compare with."""
    for line in (
        "quota set TG 2021-2023 avg:8 --on 1/12/2020 --document 32-NQ/ĐU",
        "quota set TG 2022 15-20 --on 1/1/2022 --document 40-NQ/ĐU",
        "quota set TG-01 2022 2 --on 1/1/2022 --document 40-NQ/ĐU",
    ):
        assert run(*shlex.split(line), db=ward).code == 0, line
    rows = csv_of(run("quota", "list", "TG", "--format", "csv", db=ward, lang="vi").out)
    assert [(row["years"], row["amount_text"]) for row in rows] == [
        ("2021-2023", "avg:8"),
        ("2022", "15-20"),
        ("2022", "2"),
    ]
    run("quota", "list", "TG", "--format", "xlsx", "--output", "list.xlsx", db=ward, lang="vi")
    found = [(row["Năm"], row["Chỉ tiêu kết nạp"], row["Giả định"]) for row in table_of(tmp_path / "list.xlsx")]
    assert found == [("2021-2023", "avg:8", "không"), (2022, "15-20", "không"), (2022, 2, "không")]
    told = json.loads(run("quota", "list", "TG", "--format", "json", db=ward).out)["rows"]
    assert [row["amount"] for row in told] == [24, 15, 2]


@pytest.mark.parametrize(
    ("form", "begins"), [("csv", b"\xef\xbb\xbfcode,name,"), ("json", b"{"), ("text", b"Members on ")]
)
def test_other_formats_into_a_file(run, demo, tmp_path, form, begins):
    """What goes to the screen goes into a file as well; Excel needs a mark at the start of the CSV, a pipe does without."""
    line = ("member", "list", "--unit", "TG-03", "--format", form)
    done = run(*line, "--output", tmp_path / "out" / f"list.{form}", db=demo)
    assert (done.code, done.out) == (0, "")
    written = (tmp_path / "out" / f"list.{form}").read_bytes()
    assert written.startswith(begins)
    assert written.removeprefix(b"\xef\xbb\xbf").decode() == run(*line, db=demo).out
    assert run(*line, "--output", tmp_path / "out" / f"list.{form}", db=demo).code == 1


# --- national numbers ---


@pytest.fixture
def numbered(run, ward):
    """A member and a candidate with national numbers, and a member without."""
    for line in (
        f"member add 'Trần Văn An' --unit TG-01 --national-id {NUMBER}",
        "member add 'Trần Văn Bình' --unit TG-01",
        "candidate add 'Lê Thị Chi' --cell TG-02 --source student --national-id 001301054321",
    ):
        assert run(*shlex.split(line), db=ward).code == 0, line
    return ward


def test_numbers_are_masked(run, numbered, tmp_path):
    """Nobody sees them who did not ask, and the column says that it is masked."""
    run("member", "list", "--format", "xlsx", "--output", "list.xlsx", db=numbered, lang="vi")
    assert [row["Số định danh cá nhân (che)"] for row in table_of(tmp_path / "list.xlsx")] == [MASKED, None]
    run("member", "list", "--format", "xlsx", "--output", "list.xlsx", "--force", db=numbered)
    assert [row["National number (masked)"] for row in table_of(tmp_path / "list.xlsx")] == [MASKED, None]
    rows = csv_of(run("member", "list", "--format", "csv", db=numbered).out)
    assert [row["national_id_masked"] for row in rows] == [MASKED, ""]
    assert "national_id" not in rows[0]
    rows = json.loads(run("member", "list", "--format", "json", db=numbered).out)["rows"]
    assert [row["national_id"] for row in rows] == [MASKED, None]
    assert "345" not in run("member", "list", db=numbered).out


@pytest.mark.parametrize("noun", ["member", "candidate"])
@pytest.mark.parametrize("verb", ["list", "find tr", "find le"])
def test_numbers_are_shown_for_a_reason(run, numbered, rows, noun, verb):
    """Who asks for them, why and for how many stands in the journal; no record changes."""
    before = rows(numbered)
    shown = {"member": [NUMBER, ""], "candidate": ["001301054321"]}[noun]
    shown = [] if verb.startswith("find") and verb.endswith("le") != (noun == "candidate") else shown
    done = run(noun, *verb.split(), "--unit", "tg", "--reveal", "đối chiếu  hồ sơ", "--format", "csv", db=numbered)
    assert [row["national_id"] for row in csv_of(done.out)] == shown
    entry = json.loads(run("journal", "list", "--newest", "1", "--format", "json", db=numbered).out)["rows"][0]
    assert entry["act"] == "person.reveal"
    assert entry["subject"] == f"{noun}s TG ({sum(map(bool, shown))}): đối chiếu hồ sơ"
    assert rows(numbered) == before


def test_numbers_in_a_workbook_are_text(run, numbered, tmp_path):
    """Twelve digits with their zeros."""
    run("member", "list", "--format", "xlsx", "--reveal", "audit", "--output", "list.xlsx", db=numbered, lang="vi")
    cells = {cell.value: cell for cell in sheet_of(tmp_path / "list.xlsx")[HEADER + 1]}
    assert (cells[NUMBER].data_type, cells[NUMBER].number_format) == ("s", "@")
    assert "Số định danh cá nhân" in table_of(tmp_path / "list.xlsx")[0]


REFUSED = {
    "a list on the screen": (("--reveal", "audit"), 2),
    "a reason of blanks": (("--reveal", "  ", "--format", "csv"), 4),
    "a file that is there": (("--reveal", "audit", "--format", "xlsx", "--output", "there.xlsx"), 1),
    "a CSV file that is there": (("--reveal", "audit", "--format", "csv", "--output", "there.xlsx"), 1),
    "a unit that is not": (("--reveal", "audit", "--format", "csv", "--unit", "XX"), 3),
}


@pytest.mark.parametrize("case", REFUSED)
def test_numbers_that_are_not_shown_leave_no_entry(run, numbered, held, tmp_path, case):
    """What is refused is not in the journal."""
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    before, (how, code) = held(numbered), REFUSED[case]
    done = run("member", "list", *how, db=numbered)
    assert (done.code, done.out) == (code, "")
    assert held(numbered) == before
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may write where it must not")
def test_numbers_are_not_shown_where_nobody_can_write_it_down(run, numbered, tmp_path):
    """A journal that another program holds ends the command before anything is written."""
    with closing(sqlite3.connect(numbered, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run("member", "list", "--reveal", "audit", "--format", "csv", "--output", "list.csv", db=numbered)
    assert (done.code, done.out) == (5, "")
    assert not (tmp_path / "list.csv").exists()


def test_numbers_of_a_stale_store_are_entered_once(run, numbered):
    """A store that was judged by older law is judged anew first, and the entry is one."""
    with closing(sqlite3.connect(numbered)) as connection, connection:
        connection.execute("UPDATE judged SET digest = 'older'")
    assert run("candidate", "list", "--reveal", "audit", "--format", "csv", db=numbered).code == 0
    entries = json.loads(run("journal", "list", "--format", "json", db=numbered).out)["rows"]
    assert [entry["act"] for entry in entries].count("person.reveal") == 1


# --- full disks ---


@unix_only
@pytest.mark.parametrize("form", ["xlsx", "csv", "json", "text"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_full_disk_is_told(start, demo, form, lang):
    """It ends with 5 and one sentence, and no word of Python follows when the program ends."""
    line = ("candidate", "list", "--all", "--format", form, "--output", "/dev/full", "--force")
    done = start("--lang", lang, *line, db=demo)
    assert (done.code, done.out) == (5, "")
    assert done.err.count("\n") == 1
    assert "/dev/full" in done.err
    assert Path("/dev/full").is_char_device()


@unix_only
@pytest.mark.parametrize("line", ["member list", "unit list"])
def test_rows_that_the_disk_does_not_take_leave_no_draft(run, demo, tmp_path, monkeypatch, line):
    """When the place for what is put down of the rows is full, the list is given up, and nothing lies beside it."""
    link = tmp_path / "full"

    def crammed(suffix=""):
        assert not suffix
        link.symlink_to("/dev/full")  # only the link is ever removed
        _writer.ALL_TEMP_FILES.append(str(link))
        return str(link)

    monkeypatch.setattr(_writer, "create_temporary_file", crammed)
    done = run(*line.split(), "--format", "xlsx", "--output", "out/list.xlsx", db=demo)
    assert done.code == 5
    assert done.err.startswith("The disk that holds “out/list.xlsx” is full")
    assert list((tmp_path / "out").iterdir()) == []
    assert not link.is_symlink()
    assert Path("/dev/full").is_char_device()


# --- the way back ---

AWKWARD = (
    f"member add 'Trần Văn An' --unit TG-01 --national-id {NUMBER} --born 1970 --admitted-on 3/2/1995 --confirmed-on 3/2/1996",
    "member add 'Nguyễn Thị Hoà' --unit TG-01 --born 5/1981 --sex f --fact ethnicity=tay --fact religion=none",
    "candidate add 'Lê Thị Chi' --cell TG-02 --source student --national-id 001301054321 --on 5/1/2021",
    "candidate add 'Lê Uyên' --cell TG-02 --source student",
    "candidate mentor C00001 P00001 --on 10/1/2021",
    "candidate step C00001 cell_resolution --on 1/10/2021 --document=-7-NQ/CB --votes 5/5/5",
    "candidate add 'Phạm Ủy' --cell TG-01 --source militia --on 5/1/2021",
    "candidate drop C00003 --reason moved_away --on 5/2/2022",
    "unit add B2 'Đảng bộ bộ phận B' --kind section_committee --under TG --since 1/1/2021 --records-from 1/1/2021",
    "unit term TG 2020-2025 --from 15/8/2020 --to 14/8/2025 --document 3-NQ",
    "quota set TG term:2020-2025 60+ --on 1/9/2020 --document 31-NQ/ĐU",
    "quota set TG 2021-2023 avg:8 --on 1/12/2020 --document 32-NQ/ĐU",
    "quota set TG 2022 3.5-4% --base-count 597 --base-on 31/12/2021 --on 5/1/2022 --document =33-NQ/ĐU",
    "quota set TG 2022 4 --round national_day --on 5/1/2022 --document 33-NQ/ĐU",
    "quota set TG 2022 40% --base-count 20 --base-on 1/1/2022 --segment women --on 5/1/2022 --assumed",
    "quota set TG 2022 9 --measure course --on 5/1/2022 --document 33-NQ/ĐU",
    "quota set TG-01 2022 0 --on 5/1/2022 --document 33-NQ/ĐU",
    "tally set TG-01 2015 3 --document 5-BC",
    "tally set TG-01 2015 7 --measure course --document 5-BC",
)  # fmt: skip
BACK = {**LAYOUTS, "candidate list --all": "candidates", "member list --reveal audit": "members"}


@pytest.fixture(scope="module")
def awkward_template(templates, ward_template):
    """A ward with everything on record that is hard to tell in a cell; never written to."""
    store = templates / "awkward.db"
    store.write_bytes(ward_template.read_bytes())
    store.chmod(0o600)
    for line in AWKWARD:
        assert call(["--db", str(store), "--today", "2022-04-26", "--actor", "secretary", *shlex.split(line)]) == 0, (
            line
        )
    return store


@pytest.mark.parametrize("line", BACK)
@pytest.mark.parametrize(("form", "lang"), [("xlsx", "vi"), ("xlsx", "en"), ("csv", "vi")])
def test_an_exported_list_comes_back_unchanged(run, awkward_template, tmp_path, line, form, lang):
    """Every row of every list is the same when it comes back, in either language, masked numbers and guarded texts too."""
    store = tmp_path / "awkward.db"
    store.write_bytes(awkward_template.read_bytes())
    store.chmod(0o600)
    run(*line.split(), "--format", form, "--output", f"list.{form}", db=store, lang=lang)
    rows = len(json.loads(run(*line.split(), "--format", "json", db=store).out)["rows"])
    done = run("import", BACK[line], tmp_path / f"list.{form}", "--dry-run", "--format", "json", db=store, lang=lang)
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert [row for row in told["rows"] if row["outcome"] != "same"] == []
    assert told["counts"]["same"] == rows > 0
