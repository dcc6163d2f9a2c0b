"""A folder of messy workbooks: of each, every row, every value and the store afterwards are as expected."""

import json

import pytest

from messy import days, files, numbers, people, plans, saved, shapes, tracking
from messy.judged import expected_rows, fault_of, given_rows, imported, judge, rows_of
from messy.written import FILTERS, write_book, write_text
from partytrack.cli.app import call

BOOKS = tuple(book for part in (shapes, people, days, numbers, tracking, plans, files) for book in part.BOOKS)
AGAIN = [book for book in BOOKS if book.recorded and "new" not in book.asked.get("decided", {}).values()]
"""Those of which something is recorded, and nobody says that a row is new whoever is there."""
TEXTS = files.TEXT_FILES


def test_the_folder_is_large():
    """At least thirty workbooks, each of another theme, and each told by its own name."""
    assert len({book.theme for book in BOOKS}) == len({book.name for book in BOOKS}) == len(BOOKS) >= 30


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_messy_workbook_comes_out_as_expected(book, lists_desk, tmp_path):
    """Nothing is lost, nothing is guessed, and every refusal has its address."""
    judge(book, write_book(book, tmp_path), lists_desk)


@pytest.mark.parametrize("book", AGAIN, ids=lambda book: book.name)
def test_what_was_taken_is_the_same_when_it_comes_again(book, lists_desk, tmp_path):
    """The rows that were recorded say nothing new the second time, and the store stays as it is."""
    path = write_book(book, tmp_path)
    imported(book, path, lists_desk)
    before = rows_of(lists_desk.store)
    _, result = imported(book, path, lists_desk)
    taken = {number for number, _, expected in book.rows if expected is not None and expected.outcome != "refuse"}
    assert {line.row for line in result.incoming.lines if line.outcome == "same"} == taken
    assert rows_of(lists_desk.store) == before


# --- saved by LibreOffice ---


@pytest.mark.xdist_group("saved by office")
@pytest.mark.parametrize("kind", FILTERS)
@pytest.mark.parametrize("book", saved.BOOKS, ids=lambda book: book.name)
def test_a_workbook_that_libreoffice_saved(book, kind, saved_by_office, lists_desk):
    """The same as xlsx, xls and ods: the outcome is that of the workbook as it was described."""
    judge(book, saved_by_office / kind / f"{book.name}.{kind}", lists_desk)


@pytest.mark.xdist_group("saved by office")
def test_a_workbook_with_a_password(saved_by_office, lists_desk):
    """A locked workbook is told from a broken one."""
    assert fault_of(files.LOCKED, saved_by_office / "locked.ods", lists_desk) == "book_locked"


# --- text files and what is none ---


@pytest.mark.parametrize("way", TEXTS.values(), ids=TEXTS)
def test_a_list_as_text(way, lists_desk, tmp_path):
    """The separator and the encoding of a text file make no difference to what it says."""
    path = write_text(files.PLAIN, tmp_path, **{"name": "danh-sach.csv", **way})
    judge(files.PLAIN, path, lists_desk)


def test_the_guard_of_the_own_csv_is_stripped(lists_desk, tmp_path):
    """What the program guarded against formulas comes back without the guard; quoted commas and line breaks hold."""
    judge(files.GUARDED, write_text(files.GUARDED, tmp_path, separator=",", encoding="utf-8-sig"), lists_desk)


def test_a_text_in_another_encoding(lists_desk, tmp_path):
    """Bytes that are no UTF-8 are not read as something else; the encoding is asked for, and then they read."""
    path = write_text(files.WRONG_ENCODING, tmp_path, separator=",", encoding="cp1258")
    judge(files.WRONG_ENCODING, path, lists_desk)
    judge(files.NAMED_ENCODING, path, lists_desk)


@pytest.mark.parametrize(("name", "content", "code"), files.NO_WORKBOOKS.values(), ids=files.NO_WORKBOOKS)
def test_a_file_that_is_no_list(name, content, code, lists_desk, tmp_path):
    """Whatever a file is called, what is no list is refused by its kind, without a word of Python."""
    path = tmp_path / name
    path.write_bytes(content)
    assert fault_of(files.LOCKED, path, lists_desk) == code


# --- by the command itself ---


def options(book):
    """The options of the command that ask what the book asks."""
    asked = book.asked
    yield from (f"--{name}={asked[name]}" for name in ("sheet", "encoding") if name in asked)
    yield from (f"--decide={row}={code}" for row, code in asked.get("decided", {}).items())
    yield from (f"--set={field}={value}" for field, value in asked.get("given", {}).items())
    yield from ("--accept-good" for _ in range(asked.get("accept_good", False)))


BY_COMMAND = (
    tracking.TRACKING, people.DECIDED, people.NEAR, shapes.THAT_YEAR, shapes.WHICH_YEAR, plans.QUOTA_TABLE,
    *(book for book in files.BOOKS if book.name == "tcvn3-named"),
)  # fmt: skip


@pytest.mark.parametrize("book", BY_COMMAND, ids=lambda book: book.name)
def test_the_command_says_the_same(book, lists_desk, tmp_path, capsys):
    """The JSON of the command is that of the contract, first of a dry run, then of the record; 4 where a row is refused."""
    path, store = write_book(book, tmp_path), lists_desk.store
    before = rows_of(store)
    for more in (["--dry-run"], []):
        general = ["--db", str(store), "--today", "2022-04-26", "--actor", "secretary", "--lang", "vi"]
        code = call([*general, "import", book.layout, str(path), *options(book), *more, "--format", "json"])
        judge_told(book, path, code, *capsys.readouterr(), dry_run=bool(more))
        assert (rows_of(store) == before) == (bool(more) or not book.recorded)


def test_the_command_as_its_user_runs_it(cli, lists_desk, tmp_path):
    """A real process says the same, in UTF-8, whatever the console."""
    path = write_book(tracking.TRACKING, tmp_path)
    general = ("--today", "2022-04-26", "--lang", "vi")
    done = cli(
        *general, "import", "candidates", path, *options(tracking.TRACKING), "--format", "json", db=lists_desk.store
    )  # fmt: skip
    judge_told(tracking.TRACKING, path, done.code, done.out, done.err, dry_run=False)


def judge_told(book, path, code, out, err, *, dry_run):
    """What a run of the command left behind is what the book expects."""
    assert (code, "Traceback" in err) == (4 if book.fault or book.counts["refuse"] else 0, False)
    if book.fault:
        assert (out, [each for each in book.mentions if each not in err]) == ("", [])
        return
    document = json.loads(out)
    assert given_rows(document) == list(expected_rows(book))
    told = {name: document[name] for name in ("layout", "file", "sheet", "dry_run", "counts")}
    assert told == {
        "layout": book.layout, "file": str(path), "sheet": book.read, "dry_run": dry_run, "counts": book.counts
    }  # fmt: skip
