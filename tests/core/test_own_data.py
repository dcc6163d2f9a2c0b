"""A committee's own data, laid over the program's: what it can change, and how its slips are told."""

from datetime import date

import pytest

from own_law import CARE_VISIT, SOURCE, document, limit
from partytrack.core.data import data_folder, law_digest, own_folder, read_toml, toml_names
from partytrack.core.errors import (
    CodeUnknown,
    DataFileBroken,
    DataFileUnknown,
    DataFileUnreadable,
    DataFolderMissing,
    DataUnsound,
)
from partytrack.core.facts import check_fact
from partytrack.core.regulation import regulation
from partytrack.core.texts import Texts

DOCUMENT = document("2024-01-05", "until = 2026-12-31")
LIMIT = limit("ceremony_days", "TL-01", 20, "decision_received")
MINE = "regulations/ours.toml"


# --- what a committee can change ---


def test_without_an_own_folder_the_program_reads_its_own():
    """Where no folder is named nothing is laid over anything."""
    assert own_folder() is None
    assert list(read_toml("codes/sexes")) == ["f", "m"]


def test_a_new_code_comes_last_and_the_others_stay(own_data):
    """A committee's source joins the program's."""
    before = list(read_toml("codes/sources"))
    own_data({"codes/sources.toml": SOURCE})
    assert list(read_toml("codes/sources")) == [*before, "volunteers"]
    assert Texts("vi").term("sources", "volunteers") == "thanh niên tình nguyện"


def test_a_term_is_put_over_and_the_rest_of_its_entry_stays(own_data):
    """Only the fields that the own file names change."""
    row = read_toml("codes/sources")["youth_union"]
    own_data({"codes/sources.toml": '[youth_union]\nvi = "Đoàn TNCS Hồ Chí Minh"\n'})
    assert read_toml("codes/sources")["youth_union"] == {**row, "vi": "Đoàn TNCS Hồ Chí Minh"}


def test_a_new_step_takes_its_place(own_data):
    """A step is placed before the one that it names."""
    own_data({"lifecycle.toml": CARE_VISIT})
    keys = list(read_toml("lifecycle"))
    assert keys[keys.index("care_visit") + 1] == "course_completed"
    assert "before" not in read_toml("lifecycle")["care_visit"]


def test_a_sentence_is_put_over(own_data):
    """A committee words a message its own way, with the same blanks."""
    own_data({"texts/errors.toml": '[BadDay]\nen = "No day: {text}."\n'})
    assert Texts("en")("errors.BadDay", text="31/02") == "No day: 31/02."


def test_a_new_fact_brings_its_list_of_values(own_data):
    """A committee records what the program knows nothing of: a fact, its values, and the word for them."""
    own_data({
        "facts.toml": '[star]\nvi = "sao"\nen = "star"\nsource = "12-HD"\nvalues = "stars"\nfor_life = false\n',
        "codes/stars.toml": '[red]\nvi = "đỏ"\nen = "red"\nsource = "12-HD"\n',
        "texts/words.toml": '[stars]\nvi = "các loại sao"\nen = "star"\n',
    })  # fmt: skip
    assert check_fact("star", "red") == ("star", "red")
    with pytest.raises(CodeUnknown) as refused:
        check_fact("star", "blue")
    assert "There is no star with the code “blue”" in Texts("en").error(refused.value)


def test_a_row_of_a_form_joins_the_others(own_data):
    """A row within a table is laid among the rows that are there, in its place."""
    row = '[groups.rows.ours]\nbefore = "religious"\nvi = "a"\nen = "b"\nwhere = [{ sex = "m" }]\n'
    before = list(read_toml("profile")["groups"]["rows"])
    own_data({"profile.toml": row})
    rows = list(read_toml("profile")["groups"]["rows"])
    assert [key for key in rows if key != "ours"] == before
    assert rows[rows.index("ours") + 1] == "religious"


def test_a_file_written_by_notepad_is_read(own_data):
    """A mark at the beginning of a file and the line ends of Windows do no harm."""
    own_data({"codes/sources.toml": b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode()})
    assert read_toml("codes/sources")["volunteers"]["en"] == "young volunteers"


def test_an_own_text_sets_a_limit_on_its_days(own_data):
    """On the days of the committee's text its value holds, marked as its own; before and after them the law's."""
    own_data({MINE: DOCUMENT + LIMIT})
    found = [regulation().find("ceremony_days", date(year, 1, day)) for year, day in ((2024, 4), (2024, 5), (2027, 1))]
    assert [(value.value, value.document, value.overlay) for value in found] == [
        (30, "24-QĐ/TW", False), (20, "12-HD/ĐU", True), (30, "208-QĐ/TW", False),
    ]  # fmt: skip
    assert found[1].source.vi == "12-HD/ĐU, mục 3"
    assert MINE.removesuffix(".toml") in toml_names("regulations")


def test_a_new_regulation_replaces_the_programs(own_data):
    """The text that follows 208-QĐ/TW ends it on its own first day, and lets hold on what it adopts."""
    follows = DOCUMENT.replace("2024-01-05", "2027-03-01").replace("until = 2026-12-31", 'replaces = "208-QĐ/TW"')
    own_data({MINE: follows + 'adopts = "208-QĐ/TW"\n' + LIMIT})
    eve, day = date(2027, 2, 28), date(2027, 3, 1)
    assert [regulation().find("ceremony_days", on).document for on in (eve, day)] == ["208-QĐ/TW", "12-HD/ĐU"]
    assert [regulation().find("minimum_age", on).document for on in (eve, day)] == ["208-QĐ/TW", "12-HD/ĐU"]


def test_a_setting_is_switched_on(own_data):
    """The months of papers are off until a committee switches them on, in a file of the same name."""
    own_data({"regulations/house-settings.toml": "[paper_months]\nenabled = true\n"})
    found = regulation().find("paper_months", date(2025, 1, 1))
    assert (found.value, found.overlay, found.confidence) == (12, True, "C")
    assert regulation().find("youth_age", date(2025, 1, 1)).overlay is False


def test_an_unseen_text_is_verified_by_who_has_seen_it(own_data):
    """Whoever has 208-QĐ/TW before them marks it as seen and corrects what the quiz said."""
    seen = '[document]\nverified = true\n[ceremony_days]\nvalue = 25\nconfidence = "A"\n'
    own_data({"regulations/208-qd-2026.toml": seen})
    found = regulation().find("ceremony_days", date(2026, 8, 1))
    assert (found.value, found.confidence, found.verified, found.overlay) == (25, "A", True, True)
    assert regulation().find("schooling", date(2026, 8, 1)).overlay is False


def test_a_rule_of_ones_own_brings_its_value(own_data):
    """A value that no text of the program sets is one where an own rule asks for it."""
    rule = (
        '[sympathiser_wait]\nvi = "thời gian cảm tình"\nen = "time as a sympathiser"\nkind = "limit"\n'
        'value = "sympathiser_months"\nstart = "sympathiser_listed"\nstep = "verification_sent"\nweight = "note"\n'
    )
    value = LIMIT.replace("ceremony_days", "sympathiser_months").replace("working_days", "months")
    own_data({"rules.toml": rule, MINE: DOCUMENT + value})
    assert regulation().find("sympathiser_months", date(2024, 5, 1)).value == 20


def test_the_digest_of_the_law_knows_the_own_folder(own_data):
    """Another limit, rule, step or day off makes another digest; another source does not."""
    plain = law_digest()
    own_data({"codes/sources.toml": SOURCE})
    assert law_digest() == plain
    digests = [plain]
    for name, text in ((MINE, DOCUMENT), (MINE, DOCUMENT + LIMIT), ("lifecycle.toml", CARE_VISIT), ("rules.toml", "")):
        own_data({name: text})
        digests.append(law_digest())
    assert len(set(digests)) == len(digests)


def test_a_copy_of_the_programs_data_changes_nothing(own_data):
    """Whoever begins with a copy of everything reads the same, and every table of the program fits its own pattern."""
    keys = regulation().keys()
    law = {key: regulation().history(key) for key in keys}
    root = data_folder()
    names = [path.relative_to(root).with_suffix("").as_posix() for path in sorted(root.rglob("*.toml"))]
    before = {name: list(read_toml(name).items()) for name in names}
    own_data({f"{name}.toml": (root / f"{name}.toml").read_bytes() for name in names})
    assert {name: list(read_toml(name).items()) for name in names} == before
    assert {
        key: tuple(value._replace(overlay=False) for value in regulation().history(key)) for key in law
    } == law  # fmt: skip


# --- how a slip is told ---

OF_8 = DOCUMENT.replace("12-HD/ĐU", "8-HD/ĐU")
# what is wrong, the file, its text, the table that is named, the clause that tells why
UNSOUND = (
    ("a code without a term", "codes/sources.toml", SOURCE.replace("en =", "source2 ="), "volunteers", "field_missing"),
    ("a field that is none", "codes/sources.toml", SOURCE + 'note = "x"\n', "volunteers", "field_unknown"),
    ("an empty term", "codes/sources.toml", SOURCE.replace("young volunteers", " "), "volunteers", "field_bad"),
    ("a number for a term", "codes/sources.toml", "[other]\nvi = 3\n", "other", "field_bad"),
    ("no table", "codes/sources.toml", 'other = "x"\n', "other", "not_a_table"),
    ("before what is not there", "lifecycle.toml", CARE_VISIT.replace("course_completed", "cours"), "care_visit", "place_unknown"),
    ("after what is not there", "lifecycle.toml", CARE_VISIT.replace("source_listed", "listed"), "care_visit", "not_among"),
    ("a stage that is none", "lifecycle.toml", CARE_VISIT.replace('"sympathiser"', '"sofa"'), "care_visit", "not_among"),
    ("a list for a flag", "lifecycle.toml", CARE_VISIT.replace("once = true", "once = []"), "care_visit", "field_bad"),
    ("half an article", "lifecycle.toml", CARE_VISIT.replace(', en = "12-HD/ĐU"', ""), "care_visit", "field_bad"),
    ("steps as numbers", "lifecycle.toml", CARE_VISIT.replace('["source_listed"]', "[1]"), "care_visit", "field_bad"),
    ("a rule of no kind", "rules.toml", '[cell_vote]\nkind = "veto"\n', "cell_vote", "not_among"),
    ("a rule of a value that no text sets", "rules.toml", '[cell_vote]\nvalue = "vote"\n', "cell_vote", "not_among"),
    ("a limit that limits nothing", "rules.toml", '[ours]\nvi = "a"\nen = "b"\nkind = "limit"\nvalue = "ceremony_days"\nweight = "note"\n', "ours", "field_missing"),
    ("a fact of no list", "facts.toml", '[militia]\nvalues = "ranks"\n', "militia", "not_among"),
    ("a segment of no fact", "segments.toml", '[women]\nwhere = [{ fact = "height", is = ["yes"] }]\n', "women", "field_bad"),
    ("a segment of no value", "segments.toml", '[women]\nwhere = [{ any = [{ fact = "militia", is_not = ["maybe"] }] }]\n', "women", "field_bad"),
    ("a segment of no sense", "segments.toml", "[women]\nwhere = [{ any = 3 }]\n", "women", "field_bad"),
    ("an age in words", "segments.toml", '[women]\nwhere = [{ age = { from = "18" } }]\n', "women", "field_bad"),
    ("a setting in words", "mentoring.toml", '[busy]\nlimit = "two"\n', "busy", "field_bad"),
    ("a row without its term", "profile.toml", '[groups.rows.ours]\nen = "x"\nwhere = [{ sex = "f" }]\n', "groups.rows.ours", "field_missing"),
    ("a row that is none", "profile.toml", "[groups]\nrows = { ours = 3 }\n", "groups.rows.ours", "not_a_table"),
    ("a rule at no step", "rules.toml", '[cell_vote]\nat = ["party"]\n', "cell_vote", "not_among"),
    ("a blank nobody fills", "texts/errors.toml", '[BadDay]\nen = "{day}?"\n', "BadDay", "sentence_bad"),
    ("a brace left open", "texts/errors.toml", '[BadDay]\nen = "{text"\n', "BadDay", "sentence_bad"),
    ("a segment without conditions", "segments.toml", "[women]\nwhere = true\n", "women", "field_bad"),
    ("a text of no number", MINE, LIMIT, "document", "no_document"),
    ("a document that is no table", MINE, "document = 5\n", "document", "not_a_table"),
    ("a text without a first day", MINE, DOCUMENT.replace("from", "since"), "document", "field_missing"),
    ("a day in words", MINE, DOCUMENT.replace("2024-01-05", '"5/1/2024"'), "document", "field_bad"),
    ("ended before it began", MINE, DOCUMENT.replace("2026-12-31", "2023-12-31"), "document", "ends_before"),
    ("a value that is no table", MINE, "ceremony_days = 20\n" + DOCUMENT, "ceremony_days", "not_a_table"),
    ("a value without an article", MINE, DOCUMENT + LIMIT.replace("article", "# article"), "ceremony_days", "field_missing"),
    ("a value before its text", MINE, DOCUMENT + LIMIT + "from = 2023-01-01\n", "ceremony_days", "before_text"),
    ("a value that ends too early", MINE, DOCUMENT + LIMIT + "until = 2023-12-31\n", "ceremony_days", "ends_before"),
    ("a word for a number", MINE, DOCUMENT + LIMIT.replace("20\n", '"20"\n'), "ceremony_days", "field_bad"),
    ("less than nothing", MINE, DOCUMENT + LIMIT.replace("20\n", "-3\n"), "ceremony_days", "field_bad"),
    ("a unit that is none", MINE, DOCUMENT + LIMIT.replace("working_days", "weeks"), "ceremony_days", "not_among"),
    ("another unit", MINE, DOCUMENT + LIMIT.replace("working_days", "months"), "ceremony_days", "field_bad"),
    ("a start that is none", MINE, DOCUMENT + LIMIT.replace("decision_received", "party"), "ceremony_days", "field_bad"),
    ("a mark that is none", MINE, DOCUMENT + LIMIT.replace('"A"', '"sure"'), "ceremony_days", "field_bad"),
    ("a rule without number", MINE, DOCUMENT + LIMIT.replace("TL-01", "ceremony"), "ceremony_days", "field_bad"),
    ("no value of any rule", MINE, DOCUMENT + LIMIT.replace("ceremony_days", "ceremony_day"), "ceremony_day", "no_rule"),
    ("the number of another", MINE, DOCUMENT.replace("12-HD/ĐU", "208-QĐ/TW"), "document", "number_twice"),
    ("no value in a file of the program's", "regulations/208-qd-2026.toml", LIMIT.replace("ceremony_days", "party"), "party", "no_rule"),
    ("replaces what is not there", MINE, DOCUMENT + 'replaces = "99-QĐ/TW"\n', "document", "text_unknown"),
    ("adopts what comes later", MINE, DOCUMENT + 'adopts = "208-QĐ/TW"\n', "document", "text_later"),
)  # fmt: skip


def read_all():
    """Whatever of the program's data a command may ask for."""
    for name in ("codes/sources", "facts", "lifecycle", "mentoring", "profile", "rules", "segments", "texts/errors"):
        read_toml(name)
    regulation()


@pytest.mark.parametrize(
    ("name", "text", "table", "fault"), [row[1:] for row in UNSOUND], ids=[row[0] for row in UNSOUND]
)
def test_a_slip_is_told_with_its_place_and_reason(own_data, name, text, table, fault):
    """File, table and reason are named, in both languages, and no half of the file is used."""
    folder = own_data({name: text})
    with pytest.raises(DataUnsound) as refused:
        read_all()
    assert (refused.value.file, refused.value.table) == (str(folder / name), table)
    assert refused.value.fault.name == f"data.{fault}"
    for lang in ("vi", "en"):
        said = Texts(lang).error(refused.value)
        assert str(folder / name) in said
        assert "{fault" not in said


def test_a_value_is_shown_as_it_stands_in_the_file(own_data):
    """What cannot be used is quoted as it was written, not as the program holds it."""
    own_data({"lifecycle.toml": CARE_VISIT.replace(', en = "12-HD/ĐU"', "")})
    with pytest.raises(DataUnsound) as refused:
        read_toml("lifecycle")
    assert '“article” cannot be { vi = "12-HD/ĐU" }' in Texts("en").error(refused.value)
    own_data({"lifecycle.toml": CARE_VISIT.replace("once = true", "once = [2, false]")})
    with pytest.raises(DataUnsound) as refused:
        read_toml("lifecycle")
    assert "“once” cannot be [2, false]" in Texts("en").error(refused.value)


def test_two_own_texts_must_not_contradict_each_other(own_data):
    """Both set the limit of the ceremony on the same days, and neither takes the other's place."""
    own_data({MINE: DOCUMENT + LIMIT, "regulations/theirs.toml": OF_8 + LIMIT})
    with pytest.raises(DataUnsound) as refused:
        regulation()
    assert refused.value.fault.name == "data.overlap"


# what is wrong, the file as bytes, the line that is named
BROKEN = (
    ("no value", b'# ours\n\n[other]\nvi =\nen = "x"\n', 4),
    ("a table twice", b'[other]\nvi = "a"\n\n[other]\nvi = "b"\n', 4),
    ("a quote left open", b'[other]\nvi = "a', 2),
    ("not Unicode", b'[other]\nvi = "kh\xe1c"\n', 2),
)


@pytest.mark.parametrize(("text", "line"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_file_that_is_no_toml_is_told_with_its_line(own_data, text, line):
    """The line at which the reading stopped is named."""
    folder = own_data({"codes/sources.toml": text})
    with pytest.raises(DataFileBroken) as refused:
        read_toml("codes/sources")
    assert (refused.value.file, refused.value.line) == (str(folder / "codes/sources.toml"), line)


@pytest.mark.parametrize("name", ["codes/surces.toml", "sources.toml", "regulations/2026/ours.toml", "notes.toml"])
def test_a_file_in_no_place_is_told(own_data, name):
    """A misnamed file is not passed over in silence."""
    own_data({name: SOURCE})
    with pytest.raises(DataFileUnknown):
        read_toml("codes/sexes")


def test_the_place_of_a_misplaced_file_is_named(own_data):
    """A file in the wrong folder is answered with the right one."""
    own_data({"sources.toml": SOURCE})
    with pytest.raises(DataFileUnknown) as refused:
        read_toml("codes/sexes")
    assert refused.value.known == ("codes/sources.toml",)


def test_other_papers_in_the_folder_are_left_alone(own_data):
    """What is no TOML is nobody's business."""
    own_data({"codes/sources.toml": SOURCE, "README.md": "ours", "lists/people.csv": "a,b"})
    assert "volunteers" in read_toml("codes/sources")


def test_a_file_the_system_keeps_back_is_told(own_data, monkeypatch):
    """A file that may not be opened is a fault of the disk, not of the data."""
    own_data({"codes/sources.toml": SOURCE})
    own_folder()

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(DataFileUnreadable) as refused:
        read_toml("codes/sources")
    assert refused.value.reason == "Permission denied"


def test_after_a_fault_the_program_speaks_its_own_words(own_data):
    """A folder whose very sentences are broken can still be told of."""
    own_data({"texts/errors.toml": b"[BadDay\n"})
    with pytest.raises(DataFileBroken) as refused:
        read_toml("texts/errors")
    assert "[BadDay" not in Texts("en").error(refused.value)
    assert "line 1" in Texts("en").error(refused.value)


def test_a_folder_that_is_not_there_is_told(own_data, tmp_path):
    """The folder is named, and that the variable can be cleared."""
    own_data({})
    with pytest.raises(DataFolderMissing) as refused:
        read_toml("codes/sexes")
    assert str(tmp_path / "own data") in Texts("vi").error(refused.value)


# --- through the command ---


def test_the_command_takes_the_own_codes_and_steps(cli, own_data):
    """Help lists the committee's source and step among the program's."""
    folder = own_data({"codes/sources.toml": SOURCE, "lifecycle.toml": CARE_VISIT})
    env = {"PARTYTRACK_DATA": str(folder)}
    assert "young volunteers" in cli("candidate", "add", "--help", env=env).out
    assert "visit to the family" in cli("candidate", "step", "--help", env=env).out


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"texts/help.toml": b"[app\n"}, 4),
        ({"codes/sources.toml": b'[other]\nvi = "kh\xe1c"\n'}, 4),
        ({"codes/surces.toml": SOURCE.encode()}, 4),
        ({}, 3),
    ],
    ids=["no TOML", "no Unicode", "unknown file", "no folder"],
)
def test_the_command_refuses_a_faulty_folder(cli, own_data, tmp_path, files, code):
    """One message, the right exit code, no data, no traceback."""
    own_data(files)
    done = cli("candidate", "add", "--help", env={"PARTYTRACK_DATA": str(tmp_path / "own data")})
    assert (done.code, done.out) == (code, "")
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1
