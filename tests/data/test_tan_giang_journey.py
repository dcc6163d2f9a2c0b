"""The demonstration ward on the day of its demo: somebody at every stage, something due, most cases in order."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest
from test_tan_giang import COURSE, HELD, LEARNERS, OFFICIAL, TODAY, days

from partytrack.core.codes import code_list
from partytrack.core.lifecycle import steps
from partytrack.core.rules import findings
from partytrack.counting.dossiers import whole
from partytrack.store.connection import reading
from partytrack.store.judging import judge


@pytest.fixture(scope="module")
def asked(demo):
    """Ask the demo's store."""

    def asked(statement):
        with closing(sqlite3.connect(demo)) as connection:
            return connection.execute(statement, {"today": TODAY.isoformat()}).fetchall()

    return asked


def test_cases_stand_at_every_stage(asked):
    """On the demo's day somebody stands at each stage of the journey, from the source list to full membership."""
    stage = {key: each.stage for key, each in steps().items()}
    found = asked("SELECT step FROM case_stage WHERE from_on <= :today AND to_on > :today")
    standing = Counter(stage[step] for (step,) in found)
    assert set(standing) == set(code_list("stages"))
    before = list(code_list("stages"))[: list(code_list("stages")).index("decision")]
    assert sum(standing[code] for code in before) == 25
    assert (standing["decision"], standing["probation"] + standing["confirmation"]) == (1, 6)


def test_something_is_due(asked):
    """At least five obligations are overdue, under different rules; a certificate and a probation end within 30 days."""
    found = asked("SELECT rule, step, due_on FROM case_due WHERE from_on <= :today AND to_on > :today")
    overdue = [rule for rule, _, due_on in found if due_on < TODAY.isoformat()]
    assert len(overdue) == len(set(overdue)) >= 5
    assert {"CL-01", "MN-06", "TL-01", "TL-04", "TL-06"} <= set(overdue)
    last = (TODAY + timedelta(days=30)).isoformat()
    soon = {(rule, step) for rule, step, due_on in found if TODAY.isoformat() <= due_on <= last}
    assert {("CL-01", "cell_resolution"), ("PR-01", "self_review")} <= soon


def test_the_rules_find_little_but_something(demo):
    """Most cases are in order: four have warnings, each of another rule, and nobody a contradiction."""
    warned = {}
    with reading(demo) as run:
        for case_id, code in run("SELECT id, code FROM candidacy ORDER BY code", {}):
            found = findings(whole(run, case_id)[0], judge())
            assert "block" not in {finding.weight for finding in found}
            warned |= {code: [finding.code for finding in found if finding.weight == "warn"]}
            assert sum(finding.weight == "note" for finding in found) <= 3
    telling = {code: rules for code, rules in warned.items() if rules}
    assert sorted(rule for rules in telling.values() for rule in rules) == ["EL-06", "MN-03", "TL-01", "TL-03", "TL-04"]


def test_probation_of_the_fifteen_is_told():
    """Nine of the 15 are full members with their papers, one waits for the decision, five are in probation, one overdue."""
    papers = (
        "new_member_course", "self_review", "mentor_review", "confirmation_opinions", "confirmation_cell_resolution",
        "confirmation_executive_resolution",
    )  # fmt: skip
    over = {ref for ref in HELD if HELD[ref].replace(year=HELD[ref].year + 1) <= TODAY}
    assert (len(OFFICIAL), len(over), len(HELD)) == (9, 11, 15)
    for paper in papers:
        assert set(OFFICIAL) <= set(days(paper))
    for ref, official in OFFICIAL.items():
        assert official <= days("confirmation_cell_resolution")[ref] <= days("confirmation_decision")[ref]
    assert set(OFFICIAL) - set(days("card_issued")) == {"C19"}
    assert set(days("confirmation_cell_resolution")) - set(OFFICIAL) == {"C27"}
    assert over - set(days("confirmation_cell_resolution")) == {"C26"}


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda row: f"{row['course']}-{row['ref']}")
def test_a_learner_fits_the_course(learner):
    """Candidates and new members learn apart; who has no certificate missed lessons, failed, or the course lies ahead."""
    course, case = COURSE[learner["course"]], learner["ref"]
    assert (course["kind"] == "new_member") == (case in HELD)
    if learner["certificate"]:
        assert learner["certificate_on"] >= course["result_on"] >= course["last"]
        assert float(learner["mark"]) >= 5
    else:
        assert not learner["mark"] or float(learner["mark"]) < 5
        assert course["result_on"] or course["first"] > TODAY.isoformat()
