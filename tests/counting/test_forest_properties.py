"""What holds for every organisation that changes: both maps add up and agree, the past stays, two reckonings agree."""

from contextlib import suppress
from datetime import date

import pytest
from forest_by_hand import Reckoning, View
from forest_reports import built, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_forests import DAYS, LAST, cell_quotas, forests, periods

from partytrack.core.errors import PartytrackError

FIGURES = ("quota", "quota_text", "admitted", "percent", "shortfall", "surplus", "zero_units")
NOTES = {
    *("quota_not_set", "allocation_differs", "part_year", "moved_units"),
    *("term_quota", "not_recorded", "tally_not_divided"),
}
MAPS, DEPTHS = ("then", "today"), ("children", "cells")
BASES = st.sampled_from(["decision", "ceremony"])
AS_OF = st.one_of(st.just(LAST), st.just(date(2022, 4, 26)), DAYS)
STEADY = settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session")
def planted(schema):
    """Hold the facts of a forest in a store in memory, for ``with``, and hand out what runs statements on it."""

    def planted(forest):
        return opened(schema, forest)

    return planted


def by_key(report):
    """The rows of a report's first table, by unit and whether they are its own."""
    rows = {(row["unit"], row["own"]): row for row in report.tables[0].rows}
    assert len(rows) == len(report.tables[0].rows)
    return rows


def figures(row):
    """The figures of a row, without how they are shown."""
    return {key: row[key] for key in FIGURES}


def notes(report):
    """The units that each note names."""
    return {note.code: set(note.units) for note in report.notes if note.code in NOTES}


def everywhere(run, asked):
    """The reports on the root and on everything below it that can be asked about; two units may have stood each under the other."""
    waiting, seen = ["K1"], set()
    while waiting:
        unit = waiting.pop()
        seen.add(unit)
        with suppress(PartytrackError):
            report = built(run, unit=unit, **asked)
            waiting += {code for code, own in by_key(report) if not own} - seen - {*waiting}
            yield report


@STEADY
@given(forest=forests(recorded=True), period=periods(), as_of=AS_OF, basis=BASES)
def test_rows_add_up_at_every_level_and_date_in_both_maps(planted, forest, period, as_of, basis):
    """Where all is recorded the rows' admissions and zero units are the total's, directly below a unit and by cells."""
    with planted(forest) as run:
        for shown_by in MAPS:
            asked = {"period": period, "as_of": as_of, "basis": basis, "map": shown_by}
            for report in everywhere(run, asked):
                by_cells = built(run, unit=report.unit.code, depth="cells", **asked)
                for each in (report, by_cells):
                    rows, total = each.tables[0].rows, each.tables[0].total
                    for key in ("admitted", "zero_units"):
                        assert sum(row[key] for row in rows) == total[key]
                    known = [row["quota"] for row in rows if row["quota"] is not None]
                    assert total["allocated"] == (sum(known) if known else None)
                assert figures(by_cells.tables[0].total) == figures(report.tables[0].total)


@STEADY
@given(forest=forests(), period=periods(), as_of=AS_OF, basis=BASES)
def test_a_row_is_the_total_of_the_units_own_report(planted, forest, period, as_of, basis):
    """A unit that stood nowhere else in those days has one set of figures: above it as in its own report."""
    asked = {"period": period, "as_of": as_of, "basis": basis}
    with planted(forest) as run:
        for shown_by in MAPS:
            for report in everywhere(run, asked | {"map": shown_by}):
                for (code, own), row in by_key(report).items():
                    if not own and (shown_by == "today" or never_moved(forest, code, report.unit.code, as_of)):
                        below = built(run, unit=code, map=shown_by, **asked)
                        assert figures(below.tables[0].total) == figures(row)


def never_moved(forest, code, parent, as_of):
    """Whether up to a day a unit stood under one parent only."""
    return {edge.parent for edge in forest.known_on(as_of).edges if edge.unit == code} == {parent}


@STEADY
@given(forest=forests(), period=periods(), as_of=AS_OF, basis=BASES)
def test_at_the_root_both_maps_agree(planted, forest, period, as_of, basis):
    """The root's admissions, what is not known of them, and the cases behind them are the same in both maps."""
    asked = {"period": period, "as_of": as_of, "basis": basis, "explain": True}
    with planted(forest) as run:
        then, today = (built(run, map=shown_by, **asked) for shown_by in MAPS)
    assert then.tables[0].total["admitted"] == today.tables[0].total["admitted"]
    assert listed(then) == listed(today)
    for code in ("not_recorded", "tally_not_divided"):
        assert ("K1" in notes(then).get(code, ())) == ("K1" in notes(today).get(code, ()))
    assert "moved_units" not in {**notes(then), **notes(today)}


def listed(report):
    """The cases that a report lists as counted, with day and unit; each once."""
    (rows,) = [table.rows for table in report.tables if table.name == "admissions"]
    found = {(row["case"], row["date"], row["unit_then"]) for row in rows}
    assert len(found) == len(rows)
    return found


@STEADY
@given(data=st.data(), forest=forests(recorded=True), period=periods(), as_of=AS_OF, basis=BASES)
def test_below_the_root_the_maps_differ_by_the_units_named(planted, data, forest, period, as_of, basis):
    """The cases that one map counts under a unit and the other does not are all of the units named, and of each some."""
    unit = data.draw(st.sampled_from(list(forest.units)))
    asked = {"unit": unit, "period": period, "as_of": as_of, "basis": basis, "explain": True}
    found = []
    with planted(forest) as run:
        for shown_by in MAPS:
            with suppress(PartytrackError):
                found.append(built(run, map=shown_by, **asked))
    if len(found) == 2:
        then, today = map(listed, found)
        crossed = {cell for _, _, cell in then ^ today}
        assert [notes(report).get("moved_units", set()) for report in found] == [crossed, crossed]
        assert len(today) - len(then) == found[1].tables[0].total["admitted"] - found[0].tables[0].total["admitted"]


@STEADY
@given(forest=forests(), period=periods(), as_of=AS_OF, basis=BASES)
def test_nothing_is_counted_twice_or_lost(planted, forest, period, as_of, basis):
    """The cases listed at the root are those that count, once each; known rows hold them and the tallies, no others."""
    reckoning = Reckoning(forest, period.first, period.last, as_of, basis)
    tallies = {
        (piece.unit, piece.year): piece.known for piece in reckoning.pieces if piece.tallied and piece.known is not None
    }
    with planted(forest) as run:
        for shown_by in MAPS:
            for depth in DEPTHS:
                report = built(run, map=shown_by, depth=depth, explain=True, period=period, as_of=as_of, basis=basis)
                assert listed(report) == View(reckoning, "K1", shown_by).counted()
                told = [row for table in report.tables if table.name == "tallies" for row in table.rows]
                assert sorted((row["unit"], int(row["year"]), row["count"]) for row in told) == sorted(
                    (*key, count) for key, count in tallies.items()
                )
                admitted = [row["admitted"] for row in report.tables[0].rows]
                if None not in admitted:
                    assert sum(admitted) == len(listed(report)) + sum(tallies.values())


@settings(STEADY, max_examples=120)
@given(data=st.data(), forest=forests(), period=periods(), as_of=AS_OF, basis=BASES)
def test_two_reckonings_agree(planted, data, forest, period, as_of, basis):
    """Figures, total and notes are those reckoned by hand, for any unit, period, day, basis, map, depth and measure."""
    unit = data.draw(st.sampled_from(list(forest.units)))
    measure = data.draw(st.sampled_from(["admission", "admission", "admission", "course"]))
    reckoning = Reckoning(forest, period.first, period.last, as_of, basis, measure)
    with planted(forest) as run:
        for shown_by in MAPS:
            view = View(reckoning, unit, shown_by)
            asked = {
                "unit": unit,
                "period": period,
                "as_of": as_of,
                "basis": basis,
                "map": shown_by,
                "measure": measure,
            }
            if not view.is_answered:
                with pytest.raises(PartytrackError):
                    built(run, **asked)
                continue
            for depth in DEPTHS:
                report = built(run, depth=depth, **asked)
                assert {key: figures(row) for key, row in by_key(report).items()} == {
                    key: figures(row) for key, row in view.rows(depth).items()
                }
                keys = (*FIGURES, "allocated", "gross_shortfall")
                total = view.total(depth)
                assert [report.tables[0].total[key] for key in keys] == [total[key] for key in keys]
                assert notes(report) == view.notes(depth)


@STEADY
@given(data=st.data(), forest=forests(), period=periods(), basis=BASES)
def test_an_as_of_answer_is_not_changed_by_later_acts(planted, data, forest, period, basis):
    """Every report as of a day stays the same, to the letter, whatever is dated after that day."""
    as_of = data.draw(DAYS)
    unit = data.draw(st.sampled_from(list(forest.known_on(as_of).units)))
    shown_by, depth = data.draw(st.sampled_from(MAPS)), data.draw(st.sampled_from(DEPTHS))
    asked = {"unit": unit, "period": period, "as_of": as_of, "basis": basis, "map": shown_by, "explain": True}
    for name in ("quota", "shortfall", "zero"):
        answers = []
        for facts in (forest, forest.known_on(as_of)):
            with planted(facts) as run:
                try:
                    answers.append(built(run, name, depth=depth, **asked))
                except PartytrackError as refused:
                    answers.append((type(refused), vars(refused)))
        assert answers[0] == answers[1]


@STEADY
@given(data=st.data(), forest=forests(recorded=True), years=periods(), as_of=AS_OF)
def test_quotas_of_cells_come_to_the_same_in_both_maps_and_depths(planted, data, forest, years, as_of):
    """Where every cell has a quota for every year it is known to see, and no other unit has one, the root's whole years have one sum.

    It is not known where a committee stood without cells, for then one lacks.
    """
    forest.quotas[:] = data.draw(cell_quotas(forest.known_on(as_of)))
    period = type(years)(years.first.replace(month=1, day=1), years.last.replace(month=12, day=31))
    with planted(forest) as run:
        totals = [
            built(run, period=period, as_of=as_of, map=shown_by, depth=depth).tables[0].total
            for shown_by in MAPS
            for depth in DEPTHS
        ]
    given = {total["allocated"] for total in totals[1::2]}
    assert len(given) == 1
    assert {total["quota"] for total in totals} <= {*given, None}


@STEADY
@given(forest=forests(), period=periods(), as_of=AS_OF, basis=BASES)
def test_every_cell_is_zero_apart_or_has_admitted(planted, forest, period, as_of, basis):
    """No cell of today's map or of that of the time is lost: it admitted nobody, cannot be judged, or has admitted."""
    reckoning = Reckoning(forest, period.first, period.last, as_of, basis)
    with planted(forest) as run:
        for shown_by in MAPS:
            view = View(reckoning, "K1", shown_by)
            report = built(run, "zero", period=period, as_of=as_of, basis=basis, map=shown_by)
            judged = {cell: view.judged(cell) for cell in view.cells}
            tables = {table.name: table.rows for table in report.tables}
            assert {row["unit"] for row in tables["units"]} == {cell for cell, zero in judged.items() if zero is True}
            apart = {row["unit"]: row["reason"] for row in tables.get("apart", ())}
            assert apart == {cell: reason for cell, reason in judged.items() if isinstance(reason, str)}
