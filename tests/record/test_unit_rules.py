"""Units: what may be entered, renamed and looked up, and from which day."""

from datetime import date

import pytest

from partytrack.core.errors import (
    AlreadyBegun,
    BadCode,
    BadName,
    CellHasNoChildren,
    CodeUnknown,
    NameAlready,
    UnitExists,
    UnitNotYet,
    UnitUnknown,
)
from partytrack.record.lookup import name_on, unit_by_code
from partytrack.record.units import begin
from partytrack.store.engine import writing


def units(rows, store):
    """The units of a store by code: kind, first day, records_from, day of entry."""
    return {
        unit["code"]: (unit["kind"], unit["from_on"], unit["records_from"], unit["entered_on"])
        for unit in rows(store)["unit"]
    }


def names(rows, store, unit_id=2):
    """The names of the cell TG-01, each with its days."""
    return [
        (name["name"], name["from_on"], name["to_on"])
        for name in rows(store)["unit_name"]
        if name["unit_id"] == unit_id
    ]


def test_a_unit_without_a_day_is_valid_for_all_past_days(office, rows):
    """Without --since the start is unknown: the unit stands from the first day that can be written."""
    office.unit("TG-09")
    assert units(rows, office.desk.store)["TG-09"] == ("cell", "0001-01-01", None, "2022-04-26")


def test_a_unit_has_its_first_day_and_the_day_of_its_records(office, rows):
    """What is told on entry is kept, and the day of entry beside it."""
    office.unit("TG-09", since="2020-07-01", records_from="2021-01-01")
    assert units(rows, office.desk.store)["TG-09"] == ("cell", "2020-07-01", "2021-01-01", "2022-04-26")
    edge = rows(office.desk.store)["unit_edge"][-1]
    assert (edge["unit_id"], edge["parent_id"], edge["from_on"], edge["to_on"]) == (5, 1, "2020-07-01", "9999-12-31")
    assert names(rows, office.desk.store, 5) == [("Chi bộ TG-09", "2020-07-01", "9999-12-31")]


def test_a_unit_may_be_dated_ahead(office, rows):
    """A cell founded next year can be entered today."""
    office.unit("TG-09", since="2023-01-01")
    assert units(rows, office.desk.store)["TG-09"][1] == "2023-01-01"


def test_a_unit_stands_where_its_parent_stands(office, rows):
    """A cell under a younger committee, entered without a day, begins with it: before, it would stand nowhere."""
    office.unit("BP", kind="section_committee", since="2020-07-01")
    office.unit("TG-09", under="BP")
    assert units(rows, office.desk.store)["TG-09"][1] == "2020-07-01"


def test_a_unit_cannot_be_older_than_its_parent(office, rows):
    """A cell whose first day lies before that of its committee is refused, with both days."""
    office.unit("BP", kind="section_committee", since="2020-07-01")
    before = rows(office.desk.store)
    with pytest.raises(UnitNotYet) as caught:
        office.unit("TG-09", under="BP", since="2020-06-30")
    assert caught.value.facts() == {"code": "BP", "on": date(2020, 6, 30), "since": date(2020, 7, 1)}
    assert rows(office.desk.store) == before


def test_nothing_stands_under_a_cell(office):
    """A cell is the end of the line."""
    with pytest.raises(CellHasNoChildren):
        office.unit("TG-09", under="TG-01")


@pytest.mark.parametrize("code", ["TG-01", "tg-01", " TG-01 ", "Tg-01"])
def test_a_code_serves_one_unit_in_any_letters(office, rows, code):
    """A code is taken, whether typed in capitals, in small letters or with a space; its unit is named."""
    before = rows(office.desk.store)
    with pytest.raises(UnitExists) as caught:
        office.unit(code, "Chi bộ khác")
    assert caught.value.facts() == {"code": "TG-01", "name": "Chi bộ Tổ dân phố 1"}
    assert rows(office.desk.store) == before


@pytest.mark.parametrize("typed", ["đb-1", "ĐB-1", "Đb-1"])
def test_a_vietnamese_code_serves_one_unit_in_any_letters(office, typed):
    """The capital of đ is Đ, whatever the database knows of it."""
    office.unit("đb-1")
    with pytest.raises(UnitExists):
        office.unit(typed)
    office.rename(typed, "Chi bộ mới", "2022-01-01")


def test_a_code_is_found_in_both_ways_of_writing_its_letters(office):
    """A code typed on a Mac, where letters come apart from their marks, is the same code."""
    office.unit("BÍ-1")
    with pytest.raises(UnitExists):
        office.unit("BI\u0301-1")


@pytest.mark.parametrize("code", ["", " ", "-1", "TG 01", "TG,01", "TG\n01", "a" * 41, "TG=1", "../x y"])
def test_a_text_that_is_no_code_is_refused(office, code):
    """A code is letters, digits and - . / _, begins with a letter or digit, and has at most 40 of them."""
    with pytest.raises(BadCode):
        office.unit(code)


@pytest.mark.parametrize("code", ["1", "TG-01a", "TG.2/3_x", "Ủy-1", "a" * 40])
def test_a_text_that_is_a_code_is_taken(office, rows, code):
    """Vietnamese letters, points and strokes are allowed."""
    office.unit(code)
    assert code in units(rows, office.desk.store)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a\x00b", "123", "x" * 201])
def test_a_text_that_is_no_name_is_refused(office, name):
    """A name has a letter, no hidden characters and at most 200 letters, on entry and on renaming."""
    with pytest.raises(BadName):
        begin_name(office, name)
    with pytest.raises(BadName):
        office.rename("TG-01", name, "2022-01-01")


def begin_name(office, name):
    """Enter a unit whose name is exactly this."""
    from partytrack.record.units import add_unit  # noqa: PLC0415  # the office would fill in a name

    add_unit(office.desk, "TG-09", name, kind="cell", under="TG")


def test_an_unknown_kind_is_answered_with_the_known_ones(office):
    """Kinds come from the code list."""
    with pytest.raises(CodeUnknown) as caught:
        office.unit("TG-09", kind="club")
    assert set(caught.value.known) == {"committee", "section_committee", "cell"}


@pytest.mark.parametrize(("typed", "near"), [("TG-0l", "TG-01"), ("TG-1", "TG-01"), ("tg-04", "TG-01")])
def test_an_unknown_unit_is_answered_with_the_nearest(office, typed, near):
    """A slip of the key gets the codes that look like it."""
    with pytest.raises(UnitUnknown) as caught:
        office.rename(typed, "x", "2022-01-01")
    assert near in caught.value.near


def test_a_store_has_one_root(office):
    """The root committee is founded once."""
    with pytest.raises(AlreadyBegun):
        begin(office.desk, "TH", "Thạch Hà", kind="committee", since=None, records_from=None, settings={})


def test_a_new_name_holds_from_its_day_on(office, rows):
    """Before the day of renaming the unit keeps its old name, for all reports of that time."""
    office.rename("TG-01", "Chi bộ Tân Trung", "2021-07-01", "5-QĐ/ĐU")
    assert names(rows, office.desk.store) == [
        ("Chi bộ Tổ dân phố 1", "0001-01-01", "2021-07-01"),
        ("Chi bộ Tân Trung", "2021-07-01", "9999-12-31"),
    ]
    assert rows(office.desk.store)["unit_name"][-1]["document"] == "5-QĐ/ĐU"
    with writing(office.desk.store) as session:
        unit = unit_by_code(session, "tg-01")
        asked = [date(1990, 1, 1), date(2021, 6, 30), date(2021, 7, 1)]
        assert [name_on(session, unit, on) for on in asked] == ["Chi bộ Tổ dân phố 1"] * 2 + ["Chi bộ Tân Trung"]


RENAMES = [
    ("the same name", "Chi bộ Tân Trung", "2022-01-01"),
    ("the same name, typed with more spaces", " Chi  bộ Tân Trung ", "2022-01-01"),
    ("the day of the newest name", "Chi bộ Một", "2021-07-01"),
    ("a day before the newest name", "Chi bộ Một", "2021-06-30"),
]


@pytest.mark.parametrize(("_case", "name", "on"), RENAMES, ids=[case for case, *_ in RENAMES])
def test_a_name_that_changes_nothing_or_the_past_is_refused(office, rows, _case, name, on):
    """A renaming brings another name, on a day after the newest name began; the refusal names that one."""
    office.rename("TG-01", "Chi bộ Tân Trung", "2021-07-01")
    before = rows(office.desk.store)
    with pytest.raises(NameAlready) as caught:
        office.rename("TG-01", name, on)
    assert caught.value.facts() == {"code": "TG-01", "name": "Chi bộ Tân Trung", "since": date(2021, 7, 1)}
    assert rows(office.desk.store) == before


def test_a_name_may_be_borne_again(office, rows):
    """An old name can come back, and another unit may take it: names change and are used again."""
    office.rename("TG-01", "Chi bộ Tân Trung", "2021-07-01")
    office.rename("TG-01", "Chi bộ Tổ dân phố 1", "2022-01-01")
    office.rename("TG-02", "Chi bộ Tân Trung", "2022-01-01")
    assert [name for name, *_ in names(rows, office.desk.store)] == [
        "Chi bộ Tổ dân phố 1",
        "Chi bộ Tân Trung",
        "Chi bộ Tổ dân phố 1",
    ]


def test_a_unit_has_no_name_before_it_existed(office):
    """A name dated before the unit's first day is refused."""
    office.unit("TG-09", since="2020-07-01")
    with pytest.raises(UnitNotYet):
        office.rename("TG-09", "Chi bộ Chín", "2020-06-30")


def test_the_records_of_a_unit_begin_where_it_is_said(office, rows):
    """The day from which records are complete can be set, and set anew."""
    office.records("TG-01", "2018-01-01")
    office.records("tg-01", "2017-01-01")
    assert units(rows, office.desk.store)["TG-01"][2] == "2017-01-01"


def test_two_committees_may_change_places(office, rows):
    """One section stood under the other, later the other under the one: paths are those of each time."""
    office.unit("BP", kind="section_committee")
    office.unit("BQ", kind="section_committee", under="BP")
    office.unit("TG-09", under="BQ")
    office.move("BQ", "TG", "2021-01-01")
    office.move("BP", "BQ", "2021-07-01")
    store = rows(office.desk.store)
    ids = {unit["code"]: unit["id"] for unit in store["unit"]}
    paths = [
        (row["from_on"], [int(row["path"][at : at + 5], 36) for at in range(0, len(row["path"]), 5)])
        for row in store["path_version"]
        if row["unit_id"] == ids["TG-09"]
    ]
    tg, bp, bq, cell = (ids[code] for code in ("TG", "BP", "BQ", "TG-09"))
    assert paths == [("0001-01-01", [tg, bp, bq, cell]), ("2021-01-01", [tg, bq, cell])]
    own = [row["from_on"] for row in store["path_version"] if row["unit_id"] == bp]
    assert own == ["0001-01-01", "2021-07-01"]


def test_a_merger_names_its_target_in_any_letters(office, rows):
    """Small letters name the same cell in a merger, as source and as target."""
    office.merge(("tg-01", "tg-02", "TG-01"), "tg-02", "2022-01-01")
    store = rows(office.desk.store)
    ended = [unit["code"] for unit in store["unit"] if unit["to_on"] == "2022-01-01"]
    assert ended == ["TG-01"]
    assert [(link["unit_id"], link["successor_id"]) for link in store["successor"]] == [(2, 3)]
