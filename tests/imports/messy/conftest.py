"""The store into which the messy lists come: a ward whose cells have some members, cases, a quota and a tally already."""

import shutil
from datetime import date

import pytest

pytest.register_assert_rewrite("messy.judged")

from messy.written import OFFICE, save_by_office, write_book  # noqa: E402  # what it asserts is to be told in full


def copied(source, target):
    """A copy of a store that nobody has open."""
    shutil.copyfile(source, target)
    target.chmod(0o600)
    return target


@pytest.fixture(scope="session")
def lists_template(templates, ward_template, desk_at):
    """The ward with people on record; never written to.

    P00001 Nguyễn Văn An, 3/5/1970, TG-01 · P00002 Lê Thị Mai, 12/10/1980, TG-01 · P00003 Lê Thị Mai, 1985, TG-02 ·
    P00004 Trần Thị Hòa, 7/6/1975, TG-02 · P00005 Phạm Văn Đức, 2/1/1990, TG-03, 001090000005 ·
    C00001 Hoàng Thị Thơm, 3/5/2001, TG-01 · C00002 Đỗ Minh Quân, 9/4/2000, TG-02 ·
    C00003 Vũ Thị Lan, 31/12/1999, TG-03, admitted in May 2021.
    """
    from partytrack.core.dates import PartialDate  # noqa: PLC0415  # tests of one file need no database
    from partytrack.core.period import Period  # noqa: PLC0415
    from partytrack.core.span import parse_term  # noqa: PLC0415
    from partytrack.record.candidates import add_candidate  # noqa: PLC0415
    from partytrack.record.people import NewPerson, add_member  # noqa: PLC0415
    from partytrack.record.quotas import NewQuota, set_quota  # noqa: PLC0415
    from partytrack.record.steps import NewStep, record_step  # noqa: PLC0415
    from partytrack.record.tallies import set_tally  # noqa: PLC0415
    from partytrack.record.terms import set_term  # noqa: PLC0415
    from partytrack.record.units import add_unit  # noqa: PLC0415

    def born(year, month=0, day=0):
        return PartialDate(date(year, month or 1, day or 1), "day" if day else "year")

    desk = desk_at(copied(ward_template, templates / "lists.db"))
    for code in ("TG-04", "TG-05"):
        add_unit(desk, code, "Chi bộ Trường học", kind="cell", under="TG")
    entry = {"admitted_on": date(1995, 2, 3), "confirmed_on": date(1996, 2, 3)}
    add_member(desk, NewPerson("Nguyễn Văn An", "m", born(1970, 5, 3)), "TG-01", **entry)
    add_member(desk, NewPerson("Lê Thị Mai", "f", born(1980, 10, 12)), "TG-01")
    add_member(desk, NewPerson("Lê Thị Mai", "f", born(1985)), "TG-02")
    add_member(desk, NewPerson("Trần Thị Hòa", "f", born(1975, 6, 7)), "TG-02")
    add_member(desk, NewPerson("Phạm Văn Đức", "m", born(1990, 1, 2), (), "001090000005"), "TG-03")
    for name, sex, day, cell, source, listed_on in (
        ("Hoàng Thị Thơm", "f", born(2001, 5, 3), "TG-01", "youth_union", date(2021, 1, 5)),
        ("Đỗ Minh Quân", "m", born(2000, 4, 9), "TG-02", "student", date(2021, 3, 1)),
        ("Vũ Thị Lan", "f", born(1999, 12, 31), "TG-03", "womens_union", date(2020, 6, 1)),
    ):
        add_candidate(desk, NewPerson(name, sex, day), cell=cell, source=source, listed_on=listed_on)
    record_step(desk, "C00003", NewStep("admission_decision", date(2021, 5, 1), document="9-QĐ/ĐU"))
    record_step(desk, "C00003", NewStep("admission_ceremony", date(2021, 5, 19)))
    set_term(desk, "TG", parse_term("2020-2025"), Period(date(2020, 8, 15), date(2025, 8, 14)))
    set_quota(desk, NewQuota("TG-01", 2021, 2, date(2020, 12, 15), "12-CV/ĐU"))
    set_tally(desk, "TG-02", 2017, 3, measure="admission", document="BC 2017")
    return desk.store


@pytest.fixture
def lists_desk(lists_template, tmp_path, desk_at):
    """A desk at a copy of that store."""
    return desk_at(copied(lists_template, tmp_path / "lists.db"))


@pytest.fixture(scope="session")
def saved_by_office(tmp_path_factory):
    """The folder with the books that LibreOffice saved, in one run of it, by the kind of file."""
    from messy.saved import BOOKS  # noqa: PLC0415  # most tests need none of them

    if OFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    folder = tmp_path_factory.mktemp("by office")
    return save_by_office([write_book(book, folder) for book in BOOKS], folder)
