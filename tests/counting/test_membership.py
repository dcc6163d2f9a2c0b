"""How the number of members came to be another: what holds for every organisation, and the cases that offices meet."""

from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
from forest_reports import built, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from movement_by_hand import INTO, OUT, Movement
from random_forests import DAYS, LAST, periods
from random_members import peopled_forests

from partytrack.core.errors import PartytrackError

MAPS, DEPTHS = ("then", "today"), ("children", "cells")
KEYS = ("start", *INTO, "readmitted", *OUT, "removed_probationers", "end")
BORDER_FREE = (
    "start",
    "admitted",
    "restored",
    "entered",
    "died",
    "expelled",
    "removed",
    "withdrawn",
    "annulled",
    "end",
)
AS_OF = st.one_of(st.just(LAST), st.just(date(2022, 4, 26)), DAYS)
STEADY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session")
def planted(schema):
    """Hold the facts of a forest in a store in memory, for ``with``, and hand out what runs statements on it."""

    def planted(forest):
        return opened(schema, forest)

    return planted


def tables(report):
    """The tables of a report by name."""
    return {table.name: table for table in report.tables}


def figures(row):
    """The figures of a row that are not nothing."""
    return {key: row[key] for key in KEYS if row[key]}


def rows_of(report):
    """The rows that have anybody, by unit; a unit's own share has its code as well."""
    found = {row["unit"]: figures(row) for row in tables(report)["units"].rows}
    assert len(found) == len(tables(report)["units"].rows)
    return {unit: row for unit, row in found.items() if row}


def closes(row):
    """Whether start, increase, decrease and end of a row make one sum, and the criteria their own."""
    return (
        row["increase"] == sum(row[key] for key in INTO)
        and row["decrease"] == sum(row[key] for key in OUT)
        and row["start"] + row["increase"] - row["decrease"] == row["end"]
    )


@settings(STEADY, max_examples=80)
@given(data=st.data(), forest=peopled_forests(), period=periods(), as_of=AS_OF)
def test_two_reckonings_agree(planted, data, forest, period, as_of):
    """Every row and the total are what the lives of the people come to, day by day, on both maps and at both depths."""
    unit = data.draw(st.sampled_from(list(forest.units)))
    with planted(forest) as run:
        for shown_by in MAPS:
            for depth in DEPTHS:
                with suppress(PartytrackError):
                    report = built(
                        run, "movement", unit=unit, period=period, as_of=as_of, map=shown_by, depth=depth
                    )  # fmt: skip
                    if period.first <= as_of:
                        hand = Movement(forest, unit, period, as_of, shown_by, depth)
                        assert rows_of(report) == {row: dict(counts) for row, counts in hand.rows.items()}
                        assert figures(tables(report)["units"].total) == dict(hand.total)


@STEADY
@given(forest=peopled_forests(), period=periods(), as_of=AS_OF)
def test_every_row_and_total_closes_and_the_rows_add_up(planted, forest, period, as_of):
    """Start and increase without decrease are the end, for each unit on both maps; what crosses no border adds up."""
    with planted(forest) as run:
        for unit in forest.units:
            for shown_by in MAPS:
                with suppress(PartytrackError):
                    report = built(run, "movement", unit=unit, period=period, as_of=as_of, map=shown_by)
                    if period.first > as_of:
                        continue
                    rows, total = tables(report)["units"].rows, tables(report)["units"].total
                    assert all(closes(row) for row in (*rows, total))
                    for key in BORDER_FREE:
                        assert sum(row[key] for row in rows) == total[key]
                    form = {row["row"]: row["this_period"] for row in tables(report)["form"].rows}
                    assert form == {key: total[key] for key in form}
                    assert form["start"] + form["increase"] - form["decrease"] == form["end"]


@STEADY
@given(forest=peopled_forests(), period=periods(), as_of=AS_OF)
def test_at_the_root_both_maps_agree_and_nobody_is_hidden(planted, forest, period, as_of):
    """The root's figures are the same on both maps, and each stands for so many people who are named."""
    with planted(forest) as run:
        then, today = (
            built(run, "movement", period=period, as_of=as_of, map=shown_by, explain=True) for shown_by in MAPS
        )
    assert tables(then)["units"].total == tables(today)["units"].total
    for report in (then, today):
        named = Counter(row["row"] for row in tables(report)["movements"].rows)
        parts = Counter(row["of_these"] for row in tables(report)["movements"].rows)
        total = tables(report)["units"].total
        assert {key: named[key] for key in (*INTO, *OUT)} == {key: total[key] for key in (*INTO, *OUT)}
        assert all(parts[key] == total[key] for key in ("readmitted", "removed_probationers"))


@STEADY
@given(data=st.data(), forest=peopled_forests(), period=periods())
def test_the_end_is_the_start_of_the_next_day(planted, data, forest, period):
    """Of two periods that follow each other the first ends with as many members as the second begins with."""
    cut = data.draw(DAYS)
    if not period.first < cut <= period.last:
        return
    first, second = type(period)(period.first, cut.fromordinal(cut.toordinal() - 1)), type(period)(cut, period.last)
    with planted(forest) as run:
        for shown_by in MAPS:
            whole, one, two = (
                tables(built(run, "movement", period=part, as_of=LAST, map=shown_by))["units"].total
                for part in (period, first, second)
            )
            assert one["end"] == two["start"]
            for key in (*INTO, *OUT):
                assert one[key] + two[key] == whole[key]


@STEADY
@given(data=st.data(), forest=peopled_forests(), period=periods())
def test_an_as_of_answer_is_not_changed_by_what_comes_later(planted, data, forest, period):
    """The report as of a day stays the same to the letter, whatever is dated after that day."""
    as_of = data.draw(DAYS)
    unit = data.draw(st.sampled_from(list(forest.known_on(as_of).units)))
    for shown_by in MAPS:
        answers = []
        for facts in (forest, forest.known_on(as_of)):
            with planted(facts) as run:
                try:
                    asked = {"unit": unit, "period": period, "as_of": as_of, "map": shown_by}
                    answers.append(built(run, "movement", explain=True, **asked))
                except PartytrackError as refused:
                    answers.append((type(refused), vars(refused)))
        assert answers[0] == answers[1]
