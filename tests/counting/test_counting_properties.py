"""What holds for every committee: rows add up, the past stays, two reckonings agree, nothing is lost."""

import pytest
from by_hand import Reckoning
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_books import DAYS, books, later_acts, periods

from partytrack.core.errors import UnitGone, UnitNotYet

EXAMPLES = 120
FIGURES = ("quota", "admitted", "percent", "shortfall", "surplus", "zero_units")
BASES = st.sampled_from(["decision", "ceremony"])
STEADY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def units_of(report):
    """The rows of a report's first table."""
    return report.tables[0].rows


def figures(row):
    """The figures of a row, without how they are shown."""
    return tuple(row[key] for key in FIGURES)


def everywhere(built, run, asked, unit=None):
    """The reports on a unit and on everything that is a row below it."""
    report = built(run, unit=unit, **asked)
    yield report
    for row in units_of(report):
        if not row["own"]:
            yield from everywhere(built, run, asked, row["unit"])


@STEADY
@given(book=books(recorded=True), period=periods(), as_of=DAYS, basis=BASES)
def test_f8_rows_add_up_at_every_level_and_date(opened, built, book, period, as_of, basis):
    """Where all is recorded the rows' admissions and zero units are the total's, and so are quotas given to the cells."""
    only_cells = [fact for fact in book.quotas if fact.unit.startswith("C")]
    book.quotas[:] = only_cells
    with opened(book) as run:
        for report in everywhere(built, run, {"period": period, "as_of": as_of, "basis": basis}):
            rows, total = units_of(report), report.tables[0].total
            for key in ("admitted", "zero_units"):
                assert sum(row[key] for row in rows) == total[key]
            if total["quota"] is not None:
                assert sum(row["quota"] or 0 for row in rows) == total["quota"] == total["allocated"]


@STEADY
@given(book=books(), period=periods(), as_of=DAYS, basis=BASES)
def test_f8_a_row_is_the_total_of_the_units_own_report(opened, built, book, period, as_of, basis):
    """Whatever is known or missing: the row of a unit above is the total of the unit's own report, at every level."""
    asked = {"period": period, "as_of": as_of, "basis": basis}
    with opened(book) as run:
        for report in everywhere(built, run, asked):
            for row in units_of(report):
                if not row["own"]:
                    own = built(run, unit=row["unit"], **asked)
                    assert figures(own.tables[0].total) == figures(row)


@STEADY
@given(data=st.data(), book=books(), period=periods(), basis=BASES)
def test_an_as_of_answer_is_not_changed_by_later_acts(opened, built, data, book, period, basis):
    """Every report as of a day stays the same, to the letter, when acts dated after that day are recorded."""
    as_of = data.draw(DAYS)
    later = data.draw(later_acts(book, as_of))
    asked = {"period": period, "as_of": as_of, "basis": basis, "explain": True}
    unit = data.draw(st.sampled_from([fact.code for fact in book.units]))
    if not Reckoning(book, period.first, period.last, as_of).is_shown(unit):
        unit = "K1"
    for name in ("quota", "shortfall", "zero"):
        with opened(book) as run:
            before = built(run, name, unit=unit, **asked)
        with opened(later) as run:
            assert built(run, name, unit=unit, **asked) == before


@STEADY
@given(data=st.data(), book=books(), period=periods(), as_of=DAYS, basis=BASES)
def test_two_reckonings_agree(opened, built, data, book, period, as_of, basis):
    """Figures, total and notes are those reckoned by hand from the same facts, for any unit, period, day and basis."""
    unit = data.draw(st.sampled_from([fact.code for fact in book.units]))
    decimals, rounding = data.draw(st.integers(0, 4)), data.draw(st.sampled_from(["half-up", "truncate"]))
    asked = {"unit": unit, "period": period, "as_of": as_of, "basis": basis}
    by_hand = Reckoning(book, period.first, period.last, as_of, basis)
    with opened(book) as run:
        if not by_hand.is_shown(unit):
            with pytest.raises((UnitNotYet, UnitGone)):
                built(run, **asked)
            return
        report = built(run, decimals=decimals, rounding=rounding, **asked)
    keys = ("unit", "own", *FIGURES)
    expected = [tuple(row[key] for key in keys) for row in by_hand.rows(unit, decimals, rounding)]
    assert [tuple(row[key] for key in keys) for row in units_of(report)] == expected
    keys = ("unit", *FIGURES, "allocated", "gross_shortfall")
    total = by_hand.total(unit, decimals, rounding)
    assert [report.tables[0].total[key] for key in keys] == [total[key] for key in keys]
    assert {note.code: set(note.units) for note in report.notes} == by_hand.notes(unit)


@STEADY
@given(book=books(), period=periods(), as_of=DAYS, basis=BASES)
def test_f13_years_in_a_row_are_those_reckoned_by_hand(opened, built, book, period, as_of, basis):
    """Years behind and years without an admission, counted a year at a time from the facts."""
    by_hand = Reckoning(book, period.first, period.last, as_of, basis)
    with opened(book) as run:
        shortfall = built(run, "shortfall", period=period, as_of=as_of, basis=basis)
        zero = built(run, "zero", period=period, as_of=as_of, basis=basis)
    behind = {row["unit"]: row["years_behind"] for row in units_of(shortfall) if not row["own"]}
    assert behind == {unit: by_hand.years_behind(unit) for unit in behind}
    without = {row["unit"]: row["years_without"] for row in units_of(zero)}
    assert without == {
        cell: by_hand.years_without(cell) for cell in by_hand.cells("K1") if by_hand.judged(cell) is True
    }


@STEADY
@given(book=books(), period=periods(), as_of=DAYS, basis=BASES)
def test_f13_the_worst_is_always_first(opened, built, book, period, as_of, basis):
    """Shortfall never grows down the list, and where it is equal the percentage never falls."""
    with opened(book) as run:
        rows = units_of(built(run, "shortfall", period=period, as_of=as_of, basis=basis, decimals=6))
    known = [row for row in rows if row["shortfall"] is not None]
    order = [(-row["shortfall"], row["percent"] is None, row["percent"] or 0, row["unit"]) for row in known]
    assert order == sorted(order)
    assert list(rows[: len(known)]) == known


@STEADY
@given(book=books(), period=periods(), as_of=DAYS, basis=BASES)
def test_f11_every_cell_is_zero_apart_or_has_admitted(opened, built, book, period, as_of, basis):
    """No cell is lost between those that admitted nobody, those that admitted, and those that cannot be judged."""
    by_hand = Reckoning(book, period.first, period.last, as_of, basis)
    with opened(book) as run:
        zero = built(run, "zero", period=period, as_of=as_of, basis=basis)
        total = built(run, period=period, as_of=as_of, basis=basis).tables[0].total
    apart = {row["unit"]: row["reason"] for table in zero.tables if table.name == "apart" for row in table.rows}
    nobody = {row["unit"] for row in units_of(zero)}
    admitted = {cell for cell in by_hand.cells("K1") if by_hand.share(cell).known and cell not in apart}
    assert not nobody & set(apart)
    assert nobody | set(apart) | admitted == set(by_hand.cells("K1"))
    assert len(nobody) + len(apart) + len(admitted) == len(by_hand.cells("K1"))
    assert apart == {cell: why for cell in by_hand.cells("K1") if isinstance(why := by_hand.judged(cell), str)}
    assert total["zero_units"] == zero.tables[0].total["zero_units"] == len(nobody)


@STEADY
@given(book=books(), period=periods(), as_of=DAYS, basis=BASES)
def test_f14_explain_opens_every_count(opened, built, book, period, as_of, basis):
    """The events and tallies listed are exactly those counted: of the total, and of each row that is known."""
    by_hand = Reckoning(book, period.first, period.last, as_of, basis)
    with opened(book) as run:
        report = built(run, period=period, as_of=as_of, basis=basis, explain=True)
    tables = {table.name: table.rows for table in report.tables}
    listed = {(row["case"], row["date"], row["unit_then"]) for row in tables["admissions"]}
    assert len(listed) == len(tables["admissions"])
    assert listed == by_hand.explained("K1")

    def behind(units):
        events = sum(unit in units for _, _, unit in listed)
        return events + sum(row["count"] for row in tables.get("tallies", ()) if row["unit"] in units)

    if report.tables[0].total["admitted"] is not None:
        assert behind(by_hand.under("K1")) == report.tables[0].total["admitted"]
    for row in units_of(report):
        if row["admitted"] is not None:
            own = row["own"] and len(by_hand.under("K1")) > 1
            assert behind([row["unit"]] if own else by_hand.under(row["unit"])) == row["admitted"]
