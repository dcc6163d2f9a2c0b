"""Members and candidates who come and go: what each command says, prints and refuses, and the page of a member."""

import json
import re
import shlex

import pytest

from life_said import LIVES, SETUP

LANGS = ("vi", "en")
PRINTED = {"candidate return": "C00003\n", "member arrive": "P00005\n"}


def said(text):
    """What was said, without the notes of the rules."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(("Lưu ý:", "Note:")))


@pytest.fixture
def ward_of_lives(run, tmp_path):
    """Two cells with two members and two candidates."""
    store = tmp_path / "lives.db"
    for line in SETUP:
        assert run(*shlex.split(line), db=store).code == 0
    return store


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_of_a_life(run, ward_of_lives, lang):
    """Each act says what it did and what follows; a code that is new is the only data."""
    for line, *sentences in LIVES:
        done = run(*shlex.split(line), db=ward_of_lives, lang=lang)
        printed = next((code for command, code in PRINTED.items() if line.startswith(command)), "")
        assert (line, done.code, done.out) == (line, 0, printed)
        assert said(done.err) == sentences[LANGS.index(lang)]


@pytest.mark.parametrize("line", [line for line, *_ in LIVES])
def test_a_dry_run_changes_nothing(run, ward_of_lives, held, line):
    """Each act can be tried out: what it would say, that nothing was recorded, no code, no change."""
    for done, *_ in LIVES[: [each for each, *_ in LIVES].index(line)]:
        run(*shlex.split(done), db=ward_of_lives)
    before = held(ward_of_lives)
    done = run(*shlex.split(line.removesuffix(" --dry-run")), "--dry-run", db=ward_of_lives)
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("Nothing was recorded.\n")
    assert held(ward_of_lives) == before


@pytest.fixture
def lived(run, ward_of_lives):
    """The ward after all of it."""
    for line, *_ in LIVES:
        assert run(*shlex.split(line), db=ward_of_lives).code == 0
    return ward_of_lives


PAGE = """\
Trần Văn Hùng (P00001)
Code            P00001
Name            Trần Văn Hùng
Born            –
Sex             –
Unit            TG-01
Standing        full member
Party age from  –
Admitted        3 Feb 1995
Confirmed       3 Feb 1996

Units and standing
Unit   Name      Standing             From        To
─────────────────────────────────────────────────────────────
TG-01  Chi bộ 1  probationary member  3 Feb 1995  2 Feb 1996
TG-01  Chi bộ 1  full member          3 Feb 1996  31 Aug 2021
TG-02  Chi bộ 2  full member          1 Feb 2022  28 Feb 2022
TG-01  Chi bộ 1  full member          1 Apr 2022  –
"""


def test_the_page_of_a_member(run, lived):
    """Who, where they were as what, what happened to them, and whom they helped until when and why no longer."""
    page = run("member", "show", "p00001", db=lived).out
    assert page.startswith(PAGE)
    assert re.search(r"1 Sep 2021 +removal from the roll +TG-01 +– +8-QĐ", page)
    assert re.search(r"1 Mar 2022 +transfer to another +TG-02 +Đảng bộ xã X", page)
    assert re.search(r"C00001 +Nguyễn Thị Hoa +1 Feb 2021 +19 Jun 2021", page)


KEYS = {
    "member": "code name born sex sex_text national_id unit role role_text party_age_from admitted_on confirmed_on",
    "stays": "unit name role role_text from_on to_on",
    "life_events": "date event event_text unit place document reason",
    "cases": "case unit opened_on step standing date",
    "mentored": "case name from_on to_on reason reason_text",
    "introduced": "case name date together_since",
    "merged": "code name",
}


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_as_json(run, lived, lang):
    """Every table is there with its keys, in either language."""
    seen = set()
    for person in ("P00001", "P00002", "P00003"):
        shown = json.loads(run("member", "show", person, "--format", "json", db=lived, lang=lang).out)
        assert (shown.pop("show"), set(shown)) == ("member", set(KEYS))
        seen |= {name for name, found in shown.items() if found}
        assert all(set(row) == set(KEYS[name].split()) for name, found in shown.items() for row in found)
    assert seen == set(KEYS) - {"merged"}  # nobody here is recorded twice


def test_party_age_entry_and_official_date(run, ward):
    """Party age counts from the decision, entry is the ceremony, full membership the end of the 12 months, however late."""
    for line in (
        'candidate add "Đỗ Thị Sáu" --cell TG-01 --source student --on 1/1/2020',
        "candidate step C00001 admission_decision --on 25/8/2020",
        "candidate step C00001 admission_ceremony --on 15/9/2020",
        "candidate step C00001 confirmation_decision --on 1/12/2021",
    ):
        assert run(*shlex.split(line), db=ward).code == 0
    row = json.loads(run("member", "show", "P00001", "--format", "json", db=ward).out)["member"][0]
    assert (row["party_age_from"], row["admitted_on"], row["confirmed_on"]) == (
        "2020-08-25",
        "2020-09-15",
        "2021-09-15",
    )


def test_the_pages_and_the_list_agree_on_where_a_case_stands(run, ward):
    """A move is no stage, and a case that has ended stands at its end, whatever else happened on that day."""
    lines = (
        'candidate add "Đỗ Thị Sáu" --cell TG-01 --source student --on 1/1/2020',
        "candidate step C00001 admission_ceremony --on 15/9/2020",
        "member transfer P00001 --to TG-02 --on 1/10/2020",
        'candidate add "Lê Văn Bảy" --cell TG-01 --source student --on 1/1/2020',
        "candidate drop C00002 --reason no_will --on 1/3/2020",
        "candidate step C00002 application --on 1/3/2020",
    )
    assert [run(*shlex.split(line), db=ward).code for line in lines] == [0] * len(lines)
    listed = json.loads(run("candidate", "list", "--all", "--format", "json", db=ward).out)["rows"]
    assert {row["case"]: row["step"] for row in listed} == {"C00001": "admission_ceremony", "C00002": "dropped"}
    for case, person in (("C00001", "P00001"), ("C00002", "P00002")):
        page = json.loads(run("candidate", "show", case, "--format", "json", db=ward).out)
        other = json.loads(run("member", "show", person, "--format", "json", db=ward).out)
        (row,) = [row for row in listed if row["case"] == case]
        assert page["case"][0]["step"] == other["cases"][0]["step"] == row["step"]
        assert other["cases"][0]["date"] == row["date"]


def test_a_person_nobody_knows(run, lived):
    """The nearest codes are named."""
    done = run("member", "show", "P0001", db=lived)
    assert done.code == 3
    assert "P00001" in done.err
