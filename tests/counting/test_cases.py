"""Every case is open, admitted or lost as of a day and belongs to one unit, in every organisation that changes."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from factbook import read as noted
from forest import CaseFact
from forest_reports import built
from forest_reports import opened as planted_in
from forest_text import read as told
from hypothesis import HealthCheck, example, given, settings
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
STEADY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
EVER = date(1930, 1, 1)
CLOSED_WITH_ITS_CELL = """
committee K1
committee K2 under K1
cell C2 under K2
cell C3 under K2
case C2, listed 2019-01-05
case C3, listed 2019-01-05
on 2020-03-01 close C3
on 2021-01-01 close C2
on 2021-01-01 close K2
"""
"""Nobody carries on a committee and its cells, in which cases stand open."""
ENDS = ("dropped", "annulled")


@pytest.fixture(scope="session")
def planted(schema):
    """Hold the facts of a forest in a store in memory, for ``with``, and hand out what runs statements on it."""

    def planted(forest):
        return planted_in(schema, forest)

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
@example(forest=told(CLOSED_WITH_ITS_CELL), as_of=date(2022, 4, 26))
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


# what the acts do not let happen, and an import or an older store might hold


WARD = """
committee TG, records from 2019-01-01
cell A under TG
cell B under TG
"""


def belongs(run, as_of="2022-04-26", basis="decision"):
    """The cases of the ward as of a day, by the unit that has them."""
    return [(case.code, case.outcome, case.unit) for case in read(run, "TG", date.fromisoformat(as_of), basis).found]


def test_a_case_that_ended_twice_is_lost_once(opened):
    """The first end counts, of two on one day the one recorded first."""
    with opened(noted(f"{WARD}case A, listed 2019-01-05, dropped 2020-03-01")) as run:
        for step, day in (("died", "2020-03-01"), ("refused_by_vote", "2020-02-01"), ("died", "2020-02-01")):
            run(_EVENT, {"step": step, "day": day})
        (case,) = read(run, "TG", date(2022, 4, 26)).found
        assert (case.outcome, case.step, case.on) == ("lost", "refused_by_vote", date(2020, 2, 1))


_EVENT = "INSERT INTO step_event (candidacy_id, step, happened_on, unit_id) VALUES (1, :step, :day, 2)"


def test_a_case_still_open_beside_a_later_one_stays_where_it_was(opened):
    """By decision a case with a ceremony alone is open in its own cell, also when the person has a later case elsewhere."""
    text = f"{WARD}case A, person P, listed 2019-01-05, ceremony 2019-05-19, removed 2020-01-10\n"
    with opened(noted(f"{text}case B, person P, listed 2021-01-05")) as run:
        run("DELETE FROM step_event WHERE step = 'removed_in_probation'", {})
        assert belongs(run) == [("C1", "open", "A"), ("C2", "open", "B")]
        assert belongs(run, basis="ceremony") == [("C1", "admitted", "A"), ("C2", "open", "B")]


def test_of_two_stays_from_one_day_the_later_entered_counts(opened):
    """A case opened in the one cell and put into another the same day is in the other, once."""
    with opened(noted(f"{WARD}case A, listed 2019-01-05")) as run:
        run("UPDATE stay SET to_on = from_on", {})
        run(
            "INSERT INTO stay (person_id, unit_id, role, from_on, to_on) VALUES (1, 3, 'candidate', '2019-01-05', '9999-12-31')",
            {},
        )
        assert belongs(run) == [("C1", "open", "B")]


def test_a_case_belongs_from_the_day_on_which_it_was_opened(opened):
    """The day before it has not been entered, on the day it is open."""
    with opened(noted(f"{WARD}case A, listed 2019-01-05")) as run:
        assert belongs(run, "2019-01-04") == []
        assert belongs(run, "2019-01-05") == [("C1", "open", "A")]


@pytest.mark.parametrize("basis", ["decision", "ceremony"])
def test_an_end_on_the_day_itself_counts(opened, basis):
    """As of the day of the end the case is lost, and it was admitted as of the day of the decision and the ceremony."""
    facts = "case A, listed 2019-01-05, decision 2019-05-03, ceremony 2019-05-03, annulled 2019-06-01\n"
    with opened(noted(f"{WARD}{facts}")) as run:
        days = ("2019-05-02", "2019-05-03", "2019-05-31", "2019-06-01")
        assert [belongs(run, day, basis)[0][1] for day in days] == ["open", "admitted", "admitted", "lost"]
