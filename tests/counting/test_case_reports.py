"""The reports on cases close: every row, column and table of them adds up, on random journeys through changing organisations."""

from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from forest_reports import built, opened
from hypothesis import given, settings
from hypothesis import strategies as st
from random_forests import DAYS, forests
from test_cases import AS_OF, BASES, DEPTHS, EVER, MAPS, journeys, read
from test_cases import STEADY as EVERY_CASE

from partytrack.core.codes import code_list
from partytrack.core.errors import PartytrackError
from partytrack.core.lifecycle import steps
from partytrack.core.period import Period
from partytrack.counting.dossiers import dossiers
from partytrack.store.judging import judge
from partytrack.store.standings import judged, standing
from partytrack.store.tables import CaseStage

STEADY = settings(EVERY_CASE, max_examples=60)
ON_THE_WAY = ("sympathiser_listed", "course_completed", "application", "verification_concluded", "cell_resolution", "executive_resolution")  # fmt: skip
SOURCES = ("youth_union", "womens_union", "student")
REASONS = ("left_to_study", "left_to_work", "no_will", "schooling", "over_age", "family", "ill_health", "other", None)


@pytest.fixture(scope="session")
def walked(schema):
    """Hold a forest's facts with the steps on the way of each case, and the stages that the rules derive from them."""

    @contextmanager
    def walked(forest, ways):
        with opened(schema, forest) as run:
            for code, (days, source, reason) in ways.items():
                run("UPDATE candidacy SET source = :source WHERE code = :code", {"source": source, "code": code})
                for step, day in zip(ON_THE_WAY, days, strict=False):
                    run(_STEP, {"step": step, "day": day, "code": code})
                run(_REASON, {"reason": reason, "code": code})
            for dossier in list(dossiers(run)):
                for row in standing(dossier, judged(dossier.case, judge())).stages:
                    run(_STAGE, dict(zip(CaseStage.model_fields, row, strict=True)))
            yield run

    return walked


_STEP = "INSERT INTO step_event (candidacy_id, step, happened_on, unit_id) SELECT id, :step, :day, unit_id FROM candidacy WHERE code = :code"
_REASON = "UPDATE step_event SET reason = :reason WHERE step = 'dropped' AND candidacy_id = (SELECT id FROM candidacy WHERE code = :code)"
_STAGE = "INSERT INTO case_stage VALUES (:candidacy_id, :from_on, :to_on, :step, :since_on, :unit_id)"
_STOOD = """
SELECT g.step FROM case_stage g JOIN candidacy c ON c.id = g.candidacy_id
WHERE c.code = :code AND g.from_on <= :on AND g.to_on > :on
"""


@st.composite
def ways(draw, forest):
    """For each case, the days of its steps on the way, its source and its reason for being lost."""
    found = {}
    for case in forest.cases:
        gaps = draw(st.lists(st.sampled_from([0, 1, 40, 300]), max_size=len(ON_THE_WAY)))
        last = max(day for day, _ in case.steps.values()) if len(case.steps) > 1 else None
        days = [case.opened + timedelta(days=sum(gaps[: place + 1])) for place in range(len(gaps))]
        before = [day for day in days if last is None or day < last]
        found[case.code] = (before, draw(st.sampled_from(SOURCES)), draw(st.sampled_from(REASONS)))
    return found


def tables(report):
    """The tables of a report by name."""
    return {table.name: table for table in report.tables}


def counted(table):
    """The keys of a table's counts, those for scripts among them."""
    return [column.key for column in table.columns if column.type == "count" and not column.key.endswith("_days")]


def check_sums(table):
    """Every count of the total is the sum of the rows'."""
    for key in counted(table):
        assert table.total[key] == sum(row[key] for row in table.rows), (table.name, key)


def everywhere(run, forest, name, **asked):
    """A report on each unit that it can be asked about, on both maps and at both depths."""
    for unit in forest.units:
        for shown_by in MAPS:
            for depth in DEPTHS:
                with suppress(PartytrackError):
                    yield built(run, name, unit=unit, map=shown_by, depth=depth, **asked)


@STEADY
@given(data=st.data(), forest=journeys(), as_of=AS_OF, basis=BASES)
def test_the_pipeline_adds_up_everywhere(walked, data, forest, as_of, basis):
    """Units, sources and stages hold the same open cases; with the admitted and the lost they are those who entered."""
    with walked(forest, data.draw(ways(forest))) as run:
        for report in everywhere(run, forest, "pipeline", period=Period(EVER, as_of), as_of=as_of, basis=basis):
            found = tables(report)
            for name in ("units", "sources", "stages", "admitted"):
                check_sums(found[name])
            stages = {row["stage"]: row["open"] for row in found["stages"].rows}
            for name in ("units", "sources"):
                assert {stage: found[name].total[stage] for stage in stages} == stages
                for row in (*found[name].rows, found[name].total):
                    assert row["open"] == sum(row[stage] for stage in stages)
            (balance,) = found["balance"].rows
            assert balance["entered"] == balance["open"] + balance["admitted"] + balance["lost"]
            assert (balance["open"], balance["admitted"]) == (sum(stages.values()), found["admitted"].total["count"])


@STEADY
@given(data=st.data(), forest=journeys(), as_of=AS_OF, basis=BASES)
def test_an_open_case_stands_where_its_stage_of_the_day_says(walked, data, forest, as_of, basis):
    """The stages of the root's pipeline are those kept for the as-of day, case by case; every open case has one."""
    order = list(code_list("stages"))
    with walked(forest, data.draw(ways(forest))) as run:
        report = built(run, "pipeline", period=Period(EVER, as_of), as_of=as_of, basis=basis)
        stood = [
            steps()[step].stage
            for case in read(run, "K1", as_of, basis).of("open")
            for (step,) in run(_STOOD, {"code": case.code, "on": as_of})
        ]
    kept = {row["stage"]: row["open"] for row in tables(report)["stages"].rows if row["open"]}
    assert kept == {stage: stood.count(stage) for stage in order if stage in stood}


@STEADY
@given(data=st.data(), forest=journeys(), as_of=AS_OF, basis=BASES)
def test_sources_add_up_and_no_column_is_higher_than_the_one_before(walked, data, forest, as_of, basis):
    """By source and by year the same cases: entered, then fewer and fewer; and entered = admitted + lost + open."""
    with walked(forest, data.draw(ways(forest))) as run:
        for report in everywhere(run, forest, "sources", period=Period(EVER, as_of), as_of=as_of, basis=basis):
            found = tables(report)
            by_year = found.get("years")
            for table in (found["sources"], *([by_year] if by_year else ())):
                check_sums(table)
                for row in (*table.rows, table.total):
                    assert row["entered"] == row["admitted"] + row["lost"] + row["open"]
                    way = [row[key] for key in ("entered", "course", "dossier", "cell", "admitted")]
                    assert way == sorted(way, reverse=True)
                    assert row["fraction"] == (row["admitted"], row["entered"])
            for row in found["sources"].rows if by_year else ():
                years = [each for each in by_year.rows if each["source"] == row["source"]]
                assert {key: row[key] for key in counted(found["sources"])} == {
                    key: sum(each[key] for each in years) for key in counted(found["sources"])
                }


@STEADY
@given(data=st.data(), forest=journeys(), as_of=AS_OF, basis=BASES)
def test_losses_are_the_lost_of_the_balance_and_add_up(walked, data, forest, as_of, basis):
    """Both tables and the list hold each lost case once, by whatever reason, recorded or not."""
    ever = Period(EVER, as_of)
    with walked(forest, data.draw(ways(forest))) as run:
        lost = [
            tables(report)["balance"].rows[0]["lost"]
            for report in everywhere(run, forest, "pipeline", period=ever, as_of=as_of, basis=basis)
        ]
        reports = list(everywhere(run, forest, "losses", period=ever, as_of=as_of, basis=basis))
    assert [len(tables(report)["people"].rows) for report in reports] == lost
    for report in reports:
        found = tables(report)
        for name in ("stages", "sources"):
            check_sums(found[name])
            shown = [column.key for column in found[name].columns if column.type == "count" and not column.hidden]
            for row in (*found[name].rows, found[name].total):
                assert row["lost"] == sum(row[key] for key in shown if key != "lost")
            assert found[name].total["lost"] == len(found["people"].rows)


@STEADY
@given(data=st.data(), forest=forests(), basis=BASES)
def test_later_acts_change_no_report_on_cases_as_of_a_day(walked, data, forest, basis):
    """Each report as of a day is the same to the letter, whatever is dated after it."""
    as_of = data.draw(DAYS)
    unit = data.draw(st.sampled_from(list(forest.known_on(as_of).units)))
    shown_by, depth = data.draw(st.sampled_from(MAPS)), data.draw(st.sampled_from(DEPTHS))
    way = data.draw(ways(forest))
    so_far = {case.code: ([d for d in way[case.code][0] if d <= as_of], *way[case.code][1:]) for case in forest.known_on(as_of).cases}  # fmt: skip
    asked = {"unit": unit, "as_of": as_of, "basis": basis, "map": shown_by, "depth": depth, "explain": True}
    for name in ("pipeline", "sources", "losses"):
        answers = []
        for facts, told in ((forest, way), (forest.known_on(as_of), so_far)):
            with walked(facts, told) as run:
                try:
                    answers.append(built(run, name, period=Period(EVER, as_of), every_year=name != "losses", **asked))
                except PartytrackError as refused:
                    answers.append((type(refused), vars(refused)))
        assert answers[0] == answers[1]
