"""``person``, and national numbers on pages and in the journal: who is who, masked unless asked for with a reason."""

import json

import pytest

NUMBER = "001201012345"
MASKED = "•••••••••345"


@pytest.fixture
def twice(run, ward):
    """The ward with one member on the roll twice, the second time with a number."""
    for line in ((), ("--national-id", NUMBER, "--born", "3/5/1980")):
        assert run("member", "add", "Nguyễn Văn An", "--unit", "TG-01", *line, db=ward).code == 0
    return ward


def acts(rows, store):
    """What the journal says was done, and on what."""
    return [(entry["act"], entry["subject"]) for entry in rows(store, journal=True)["journal"]]


def test_a_merger_is_rehearsed_then_done_then_undone(run, twice, rows, held):
    """The dry run changes nothing; the merger is one entry, and undo brings both records back."""
    before = held(twice)
    assert run("person", "merge", "P00001", "P00002", "--dry-run", db=twice).code == 0
    assert held(twice) == before
    assert run("person", "merge", "p00001", "p00002", db=twice).code == 0
    assert acts(rows, twice)[-1] == ("person.merge", "p00001 p00002")
    assert run("undo", db=twice).code == 0
    assert rows(twice) == before[0]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("person merge P00001 P00009", 3),
        ("person merge P00001 P00001", 1),
        ("person merge P00001", 2),
        ("person national-id P00001 00120101234", 4),
        ("person national-id P00001 00120101234o", 4),
        ("person national-id P00001 001.201.012.345", 4),
        ("person national-id P00001 •••••••••345", 4),
        (f"person national-id P00001 {NUMBER}", 1),
        ("person national-id P00002 001201012346", 1),
        ("person national-id P00009 001201012346", 3),
        ("member add Lê --unit TG-01 --national-id 12", 4),
        (f"member add Lê --unit TG-01 --national-id {NUMBER}", 1),
        (f"member arrive Lê --unit TG-01 --from-place X --on 1/4/2022 --national-id {NUMBER}", 1),
        (f"candidate add Lê --cell TG-01 --source student --national-id {NUMBER}", 1),
        ("member show P00002 --reveal", 2),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_wrong_is_refused_and_changes_nothing(run, twice, held, line, code, lang):
    """Unknown codes, bad numbers and numbers of others have their exit codes and one sentence."""
    before = held(twice)
    done = run(*line.split(), db=twice, lang=lang)
    assert (done.code, done.out, bool(done.err.strip())) == (code, "", True)
    assert held(twice) == before


def test_a_reason_must_say_something(run, twice, held):
    """Blanks are no reason, and nothing is shown."""
    before = held(twice)
    done = run("member", "show", "P00002", "--reveal", "  ", db=twice)
    assert (done.code, done.out) == (4, "")
    assert held(twice) == before


def test_a_number_is_masked_on_every_page(run, twice):
    """The page of a member and of a case, as text, JSON and CSV, and the journal show the last three digits alone."""
    run(
        "candidate", "add", "Lê Ba", "--cell", "TG-01", "--source", "student", "--national-id", "001201012346", db=twice
    )
    run("person", "national-id", "P00002", "001201012347", "--correct", db=twice)
    pages = [
        ("member", "show", "P00002"),
        ("candidate", "show", "C00001"),
        ("journal", "show", "7"),
        ("journal", "show", "8"),
    ]
    for page in pages:
        for form in ("text", "json", "csv"):
            shown = run(*page, "--format", form, db=twice)
            assert shown.code == 0
            assert "•••••••••34" in shown.out
            assert "00120101234" not in shown.out
    assert "National number (masked)" in run("member", "show", "P00002", db=twice).out
    assert "Số định danh (đã che)" in run("member", "show", "P00002", db=twice, lang="vi").out


def test_a_number_is_revealed_for_a_reason(run, twice, rows):
    """The whole number is shown under its plain heading, and the journal says on which page, how many and why."""
    shown = run("member", "show", "p00002", "--reveal", " đối chiếu  hồ sơ ", "--format", "json", db=twice)
    assert json.loads(shown.out)["member"][0]["national_id"] == NUMBER
    assert acts(rows, twice)[-1] == ("person.reveal", "member P00002 (1): đối chiếu hồ sơ")
    run(
        "candidate", "add", "Lê Ba", "--cell", "TG-01", "--source", "student", "--national-id", "001201012346", db=twice
    )
    page = run("candidate", "show", "c00001", "--reveal", "đối chiếu", db=twice)
    assert "001201012346" in page.out
    assert "(masked)" not in page.out
    assert acts(rows, twice)[-1] == ("person.reveal", "candidate C00001 (1): đối chiếu")
    assert run("journal", "show", "7", db=twice).code == 0
    assert run("journal", "verify", db=twice).code == 0
    assert run("undo", "7", db=twice).code == 1
    assert "candidate" in run("undo", "--dry-run", db=twice).err


def test_nothing_is_entered_where_there_is_nothing_to_show(run, twice, held):
    """Whoever asks for the number of nobody is answered with the nearest codes, and the journal is silent."""
    before = held(twice)
    assert run("member", "show", "P00009", "--reveal", "đối chiếu", db=twice).code == 3
    assert held(twice) == before


def test_the_code_of_the_other_record_opens_the_page(run, twice):
    """The page of the person names the records that were merged into it; the program says whose page it is."""
    run("person", "merge", "P00001", "P00002", db=twice)
    shown = run("member", "show", "P00002", "--format", "json", db=twice)
    page = json.loads(shown.out)
    assert (page["member"][0]["code"], page["member"][0]["born"]) == ("P00001", "1980-05-03")
    assert page["merged"] == [{"code": "P00002", "name": "Nguyễn Văn An"}]
    assert "P00002" in shown.err
    assert run("member", "show", "P00001", db=twice).err == ""
    listed = json.loads(run("member", "list", "--format", "json", db=twice).out)
    assert [row["code"] for row in listed["rows"]] == ["P00001"]
