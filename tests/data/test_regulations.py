"""The legal texts as the program carries them: each value on the days, under the text and with the mark of the reference."""

import re
import tomllib
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from partytrack.core.regulation import regulation

DATA = Path(__file__).parents[2] / "data"
FILES = sorted((DATA / "regulations").glob("*.toml"))
HOLIDAYS = sorted((DATA / "holidays").glob("*.toml"))
LAW = regulation()
KEYS = LAW.keys()
DAY = timedelta(days=1)
CHARTER, HOUSE = "Điều lệ Đảng", "house-settings"
REGULATIONS = ("29-QĐ/TW", "24-QĐ/TW", "232-QĐ/TW", "294-QĐ/TW", "20-QĐ/TW", "208-QĐ/TW")
GUIDANCE = ("01-HD/TW 2016", "01-HD/TW 2021", "06-HD/TW", "01-HD/TW 2026")
BEGINS = {
    CHARTER: "2011-01-19", "29-QĐ/TW": "2016-07-25", "24-QĐ/TW": "2021-07-30", "232-QĐ/TW": "2025-01-20",
    "294-QĐ/TW": "2025-07-01", "20-QĐ/TW": "2026-04-08", "208-QĐ/TW": "2026-07-26", "01-HD/TW 2016": "2016-09-20",
    "01-HD/TW 2021": "2021-09-28", "06-HD/TW": "2025-06-09", "01-HD/TW 2026": "2026-05-19", "09-HD/BTCTW": "2017-06-05",
    "12-HD/BTCTW 2022": "2022-01-18", "38-HD/BTCTW": "2025-09-29", "1147-QĐ/BTGDVTW": "2025-12-01",
    "366-QĐ/TW": "2025-08-30", HOUSE: "2011-01-19",
}  # fmt: skip
UNSEEN = {"20-QĐ/TW", "208-QĐ/TW", "01-HD/TW 2026", "38-HD/BTCTW"}
BOTH = ("temporarily_away", "absent_exempt")

# Each value as the reference has it (regulation.md 1, 2 and 7): key, number of the rule, value, unit, and for each text under
# which it holds the mark of confidence. Days behind a text are the value's own: its first, or behind two points its last.
HELD = (
    ("minimum_age", "EL-01", 216, "months", dict.fromkeys(REGULATIONS, "A")),
    ("maximum_age", "EL-02", 720, "months", dict.fromkeys(REGULATIONS, "A")),
    ("over_age_consent", "EL-04", True, "flag", dict.fromkeys(GUIDANCE, "A")),
    ("schooling", "EL-05", "lower_secondary", "schooling", {"29-QĐ/TW": "B"}),
    ("schooling", "EL-06", "lower_secondary", "schooling", dict.fromkeys(REGULATIONS[1:5], "A")),
    ("schooling", "EL-07", "lower_secondary", "schooling", {"208-QĐ/TW": "C"}),
    ("schooling_difficult", "EL-08", "primary", "schooling", dict.fromkeys(GUIDANCE, "A")),
    ("schooling_prestige", "EL-09", "literate", "schooling", dict.fromkeys(GUIDANCE, "A")),
    ("introducers", "MN-01", 2, "people", {CHARTER: "A"}),
    ("introducer_role", "MN-02", "full", "roles", {CHARTER: "A"}),
    ("months_together", "MN-03", 12, "months", {CHARTER: "A"}),
    ("introducer_months_full", "MN-04", 0, "months", dict.fromkeys(REGULATIONS[3:], "B")),
    ("together_waived_after_move", "MN-05", True, "flag", dict.fromkeys(GUIDANCE[1:], "B")),
    ("mentor_replaced", "MN-06", True, "flag", {HOUSE: "D"}),
    ("youth_union_required", "UN-01", True, "flag", {CHARTER: "A"}),
    ("youth_age", "UN-01", 30, "years", {HOUSE: "D"}),
    ("trade_union_required", "UN-02", True, "flag", {CHARTER: "A"}),
    ("introducers_with_union", "UN-03", 1, "people", {CHARTER: "A"}),
    ("certificate_months", "CL-01", 60, "months", dict.fromkeys(GUIDANCE, "B")),
    ("class_minimum", "CL-02", 25, "people", {"1147-QĐ/BTGDVTW": "A"}),
    ("class_attendance", "CL-03", 80, "percent", {"1147-QĐ/BTGDVTW": "A"}),
    ("pass_mark", "CL-04", "5.0", "of_10", {"1147-QĐ/BTGDVTW": "A"}),
    ("retakes", "CL-05", 1, "times", {"1147-QĐ/BTGDVTW": "A"}),
    ("retake_days", "CL-05", 3, "days", {"1147-QĐ/BTGDVTW": "A"}),
    ("certificate_days", "CL-06", 15, "days", {"1147-QĐ/BTGDVTW": "A"}),
    ("certificate_again_days", "CL-07", 3, "working_days", {"1147-QĐ/BTGDVTW": "A"}),
    ("application_first", "DO-01", True, "flag", {"06-HD/TW 2025-07-01": "B", "01-HD/TW 2026": "B"}),
    ("verification_first", "DO-02", True, "flag", {"06-HD/TW 2025-07-01": "B", "01-HD/TW 2026": "B"}),
    ("cell_vote", "VT-01", "2/3", "share", {CHARTER: "A"}),
    ("recognition_vote", "VT-02", "2/3", "share", {CHARTER: "A"}),
    ("removal_vote", "VT-02", "2/3", "share", dict.fromkeys(REGULATIONS, "A")),
    ("executive_vote", "VT-04", "2/3", "share", {CHARTER: "A"}),
    ("delegated_vote", "VT-05", "2/3", "share", {"06-HD/TW 2025-07-01": "B", "01-HD/TW 2026 ..2026-07-25": "B"}),
    ("standing_board_vote", "VT-06", ">1/2", "share", {CHARTER: "C"}),
    ("votes_before_referral", "VT-07", 3, "votes", dict.fromkeys(REGULATIONS, "A")),
    ("voter_role", "VT-08", "full", "roles", {CHARTER: "A"}),
    ("entitled_leaves_out", "VT-09", BOTH, "absences", dict.fromkeys(REGULATIONS[3:], "B")),
    ("ceremony_days", "TL-01", 30, "working_days", dict.fromkeys(REGULATIONS[:5], "A")),
    ("ceremony_days", "TL-02", 30, "working_days", {"208-QĐ/TW": "C"}),
    ("ceremony_late_consent", "TL-03", True, "flag", dict.fromkeys(REGULATIONS, "A")),
    ("recognition_days", "TL-04", 30, "working_days", dict.fromkeys(REGULATIONS, "A")),
    ("official_date", "TL-05", True, "flag", dict.fromkeys(REGULATIONS, "A")),
    ("decide_admission_days", "TL-06", 60, "working_days", {**dict.fromkeys(REGULATIONS, "C"), "29-QĐ/TW": "A"}),
    ("decide_recognition_days", "TL-07", 30, "working_days", {**dict.fromkeys(REGULATIONS, "C"), "29-QĐ/TW": "A"}),
    ("extension_days", "TL-08", 30, "working_days", dict.fromkeys(REGULATIONS, "A")),
    ("member_file_days", "TL-09", 30, "working_days", {"12-HD/BTCTW 2022": "C", "38-HD/BTCTW": "C"}),
    ("probation_months", "PR-01", 12, "months", {CHARTER: "A"}),
    ("probation_start", "PR-02", "admission_ceremony", "steps", {CHARTER: "A"}),
    ("recognition_after_probation", "PR-03", True, "flag", dict.fromkeys(REGULATIONS[1:], "C")),
    ("probation_mentor_role", "PR-04", "full", "roles", {CHARTER: "A"}),
    ("party_age_from", "AG-01", "admission_decision", "steps", {CHARTER: "A"}),
    ("entry_from", "AG-02", "admission_ceremony", "steps", {CHARTER: "B"}),
    ("review_exempt_months", "PR-06", 6, "months", {"366-QĐ/TW": "A"}),
    ("party_age_gaps", "AG-03", True, "flag", dict.fromkeys(REGULATIONS[3:], "C")),
    ("readmission_months", "RE-01", 36, "months", dict.fromkeys(REGULATIONS, "B")),
    ("readmission_crime_months", "RE-02", 60, "months", dict.fromkeys(REGULATIONS, "B")),
    ("readmission_times", "RE-03", 1, "times", dict.fromkeys(REGULATIONS, "B")),
    ("readmission_consent", "RE-04", True, "flag", dict.fromkeys(REGULATIONS, "B")),
    ("minimum_full_members", "OR-01", 3, "people", {CHARTER: "A"}),
)
STARTS = {
    ("ceremony_days", "2026-07-25"): "decision_received", ("ceremony_days", "2026-07-26"): "admission_decision",
    ("decide_admission_days", "2022-01-01"): "cell_resolution", ("member_file_days", "2022-01-18"): "admission_ceremony",
    ("decide_recognition_days", "2022-01-01"): "confirmation_cell_resolution",
    ("recognition_days", "2022-01-01"): "end_of_probation",
}  # fmt: skip
AUTHORITY = {
    "2011-01-19": (CHARTER, "A", "level directly above"), "2025-06-30": (CHARTER, "A", "level directly above"),
    "2025-07-01": ("294-QĐ/TW", "B", "commune, ward"), "2026-04-07": ("294-QĐ/TW", "B", "commune, ward"),
    "2026-04-08": ("20-QĐ/TW", "B", "commune, ward"), "2026-07-26": ("208-QĐ/TW", "C", "of the base executive"),
}  # fmt: skip


def day(text):
    """A day as the tables write it."""
    return date.fromisoformat(text)


def read(path):
    """One text as TOML."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def days_held(text):
    """The text that a column names, and the first and the last day on which the value holds under it."""
    named = next(number for number in sorted(BEGINS, key=len, reverse=True) if text.startswith(number))
    beside = text.removeprefix(named).strip()
    first, _, last = beside.partition("..")
    ends = [other for other in LAW.texts.values() if other.replaces == named]
    text_last = ends[0].from_on - DAY if ends else None
    return named, day(first or BEGINS[named]), day(last) if last else text_last


ROWS = [
    (key, rule, value, unit, text, confidence)
    for key, rule, value, unit, texts in HELD
    for text, confidence in texts.items()
]


@pytest.mark.parametrize(
    ("key", "rule", "value", "unit", "text", "confidence"), ROWS, ids=[ascii(f"{row[0]} {row[4]}") for row in ROWS]
)
def test_a_value_holds_from_its_first_day_to_its_last(key, rule, value, unit, text, confidence):
    """On the first and the last day under a text the value is there, with its mark; the day before and after it is another."""
    number, first, last = days_held(text)
    for on in filter(None, (first, last)):
        found = LAW.find(key, on)
        assert (found.rule, found.value, found.unit) == (rule, value, unit)
        assert (found.document, found.confidence) == (number, confidence)
        assert (found.verified, found.overlay) == (number not in UNSEEN, False)
        assert found.from_on <= on < found.to_on
    before = LAW.find(key, first - DAY)
    assert before is None or before.document != number
    after = None if last is None else LAW.find(key, last + DAY)
    assert after is None or after.document != number


def test_every_value_is_in_the_table():
    """Whatever a text sets is held against the reference here, but for the setting that is off and what is no single value."""
    assert set(KEYS) == {key for key, *_ in HELD} | {"authority", "class_grades", "paper_months"}


def test_each_value_has_no_other_days():
    """A value holds under the texts of the table only."""
    for key in {key for key, *_ in HELD}:
        texts = [days_held(text)[0] for other, *_, texts in HELD if other == key for text in texts]
        assert [value.document for value in LAW.history(key)] == sorted(texts, key=lambda number: BEGINS[number])


@pytest.mark.parametrize(("key", "on"), STARTS, ids=[f"{key} {on}" for key, on in STARTS])
def test_a_limit_says_from_which_step_it_runs(key, on):
    """The clock of a limit is part of the law: that of the ceremony was moved from the receipt to the issue."""
    assert LAW.find(key, day(on)).start == STARTS[key, on]


@pytest.mark.parametrize("on", AUTHORITY)
def test_who_decides_is_told_for_each_period(on):
    """The competent committee of each period (1.5), in both languages."""
    found = LAW.find("authority", day(on))
    document, confidence, words = AUTHORITY[on]
    assert (found.document, found.confidence) == (document, confidence)
    assert words in found.value.en
    assert found.value.vi


def test_before_the_first_regulation_only_the_charter_holds():
    """On the eve of 29-QĐ/TW nothing holds but the Charter and the program's own settings; before the Charter nothing does."""
    eve = [LAW.find(key, date(2016, 7, 24)) for key in KEYS]
    assert {value.document for value in eve if value is not None} == {CHARTER, HOUSE}
    assert [LAW.find(key, date(2011, 1, 18)) for key in KEYS] == [None] * len(KEYS)


def test_papers_grow_old_only_where_a_committee_says_so():
    """The twelve months of other papers are known and switched off."""
    row = read(DATA / "regulations/house-settings.toml")["paper_months"]
    assert (row["rule"], row["value"], row["confidence"], row["enabled"]) == ("DO-05", 12, "C", False)
    assert LAW.find("paper_months", date(2025, 1, 1)) is None
    assert "DO-05" in LAW.rules


def test_grades_follow_the_marks():
    """Average, good, very good, excellent: from 5, 7, 8 and 9 of 10, each a code of the list of grades."""
    grades = LAW.find("class_grades", date(2026, 1, 1)).value
    assert grades == {"average": "5.0", "good": "7.0", "very_good": "8.0", "excellent": "9.0"}
    assert list(grades) == list(read(DATA / "codes/course_grades.toml"))
    assert grades["average"] == LAW.find("pass_mark", date(2026, 1, 1)).value


@pytest.mark.parametrize("number", BEGINS, ids=ascii)
def test_a_text_is_in_force_from_its_day(number):
    """Each text of the reference is there with its first day, and says whether its wording was seen."""
    text = LAW.texts[number]
    assert text.from_on == day(BEGINS[number])
    assert text.issued_on <= text.from_on
    assert text.is_verified is (number not in UNSEEN)
    assert number.split()[0] in text.title.vi or number == HOUSE


def test_no_text_is_missing_from_the_table():
    """Every file is a text of the table."""
    assert set(LAW.texts) == set(BEGINS)
    assert len(FILES) == len(BEGINS)


@pytest.mark.parametrize("number", [number for number, text in LAW.texts.items() if text.replaces], ids=ascii)
def test_a_text_begins_where_the_one_it_replaces_ends(number):
    """No day lies between a text and its predecessor, and none belongs to both; a text adopts only what it replaces."""
    text = LAW.texts[number]
    assert LAW.texts[text.replaces].to_on == text.from_on
    assert text.adopts in {None, text.replaces}


@pytest.mark.parametrize("path", [*FILES, *HOLIDAYS], ids=lambda path: path.stem)
def test_a_text_is_plain_text_in_one_spelling(path):
    """Files are UTF-8 without mark, LF, composed letters, ``ủy`` with the mark on the first vowel, and say what they are."""
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert raw.startswith(b"# ")
    assert b"\r" not in raw
    assert text.endswith("\n")
    assert text == unicodedata.normalize("NFC", text)
    assert not re.findall(r"\b(?:uỷ|hoà|xoá|huỷ|khoẻ)\b", text.lower())


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_value_cites_its_article(key):
    """Each value cites in both languages a text that was there when it was set, and carries a mark."""
    for value in LAW.history(key):
        assert value.source.vi.strip()
        assert value.source.en.strip()
        assert value.confidence in set("ABCD")
        assert value.confidence != "D" or value.document == HOUSE


def test_every_rule_finds_its_value():
    """Whatever value a rule of rules.toml asks for is set by a text."""
    rules = read(DATA / "rules.toml")
    assert {row["value"] for row in rules.values()} <= set(KEYS)
