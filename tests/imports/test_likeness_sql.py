"""The people whom a list may be about are read from the store: each once, with their units, in few statements."""

from datetime import date

import pytest

from partytrack.core.dates import PartialDate, parse_partial
from partytrack.core.vietnamese import fold
from partytrack.imports import likeness_sql
from partytrack.imports.likeness import Known, Likeness, Who
from partytrack.imports.likeness_sql import load, wanted
from partytrack.record.departures import transfer
from partytrack.record.merging import merge_people
from partytrack.record.people import NewPerson, add_member
from partytrack.store.connection import reading

TODAY = date(2022, 4, 26)
NUMBER = "001201012345"
ROLL = (
    ("Nguyễn Văn Đức", "3/5/1980", "TG-01", None),
    ("Nguyễn Văn Đức", "1975", "TG-02", NUMBER),
    ("Lê Thị Hoà", None, "TG-02", None),
    ("Trần Lan", "3/5/1980", "TG-03", None),
    ("Phạm Minh", "1/1/1990", "TG-03", None),
)


def born(text):
    """A birth date as it is typed, or none."""
    return parse_partial(text, TODAY) if text else None


def row(name, birth=None, number=None):
    """A row of a list."""
    return Who(name, fold(name), born(birth), None, number)


@pytest.fixture
def roll(desk):
    """The codes of some members, in the order of ``ROLL``."""
    return [
        add_member(desk, NewPerson(name, born=born(birth), national_id=number), unit)
        for name, birth, unit, number in ROLL
    ]


def found(store, *rows):
    """The codes of the people read for rows."""
    with reading(store) as run:
        return [known.code for known in load(run, wanted(rows))]


@pytest.mark.parametrize(
    ("who", "places"),
    [
        (row("NGUYEN VAN DUC"), [0, 1]),
        (row("Ai Đó", "3/5/1980"), [0, 3]),
        (row("Ai Đó", "1975"), [1]),
        (row("Ai Đó", None, NUMBER), [1]),
        (row("Lê Thị Hòa", "1/1/1990"), [2, 4]),
        (row("Ai Đó", "4/5/1980"), []),
        (row("Ai Đó", None, "001201054321"), []),
    ],
)
@pytest.mark.parametrize("many", [0, likeness_sql.MANY])
def test_people_are_found_by_name_birth_date_and_number(roll, desk, monkeypatch, who, places, many):
    """Everybody of the name, born on the day or with the number is read, for a short list as for a long one."""
    monkeypatch.setattr(likeness_sql, "MANY", many)
    assert found(desk.store, who) == [roll[place] for place in places]


def test_a_person_is_read_with_all_that_tells_them_apart(roll, desk):
    """Name, birth date with its precision, number and every unit are as they are on record."""
    transfer(desk, roll[1], to="TG-03", on=date(2021, 1, 1), document="1-GT")
    with reading(desk.store) as run:
        units = dict(run("SELECT code, id FROM unit", {}))
        (_, known) = load(run, wanted([row("Nguyễn Văn Đức")]))
    assert known == Known(
        known.person_id, roll[1], "Nguyễn Văn Đức", "nguyen van duc", PartialDate(date(1975, 1, 1), "year"),
        frozenset((units["TG-02"], units["TG-03"])), NUMBER,
    )  # fmt: skip


@pytest.mark.parametrize("many", [0, likeness_sql.MANY])
def test_a_merged_record_is_read_as_its_person(desk, monkeypatch, many):
    """A list with what a merged record told leads to the person who goes on, over two mergers too."""
    monkeypatch.setattr(likeness_sql, "MANY", many)
    names = ("Trần Lan", "Trần Thị Loan", "Trần Hương Lan")
    first, second, third = (add_member(desk, NewPerson(name, born=born("3/5/1980")), "TG-03") for name in names)
    merge_people(desk, second, first)
    merge_people(desk, third, second)
    who = row(names[0], "3/5/1980")
    with reading(desk.store) as run:
        units = dict(run("SELECT code, id FROM unit", {}))
        likeness = Likeness(load(run, wanted([who])))
    same, near = likeness.match(who)
    assert not same
    assert [(known.code, known.name, why) for known, why in near] == [(third, names[0], "merged")]
    assert near[0][0].unit_ids == {units["TG-03"]}


@pytest.mark.parametrize(("many", "statements"), [(0, 4), (likeness_sql.MANY, 3)])
def test_a_few_statements_read_many(roll, desk, monkeypatch, many, statements):
    """Names go into statements by the thousand and people come by the thousand; whoever comes twice is read once."""
    monkeypatch.setattr(likeness_sql, "MANY", many)
    monkeypatch.setattr(likeness_sql, "AT_ONCE", 2)
    monkeypatch.setattr(likeness_sql, "PAGE", 3)
    rows = [row("Phạm Minh", "3/5/1980"), *(row(name, "1/1/1990") for name, *_ in ROLL)]
    ran = []
    with reading(desk.store) as run:
        codes = [known.code for known in load(lambda *what: ran.append(what) or run(*what), wanted(rows))]
    assert sorted(codes) == sorted(roll)
    assert len(ran) == statements


def test_a_list_of_nobody_reads_nobody(roll, desk):
    """Without rows there is nobody to look for."""
    assert roll
    assert found(desk.store) == []
