"""Every bad value gets its exit code, one sentence that says what to do, and changes nothing."""

import shlex

import pytest

ADD = "unit add TG-04 X --kind cell --under TG"
CANDIDATE = 'candidate add "Lê Thị Bình" --cell TG-01 --source youth_union'

# fmt: off
REFUSED = {
    "days that are none": (4, (
        "unit list --as-of 31/02/2021", "unit list --as-of 31/4", "unit list --as-of 2021-02-29",
        "unit list --as-of 1o/2/2021", "unit list --as-of ２７/5/2021", "unit list --as-of ''",
        "unit list --as-of 5/2021", "unit list --as-of 27/5/21", "unit list --as-of 27-5/2021",
        "unit list --as-of 1/1/1899", "unit list --as-of 2021-01-01..2021-02-01",
        f"{ADD} --since 31/02/2021", f"{ADD} --records-from hôm-nay", "unit rename TG-01 Y --on 30/2/2022",
        "unit records-from TG-01 x", "member add A --unit TG-01 --born 31/02/2000",
        "member add A --unit TG-01 --born ''", "member add A --unit TG-01 --admitted-on 0/0/2000",
        f"{CANDIDATE} --on 31/02/2021", f"{CANDIDATE} --born 13/2000",
        "candidate step C00001 application --on 31/02/2021", "candidate mentor C00001 P00001 --on 31/02/2021",
        "candidate drop C00001 --reason no_will --on 31/02/2021",
        "candidate drop C00001 --reason no_will --on 1/4/2022 --return-on 31/02/2023",
        "quota set TG-01 2021 2 --on 31/02/2021 --document 1",
        "quota set TG-01 2021 3% --base-count 47 --base-on 31/02/2021 --assumed",
        "unit term TG 2020-2025 --from 31/02/2020 --to 1/1/2025", "unit term TG 2020-2025 --from 1/1/2020 --to ''", "report quota --as-of 31/02/2021", "due --as-of 31/02/2021",
        "--today 31/02/2021 unit list",
        "candidate fact C00001 occupation student --on 31/02/2021", "member fact P00002 religion none --on ''",
        "member transfer P00002 --to TG-02 --on 31/02/2022", "candidate move C00001 --to TG-02 --on 31/4", "candidate return C00001 --on ngày",
        "candidate introduce C00001 P00002 --on 1/4/2022 --together-since 31/02/2020", "member arrive A --unit TG-01 --from-place X --on 0/0/2021",
        "member return P00002 --unit TG-01 --on 1/4/2022 --confirmed-on x", "member die P00002 --on ---",
    )),
    "days ahead": (4, (
        "unit list --as-of 27/5", f"{ADD} --since 27/5", "unit rename TG-01 Y --on 27/5",
        f"{CANDIDATE} --on 27/4/2022", f"{CANDIDATE} --on 1/1/2023", f"{CANDIDATE} --born 2023",
        "candidate step C00001 application --on 27/4/2022", "candidate step C00001 application --on 27/5",
        "candidate mentor C00001 P00001 --on 2022-04-27", "candidate drop C00001 --reason no_will --on 2022-04-27",
        "member add A --unit TG-01 --admitted-on 27/4/2022", "member add A --unit TG-01 --confirmed-on 1/1/2023",
        "member add A --unit TG-01 --born 27/4/2022",
        "candidate fact C00001 occupation student --on 27/4/2022", "member fact P00002 religion none --on 1/1/2023",
        "member transfer P00002 --to TG-02 --on 27/4/2022", "member arrive A --unit TG-01 --from-place X --on 27/5", "member die P00002 --on 1/1/2023",
        "candidate move C00001 --away X --on 27/4/2022", "candidate introduce C00001 P00002 --on 1/1/2023", "candidate return C00001 --on 27/5",
        "member restore P00002 --unit TG-01 --on 27/4/2022 --document 1", "member remove P00002 --kind removal --on 27/4/2022",
    )),
    "days out of order": (4, (
        "member add A --unit TG-01 --born 2000 --admitted-on 1/1/1999",
        "member add A --unit TG-01 --admitted-on 1/1/2021 --confirmed-on 1/1/2020",
        "unit term TG 2020-2025 --from 15/8/2025 --to 14/8/2025",
        f"{CANDIDATE} --born 2/1/2022 --on 1/1/2022", "report quota --period 2021..2019",
        "candidate fact C00002 occupation student --on 1/1/1999",
        "member arrive A --unit TG-01 --from-place X --on 1/1/2021 --admitted-on 2/1/2021",
        "candidate introduce C00001 P00002 --on 1/4/2022 --together-since 2/4/2022",
    )),
    "counts that are none": (4, (
        "quota set TG-01 2021 -3 --assumed", "quota set TG-01 2021 1o --assumed", "quota set TG-01 2021 ３ --assumed",
        "quota set TG-01 2021 3.5 --assumed", "quota set TG-01 2021 '' --assumed",
        "quota set TG-01 2021 123456789 --assumed", "quota set TG-01 2021 20-15 --assumed",
        "quota set TG-01 2021 -3-5 --assumed", "quota set TG-01 2021 15-+ --assumed", "quota set TG-01 2021 avg:-1 --assumed",
        "quota set TG-01 2021 0% --base-count 47 --base-on 1/1/2021 --assumed",
        "quota set TG-01 2021 101% --base-count 47 --base-on 1/1/2021 --assumed",
        "quota set TG-01 2021 4-3% --base-count 47 --base-on 1/1/2021 --assumed",
        "quota set TG-01 2021 3% --base-count 4o --base-on 1/1/2021 --assumed",
        "quota set TG-01 2021 3% --base-count -4 --base-on 1/1/2021 --assumed",
        "tally set TG-01 2018 -1 --document 5",
        "tally set TG-01 2018 một --document 5", "journal show -1", "journal show một", "journal list --newest -5",
        "journal list --newest nhiều", "undo -1", "undo x", "report quota --decimals -1", "report quota --decimals 7",
        "report quota --decimals hai", "candidate step C00001 application --on 1/4/2022 --votes -3/2/1",
        "candidate step C00001 application --on 1/4/2022 --votes 1o/2/1",
        "due --within -3", "due --within nhiều", "due --within ''",
    )),
    "years and periods that are none": (4, (
        "quota set TG-01 21 3 --assumed", "quota set TG-01 -2021 3 --assumed", "quota set TG-01 2o21 3 --assumed",
        "quota set TG-01 2021-2019 3 --assumed", "quota set TG-01 2019..2021 3 --assumed",
        "quota set TG-01 term:2020 3 --assumed", "quota set TG-01 term:2025-2020 3 --assumed",
        "unit term TG 2020 --from 1/1/2020 --to 1/1/2025", "unit term TG 2025-2020 --from 1/1/2020 --to 1/1/2025",
        "unit term TG 2020-2020 --from 1/1/2020 --to 1/1/2025",
        "unit term TG 2020-2025 --from 1/1/2026 --to 1/1/2031",
        "unit term TG 2020-2025 --from 1/1/2015 --to 31/12/2019",
        "tally set TG-01 2022 3 --document 5", "tally set TG-01 2023 3 --document 5", "tally remove TG-01 x",
        "report quota --period 21", "report quota --period 2021-13", "report quota --period 2021H3",
        "report quota --period 2021Q5", "report quota --period ''", "report quota --period 2021..",
        "report quota --period 31/02/2021..1/3/2021",
    )),
    "names and codes that are none": (4, (
        "unit add 'TG 04' X --kind cell --under TG", "unit add '' X --kind cell --under TG",
        "unit add 'TG;04' X --kind cell --under TG", "unit add \"TG'--\" X --kind cell --under TG",
        f"unit add {'T' * 41} X --kind cell --under TG", "unit add TG-04 '' --kind cell --under TG",
        "unit add TG-04 ' ' --kind cell --under TG", "unit rename TG-01 '' --on 1/1/2022",
        "member add '' --unit TG-01", "member add 123 --unit TG-01", f"member add {'A' * 201} --unit TG-01",
        "member add 'Nguy\u200bễn' --unit TG-01", "member add A --unit TG-01 --sex x", "member add A --unit TG-01 --sex ''",
        "candidate add '' --cell TG-01 --source youth_union",
        f"{CANDIDATE} --fact student", f"{CANDIDATE} --fact ''", "member add A --unit TG-01 --fact occupation:student",
    )),
    "votes that are none": (4, (
        "candidate step C00001 application --on 1/4/2022 --votes 1/2/3",
        "candidate step C00001 application --on 1/4/2022 --votes 12/11",
        "candidate step C00001 application --on 1/4/2022 --votes ''",
    )),
    "texts that are none": (4, (
        "tally set TG-01 2018 3 --document ''", "quota set TG-01 2021 2 --on 1/1/2021 --document ' '",
        "candidate step C00001 application --on 1/4/2022 --document ''",
        f"candidate step C00001 application --on 1/4/2022 --document {'d' * 201}",
        "unit show 'TG\x1b[31m'", "member find 'Nguy\udcff'", "member add 'Nguy\x07ễn' --unit TG-01",
        "--actor '\x00' unit list",
        "member transfer P00002 --away '' --on 1/4/2022", "member arrive A --unit TG-01 --from-place ' ' --on 1/4/2022",
        "candidate move C00001 --away ' ' --on 1/4/2022", "member remove P00002 --kind removal --on 1/4/2022 --reason ''",
    )),
    "codes nobody has": (3, (
        "unit show TG-99", "unit show ''", "unit show \"'; DROP TABLE unit; --\"", "unit show %",
        "unit rename TG-99 Y --on 1/1/2022", "unit records-from TG-99 1/1/2020", f"{ADD}9",
        "unit add TG-04 X --kind chi_bo --under TG", "member add A --unit TG-99", "member list --unit TG-99",
        "member find A --unit ''", "candidate add A --cell TG-99 --source youth_union",
        "candidate add A --cell TG-01 --source youth", "candidate show C99999", "candidate show ''",
        "candidate list --unit TG-99", "candidate step C99999 application --on 1/4/2022",
        "candidate step C00001 applied --on 1/4/2022", "candidate step C00001 application --on 1/4/2022 --by TG-99",
        "candidate step C00001 application --on 1/4/2022 --by ''", "candidate mentor C00001 P99999 --on 1/4/2022",
        "candidate mentor C99999 P00001 --on 1/4/2022", "candidate drop C99999 --reason no_will --on 1/4/2022",
        "candidate drop C00001 --reason bored --on 1/4/2022", "quota set TG-99 2021 2 --assumed",
        "quota set TG-01 2021 2 --assumed --measure people", "quota list TG-99", "quota history TG-99",
        "quota set TG-01 2021 2 --assumed --segment ladies", "quota set TG-01 2021 2 --assumed --round new_year",
        "quota set TG-01 term:2020-2025 2 --assumed", "unit term TG-99 2020-2025 --from 1/1/2020 --to 1/1/2025",
        "report quota --period term:2020-2025", "report quota --period term:", "report quota --unit TG-99 --period term:2020-2025",
        "tally set TG-99 2018 3 --document 5", "tally set TG-01 2018 3 --document 5 --measure people",
        "tally remove TG-01 2018", "tally list --unit TG-99", "report quota --unit TG-99", "due --unit TG-99", "journal show 99",
        "journal show 0", "undo 99", "undo 0", "restore nowhere.db",
        "candidate fact C99999 occupation student", "candidate fact C00001 job student", "candidate fact C00001 occupation doctor",
        "candidate fact C00001 ethnicity ''", "member fact P99999 religion none", "member fact P00002 religion catholic",
        f"{CANDIDATE} --fact job=student", f"{CANDIDATE} --fact occupation=", "member add A --unit TG-01 --fact religion=x",
        "unit area TG-99 school", "unit area TG-01 scool", "unit add TG-04 X --kind cell --under TG --area scool",
        "member show P99999", "member show ''", "member transfer P99999 --to TG-02 --on 1/4/2022", "member transfer P00002 --to TG-99 --on 1/4/2022",
        "member arrive A --unit TG-99 --from-place X --on 1/4/2022", "member die P99999 --on 1/4/2022", "candidate move C99999 --to TG-02 --on 1/4/2022",
        "candidate introduce C00001 P99999 --on 1/4/2022", "candidate return C99999 --on 1/4/2022",
    )),
    "rules and conflicts": (1, (
        "init --code TX --name X", "unit add TG-01 X --kind cell --under TG", "unit add tg-01 X --kind cell --under TG",
        "unit add TG-04 X --kind cell --under TG-01", "unit rename TG-01 'Chi bộ Tổ dân phố 1' --on 1/1/2022",
        "candidate add A --cell TG --source youth_union", "candidate step C00001 source_listed --on 1/4/2022",
        "candidate step C00001 dropped --on 1/4/2022", "candidate step C00001 mentor_assigned --on 1/4/2022",
        "candidate step C00001 application --on 1/1/2000", "candidate mentor C00001 P00002 --on 1/4/2022",
        "unit show TG-10 --as-of 1/1/2021", "member list --unit TG-10 --as-of 1/1/2021",
        "report quota --unit TG-10 --period 2019 --as-of 1/1/2020", "candidate add A --cell TG-10 --source other --on 1/1/2021",
        "tally set TG-10 2018 1 --document 5", "quota set TG-10 2018 1 --assumed",
        "quota set TG-10 2015-2021 1 --assumed", "unit term TG-10 2015-2020 --from 1/1/2015 --to 1/1/2020",
        "report quota --unit TG-10 --period term:2020-2025 --as-of 1/1/2020",
        "backup there.txt", "report quota --format json --output there.txt", "report quota --format xlsx --output there.txt",
        "candidate fact C00002 occupation student", "member fact P00003 occupation farmer",
        f"{CANDIDATE} --fact occupation=student --fact occupation=farmer",
        "unit area TG school", "unit area TG-10 school", "unit add BP X --kind section_committee --under TG --area school",
        "member transfer P00001 --to TG-02 --on 1/4/2022", "member transfer P00002 --to TG-01 --on 1/4/2022", "member die P00001 --on 1/4/2022",
        "member transfer P00002 --to TG-10 --on 31/1/2022", "member restore P00002 --unit TG-01 --on 1/4/2022 --document 1",
        "member return P00002 --unit TG-01 --on 1/4/2022", "candidate move C00001 --to TG --on 1/4/2022", "candidate move C00001 --to TG-01 --on 1/4/2022",
        "candidate move C00001 --away X --on 1/2/2022", "candidate return C00001 --on 1/4/2022", "candidate introduce C00001 P00003 --on 1/4/2022",
        "candidate step C00001 moved --on 1/4/2022", "candidate step C00001 introduction_member --on 1/4/2022",
    )),
    "wrong usage": (2, (
        "frob", "unit", "unit frob", "unit add", "unit add TG-04", "unit add TG-04 X --kind cell",
        "unit list now", "unit list --frob", "unit list --format", "unit list --format xml", "unit show",
        "unit rename TG-01 Y", "member add A", "member find", "candidate", "candidate step C00001",
        "candidate step C00001 application", "candidate mentor C00001 P00001", "candidate drop C00001 --on 1/4/2022",
        "quota set TG-01 2021", "quota set TG-01 2021 2", "quota set TG-01 2021 2 --on 1/1/2021",
        "quota set TG-01 2021 3% --assumed", "quota set TG-01 2021 3%+ --base-count 47 --assumed",
        "quota set TG-01 2021 3-4% --base-on 1/1/2021 --assumed", "quota set TG-01 2021 3 --base-count 47 --assumed",
        "quota set TG-01 2021 avg:3 --base-on 1/1/2021 --assumed", "quota set TG-01 2021-2025 3 --round national_day --assumed",
        "unit term TG 2020-2025", "unit term TG 2020-2025 --from 1/1/2020", "unit term TG --from 1/1/2020 --to 1/1/2025",
        "tally set TG-01 2018 3", "report", "report people", "report quota --format pdf", "report quota --by vote",
        "report quota --rounding up", "report quota --format ics", "report mentors --format ics", "due --format pdf", "due now", "report quota --explain=3", "report quota --unit", "init --code TX",
        "--lang fr unit list", "--frob unit list", "backup", "restore", "journal show",
        "candidate fact C00001", "candidate fact C00001 occupation", "member fact P00002 religion", "unit area TG-01",
        "candidate fact C00001 ethnicity kinh --on 1/1/2021", "member fact P00002 ethnicity kinh --on 1/1/2021",
        "member transfer P00002 --on 1/4/2022", "member transfer P00002 --to TG-02 --away X --on 1/4/2022", "candidate move C00001 --on 1/4/2022",
        "candidate move C00001 --to TG-02 --away X --on 1/4/2022", "member remove P00002 --on 1/4/2022", "member remove P00002 --kind death --on 1/4/2022",
        "member restore P00002 --unit TG-01 --on 1/4/2022", "member arrive A --unit TG-01 --on 1/4/2022", "member show", "candidate return C00001",
    )),
}
# fmt: on
CASES = [(code, line) for code, lines in REFUSED.values() for line in lines]


@pytest.fixture(scope="module")
def store(ward_template, tmp_path_factory):
    """The ward with one case, two people, a cell formed in 2022 and a file that is in the way; refusals change nothing."""
    folder = tmp_path_factory.mktemp("refusals")
    from partytrack.cli.app import call  # noqa: PLC0415  # as the tests do

    path = folder / "ward.db"
    path.write_bytes(ward_template.read_bytes())
    for line in (
        "candidate add 'Nguyễn Thị Hoa' --cell TG-01 --source youth_union --on 1/3/2022",
        "member add 'Lê Thị Mai' --unit TG-01 --admitted-on 3/2/2022",
        "unit add TG-10 'Chi bộ mới' --kind cell --under TG --since 1/2/2022 --area school",
        "candidate add 'Trần Thị Lan' --cell TG-02 --source student --born 2000 --on 1/3/2022 --fact occupation=student",
    ):
        assert call(["--db", str(path), "--today", "2022-04-26", *shlex.split(line)]) == 0
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("code", "line"), CASES, ids=[ascii(line) for _, line in CASES])
def test_a_bad_value_is_refused(run, held, store, tmp_path, code, line, lang):
    """The exit code is the contract's, the message is one that says what to do, no data comes, nothing changes."""
    (tmp_path / "there.txt").write_text("mine", encoding="utf-8")
    before = held(store)
    done = run(*shlex.split(line), db=store, lang=lang)
    assert (done.code, done.out) == (code, ""), done.err
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert held(store) == before
    assert (tmp_path / "there.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "line", ["unit show TG-1", "report quota --unit TG10", "candidate step C1 application --on 1/4/2022"]
)
def test_an_unknown_code_is_answered_with_the_nearest(run, store, line):
    """Who mistypes a code is told those that look like it."""
    done = run(*shlex.split(line), db=store)
    assert done.code == 3
    assert "TG-1" in done.err or "C00001" in done.err


def test_the_last_of_two_equal_options_counts(run, ward):
    """An option given twice means what was said last, as in other programs."""
    done = run("unit", "list", "--format", "csv", "--format", "json", db=ward)
    assert (done.code, done.out[0]) == (0, "{")


def test_a_report_before_the_units_is_answered(run, ward):
    """Units without a first day were there before: the question has an answer, without figures."""
    done = run("report", "quota", "--period", "2018", "--as-of", "2018-06-30", db=ward)
    assert done.code == 0


def test_quotas_and_names_may_be_dated_ahead(run, ward):
    """What is decided now may hold from a later day."""
    assert run("quota", "set", "TG-01", "2024", "2", "--on", "15/12/2023", "--document", "9", db=ward).code == 0
    assert run("unit", "rename", "TG-01", "Chi bộ Hòa Bình", "--on", "2024-01-01", db=ward).code == 0


def test_names_pasted_from_a_sheet_are_tidied(run, ward, rows):
    """Tabs, line ends and letters in pieces (NFD) are stored as one line of whole letters."""
    import unicodedata  # noqa: PLC0415  # here alone

    pasted = unicodedata.normalize("NFD", "Lê\tThị\nBình ")
    assert run("member", "add", pasted, "--unit", "TG-01", db=ward).code == 0
    assert [person["name"] for person in rows(ward)["person"]] == ["Lê Thị Bình"]


def test_documents_are_tidied(run, ward, rows):
    """A number of a document is one line of whole letters."""
    import unicodedata  # noqa: PLC0415  # here alone

    typed = unicodedata.normalize("NFD", " 31-NQ/ĐỦ \n")
    assert run("tally", "set", "TG-01", "2018", "1", "--document", typed, db=ward).code == 0
    assert [tally["document"] for tally in rows(ward)["tally"]] == ["31-NQ/ĐỦ"]
