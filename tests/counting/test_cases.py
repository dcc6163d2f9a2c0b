"""Every case is open, admitted or lost as of a day and belongs to one unit, in every organisation that changes."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from forest import CaseFact
from forest_reports import built, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_forests import DAYS, LAST, forests

from partytrack.core.errors import PartytrackError
from partytrack.core.period import Period
from partytrack.core.texts import Texts
from partytrack.counting.cases import cases
from partytrack.counting.subject import ask
from partytrack.lists.candidates import candidates

MAPS, DEPTHS = ("then", "today"), ("children", "cells")
BASES = st.sampled_from(["decision", "ceremony"])
AS_OF = st.one_of(st.just(LAST), st.just(date(2022, 4, 26)), DAYS)
STEADY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
EVER = date(1930, 1, 1)
ENDS = ("dropped", "annulled")


@pytest.fixture(scope="session")
def planted(schema):
    """Hold the facts of a forest in a store in memory, for ``with``, and hand out what runs statements on it."""

    def planted(forest):
        return opened(schema, forest)

    return planted


@st.composite
def journeys(draw, **asked):
    """A forest in which some of those who were lost have come back, in the same cell or another."""
    forest = draw(forests(**asked))
    for case in list(forest.cases):
        ended = max((case.steps[end] for end in ENDS if end in case.steps), default=None)
        if ended is None or not draw(st.booleans()):
            continue
        back = ended[0] + timedelta(days=draw(st.sampled_from([1, 30, 400])))
        cells = [code for code, unit in forest.units.items() if unit.kind == "cell" and forest.stands(code, back)]
        if cells:
            cell = draw(st.sampled_from(cells))
            forest.cases.append(CaseFact(f"{case.code}-2", case.person, cell, back, {"listed": (back, cell)}))
    return forest


def read(run, unit, as_of, basis="decision", on_map="then"):
    """The cases of a unit as of a day."""
    return cases(run, ask(run, unit, Period(EVER, as_of), as_of, basis=basis, on_map=on_map))


def everywhere(run, forest, as_of, **asked):
    """The cases of each unit that can be asked about, by its code."""
    for unit in forest.units:
        with suppress(PartytrackError):
            yield unit, read(run, unit, as_of, **asked)


def outcome(case, as_of, basis):
    """What a case is as of a day, reckoned from the words of its steps."""
    known = {step for step, (day, _) in case.steps.items() if day <= as_of}
    if basis in known and "annulled" not in known:
        return "admitted"
    return "lost" if known & set(ENDS) else "open"


def codes(found):
    """The codes of cases, none twice."""
    listed = [case.code for case in found]
    assert len(listed) == len(set(listed))
    return set(listed)


@STEADY
@given(forest=journeys(), as_of=AS_OF, basis=BASES)
def test_at_the_root_everybody_who_entered_is_open_admitted_or_lost(planted, forest, as_of, basis):
    """On both maps each case opened by the day is there once, with the outcome that its steps say, in the same unit."""
    entered = {case.code: outcome(case, as_of, basis) for case in forest.cases if case.opened <= as_of}
    with planted(forest) as run:
        then, today = (read(run, "K1", as_of, basis, on_map) for on_map in MAPS)
    assert {case.code: case.outcome for case in then.found} == entered
    assert len(then.found) == len(entered)
    assert set(then.found) == set(today.found)


@STEADY
@given(forest=journeys(), as_of=AS_OF, basis=BASES)
def test_rows_hold_each_case_once_at_every_level(planted, forest, as_of, basis):
    """The rows of a unit, by children and by cells, part its cases among them; so every count of them adds up."""
    with planted(forest) as run:
        for on_map in MAPS:
            for _, found in everywhere(run, forest, as_of, basis=basis, on_map=on_map):
                for depth in DEPTHS:
                    rows = [case for row in found.rows(depth) for case in row.cases]
                    assert codes(rows) == codes(found.found)
                parts = [found.of(each) for each in ("open", "admitted", "lost")]
                assert sum(map(len, parts)) == len(found.found)


@STEADY
@given(forest=journeys(), as_of=AS_OF, basis=BASES)
def test_a_row_has_the_cases_of_the_units_own_report(planted, forest, as_of, basis):
    """On today's map a unit has one set of cases, above it as in its own report; then, where it never moved."""
    with planted(forest) as run:
        for on_map in MAPS:
            reports = dict(everywhere(run, forest, as_of, basis=basis, on_map=on_map))
            for above, found in reports.items():
                for row in found.rows("children"):
                    below = row.node.unit.code
                    if not row.own and below in reports and (on_map == "today" or _stood_only(forest, below, above)):
                        assert codes(row.cases) == codes(reports[below].found)


def _stood_only(forest, code, above):
    return {edge.parent for edge in forest.edges if edge.unit == code} == {above}


@STEADY
@given(forest=journeys(recorded=True), as_of=AS_OF, basis=BASES)
def test_the_admitted_are_those_of_the_report_on_quotas(planted, forest, as_of, basis):
    """Where all is recorded, each unit's admitted cases are those that its quota report explains, on both maps."""
    asked = {"period": Period(EVER, as_of), "as_of": as_of, "basis": basis, "explain": True}
    with planted(forest) as run:
        for on_map in MAPS:
            for unit, found in everywhere(run, forest, as_of, basis=basis, on_map=on_map):
                report = built(run, unit=unit, map=on_map, **asked)
                (listed,) = [table.rows for table in report.tables if table.name == "admissions"]
                assert {(row["case"], row["unit_then"], row["date"]) for row in listed} == {
                    (case.code, case.unit, case.on) for case in found.of("admitted")
                }


@STEADY
@given(forest=journeys(), as_of=AS_OF)
def test_the_open_are_those_of_the_list_of_candidates(planted, forest, as_of):
    """Counted by decision, the open cases of each unit are its list; but one with a ceremony alone is not on the list."""
    held = {case.code for case in forest.cases if "ceremony" in case.steps and "decision" not in case.steps}
    with planted(forest) as run:
        for unit, found in everywhere(run, forest, as_of, on_map="today"):
            listed = candidates(run, Texts("en"), unit, as_of).rows
            assert {(row["case"], row["unit"]) for row in listed} == {
                (case.code, case.unit) for case in found.of("open") if case.held_on is None
            }
            assert {case.code for case in found.of("open") if case.held_on} <= held


@STEADY
@given(data=st.data(), forest=journeys(), basis=BASES)
def test_what_comes_later_changes_no_case_as_of_a_day(planted, data, forest, basis):
    """The cases as of a day are the same, whatever is dated after it."""
    as_of = data.draw(DAYS)
    on_map = data.draw(st.sampled_from(MAPS))
    answers = []
    for facts in (forest, forest.known_on(as_of)):
        with planted(facts) as run:
            answers.append({
                unit: {case._replace(id=0, person_id=0, unit_id=0) for case in found.found}
                for unit, found in everywhere(run, forest, as_of, basis=basis, on_map=on_map)
            })  # fmt: skip
    assert answers[0] == answers[1]


@STEADY
@given(forest=journeys(), as_of=AS_OF, basis=BASES)
def test_maps_differ_by_what_crossed_the_border(planted, forest, as_of, basis):
    """What a unit counts on the one map and not on the other lies in units that stood elsewhere at some time."""
    with planted(forest) as run:
        then, today = (dict(everywhere(run, forest, as_of, basis=basis, on_map=on_map)) for on_map in MAPS)
    for unit in then.keys() & today.keys():
        for case in set(then[unit].found) ^ set(today[unit].found):
            assert _has_changed(forest, case.unit)


def _has_changed(forest, code):
    """Whether a unit, one above it or one that carries it on ever moved, ended or took over another."""
    return any(
        len([edge for edge in forest.edges if edge.unit == each]) > 1 or not forest.stands(each, date(2030, 1, 1))
        for each in _line(forest, code)
    )


def _line(forest, code):
    seen, waiting = set(), [code]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += [edge.parent for edge in forest.edges if edge.unit == here]
    return seen
