"""What is on record, listed and shown: keys that scripts may rely on, Vietnamese order, search, readable pages."""

import csv
import io
import json
import shlex

import pytest

from partytrack.core.layout import layout

# fmt: off
QUOTA = (
    "unit year years first_year last_year term amount amount_text figure kind low high rate_low rate_high base_count"
    " base_on measure measure_text segment round plan_text decided_on document assumed decision_text"
)
LISTS = {
    "unit list": ("units", "unit tree name kind kind_text under from_on records_from records_from_own level"),
    "member list": ("members", "code name born sex unit role role_text admitted_on confirmed_on"),
    "member find duc": ("members", "code name born sex unit role role_text admitted_on confirmed_on"),
    "candidate list": ("candidates", "case name born unit source opened_on step standing date open"),
    "candidate find duc": ("candidates", "case name born unit source opened_on step standing date open"),
    "quota list TG-03": ("quotas", QUOTA),
    "quota history TG-03": ("quota_history", f"{QUOTA} in_force"),
    "tally list": ("tallies", "unit year count measure measure_text document"),
    "journal list": ("journal", "entry at at_text actor act act_text subject undoes undone_by"),
}
SHOWN = {
    "unit show TG": ("unit", {
        "unit": "unit name kind kind_text area area_text under from_on to_on ended_by records_from records_from_own members open_candidates",
        "unit_names": "name from_on to_on document", "unit_parents": "under from_on to_on document",
        "unit_terms": "term from_on to_on document",
        "unit_children": "unit name", "unit_successors": "unit from_on change main document",
        "unit_predecessors": "unit from_on change main document"}),
    "candidate show C00041": ("candidate", {
        "case": "case person name born sex sex_text national_id unit source source_text opened_on step standing",
        "steps": "date step step_text unit by document votes reason reason_text return_on member together_since place",
        "membership": "milestone date ground row source verified",
        "next": "step step_text form actor actor_text due_on days_left rule source verified",
        "findings": "weight weight_text at_step finding rule step date due_on source verified waived_by",
        "facts": "fact fact_text value value_text from_on to_on",
        "mentors": "code name from_on to_on",
        "case_courses": "course name from_on mark certificate attendance certificate_on",
        "case_waivers": "", "other_cases": ""}),
    "journal show 1": ("journal_entry", {
        "journal_entry": "entry at at_text actor act act_text subject undoes undone_by",
        "changes": "table_name row_key field before after"}),
}
TWO_FIGURES = ("course_amount", "course_count")  # of tables that have two figures in a row
ROLL = (
    "Lê Thị Ánh", "Trần Văn Anh", "Bùi Đức", "Nguyễn Văn Dũng", "Phạm Huỷ", "Phạm Ủy", "Đỗ Văn An", "Đặng Hoà",
    "Ân Thị Đào", "Hoàng Anh Tú", "Nguyễn Thị Đức Hạnh",
)
ORDERED = (
    "Đỗ Văn An", "Trần Văn Anh", "Lê Thị Ánh", "Nguyễn Văn Dũng", "Ân Thị Đào", "Bùi Đức", "Nguyễn Thị Đức Hạnh",
    "Đặng Hoà", "Phạm Huỷ", "Hoàng Anh Tú", "Phạm Ủy",
)
FOUND = {
    "duc": ["Bùi Đức", "Nguyễn Thị Đức Hạnh"], "Đức": ["Bùi Đức", "Nguyễn Thị Đức Hạnh"], "DUC": ["Bùi Đức", "Nguyễn Thị Đức Hạnh"],
    "uy": ["Phạm Ủy"], "uỷ": ["Phạm Ủy"], "ủy": ["Phạm Ủy"], "huy": ["Phạm Huỷ"], "hủy": ["Phạm Huỷ"],
    "hoa": ["Đặng Hoà", "Hoàng Anh Tú"], "hòa": ["Đặng Hoà", "Hoàng Anh Tú"],
    "an": ["Đỗ Văn An", "Trần Văn Anh", "Hoàng Anh Tú", "Lê Thị Ánh", "Ân Thị Đào"],
    "ân": ["Ân Thị Đào", "Đỗ Văn An", "Trần Văn Anh", "Lê Thị Ánh", "Hoàng Anh Tú"], "anh": ["Trần Văn Anh", "Hoàng Anh Tú", "Lê Thị Ánh"],
    "ánh": ["Lê Thị Ánh", "Trần Văn Anh", "Hoàng Anh Tú"], "thi duc": ["Nguyễn Thị Đức Hạnh"],
    "van d": ["Nguyễn Văn Dũng"], "nguyen hanh": ["Nguyễn Thị Đức Hạnh"], "  Trần   a ": ["Trần Văn Anh"], "hanh nguyen": [],
    "van duc": [], "bui d": ["Bùi Đức"], "thị a": ["Lê Thị Ánh"],
    "đ": ["Đỗ Văn An", "Ân Thị Đào", "Bùi Đức", "Nguyễn Thị Đức Hạnh", "Đặng Hoà", "Nguyễn Văn Dũng"], "uc": [], "%": [], "_": [], "\\": [], "n%": [],
}
# fmt: on


def keys_of(line):
    """The keys of a list: its own, and those of the layout by which it can come back."""
    name, keys = LISTS[line]
    carried = {"quota_history": "quotas", "journal": None}.get(name, name)
    fields = layout(carried) if carried else {}
    return {*keys.split(), *(field.exported for key, field in fields.items() if key not in TWO_FIGURES)}


@pytest.mark.parametrize("line", LISTS)
def test_a_list_as_json(run, demo, line):
    """A list is one document: its name, and rows with the same keys in either language."""
    name, _ = LISTS[line]
    for lang in ("vi", "en"):
        document = json.loads(run(*line.split(), "--format", "json", db=demo, lang=lang).out)
        assert list(document) == ["list", "rows"]
        assert document["list"] == name
        assert all(set(row) == keys_of(line) for row in document["rows"])
        assert document["rows"] or line == "tally list"


@pytest.mark.parametrize("line", LISTS)
def test_a_list_as_csv(run, demo, line):
    """The CSV has the keys of the JSON, as many rows, and nothing of the reader's language in its first line."""
    lines = list(csv.reader(io.StringIO(run(*line.split(), "--format", "csv", db=demo).out)))
    rows = json.loads(run(*line.split(), "--format", "json", db=demo).out)["rows"]
    assert {key.removesuffix("_masked") for key in lines[0]} == keys_of(line)
    assert len(lines) == len(rows) + 1


@pytest.mark.parametrize("line", SHOWN)
def test_one_thing_as_json(run, demo, line):
    """What is shown is one document: each table as an array under its name, with the same keys in either language."""
    name, tables = SHOWN[line]
    for lang in ("vi", "en"):
        document = json.loads(run(*line.split(), "--format", "json", db=demo, lang=lang).out)
        assert document["show"] == name
        assert set(document) == {"show", *tables}
        for table, keys in tables.items():
            assert all(set(row) == set(keys.split()) for row in document[table])


def test_codes_are_the_same_in_both_languages(run, demo):
    """Beside a term that people read stands the code, and only the terms and sentences differ."""
    shown = {lang: json.loads(run("candidate", "show", "C00003", "--format", "json", db=demo, lang=lang).out)
             for lang in ("vi", "en")}  # fmt: skip
    differing = {
        key
        for table in ("case", "steps", "mentors")
        for vi, en in zip(shown["vi"][table], shown["en"][table], strict=True)
        for key in vi
        if vi[key] != en[key]
    }
    assert differing == {"source_text", "sex_text", "standing", "step_text"}


def test_moments_and_days(run, demo):
    """A moment is ISO for scripts, and to the minute in the form of the language for readers."""
    (*_, first) = json.loads(run("journal", "list", "--format", "json", db=demo).out)["rows"]
    assert first["at"] == "2022-04-26T08:30:00+00:00"
    assert "26/4/2022 08:30 " in run("journal", "list", db=demo, lang="vi").out
    assert "26 Apr 2022 08:30 " in run("journal", "list", db=demo, lang="en").out


@pytest.fixture
def roll(run, ward):
    """A ward with members and candidates of telling names."""
    for name in ROLL:
        assert run("member", "add", name, "--unit", "TG-01", db=ward).code == 0
        assert run("candidate", "add", name, "--cell", "TG-02", "--source", "other", db=ward).code == 0
    return ward


def test_names_stand_in_vietnamese_order(run, roll):
    """Given name first, by the Vietnamese alphabet and its tones, then family and middle names."""
    for noun in ("member", "candidate"):
        rows = json.loads(run(noun, "list", "--format", "json", db=roll).out)["rows"]
        assert tuple(row["name"] for row in rows) == ORDERED


def test_search(run, roll):
    """Any word is found by its start, with or without marks, exact spelling first; no letter is a wildcard."""
    for noun in ("member", "candidate"):
        found = {text: json.loads(run(noun, "find", text, "--format", "json", db=roll).out)["rows"] for text in FOUND}
        assert {text: [row["name"] for row in rows] for text, rows in found.items()} == FOUND


def test_finding_nobody_says_so(run, ward):
    """An empty list is a list, not silence."""
    assert run("member", "find", "zzz", db=ward).out.endswith("(no rows)\n")
    assert run("tally", "list", db=ward, lang="vi").out.endswith("(không có dòng nào)\n")


def test_units_stand_below_their_parents(run, ward):
    """The list is a tree in the order of the codes, with the day each inherits from the nearest above."""
    for line in (
        "unit add B2 'Đảng bộ bộ phận B' --kind section_committee --under TG --records-from 1/1/2021",
        "unit add A9 'Chi bộ A9' --kind cell --under B2",
        "unit add A1 'Chi bộ A1' --kind cell --under B2 --records-from 1/2/2022",
    ):
        assert run(*shlex.split(line), db=ward).code == 0
    lines = run("unit", "list", db=ward, lang="vi").out.splitlines()[3:]
    assert lines == [
        "TG      Đảng bộ phường Tân Giang  đảng bộ          –        1/1/2019",
        "B2        Đảng bộ bộ phận B       đảng bộ bộ phận  –        1/1/2021",
        "A1          Chi bộ A1             chi bộ           –        1/2/2022",
        "A9          Chi bộ A9             chi bộ           –        1/1/2021",
        "TG-01     Chi bộ Tổ dân phố 1     chi bộ           –        1/1/2019",
        "TG-02     Chi bộ Tổ dân phố 2     chi bộ           –        1/1/2019",
        "TG-03     Chi bộ Tổ dân phố 3     chi bộ           –        1/1/2019",
    ]
    shown = json.loads(run("unit", "show", "A9", "--format", "json", db=ward).out)["unit"][0]
    assert (shown["records_from"], shown["records_from_own"]) == ("2021-01-01", None)


def test_a_unit_on_one_page(run, demo):
    """A unit is told line by line, with the members and candidates of all below it."""
    assert run("unit", "show", "tg", db=demo, lang="vi").out.splitlines()[:10] == [
        "Đảng bộ phường Tân Giang (TG)",
        "Đơn vị         TG",
        "Tên            Đảng bộ phường Tân Giang",
        "Loại           đảng bộ",
        "Trực thuộc     –",
        "Từ ngày        –",
        "Đến ngày       –",
        "Đủ số liệu từ  1/1/2019",
        "Đảng viên      597",
        "Đang theo dõi  25",
    ]


def test_a_case_on_one_page(run, ward):
    """A case opened without a day of listing stands on the source list; nothing is made up about when."""
    code = run("candidate", "add", "Lê Thị Bình", "--cell", "TG-01", "--source", "militia", db=ward).out.strip()
    assert run("candidate", "show", code.lower(), db=ward).out.splitlines() == [
        "Lê Thị Bình (C00001)", "Case      C00001", "Name      Lê Thị Bình", "Born      –", "Sex       –",
        "Unit      TG-01", "Source    militia member", "Listed    26 Apr 2022", "Standing  put on the source list",
        "Person    P00001", "",
        "What comes next",
        "Step                             Who acts  Due  Days left  Rule",
        "───────────────────────────────────────────────────────────────",
        "listed as outstanding            cell      –            –  –",
        "put on the list of sympathisers  cell      –            –  –",
        "mentor assigned                  cell      –            –  –",
    ]  # fmt: skip
    shown = json.loads(run("candidate", "show", code, "--format", "json", db=ward).out)
    assert (shown["case"][0]["step"], shown["steps"], shown["mentors"]) == ("source_listed", [], [])


def test_the_facts_of_a_case(run, ward):
    """What is known of the person stands after the path, each fact with its values one after another."""
    for line in (
        "candidate add 'Lê Thị Bình' --cell TG-01 --source student --fact occupation=student --fact ethnicity=tay",
        "candidate fact C00001 occupation farmer --on 1/9/2021",
        "candidate fact C00001 youth_union yes --on 26/3/2019",
    ):
        assert run(*shlex.split(line), db=ward).code == 0
    assert run("candidate", "show", "C00001", db=ward, lang="vi").out.splitlines()[-8:] == [
        "",
        "Thông tin cá nhân",
        "Thông tin             Giá trị    Từ ngày    Đến ngày",
        "─────────────────────────────────────────────────────",
        "dân tộc               Tày        –          –",
        "đoàn viên thanh niên  có         26/3/2019  –",
        "nghề nghiệp           sinh viên  –          31/8/2021",
        "nghề nghiệp           nông dân   1/9/2021   –",
    ]
    facts = json.loads(run("candidate", "show", "C00001", "--format", "json", db=ward).out)["facts"]
    assert [(row["fact"], row["value"], row["from_on"], row["to_on"]) for row in facts] == [
        ("ethnicity", "tay", None, None), ("youth_union", "yes", "2019-03-26", None),
        ("occupation", "student", None, "2021-08-31"), ("occupation", "farmer", "2021-09-01", None),
    ]  # fmt: skip


def test_the_area_of_a_cell_is_shown(run, demo):
    """A cell says where its people live or work; a committee has no such line."""
    assert "Area          school" in run("unit", "show", "TG-12", db=demo).out
    assert json.loads(run("unit", "show", "TG-12", "--format", "json", db=demo).out)["unit"][0]["area"] == "school"
    assert "Area" not in run("unit", "show", "TG", db=demo).out


PLAN = (
    "unit term TG 2020-2025 --from 15/8/2020 --to 14/8/2025 --document 3-NQ",
    "quota set TG term:2020-2025 60+ --on 1/9/2020 --document 31-NQ/ĐU",
    "quota set TG 2021-2023 avg:8 --on 1/12/2020 --document 32-NQ/ĐU",
    "quota set TG 2022 3-4% --base-count 597 --base-on 31/12/2021 --on 5/1/2022 --document 33-NQ/ĐU",
    "quota set TG 2022 15-20 --on 1/7/2022 --document 40-NQ/ĐU",
    "quota set TG 2022 4 --round national_day --on 5/1/2022 --document 33-NQ/ĐU",
    "quota set TG 2022 40% --base-count 20 --base-on 1/1/2022 --segment women --on 5/1/2022 --assumed",
    "quota set TG 2022 9 --measure course --on 5/1/2022 --document 33-NQ/ĐU",
)


@pytest.fixture
def planned(run, ward):
    """A committee whose plan has a quota of every kind, on 26 April 2022."""
    for line in PLAN:
        assert run(*shlex.split(line), db=ward).code == 0
    return ward


def test_every_version_of_a_plan_reads_well(run, planned):
    """Years, terms and parts of the plan in words, the amount as decided, what it comes to, and what is in force."""
    assert run("quota", "history", "TG", db=planned, lang="vi").out.splitlines() == [
        "Các lần giao và điều chỉnh chỉ tiêu: Đảng bộ phường Tân Giang (TG)",
        "                                Số                                Số văn    Hiệu",
        "Năm             Chỉ tiêu        người  Nội dung        Ngày giao  bản       lực",
        "────────────────────────────────────────────────────────────────────────────────",
        "nhiệm kỳ        60+             60+    kết nạp đảng    1/9/2020   31-NQ/ĐU   x",
        "2020–2025                              viên",
        "2021–2023       bình quân 8     24     kết nạp đảng    1/12/2020  32-NQ/ĐU   x",
        "                mỗi năm                viên",
        "2022            3-4% của 597    18–24  kết nạp đảng    5/1/2022   33-NQ/ĐU   x",
        "                (31/12/2021)           viên",
        "2022            15-20           15–20  kết nạp đảng    1/7/2022   40-NQ/ĐU",
        "                                       viên",
        "2022            4               4      kết nạp đảng    5/1/2022   33-NQ/ĐU   x",
        "                                       viên; Ngày",
        "                                       Quốc khánh 2/9",
        "2022            40% của 20      8      kết nạp đảng    5/1/2022   giả định   x",
        "                (1/1/2022)             viên; nữ",
        "2022            9               9      học lớp bồi     5/1/2022   33-NQ/ĐU   x",
        "                                       dưỡng nhận",
        "                                       thức về Đảng",
    ]


def test_the_plan_for_scripts(run, planned):
    """Beside the words stand the parts as they were recorded, and the figure that reports compare with."""
    rows = json.loads(run("quota", "list", "TG", "--format", "json", db=planned).out)["rows"]
    parts = (
        "year", "term", "kind", "low", "high", "rate_low", "rate_high", "base_count", "base_on", "amount", "figure",
    )  # fmt: skip
    assert [tuple(row[part] for part in parts) for row in rows] == [
        (None, "2020-2025", "at_least", 60, None, None, None, None, None, 60, "60+"),
        (None, None, "average", 8, None, None, None, None, None, 24, "24"),
        (2022, None, "rate_range", None, None, "3", "4", 597, "2021-12-31", 18, "18–24"),
        (2022, None, "number", 4, None, None, None, None, None, 4, "4"),
        (2022, None, "rate", None, None, "40", None, 20, "2022-01-01", 8, "8"),
        (2022, None, "number", 9, None, None, None, None, None, 9, "9"),
    ]


def test_open_cases_are_those_the_reports_count(run, demo):
    """The list of open cases and the reports' count agree, for the committee and for every cell."""
    report = json.loads(run("report", "shortfall", "--period", "2019..2021", "--format", "json", db=demo).out)
    rows = json.loads(run("candidate", "list", "--format", "json", db=demo).out)["rows"]
    assert len(rows) == report["tables"][0]["total"]["open_candidates"]
    for unit in report["tables"][0]["rows"]:
        assert unit["open_candidates"] == sum(row["unit"] == unit["unit"] for row in rows)
    everyone = json.loads(run("candidate", "list", "--all", "--format", "json", db=demo).out)["rows"]
    assert sum(row["open"] for row in everyone) == len(rows) < len(everyone)


def test_an_entry_of_the_journal_is_told_field_by_field(run, ward):
    """The change of a name shows the fields before and after; an undo names what it undid."""
    run("unit", "rename", "TG-01", "Chi bộ Hòa Bình", "--on", "2022-01-01", db=ward)
    run("undo", db=ward)
    entry, undo = (json.loads(run("journal", "show", n, "--format", "json", db=ward).out) for n in (5, 6))
    changed = [(row["table_name"], row["field"], row["before"], row["after"]) for row in entry["changes"]]
    assert ("unit_name", "to_on", "9999-12-31", "2022-01-01") in changed
    assert ("unit_name", "name", None, "Chi bộ Hòa Bình") in changed
    assert (entry["journal_entry"][0]["undone_by"], undo["journal_entry"][0]["undoes"]) == (6, 5)
    assert "undo 5" in run("journal", "list", db=ward).out


def test_a_merged_unit_shows_who_carries_it_on(run, demo_copy):
    """After a merger each side names the other, with the day and the document; a unit that ended keeps its records' day."""
    paper = ("--on", "1/7/2021", "--document", "12-QĐ")
    assert run("unit", "merge", "TG-01", "--into", "TG-02", *paper, db=demo_copy).code == 0
    left, right = (
        json.loads(run("unit", "show", unit, "--format", "json", db=demo_copy).out) for unit in ("TG-01", "TG-02")
    )
    link = {"from_on": "2021-07-01", "change": "merger", "main": True, "share": None, "document": "12-QĐ"}
    assert left["unit_successors"] == [{"unit": "TG-02", **link}]
    assert right["unit_predecessors"] == [{"unit": "TG-01", **link}]
    assert left["unit"][0]["records_from"] == "2019-01-01"


@pytest.mark.parametrize(
    ("verb", "said"), [("list", "Candidates on "), ("list --all", "Cases up to "), ("find ha", "Cases up to ")]
)
def test_a_list_of_all_cases_does_not_call_them_candidates(run, demo, verb, said):
    """Who was dropped, or is a member by now, is on the way no longer, and the title says so."""
    assert run("candidate", *verb.split(), db=demo).out.startswith(said)
