"""Form 2 as data: every row rests on what can be recorded, and the rows of a partition leave nobody out and take nobody twice."""

import re
import tomllib
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from test_code_lists import check_condition

from partytrack.core.codes import code_list
from partytrack.core.segments import Subject
from partytrack.core.texts import LANGS
from partytrack.counting.form import NO_ROW, NOT_RECORDED, sections
from partytrack.counting.segments import Event

PATH = Path(__file__).parents[2] / "data" / "profile.toml"
FORM = tomllib.loads(PATH.read_text(encoding="utf-8"))
ROWS = {f"{table}.{code}": row for table, told in FORM.items() for code, row in told["rows"].items()}
PARTITIONS = {section.code: section for section in sections() if section.counts == "partition"}


def on_record(**facts):
    """Somebody admitted of whom one fact is recorded."""
    return Event(1, 1, date(2021, 5, 3), Subject(None, None, facts, None, "other"))


@pytest.mark.parametrize("table", FORM)
def test_a_table_says_what_it_is_and_how_it_counts(table):
    """Each table has its title in both languages, its part of the form, how its rows count, and rows."""
    told = dict(FORM[table])
    assert {key for key in told if key != "age"} == {*LANGS, "source", "counts", "rows"}
    assert told["counts"] in {"groups", "partition", "units"}
    assert told["rows"]
    assert all(told[key].strip() for key in (*LANGS, "source"))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_rests_on_what_can_be_recorded(row):
    """Each row has its terms and conditions of known kinds, facts and values; no row takes a name that counting uses."""
    told = ROWS[row]
    assert set(told) == {*LANGS, "where"}
    assert all(told[lang].strip() for lang in LANGS)
    assert told["where"]
    assert row.split(".")[1] not in {NOT_RECORDED, NO_ROW, "total", "unit", "name", "own", "admitted"}
    for condition in told["where"]:
        check_condition(condition)


@pytest.mark.parametrize("table", FORM)
@pytest.mark.parametrize("lang", LANGS)
def test_no_two_rows_of_a_table_read_alike(table, lang):
    """A reader can tell the rows of one table apart."""
    said = [row[lang] for row in FORM[table]["rows"].values()]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("listing", ["occupations", "schooling", "professional_levels"])
def test_every_value_stands_in_exactly_one_row(listing):
    """Whatever is recorded of occupation, schooling or training fits one row of its table and no second one."""
    fact = {"occupations": "occupation", "professional_levels": "professional_level"}.get(listing, listing)
    for value in code_list(listing):
        person = on_record(**{fact: value})
        fitting = [row.code for row in PARTITIONS[fact].criteria if row.answer(person)]
        assert len(fitting) == 1, value
        assert PARTITIONS[fact].row_of(person) == fitting[0]


def test_ages_leave_no_gap():
    """The rows by age follow each other from 18 on, the last without an end."""
    ages = [row["where"][0]["age"] for row in FORM["age"]["rows"].values()]
    assert ages[0]["from"] == 18
    assert [age["from"] for age in ages[1:]] == [age["to"] + 1 for age in ages[:-1]]
    assert "to" not in ages[-1]


def test_the_file_is_plain_text_in_one_spelling():
    """UTF-8 in composed letters with LF, ``ủy`` with the mark on the first vowel, saying first what it is for."""
    text = PATH.read_bytes().decode("utf-8")
    assert text.startswith("# ")
    assert "\r" not in text
    assert text == unicodedata.normalize("NFC", text)
    assert not re.findall(r"\b(?:uỷ|hoà|xoá|huỷ|khoẻ)\b", text.lower())
